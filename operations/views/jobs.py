"""The outbox as a page: what was given up and why, and a fresh start for it."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation.clock import now
from foundation.database import db
from foundation.language import _n
from foundation.outbox import OutboxJob, queries as outbox
from foundation.outbox.commands import resend as give_fresh_start
from foundation.web import by_id, page_of
from operations import policy
from operations.blueprint import bp

PAGE = 50
LATELY = timedelta(minutes=15)  # the work that a line in progress began with
STATES = ("parked", "waiting", "done")


@bp.get("/admin/jobs")
def jobs() -> ResponseReturnValue:
    require(policy.may_administer)
    chosen = request.args.get("state")
    state = chosen if chosen in STATES else "parked"
    page = page_of(outbox.lines(state), (OutboxJob.id,), request.args.get("after"), PAGE)
    return render_template(
        "operations/jobs.html",
        page=page,
        state=state,
        states=STATES,
        through=outbox.through(now() - LATELY),
        waiting=outbox.waiting(),
        parked=outbox.parked(),
    )


@bp.post("/admin/jobs/<int:job_id>/resend")
def resend(job_id: int) -> ResponseReturnValue:
    require(policy.may_administer)
    by_id(OutboxJob, job_id)
    return _freed(give_fresh_start(job_id))


@bp.post("/admin/jobs/resend")
def resend_all() -> ResponseReturnValue:
    require(policy.may_administer)
    return _freed(give_fresh_start())


def _freed(freed: int) -> ResponseReturnValue:
    db.session.commit()
    flash(
        _n("One job will be tried again.", "%(num)d jobs will be tried again.", freed),
        "good" if freed else "warn",
    )
    return redirect(url_for("operations.jobs"), 303)
