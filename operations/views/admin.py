"""The admin's overview: can the site do its work, and what waits for a person."""

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation import realtime
from foundation.outbox import queries as outbox
from foundation.settings import current
from operations import policy, probes, queries
from operations.blueprint import bp


@bp.get("/admin/")
def admin() -> ResponseReturnValue:
    require(policy.may_administer)
    return render_template(
        "operations/admin.html",
        findings=list(probes.findings()),
        members=queries.members(),
        contributions=queries.contributions(),
        mail=queries.mail_counts(),
        waiting=outbox.waiting(),
        parked=outbox.parked(),
        sockets=realtime.open_sockets(),
        settings=current(),
    )
