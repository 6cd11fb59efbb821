"""The address of any contribution, whatever its kind."""

from flask import url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from community.blueprint import bp
from community.contributions.models import Contribution
from community.contributions.queries import contribution as one
from foundation.web import get_or_404, see_other

HERE = "community.contribution"


@bp.get("/contributions/<int:contribution_id>")
def contribution(contribution_id: int) -> ResponseReturnValue:
    found: Contribution = get_or_404(one(contribution_id, current_member()))
    endpoint, values = found.address
    if endpoint == HERE:
        about: Contribution = get_or_404(one(values["contribution_id"], current_member()))
        endpoint, values = about.address[0], about.address[1] | {"_anchor": values.get("_anchor")}
    return see_other(url_for(endpoint, **values))
