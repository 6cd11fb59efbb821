"""Messages: what was written, what the server said, and a test."""

from typing import Any
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import require
from foundation import brand, mail as post
from foundation.database import db, reading
from foundation.language import _, _n, language
from foundation.mail import MailMessage, MailStatus
from foundation.settings import current
from foundation.web import by_id, page_of, see_other
from operations import policy, queries
from operations.blueprint import bp
from operations.forms import TestMailForm

PAGE = 50


@bp.get("/admin/mail")
def mail() -> ResponseReturnValue:
    require(policy.may_administer)
    return _page(TestMailForm())


def _page(form: TestMailForm, status: int = 200) -> ResponseReturnValue:
    chosen = request.args.get("status")
    page = page_of(queries.messages(chosen), (MailMessage.id,), request.args.get("after"), PAGE)
    shown: dict[str, Any] = {
        "page": page,
        "chosen": chosen,
        "counts": queries.mail_counts(),
        "settings": current(),
    }
    if not chosen and not request.args.get("after"):
        shown |= {"lost": queries.lost(), "days": queries.mail_by_day()}
    return render_template("operations/mail.html", form=form, statuses=list(MailStatus), **shown), status


@bp.post("/admin/mail/test")
def send_test() -> ResponseReturnValue:
    with reading():
        require(policy.may_administer)
        form = TestMailForm()
        if not form.validate():
            return _page(form, 422)
    words = post.Words(
        language=language(),
        subject=_("A test from %(site)s", site=brand.name()),
        hello=_("Hello,"),
        news=(_("If you can read this, mail works."),),
    )
    sent = post.send_now(form.address.data, words, key=f"test:{uuid4().hex}")
    db.session.commit()
    flash(_words(sent), "good" if sent.status == MailStatus.SENT else "warn")
    return redirect(url_for("operations.message", message_id=sent.id), 303)


def _words(sent: MailMessage) -> str:
    if sent.status == MailStatus.KEPT:
        return _("No mail server is set, so the message is kept here.")
    return _("The server said: %(answer)s", answer=sent.answer)


@bp.get("/admin/mail/<int:message_id>")
def message(message_id: int) -> ResponseReturnValue:
    require(policy.may_administer)
    found = by_id(MailMessage, message_id)
    return render_template("operations/message.html", message=found)


@bp.post("/admin/mail/<int:message_id>/again")
def send_again(message_id: int) -> ResponseReturnValue:
    require(policy.may_administer)
    found = by_id(MailMessage, message_id)
    post.send_again(found)
    db.session.commit()
    flash(_("The message is on its way again."), "good")
    return see_other(request.form.get("next") or url_for("operations.message", message_id=message_id))


@bp.post("/admin/mail/again")
def send_all_again() -> ResponseReturnValue:
    require(policy.may_administer)
    found = db.session.scalars(select(MailMessage).where(MailMessage.status.in_(queries.LOST))).all()
    for one in found:
        post.send_again(one)
    db.session.commit()
    flash(
        _n("One message is on its way again.", "%(num)d messages are on their way again.", len(found)),
        "good" if found else "warn",
    )
    return see_other(url_for("operations.mail"))
