"""The moderators' desk: the queue, one case, the decision, the log, the words; and reporting."""

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import current_member, require
from accounts.models import Member
from community.comments.models import Comment
from community.contributions.mentions import typed
from community.contributions.models import PUBLIC_STATES, Contribution
from community.contributions.queries import contribution as one
from foundation.database import db
from foundation.errors import Conflict, Invalid
from foundation.language import _, language_name
from foundation.web import get_or_404, page_of, see_other
from moderation import commands, policy, queries, words
from moderation.forms import DecisionForm, ReportForm, WordForm
from moderation.models import Case, Decision, WordListEntry
from moderation.reasons import SENTENCES, VERDICTS, WORDS, Because, Reason, Verdict

bp = Blueprint("moderation", __name__)
NAMED = {"reason_words": WORDS, "reason_sentences": SENTENCES, "verdict_words": VERDICTS}


@bp.get("/moderation/")
def queue() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    waiting = queries.queue(moderator)
    if not waiting:
        return render_template("moderation/queue_empty.html")
    case: Case = get_or_404(queries.case_for(waiting[0].case_id, moderator))
    return _desk(case, moderator, DecisionForm(formdata=None, version=case.version), waiting=waiting)


@bp.get("/moderation/queue")
def full_queue() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    waiting, total = queries.queue(moderator), queries.waiting_count(moderator)
    return render_template("moderation/full_queue.html", waiting=waiting, total=total, case=None, **NAMED)


@bp.get("/moderation/cases/<int:case_id>")
def case(case_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    found: Case = get_or_404(queries.case_for(case_id, moderator))
    return _desk(found, moderator, DecisionForm(formdata=None, version=found.version))


@bp.post("/moderation/cases/<int:case_id>/decision")
def decide(case_id: int) -> ResponseReturnValue:
    found: Case = get_or_404(queries.case_for(case_id, require(policy.may_moderate)))
    moderator = require(policy.may_decide, found.contribution)
    form = DecisionForm()
    if not form.validate():
        return _desk(found, moderator, form), 422
    try:
        decision = _decided(found, moderator, form)
    except Invalid as refusal:
        form.reason.errors = [str(refusal.message)]
        return _desk(found, moderator, form), refusal.status
    except Conflict as refusal:
        return _collided(case_id, form, refusal)
    said = VERDICTS[Verdict(decision.verdict)]
    db.session.commit()
    flash(_("Decided: %(verdict)s. The author is told.", verdict=said), "good")
    return see_other(url_for("moderation.queue"))


@bp.get("/moderation/decisions")
def decisions() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    keys = (Decision.decided_at, Decision.id)
    page = page_of(queries.decisions_for(moderator), keys, request.args.get("after"), queries.SIZE)
    return render_template("moderation/decisions.html", page=page, **NAMED)


@bp.get("/moderation/words")
def word_list() -> ResponseReturnValue:
    require(policy.may_moderate)
    return render_template("moderation/words.html", words=queries.all_words(), form=WordForm(formdata=None))


@bp.post("/moderation/words")
def add_word() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    form = WordForm()
    if not form.validate():
        return render_template("moderation/words.html", words=queries.all_words(), form=form), 422
    try:
        commands.add_word(form.language.data, form.term.data, form.note.data or "", moderator)
    except Invalid as refusal:
        form.term.errors = [str(refusal.message)]
        return render_template("moderation/words.html", words=queries.all_words(), form=form), 422
    db.session.commit()
    return see_other(url_for("moderation.word_list"))


@bp.post("/moderation/words/<int:word_id>/removal")
def remove_word(word_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    commands.remove_word(get_or_404(select(WordListEntry).where(WordListEntry.id == word_id)), moderator)
    db.session.commit()
    return see_other(url_for("moderation.word_list"))


@bp.get("/contributions/<int:contribution_id>/report")
def report(contribution_id: int) -> ResponseReturnValue:
    about = _reportable(contribution_id)
    member = require(policy.may_report, about)
    known = queries.report_of(member, about.id)
    return render_template("moderation/report.html", about=about, form=ReportForm(formdata=None), known=known)


@bp.post("/contributions/<int:contribution_id>/report")
def send_report(contribution_id: int) -> ResponseReturnValue:
    about = _reportable(contribution_id)
    member = require(policy.may_report, about)
    form = ReportForm()
    if not form.validate():
        return render_template("moderation/report.html", about=about, form=form, known=None), 422
    commands.report(about, member, Reason(form.reason.data), form.text.data or "")
    db.session.commit()
    flash(_("Thank you. A moderator will read it; you will hear what was decided."), "good")
    return see_other(url_for("community.contribution", contribution_id=contribution_id))


def _reportable(contribution_id: int) -> Contribution:
    seen = one(contribution_id, current_member()).where(Contribution.state.in_(PUBLIC_STATES))
    found: Contribution = get_or_404(seen)
    return found


def _decided(found: Case, moderator: Member, form: DecisionForm) -> Decision:
    reason = Reason(form.reason.data) if form.reason.data else None
    verdict, version = Verdict(form.verdict.data), form.version.data
    return commands.decide(found, moderator, verdict, reason, form.note.data or "", expected_version=version)


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
) -> str:
    """The queue beside one case, and the form to decide on it."""
    contribution = found.contribution
    waiting = queries.queue(moderator) if waiting is None else waiting
    line = next((line for line in waiting if line.case_id == found.id), None)
    line = line or queries.queue(moderator, case_id=found.id)[0]
    about = db.session.get(Contribution, contribution.about_id) if isinstance(contribution, Comment) else None
    terms = [detail for because, detail, _times, _points in line.findings if because == Because.WORD]
    text = typed(contribution.source, contribution.html)
    return render_template(
        "moderation/case.html",
        waiting=waiting,
        total=queries.waiting_count(moderator),
        case=found,
        line=line,
        it=contribution,
        about=about.label if about else None,
        language_name=language_name(contribution.language),
        form=form,
        collision=collision,
        title_pieces=words.pieces(contribution.title, terms),
        text_pieces=words.pieces(text, terms),
        terms=terms,
        reports=queries.reports_of(found),
        history=queries.decisions_about(contribution.id),
        can={"decide": found.is_open and policy.may_decide(moderator, contribution)},
        **NAMED,
    )
