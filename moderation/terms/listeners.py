"""Telling every member of a change of the rules that matters, some hundred at a time."""

from typing import Any

from flask import Flask, url_for
from sqlalchemy import select

from accounts.models import Member
from accounts.queries import HERE
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from foundation import outbox
from foundation.database import db
from foundation.language import _, language
from foundation.outbox import Job
from moderation.terms.commands import TELL
from moderation.terms.models import TermsVersion

AT_ONCE = 200
CHANGED = "moderation.terms"


def tell_members(payload: dict[str, Any], _job: Job) -> None:
    """Tell the next members, by id, and leave the rest to a job that follows."""
    number, after = payload["number"], payload["after"]
    alive = select(Member.id).where(Member.id > after, HERE)
    ids = db.session.scalars(alive.order_by(Member.id).limit(AT_ONCE)).all()
    for member_id in ids:
        notify(member_id, CHANGED, key=f"terms-{number}-{member_id}", data={"number": number})
    if len(ids) == AT_ONCE:
        following = {"number": number, "after": ids[-1]}
        outbox.enqueue(TELL, following, key=f"terms-{number}-{ids[-1]}")


def _said(_notice: Notice) -> str:
    return _("The rules of the house change")


def _summary(notice: Notice) -> str:
    found = db.session.get(TermsVersion, notice.data["number"])
    return found.summaries.get(language(), "") if found else ""


def _where(notice: Notice) -> str:
    return url_for("moderation.terms_version", number=notice.data["number"])


def init_app(app: Flask) -> None:
    """Listen, and give the notice its words."""
    outbox.register(app, TELL, tell_members)
    kinds.register(app, CHANGED, _said, _where, more=_summary)
