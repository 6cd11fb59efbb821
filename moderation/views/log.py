"""Everything that was decided, and the words that hold a text."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import require
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _, language
from foundation.web import get_or_404, page_of, see_other
from moderation import commands, policy, queries
from moderation.forms import WordForm
from moderation.models import Decision, WordListEntry
from moderation.reasons import VERDICTS, WORDS, Verdict
from moderation.views import bp


@bp.get("/moderation/decisions")
def decisions() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    shown = _shown()
    keys = (Decision.decided_at, Decision.id)
    question = queries.decisions_for(moderator, shown["verdict"], moderator.id if shown["mine"] else None)
    page = page_of(question, keys, request.args.get("after"), queries.SIZE)
    named = {"reason_words": WORDS, "verdict_words": VERDICTS}
    return render_template("moderation/decisions.html", page=page, shown=shown, **named)


@bp.get("/moderation/words")
def word_list() -> ResponseReturnValue:
    require(policy.may_moderate)
    return _word_page(WordForm(formdata=None, language=language()))


@bp.post("/moderation/words")
def add_word() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    form = WordForm()
    if not form.validate():
        return _word_page(form), 422
    try:
        added = commands.add_word(form.language.data, form.term.data, form.note.data or "", moderator)
    except Invalid as refusal:
        form.term.errors = [str(refusal.message)]
        return _word_page(form), 422
    db.session.commit()
    flash(_("“%(word)s” is listed. It holds what is written from now on.", word=added.term), "good")
    return see_other(url_for("moderation.word_list"))


@bp.post("/moderation/words/<int:word_id>/removal")
def remove_word(word_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    found: WordListEntry = get_or_404(select(WordListEntry).where(WordListEntry.id == word_id))
    term = found.term
    commands.remove_word(found, moderator)
    db.session.commit()
    flash(_("“%(word)s” holds nothing any more. What waits because of it still waits.", word=term), "good")
    return see_other(url_for("moderation.word_list"))


def _shown() -> dict[str, Any]:
    verdict = request.args.get("verdict", "")
    return {"verdict": verdict if verdict in set(Verdict) else "", "mine": request.args.get("by") == "me"}


def _word_page(form: WordForm) -> str:
    wanted = request.args.get("language", "")
    listed = queries.all_words()
    words = [one for one in listed if one.language == wanted] or listed
    shown = wanted if words is not listed else ""
    counts = {code: sum(one.language == code for one in listed) for code in {one.language for one in listed}}
    return render_template(
        "moderation/words.html", words=words, form=form, shown=shown, counts=counts, total=len(listed)
    )
