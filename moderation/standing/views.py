"""One's own texts, and where they stand."""

from flask import render_template

from accounts.access import require
from community.contributions.models import State
from moderation.advice.telling import why_all_held
from moderation.blueprint import bp
from moderation.reasons import FAULTS, SENTENCES
from moderation.standing import queries
from moderation.statements.policy import may_read_statements


@bp.get("/me/texts")
def my_texts() -> str:
    member = require(may_read_statements)
    sentences = {reason.value: str(SENTENCES[reason]) for reason in FAULTS}
    texts = queries.of(member)
    waits = why_all_held([one.id for one in texts if one.state == State.HELD])
    return render_template("moderation/standing.html", texts=texts, sentences=sentences, waits=waits)
