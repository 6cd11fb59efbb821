"""The switch of a crisis."""

from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, require
from foundation.database import db
from foundation.language import _
from foundation.web import see_other
from moderation.blueprint import bp
from moderation.modes import commands, queries
from moderation.modes.forms import CrisisForm
from moderation.modes.policy import may_call_crisis


@bp.get("/moderation/crisis")
def crisis() -> str:
    require(may_call_crisis)
    return _page(CrisisForm())


@bp.post("/moderation/crisis")
def begin_crisis() -> ResponseReturnValue:
    by, form = require(may_call_crisis), CrisisForm()
    if not form.validate():
        return _page(form), 422
    commands.begin(by, form.why.data or "")
    return _done(_("From now on everything is read before it appears."))


@bp.post("/moderation/crisis/prolongation")
def prolong_crisis() -> ResponseReturnValue:
    commands.prolong(require(may_call_crisis))
    return _done(_("It lasts 24 hours from now."))


@bp.post("/moderation/crisis/end")
def end_crisis() -> ResponseReturnValue:
    commands.end(require(may_call_crisis))
    return _done(_("It is over: texts appear as each space says."))


def for_desks() -> dict[str, Any] | None:
    """What the banner on every desk says of a crisis that runs, to those who work here."""
    member = current_member()
    found = queries.running() if member is not None and member.role.is_staff else None
    return (
        {"ends_at": found.ends_at, "why": found.why, "may_end": may_call_crisis(member)}
        if found and member
        else None
    )


def _page(form: CrisisForm) -> str:
    return render_template(
        "moderation/crisis.html", form=form, now_running=queries.running(), latest=queries.latest()
    )


def _done(said: str) -> ResponseReturnValue:
    db.session.commit()
    flash(said, "good")
    return see_other(url_for("moderation.crisis"))
