"""Vote, take a vote back, come back to a vote after signing in, and write down a customer's vote."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import current_member, require
from community.blueprint import bp
from community.contributions.models import Contribution
from community.contributions.queries import votable
from community.readings.commands import opened
from community.votes import commands, policy
from community.votes.forms import OnBehalfForm
from community.votes.queries import voted_among
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.language import _
from foundation.web import safe_next, see_other, wants_fragment, wants_json

SIZES = ("", "row", "large")


@bp.get("/contributions/<int:contribution_id>/vote")
def confirm_vote(contribution_id: int) -> ResponseReturnValue:
    wanted = _found(contribution_id)
    member = require(policy.may_ask_to_vote, wanted)
    back = _back(wanted)
    if wanted.id in voted_among(member, [wanted.id]):
        flash(_("Your vote is counted."), "good")
        return see_other(back)
    hindered = commands.hindrance(wanted, member)
    opened(wanted)
    return render_template("community/vote.html", it=wanted, hindered=hindered, back=back)


@bp.post("/contributions/<int:contribution_id>/vote")
def vote(contribution_id: int) -> ResponseReturnValue:
    wanted = _found(contribution_id)
    commands.cast_vote(wanted, require(policy.may_ask_to_vote, wanted))
    return _counted(wanted, "is-cast")


@bp.post("/contributions/<int:contribution_id>/vote/withdrawal")
@bp.delete("/contributions/<int:contribution_id>/vote")
def withdraw_vote(contribution_id: int) -> ResponseReturnValue:
    wanted = _found(contribution_id)
    commands.withdraw_vote(wanted, require(policy.may_ask_to_vote, wanted))
    return _counted(wanted, "")


@bp.get("/contributions/<int:contribution_id>/votes/on-behalf")
def on_behalf(contribution_id: int) -> ResponseReturnValue:
    wanted = _found(contribution_id)
    require(policy.may_vote_on_behalf, wanted)
    opened(wanted)
    return render_template("community/on_behalf.html", it=wanted, form=OnBehalfForm(formdata=None))


@bp.post("/contributions/<int:contribution_id>/votes/on-behalf")
def vote_on_behalf(contribution_id: int) -> ResponseReturnValue:
    wanted = _found(contribution_id)
    staff = require(policy.may_vote_on_behalf, wanted)
    form = OnBehalfForm()
    if not form.validate():
        return render_template("community/on_behalf.html", it=wanted, form=form), 422
    try:
        new = commands.vote_on_behalf(wanted, form.email.data, staff)
    except Refused as refusal:
        form.mark(refusal, "email")
        return render_template("community/on_behalf.html", it=wanted, form=form), refusal.status
    back = url_for("community.contribution", contribution_id=wanted.id)
    db.session.commit()
    flash(_("The vote is counted.") if new else _("This member had voted already."), "good")
    return see_other(back)


def _found(contribution_id: int) -> Contribution:
    """What somebody may vote for."""
    member = current_member()
    values = {"wanted": contribution_id, "reader": member.id if member else None}
    found = db.session.scalars(votable(member.role if member else None), values).first()
    if found is None:
        raise NotFound
    return found


def _counted(wanted: Contribution, state: str) -> ResponseReturnValue:
    """The answer is made before the commit: after it, everything loaded would have to be read again."""
    back = _back(wanted)
    if wants_json() or wants_fragment():
        answer = _numbers(wanted, state, back)
    else:
        flash(_("Your vote is counted.") if state else _("Your vote is taken back."), "good")
        answer = see_other(back)
    db.session.commit()
    return answer


def _numbers(wanted: Contribution, state: str, back: str) -> ResponseReturnValue:
    """The control with its new number, or the number alone for a program."""
    table = Contribution.__table__.c
    columns = (table.id, table.title, table.vote_count)
    it = db.session.execute(select(*columns).where(table.id == wanted.id)).one()
    if wants_json():
        return {"id": it.id, "votes": it.vote_count, "voted": state == "is-cast"}
    size = request.form.get("size", "")
    shown = {"it": it, "state": state, "size": size if size in SIZES else "", "back": back}
    return render_template("community/_vote.html", **shown)


def _back(wanted: Contribution) -> str:
    return safe_next(request.values.get("next")) or url_for(
        "community.contribution", contribution_id=wanted.id
    )
