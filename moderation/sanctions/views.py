"""The pages of sanctions: one's own standing, the members whose points call for something, one of them."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.access import require, require_member
from accounts.models import ROLE_NAMES, Member
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.html import clean_line
from foundation.language import _
from foundation.web import an_id, get_or_404, see_other
from moderation.appeals.blindness import blind_towards
from moderation.blueprint import bp
from moderation.measures import ladder
from moderation.policy import may_lead, may_moderate
from moderation.reasons import WORDS
from moderation.reporters import record_of
from moderation.sanctions import commands, finding, policy, queries, reporters
from moderation.sanctions.forms import MeasureForm, Reasoned
from moderation.sanctions.models import Sanction
from moderation.sanctions.notices import MEANS, MEASURES
from moderation.sanctions.stating import statements_of

LONGEST_ASKED = 120
NAMED = {"measures": MEASURES, "means": MEANS, "reason_words": WORDS, "ladder": ladder.LADDER}


@bp.get("/me/standing")
def standing() -> ResponseReturnValue:
    member = require_member()
    about = _about(member)
    stated = statements_of(about["sanctions"])
    return render_template("moderation/sanctions/standing.html", stated=stated, **about, **NAMED)


@bp.get("/moderation/members")
def members() -> ResponseReturnValue:
    moderator = require(may_moderate)
    if "q" in request.args:
        asked = clean_line(request.args["q"][:LONGEST_ASKED])
        found = finding.search(asked, moderator, request.args.get("page", 1, an_id) or 1)
        leads = may_lead(moderator)
        return render_template(
            "moderation/sanctions/found.html", asked=asked, found=found, leads=leads, roles=ROLE_NAMES
        )
    counted = queries.histogram()
    return render_template(
        "moderation/sanctions/members.html",
        called=queries.all_called(),
        reporters=reporters.called(),
        waiting=queries.waiting(),
        in_force=queries.in_force_everywhere(),
        counted=counted,
        most=max((many for _points, many in counted), default=0),
        **NAMED,
    )


@bp.get("/moderation/members/<int:member_id>")
def member(member_id: int) -> ResponseReturnValue:
    other, moderator = _other(member_id)
    return _member_page(other, moderator)


@bp.post("/moderation/members/<int:member_id>/measures")
def ask_measure(member_id: int) -> ResponseReturnValue:
    other, _moderator = _other(member_id)
    moderator = require(policy.may_sanction, other)
    form = _measure_form(other, filled=True)
    if not form.validate():
        return _member_page(other, moderator, form=form), 422
    try:
        _asked(other, moderator, form)
    except Refused as refusal:
        db.session.rollback()
        form.mark(refusal, "measure")
        other, moderator = _other(member_id)
        return _member_page(other, moderator, form=form), refusal.status
    db.session.commit()
    return _to(member_id)


@bp.post("/moderation/measures/<int:sanction_id>/confirmation")
def confirm_measure(sanction_id: int) -> ResponseReturnValue:
    found = _sanction(sanction_id)
    moderator = require(policy.may_confirm, found)
    return _answered(
        found, lambda: commands.confirm(found, moderator), _("It is in force, and the member is told.")
    )


@bp.post("/moderation/measures/<int:sanction_id>/refusal")
def decline_measure(sanction_id: int) -> ResponseReturnValue:
    found = _sanction(sanction_id)
    moderator = require(policy.may_confirm, found)
    return _answered(found, lambda: commands.decline(found, moderator), _("Nothing begins."))


@bp.post("/moderation/measures/<int:sanction_id>/lifting")
def lift_measure(sanction_id: int) -> ResponseReturnValue:
    found = _sanction(sanction_id)
    moderator, form = require(policy.may_lift, found), Reasoned()
    if not form.validate():
        flash(_("Write why: the member reads it."), "warn")
        return _to(found.member_id)
    return _answered(
        found, lambda: commands.lift(found, moderator, form.reason.data), _("Lifted, and the member is told.")
    )


def _asked(other: Member, moderator: Member, form: MeasureForm) -> None:
    about, _colon, measure = form.measure.data.partition(":")
    if about == "reporting":
        commands.ask_of_reporter(other, moderator, measure, form.reason.data)
        return
    asked = commands.ask(other, moderator, measure, form.reason.data)
    if asked.waits:
        flash(_("A second person must agree before it begins."), "good")


def _answered(found: Sanction, deed: Any, said: str) -> ResponseReturnValue:
    member_id = found.member_id
    try:
        deed()
        flash(said, "good")
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        flash(str(refusal.message), "warn")
    return _to(member_id)


def _other(member_id: int) -> tuple[Member, Member]:
    """A member of whom something may be asked, and who looks."""
    moderator = require(may_moderate)
    other: Member = get_or_404(select(Member).where(Member.id == member_id, Member.erased_at.is_(None)))
    if not policy.may_see(moderator, other):
        raise NotFound
    return other, moderator


def _sanction(sanction_id: int) -> Sanction:
    require(may_moderate)
    found: Sanction = get_or_404(
        select(Sanction).where(Sanction.id == sanction_id).options(joinedload(Sanction.member))
    )
    return found


def _about(member: Member) -> dict[str, Any]:
    """What is known of a member's standing: points with what is left of each, measures, the rungs round them."""
    strikes, moment = queries.strikes_of(member.id), now()
    left = ladder.height(queries.standing(strikes), moment)
    above = ladder.next_rung(left)
    return {
        "member": member,
        "strikes": [(one, ladder.height(queries.standing([one]), moment)) for one in strikes],
        "points": left,
        "above": above,
        "reached": ladder.rung_at(left),
        "clean_at": ladder.below_from(queries.standing(strikes), ladder.LADDER[0].points, moment),
        "sanctions": list(queries.sanctions_of(member.id)),
        "moment": moment,
    }


def _member_page(other: Member, moderator: Member, *, form: MeasureForm | None = None) -> str:
    return render_template(
        "moderation/sanctions/member.html",
        form=form or _measure_form(other),
        called=queries.called_for(other.id),
        record=record_of(other.id),
        lifting=Reasoned(formdata=None),
        can={"sanction": policy.may_sanction(moderator, other)},
        viewer=moderator,
        blind=blind_towards(moderator, other),
        **_about(other),
        **NAMED,
    )


def _measure_form(other: Member, *, filled: bool = False) -> MeasureForm:
    """What may be asked: what the points call for and less, or nothing; and the next step of a reporter."""
    form = MeasureForm() if filled else MeasureForm(formdata=None)
    points = queries.height_of(other.id)
    choices = [("writing:" + one.value, MEASURES[one.value]) for one in queries.lower_rungs(points)]
    if choices:
        choices.append(("writing:none", _("Nothing, and say why")))
    step = reporters.step_for(other.id)
    if step:
        choices.append(("reporting:" + step, _("For the reports: %(measure)s", measure=MEASURES[step])))
    form.measure.choices = choices
    return form


def _to(member_id: int) -> ResponseReturnValue:
    return see_other(url_for("moderation.member", member_id=member_id))
