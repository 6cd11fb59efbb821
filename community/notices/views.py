"""What one has been told, and which of it one wants by mail."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from community.blueprint import bp
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.notices import commands, groups, kinds, policy
from community.notices.models import Notice
from community.notices.queries import mail_choice_of, notices_of, of_seen
from foundation.database import db
from foundation.language import _
from foundation.web import an_id, get_or_404, see_other

SIZE = 30


@bp.get("/notices")
def notices() -> ResponseReturnValue:
    member = require(policy.may_read_notices)
    before = request.args.get("before", type=an_id)
    seen = notices_of(member).where(
        Notice.kind.in_(kinds.known()), of_seen(Contribution.id, visible_to(member))
    )
    if before is not None:
        seen = seen.where(Notice.id < before)
    found = db.session.scalars(seen.order_by(Notice.id.desc()).limit(SIZE + 1)).all()
    older = url_for("community.notices", before=found[SIZE - 1].id) if len(found) > SIZE else None
    return render_template(
        "community/notices.html",
        days=groups.by_day(found[:SIZE]),
        today=groups.today(),
        older=older,
        choice=mail_choice_of(member),
    )


@bp.post("/notices/read")
def read_notices() -> ResponseReturnValue:
    commands.read_all(require(policy.may_read_notices))
    db.session.commit()
    return see_other(url_for("community.notices"))


@bp.post("/notices/<int:notice_id>")
def open_notice(notice_id: int) -> ResponseReturnValue:
    member = require(policy.may_read_notices)
    notice: Notice = get_or_404(notices_of(member).where(Notice.id == notice_id))
    to = kinds.kind_of(notice).url(notice)
    commands.read_alike(notice, upto=request.form.get("upto", type=an_id))
    db.session.commit()
    return see_other(to)


@bp.post("/notices/by-mail")
def choose_mail() -> ResponseReturnValue:
    member = require(policy.may_read_notices)
    commands.choose_mail(member, answers="answers" in request.form, replies="replies" in request.form)
    db.session.commit()
    flash(_("Your choice is kept."), "good")
    return see_other(url_for("community.notices", _anchor="by-mail"))
