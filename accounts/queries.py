"""Questions about members; nothing here writes."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from accounts.models import Member, MemberSession, Role
from foundation.database import db

HERE = and_(Member.banned_at.is_(None), Member.erased_at.is_(None))
"""Neither shut out nor gone: who may sign in."""


def here_as(*roles: Role) -> ColumnElement[bool]:
    """Who is here in one of these roles."""
    return and_(HERE, Member.role_name.in_([role.value for role in roles]))


def address(email: str) -> str:
    """The form in which an e-mail address is kept and compared."""
    return email.strip().lower()


def by_email(email: str) -> Member | None:
    """The member with an address."""
    return db.session.scalars(select(Member).where(Member.email == address(email))).one_or_none()


def by_skeleton(skeleton: str) -> Member | None:
    """The member whose name looks like this."""
    return db.session.scalars(select(Member).where(Member.name_skeleton == skeleton)).one_or_none()


def active() -> Select[Member]:
    """The members who may sign in."""
    return select(Member).where(HERE)


def sessions_of(member: Member) -> Sequence[MemberSession]:
    """The signed-in browsers of a member, the latest first."""
    question = select(MemberSession).where(MemberSession.member_id == member.id)
    return db.session.scalars(question.order_by(MemberSession.seen_at.desc())).all()


def is_last_admin(member: Member) -> bool:
    """Whether nobody would be left to run the site without this member."""
    others = select(func.count()).select_from(
        active().where(Member.role_name == Role.ADMIN.value, Member.id != member.id).subquery()
    )
    return member.role.administers and not db.session.scalar(others)


def one_of_each_role() -> list[Member]:
    """The entries of the demo: the first member of each role, of plain members one for each language."""
    plain = case((Member.role_name == Role.MEMBER.value, Member.language), else_="")
    first = select(func.min(Member.id)).where(HERE, Member.email_verified_at.is_not(None))
    first = first.group_by(Member.role_name, plain)
    found = db.session.scalars(select(Member).where(Member.id.in_(first))).all()
    order = list(Role)
    return sorted(found, key=lambda member: (order.index(member.role), member.id))
