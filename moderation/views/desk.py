"""The moderators' desk: the queue, one case, the decision and its undoing."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.access import require
from accounts.models import Member
from community.contributions.mentions import typed
from community.contributions.queries import visible_to
from community.readings.commands import opened
from foundation.database import db
from foundation.errors import Conflict, Invalid
from foundation.language import _, language_name
from foundation.settings import current
from foundation.web import get_or_404, see_other
from moderation import around, deciding, guarding, highlights, policy, queries, undoing
from moderation.appeals.blindness import blind_about
from moderation.batches.queries import batch_of
from moderation.claims.commands import ReadByColleague
from moderation.claims.queries import colleague_at, holders, with_a_colleague
from moderation.claims.views import open_with_claim
from moderation.embargo.policy import may_keep_embargo
from moderation.embargo.queries import passages
from moderation.filters.narrowing import Narrowed
from moderation.filters.queries import filters_of
from moderation.filters.views import choices as filter_choices
from moderation.forms import DecisionForm
from moderation.illegal.queries import of_case
from moderation.meanings import KEYS, grouped
from moderation.models import Case, Decision
from moderation.pictures.forms import ban_form_for
from moderation.pictures.queries import shown_in
from moderation.reasons import SENTENCES, WORDS, Reason, Verdict, drafts, verdict_word
from moderation.views import bp

NAMED = {
    "reason_words": WORDS,
    "reason_sentences": SENTENCES,
    "verdict_word": verdict_word,
    "view_words": highlights.VIEWS,
    "why_words": highlights.WHYS,
}


@bp.get("/moderation/")
def queue() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    waiting = queries.queue(moderator, *_narrowed().conditions(moderator))
    if not waiting:
        return _nothing(moderator)
    read = holders(moderator)
    free = (
        one.case_id
        for one in waiting
        if getattr(read.get(one.case_id), "member_id", moderator.id) == moderator.id
    )
    case: Case = get_or_404(queries.case_for(next(free, waiting[0].case_id), moderator))
    return _desk(case, moderator, _blank(case), waiting=waiting, listing=True)


@bp.get("/moderation/cases/<int:case_id>")
def case(case_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    open_with_claim(get_or_404(queries.case_for(case_id, moderator)), moderator)
    found: Case = get_or_404(queries.case_for(case_id, moderator))
    return _desk(found, moderator, _blank(found))


@bp.post("/moderation/cases/<int:case_id>/decision")
def decide(case_id: int) -> ResponseReturnValue:
    found: Case = get_or_404(queries.case_for(case_id, require(policy.may_moderate)))
    moderator = require(policy.may_decide, found.contribution)
    form = DecisionForm()
    if not form.validate():
        return _desk(found, moderator, form), 422
    try:
        _decided(found, moderator, form)
    except Invalid as refusal:
        form.mark(refusal, "reason")
        return _desk(found, moderator, form), refusal.status
    except Conflict as refusal:
        return _collided(case_id, form, refusal)
    free = ~with_a_colleague(moderator)
    narrowed = _narrowed().conditions(moderator)
    following = queries.next_open(moderator, found, free, *narrowed) or queries.next_open(
        moderator, found, free
    )
    db.session.commit()
    return _to(following)


@bp.post("/moderation/decisions/<int:decision_id>/undo")
def undo(decision_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    asked = select(Decision).join(Decision.case).join(Case.contribution)
    about = joinedload(Decision.case).joinedload(Case.contribution)
    found: Decision = get_or_404(
        asked.where(Decision.id == decision_id, visible_to(moderator)).options(about)
    )
    case_id = found.case_id
    try:
        undoing.undo(found, require(policy.may_undo, found))
        flash(_("Taken back: it waits again, and nobody is told."), "good")
    except undoing.TooLate as refusal:
        flash(str(refusal.message), "warn")
    db.session.commit()
    return _to(case_id)


def _narrowed() -> Narrowed:
    """What the queue is narrowed to."""
    return Narrowed.of(request.values)


def _blank(found: Case) -> DecisionForm:
    return DecisionForm(formdata=None, version=found.version)


def _to(case_id: int | None) -> ResponseReturnValue:
    """The next case, read from its top; when none waits, the page of a finished day."""
    if case_id is None:
        return see_other(url_for("moderation.queue"))
    return see_other(url_for("moderation.case", case_id=case_id, _anchor="case", **_narrowed().asked))


def _nothing(moderator: Member) -> str:
    narrowed = _narrowed().asked
    total = queries.waiting_count(moderator) if narrowed else 0
    counted = around.decided_since(around.a_day_ago(), moderator.id)
    return render_template(
        "moderation/queue_empty.html",
        total=total,
        narrowed=narrowed,
        counted=counted,
        **_latest(moderator),
        **NAMED,
    )


def _latest(moderator: Member) -> dict[str, Any]:
    """What the moderator decided a moment ago, and how long that can be undone."""
    latest = undoing.undoable(moderator)
    batch = batch_of(latest) if latest else None
    return {"undoable": latest, "batch": batch, "undo_seconds": current().undo_seconds}


def _decided(found: Case, moderator: Member, form: DecisionForm) -> Decision:
    reason = Reason(form.reason.data) if form.reason.data else None
    verdict, version = Verdict(form.verdict.data), form.version.data
    colleague = colleague_at(found.id, moderator)
    if colleague is not None and form.despite.data != colleague.member_id:
        raise ReadByColleague
    return deciding.decide(found, moderator, verdict, reason, form.note.data or "", expected_version=version)


def _collided(case_id: int, form: DecisionForm, refusal: Conflict) -> ResponseReturnValue:
    """The case as it is now, with the colleague's decision and everything that was typed."""
    db.session.rollback()
    moderator = require(policy.may_moderate)
    found: Case = get_or_404(queries.case_for(case_id, moderator))
    form.version.data, form.version.raw_data = found.version, None
    return _desk(found, moderator, form, collision=str(refusal.message)), refusal.status


def _desk(
    found: Case,
    moderator: Member,
    form: DecisionForm,
    *,
    waiting: list[queries.Waiting] | None = None,
    collision: str = "",
    listing: bool = False,
) -> str:
    """The queue beside one case, and the form to decide on it; `listing` is what a phone shows of the two."""
    opened(found.contribution)
    narrowed = _narrowed()
    waiting = queries.queue(moderator, *narrowed.conditions(moderator)) if waiting is None else waiting
    line = next((line for line in waiting if line.case_id == found.id), None)
    line = line or queries.queue(moderator, case_id=found.id)[0]
    decides = found.is_open and policy.may_decide(moderator, found.contribution)
    return render_template(
        "moderation/case.html",
        waiting=waiting,
        listing=listing,
        narrowed=narrowed.asked,
        matching=queries.waiting_count(moderator, *narrowed.conditions(moderator))
        if narrowed.asked
        else None,
        kept=filters_of(moderator),
        **filter_choices(moderator),
        counts=queries.waiting_by_lane(moderator),
        case=found,
        line=line,
        form=form,
        collision=collision,
        **_latest(moderator),
        reports=queries.reports_of(found),
        notices=of_case(found.id),
        history=queries.decisions_about(found.contribution_id),
        way=around.way_of(found.contribution_id),
        past=around.past_of(line.author_id, found.contribution_id, moderator) if line.author_id else (),
        drafts=drafts(line.author_language),
        passages=passages(found.contribution) if may_keep_embargo(moderator) else (),
        held=holders(moderator),
        me=moderator.id,
        blind=blind_about(moderator, found.contribution_id),
        latest=(),
        pictures=shown_in(found.contribution),
        ban_form_for=ban_form_for,
        reason_groups=grouped(),
        reason_keys=KEYS,
        can={"decide": decides},
        barred=guarding.hindrance(found.contribution, moderator) if decides else "",
        **_text(found, moderator),
        **NAMED,
    )


def _text(found: Case, moderator: Member) -> dict[str, Any]:
    """What was written, with the words it is here for, and the talk round it."""
    contribution = found.contribution
    title, text = contribution.title, typed(contribution.source, contribution.html)
    texts = {"title": title, "text": text, "more": contribution.further_words}
    seen, revision = highlights.findings_of(found), contribution.revision
    return {
        "it": contribution,
        "talk": around.talk_round(contribution, moderator),
        "language_name": language_name,
        "title_pieces": highlights.pieces("title", seen, texts, revision),
        "text_pieces": highlights.pieces("text", seen, texts, revision),
        "seen_as": {(one.kind, one.detail): one for one in highlights.readings(seen, texts, revision)},
    }
