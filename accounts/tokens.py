"""Links sent by mail: 256 bits, kept only as a hash, good once and for a while."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from accounts.models import Member, MemberToken
from accounts.sessions import digest
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused

VERIFY, RESET, EMAIL, INVITE = "verify", "reset", "email", "invite"
LASTS = {
    VERIFY: timedelta(days=3),
    RESET: timedelta(minutes=30),
    EMAIL: timedelta(hours=24),
    INVITE: timedelta(hours=24),
}


class LinkExpired(Refused):
    """The link was used before, or waited too long."""

    status = 410


def issue(
    member: Member, purpose: str, email: str, *, next_url: str | None = None, browser: bytes | None = None
) -> str:
    """Make a link's secret; links of the same purpose sent before stop working."""
    token = secrets.token_urlsafe(32)
    void(member.id, purpose)
    row = MemberToken(
        token_hash=digest(token), purpose=purpose, member_id=member.id, email=email, next=next_url
    )
    row.browser_hash = browser
    row.expires_at = now() + LASTS[purpose]
    db.session.add(row)
    return token


def renew(member: Member, purpose: str, email: str) -> str:
    """Make a new secret for a link that was sent before, with the same way back and for the same browser."""
    last = select(MemberToken).where(MemberToken.member_id == member.id, MemberToken.purpose == purpose)
    before = db.session.scalars(last.order_by(MemberToken.id.desc()).limit(1)).first()
    way_back, browser = (before.next, before.browser_hash) if before is not None else (None, None)
    return issue(member, purpose, email, next_url=way_back, browser=browser)


def find(token: str, *purposes: str) -> MemberToken | None:
    """The good link a secret belongs to; asking changes nothing."""
    question = select(MemberToken).where(
        MemberToken.token_hash == digest(token), MemberToken.purpose.in_(purposes)
    )
    found = db.session.scalars(question).one_or_none()
    return found if found is not None and found.is_good else None


def use(token: str, *purposes: str) -> tuple[MemberToken, Member]:
    """Use a link up; of two at the same moment one is refused."""
    once = (
        update(MemberToken)
        .where(
            MemberToken.token_hash == digest(token),
            MemberToken.purpose.in_(purposes),
            MemberToken.used_at.is_(None),
            MemberToken.expires_at > now(),
        )
        .values(used_at=now())
        .returning(MemberToken.id)
    )
    used = db.session.execute(once, execution_options={"synchronize_session": False}).scalar_one_or_none()
    if used is None:
        raise LinkExpired
    row = db.session.get_one(MemberToken, used, populate_existing=True)
    member = db.session.get_one(Member, row.member_id)
    if not member.is_active:
        raise LinkExpired
    return row, member


def void(member_id: int, *purposes: str) -> None:
    """Make the links of a member useless, of some purposes or all."""
    gone = delete(MemberToken).where(MemberToken.member_id == member_id)
    if purposes:
        gone = gone.where(MemberToken.purpose.in_(purposes))
    db.session.execute(gone)
