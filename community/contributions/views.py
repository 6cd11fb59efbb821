"""The address of any contribution, whatever its kind, and following it."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, require
from community.blueprint import bp
from community.contributions import policy
from community.contributions.models import Contribution
from community.contributions.queries import contribution as one
from community.follows import commands as follows
from foundation.database import db
from foundation.web import get_or_404, safe_next, see_other, wants_fragment

HERE = "community.contribution"


@bp.get("/contributions/<int:contribution_id>")
def contribution(contribution_id: int) -> ResponseReturnValue:
    found: Contribution = get_or_404(one(contribution_id, current_member()))
    endpoint, values = found.address
    if endpoint == HERE:
        about: Contribution = get_or_404(one(values["contribution_id"], current_member()))
        endpoint, values = about.address[0], about.address[1] | {"_anchor": values.get("_anchor")}
    return see_other(url_for(endpoint, **values))


@bp.post("/contributions/<int:contribution_id>/follow")
def follow(contribution_id: int) -> ResponseReturnValue:
    found: Contribution = get_or_404(one(contribution_id, current_member()))
    follows.follow(require(policy.may_follow, found), found)
    return _done(contribution_id, followed=True)


@bp.post("/contributions/<int:contribution_id>/follow/withdrawal")
@bp.delete("/contributions/<int:contribution_id>/follow")
def unfollow(contribution_id: int) -> ResponseReturnValue:
    found: Contribution = get_or_404(one(contribution_id, current_member()))
    follows.unfollow(require(policy.may_follow, found), found)
    return _done(contribution_id, followed=False)


def _done(contribution_id: int, *, followed: bool) -> ResponseReturnValue:
    db.session.commit()
    back = safe_next(request.form.get("next"))
    if wants_fragment():
        return render_template(
            "community/_follow.html", about_id=contribution_id, followed=followed, back=back
        )
    return see_other(back or url_for("community.contribution", contribution_id=contribution_id))
