"""Everything that was decided."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation.web import page_of
from moderation import policy, queries
from moderation.appeals.blindness import veiled
from moderation.models import Decision
from moderation.reasons import VERDICTS, WORDS, Verdict, verdict_word
from moderation.views import bp


@bp.get("/moderation/decisions")
def decisions() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    shown = _shown()
    keys = (Decision.decided_at, Decision.id)
    question = queries.decisions_for(
        moderator, veiled(moderator), shown["verdict"], moderator.id if shown["mine"] else None
    )
    page = page_of(question, keys, request.args.get("after"), queries.SIZE)
    named = {"reason_words": WORDS, "verdict_words": VERDICTS, "verdict_word": verdict_word}
    return render_template("moderation/decisions.html", page=page, shown=shown, **named)


def _shown() -> dict[str, Any]:
    verdict = request.args.get("verdict", "")
    return {"verdict": verdict if verdict in set(Verdict) else "", "mine": request.args.get("by") == "me"}
