"""The log of a circle, for those who run circles."""

import csv
from io import StringIO

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from sqlalchemy import select

from accounts.access import require
from community.blueprint import bp
from community.readings import queries
from community.readings.commands import taken
from community.spaces.models import Audience, Space
from community.spaces.policy import may_run_spaces
from foundation.clock import now
from foundation.settings import current
from foundation.web import an_id, get_or_404, page_of

SIZE = 100


@bp.get("/spaces/<slug>/readings")
def readings(slug: str) -> ResponseReturnValue:
    reader = require(may_run_spaces)
    space = _circle(slug)
    who = request.args.get("member", type=an_id)
    lines = queries.lines_of(space, reader, member_id=who)
    page = page_of(lines, queries.KEYS, request.args.get("after"), SIZE)
    return render_template(
        "community/readings.html", it=space, page=page, who=who, days=current().readings_days
    )


@bp.get("/spaces/<slug>/readings.csv")
def readings_file(slug: str) -> ResponseReturnValue:
    reader = require(may_run_spaces)
    space = _circle(slug)
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(queries.cells_of(space, reader))
    taken([space.id], "readings.csv")
    answer = Response(written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=readings-{space.slug}-{now():%Y-%m-%d}.csv"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _circle(slug: str) -> Space:
    found: Space = get_or_404(
        select(Space).where(Space.slug == slug, Space.audience == Audience.CIRCLE.value)
    )
    return found
