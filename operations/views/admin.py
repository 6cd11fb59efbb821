"""The admin's overview: can the site do its work, and what waits for a person."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation import realtime
from foundation.outbox import queries as outbox
from foundation.settings import current
from operations import policy, probes, queries
from operations.blueprint import bp
from operations.weeks import by_week


@bp.get("/admin/")
def admin() -> ResponseReturnValue:
    require(policy.may_administer)
    weeks, counted = queries.by_day()
    found, mail = list(probes.findings()), queries.mail_counts()
    lost = sum(mail.get(status, 0) for status in queries.LOST)
    return render_template(
        "operations/admin.html",
        findings=found,
        members=queries.members(),
        contributions=queries.contributions(),
        lost=lost,
        waiting=outbox.waiting(),
        parked=(parked := outbox.parked()),
        standing=_standing(found, parked + lost),
        sockets=realtime.open_sockets(),
        settings=current(),
        weeks=weeks,
        weekly={name: by_week(days, weeks) for name, days in counted.items()},
        mail_days=queries.mail_by_day(),
    )


def _standing(found: Sequence[probes.Finding], waits: int) -> str:
    """The whole state in one word: bad when the site cannot do its work, warn when a person is needed, else good."""
    if any(one.fatal and not one.ok for one in found):
        return "bad"
    return "warn" if waits or not all(one.ok for one in found) else "good"
