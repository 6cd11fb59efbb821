"""One's own texts, and where they stand."""

from flask import render_template

from accounts.access import require
from moderation.blueprint import bp
from moderation.reasons import FAULTS, SENTENCES
from moderation.standing import queries
from moderation.statements.policy import may_read_statements


@bp.get("/me/texts")
def my_texts() -> str:
    member = require(may_read_statements)
    sentences = {reason.value: str(SENTENCES[reason]) for reason in FAULTS}
    return render_template("moderation/standing.html", texts=queries.of(member), sentences=sentences)
