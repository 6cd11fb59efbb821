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
from foundation.language import _, _l, speaking
from foundation.mail import Words, post, stopping
from foundation.outbox import Job
from foundation.settings import current

WHY = {
    "answers": _l("You receive this because you wrote it, and chose to be told by e-mail what we decide."),
    "replies": _l("You receive this because you chose to be told by e-mail when somebody answers you."),
}


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
        post(member.email, letter(notice, member), key=job.key)


def _still_there(notice: Notice, member: Member) -> bool:
    """Whether the member may (still) read what the notice is about."""
    seen = select(Contribution.id).where(Contribution.id == notice.contribution_id, visible_to(member))
    return notice.contribution_id is None or db.session.scalar(seen) is not None


def letter(notice: Notice, member: Member) -> Words:
    """What the mail of a notice says; addresses are made as if the site itself were being visited."""
    site, kind = current().base_url.rstrip("/"), kind_of(notice)
    with current_app.test_request_context(base_url=site), speaking(member.language):
        said, more = kind.text(notice), kind.more(notice)
        return Words(
            member.language,
            said,
            _("Hello %(name)s,", name=member.name),
            (_("there is news for you at %(site)s.", site=brand.name()),),
            quote=more,
            press=(_("Read it on the page"), site + kind.url(notice)),
            why=str(WHY[kind.topic]),
            choose=f"{site}/notices#by-mail",
            stop=stopping.address(kind.topic, member.id),
        )
