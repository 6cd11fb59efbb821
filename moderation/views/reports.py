"""Telling the moderators what is wrong with something."""

from datetime import datetime

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, require
from community.contributions.models import PUBLIC_STATES, Contribution
from community.contributions.queries import contribution as one
from community.readings.commands import opened
from foundation.database import db
from foundation.language import _
from foundation.web import get_or_404, see_other
from moderation import policy, queries
from moderation.forms import ReportForm
from moderation.reasons import SENTENCES, Reason
from moderation.reports import report as tell_moderators
from moderation.sanctions.reporters import ReportsRest, resting_until
from moderation.views import bp


@bp.get("/contributions/<int:contribution_id>/report")
def report(contribution_id: int) -> ResponseReturnValue:
    about = _reportable(contribution_id)
    member = require(policy.may_report, about)
    known = queries.report_of(member, about.id)
    return _page(about, ReportForm(formdata=None), known=known is not None, rests=resting_until(member.id))


@bp.post("/contributions/<int:contribution_id>/report")
def send_report(contribution_id: int) -> ResponseReturnValue:
    about = _reportable(contribution_id)
    member = require(policy.may_report, about)
    form = ReportForm()
    if not form.validate():
        return _page(about, form), 422
    try:
        tell_moderators(about, member, Reason(form.reason.data), form.text.data or "")
    except ReportsRest as refusal:
        return _page(about, form, rests=resting_until(member.id)), refusal.status
    waits = queries.open_case(about.id) is not None
    db.session.commit()
    read_before = _(
        "Thank you. A moderator has read this before and found that it may stand; it is read again when more people say so."
    )
    flash(
        _("Thank you. A moderator will read it; you will hear what was decided.") if waits else read_before,
        "good",
    )
    return see_other(url_for("community.contribution", contribution_id=contribution_id))


def _page(
    about: Contribution, form: ReportForm, *, known: bool = False, rests: datetime | None = None
) -> str:
    opened(about)
    shown = {"about": about, "form": form, "known": known, "rests": rests}
    return render_template("moderation/report.html", sentences=SENTENCES, **shown)


def _reportable(contribution_id: int) -> Contribution:
    seen = one(contribution_id, current_member()).where(Contribution.state.in_(PUBLIC_STATES))
    found: Contribution = get_or_404(seen)
    return found
