"""Notices by mail, in the reader's language, to those who want them."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.notices.kinds import kind_of
from community.notices.models import Notice
from community.notices.queries import mail_choice_of, with_words
from foundation import brand
from foundation.database import db
from foundation.language import _, speaking
from foundation.mail import send
from foundation.outbox import Job
from foundation.settings import current


def mail_notice(payload: dict[str, Any], job: Job) -> None:
    """Write the mail of one notice, if its member still wants it and has not read it here."""
    wanted = select(Notice).where(Notice.id == payload["notice_id"], Notice.read_at.is_(None))
    notice = db.session.scalars(wanted.options(*with_words())).first()
    member = db.session.get(Member, notice.member_id) if notice else None
    if (
        notice is None
        or member is None
        or member.email is None
        or not member.is_verified
        or not member.is_active
        or not _still_there(notice, member)
    ):
        return
    if getattr(mail_choice_of(member), kind_of(notice).topic):
        subject, text = _words(notice, member)
        send(member.email, subject, text, key=job.key)


def _still_there(notice: Notice, member: Member) -> bool:
    """Whether the member may (still) read what the notice is about."""
    seen = select(Contribution.id).where(Contribution.id == notice.contribution_id, visible_to(member))
    return notice.contribution_id is None or db.session.scalar(seen) is not None


def _words(notice: Notice, member: Member) -> tuple[str, str]:
    """Subject and text; addresses are made as if the site itself were being visited."""
    site = current().base_url.rstrip("/")
    with current_app.test_request_context(base_url=site), speaking(member.language):
        kind = kind_of(notice)
        said = kind.text(notice)
        lines = [
            _("Hello %(name)s,", name=member.name),
            said,
            kind.more(notice),
            site + kind.url(notice),
            _("You choose which of these messages come by mail: %(url)s", url=f"{site}/notices#by-mail"),
            brand.name(),
        ]
    return said, "\n\n".join(line for line in lines if line) + "\n"
