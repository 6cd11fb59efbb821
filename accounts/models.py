"""Members, their roles, sessions and the tokens sent to them."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, UTCDateTime


class Role(StrEnum):
    """What a member does here; each role is a set of permissions in permissions.txt."""

    MEMBER = "member"
    TRUSTED = "trusted"
    MODERATOR = "moderator"
    COMMUNITY_MANAGER = "community_manager"
    PRODUCT_MANAGER = "product_manager"
    CRM_MANAGER = "crm_manager"
    ADMIN = "admin"

    @property
    def spoken(self) -> str:
        """The role in the reader's language."""
        return str(ROLE_NAMES[self])

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the house."""
        return self not in (Role.MEMBER, Role.TRUSTED)

    @property
    def moderates(self) -> bool:
        """Whether the person decides on held and reported contributions."""
        return self in (Role.MODERATOR, Role.COMMUNITY_MANAGER, Role.ADMIN)

    @property
    def answers(self) -> bool:
        """Whether the person answers ideas for the house."""
        return self in (Role.PRODUCT_MANAGER, Role.ADMIN)

    @property
    def reviews(self) -> bool:
        """Whether the person reads the review desk."""
        return self.answers or self.reads_customers or self is Role.COMMUNITY_MANAGER

    @property
    def reads_customers(self) -> bool:
        """Whether the person reads the customer file."""
        return self in (Role.CRM_MANAGER, Role.ADMIN)

    @property
    def administers(self) -> bool:
        """Whether the person runs the site."""
        return self is Role.ADMIN


ROLE_NAMES = {
    Role.MEMBER: _l("Member"),
    Role.TRUSTED: _l("Trusted member"),
    Role.MODERATOR: _l("Moderator"),
    Role.COMMUNITY_MANAGER: _l("Community manager"),
    Role.PRODUCT_MANAGER: _l("Product manager"),
    Role.CRM_MANAGER: _l("Customer relations"),
    Role.ADMIN: _l("Admin"),
}


class Member(Base):
    """Somebody with an account."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_skeleton: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    email_verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role_name: Mapped[str] = mapped_column("role", String(30), default=Role.MEMBER.value)
    language: Mapped[str] = mapped_column(String(5), default="en")
    timezone: Mapped[str] = mapped_column(String(60), default="Europe/Paris")
    bio: Mapped[str] = mapped_column(Text, default="")
    portrait: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    banned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # Kept by moderation: until when what they write is read first, they only read, they are shut out.
    probation_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    read_only_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    suspended_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    imported_from: Mapped[str | None] = mapped_column(String(120), unique=True)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    totp_confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def role(self) -> Role:
        """The member's role."""
        return Role(self.role_name)

    @role.setter
    def role(self, role: Role) -> None:
        self.role_name = role.value

    @property
    def is_active(self) -> bool:
        """Whether the member may sign in."""
        return self.banned_at is None and self.erased_at is None

    @property
    def is_on_probation(self) -> bool:
        """Whether what the member writes is read by a moderator first."""
        return self.probation_until is not None and self.probation_until > now()

    @property
    def is_read_only(self) -> bool:
        """Whether the member reads and votes, and does not write."""
        return self.read_only_until is not None and self.read_only_until > now()

    @property
    def is_shut_out(self) -> bool:
        """Whether only the anteroom is open to the member: why, what to say against it, and what is theirs."""
        return self.suspended_until is not None and self.suspended_until > now()

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for a code as well."""
        return self.totp_confirmed_at is not None

    @property
    def is_authenticated(self) -> bool:
        """A member is somebody (Flask-Login asks)."""
        return True

    @property
    def is_anonymous(self) -> bool:
        """A member is not nobody (Flask-Login asks)."""
        return False

    def get_id(self) -> str:
        """The id as text (Flask-Login asks)."""
        return str(self.id)

    @property
    def is_verified(self) -> bool:
        """Whether the e-mail address is known to be theirs."""
        return self.email_verified_at is not None


class MemberSession(Base):
    """One signed-in browser; only the hash of its id is kept."""

    __tablename__ = "member_session"
    __table_args__ = (Index("ix_member_session_member", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    confirmed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    agent: Mapped[str] = mapped_column(String(200), default="")


class MemberToken(Base):
    """A link sent to somebody: what for, until when, and only the hash of its secret."""

    __tablename__ = "member_token"
    __table_args__ = (Index("ix_member_token_member", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    next: Mapped[str | None] = mapped_column(String(500))
    browser_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def is_good(self) -> bool:
        """Whether the link still works."""
        return self.used_at is None and self.expires_at > now()


class RecoveryCode(Base):
    """A code that stands in once for a lost second factor."""

    __tablename__ = "member_recovery_code"
    __table_args__ = (UniqueConstraint("member_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Throttle(Base):
    """How much of a budget of attempts is spent: it is whole again at `free_at`."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    free_at: Mapped[datetime] = mapped_column(UTCDateTime)
