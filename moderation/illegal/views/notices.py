"""Reporting what is against the law without an account, the receipt, and the desk of notices."""

from datetime import timedelta

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import throttle
from accounts.access import current_member, require
from accounts.queries import address
from accounts.throttle import Rate
from foundation.clock import now
from foundation.database import db
from foundation.language import _, language
from foundation.settings import current
from foundation.web import by_id, get_or_404, see_other
from moderation.blueprint import bp
from moderation.illegal import commands, objecting, policy, queries
from moderation.illegal.forms import FlaggerForm, IllegalForm, ObjectionForm, stamp
from moderation.illegal.letters import AGAIN, SAID, proves
from moderation.illegal.models import Answer, Flagger, IllegalItem, IllegalNotice
from moderation.reasons import SENTENCES, WORDS, Reason

FROM_NETWORK = Rate("illegal-network", 10, timedelta(hours=1))
FROM_ADDRESS = Rate("illegal-address", 5, timedelta(hours=1))
FROM_ALL = Rate("illegal-all", 300, timedelta(hours=1))


@bp.get("/report-illegal-content")
def illegal_form() -> ResponseReturnValue:
    member = current_member()
    known = {"name": member.name, "email": member.email} if member else {}
    return _page(IllegalForm(formdata=None, begun=stamp(), addresses=_pointed_at(), **known))


@bp.post("/report-illegal-content")
def send_illegal() -> ResponseReturnValue:
    form = IllegalForm()
    if not form.validate():
        return _page(form), 422
    network = throttle.network(request.remote_addr)
    at = f"{address(form.email.data or '')} {network}"
    throttle.spend(FROM_NETWORK.of(network), FROM_ADDRESS.of(at), FROM_ALL.of(""))
    made = commands.take(_said(form, network), form.found, current_member())
    shown = made is not None and (made.proven or not made.email)
    where = url_for("moderation.illegal_receipt", token=made.token) if made and shown else ""
    db.session.commit()
    return see_other(where or url_for("moderation.illegal_received"))


@bp.get("/report-illegal-content/received")
def illegal_received() -> ResponseReturnValue:
    """The same whatever was known: who types the address of somebody else learns nothing of them."""
    return render_template("moderation/illegal/received.html")


@bp.get("/report-illegal-content/<token>")
def illegal_receipt(token: str) -> ResponseReturnValue:
    return receipt_page(get_or_404(queries.by_token(token)))


@bp.post("/report-illegal-content/<token>/confirmation")
def confirm_flagger(token: str) -> ResponseReturnValue:
    found: IllegalNotice = get_or_404(queries.by_token(token))
    if not proves(request.form.get("proof", ""), found):
        raise commands.NoFlagger
    commands.trust(found)
    db.session.commit()
    flash(_("Confirmed: your notice is decided within 12 hours."), "good")
    return see_other(url_for("moderation.illegal_receipt", token=token))


@bp.get("/moderation/notices")
def illegal_desk() -> ResponseReturnValue:
    moderator = require(policy.may_answer_notices)
    shown = {"waiting": queries.waiting(moderator), "done": queries.answered(moderator)}
    return render_template("moderation/illegal/desk.html", **shown, words=WORDS, answers=Answer, said=SAID)


@bp.post("/moderation/notices/<int:item_id>/answer")
def answer_notice(item_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_answer_notices)
    asked = queries.items_for(moderator).where(IllegalItem.id == item_id, IllegalItem.case_id.is_(None))
    commands.answer_by_hand(get_or_404(asked), moderator)
    db.session.commit()
    flash(_("Answered. Whoever sent it reads that we looked into it."), "good")
    return see_other(url_for("moderation.illegal_desk"))


@bp.get("/moderation/flaggers")
def flaggers() -> ResponseReturnValue:
    require(policy.may_keep_flaggers)
    return render_template(
        "moderation/illegal/flaggers.html", form=FlaggerForm(formdata=None), known=queries.flaggers()
    )


@bp.post("/moderation/flaggers")
def add_flagger() -> ResponseReturnValue:
    admin = require(policy.may_keep_flaggers)
    form = FlaggerForm()
    if not form.validate():
        return render_template("moderation/illegal/flaggers.html", form=form, known=queries.flaggers()), 422
    commands.add_flagger(form.email.data, form.name.data, admin)
    db.session.commit()
    flash(_("Notices from this address are now decided first."), "good")
    return see_other(url_for("moderation.flaggers"))


@bp.post("/moderation/flaggers/<int:flagger_id>/removal")
def remove_flagger(flagger_id: int) -> ResponseReturnValue:
    admin = require(policy.may_keep_flaggers)
    commands.remove_flagger(by_id(Flagger, flagger_id), admin)
    db.session.commit()
    return see_other(url_for("moderation.flaggers"))


def receipt_page(
    found: IllegalNotice, item_id: int = 0, form: ObjectionForm | None = None, refused: str = ""
) -> str:
    """The page of a notice, with what its sender may object to."""
    site = current().base_url.rstrip("/")
    can = {one.id: end for one in found.items if (end := objecting.until(one)) and now() < end}
    return render_template(
        "moderation/illegal/receipt.html",
        it=found,
        said=SAID,
        again=AGAIN,
        words=WORDS,
        site=site,
        can=can,
        objections=queries.objections_of(found),
        tried=item_id,
        form=form or ObjectionForm(formdata=None),
        refused=refused,
        proof=request.args.get("proof", "") if not found.trusted else "",
    )


def _said(form: IllegalForm, network: str) -> commands.Said:
    nameless = f"{network} {form.text.data}"
    return commands.Said(
        Reason(form.category.data),
        form.text.data,
        form.name.data or "",
        form.email.data or "",
        language(),
        nameless,
    )


def _pointed_at() -> str:
    """The page one comes from, when a link names it."""
    path = request.args.get("about", "")
    return current().base_url.rstrip("/") + path if path.startswith("/") and len(path) < 400 else ""


def _page(form: IllegalForm) -> str:
    return render_template("moderation/illegal/form.html", form=form, sentences=SENTENCES)
