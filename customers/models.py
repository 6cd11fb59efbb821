"""Customers, how to reach them, what they bought, what they need and what they allow."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from foundation.audit import only_added
from foundation.clock import now
from foundation.database import Base, UTCDateTime

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Purpose(StrEnum):
    """What a member may allow, each by itself."""

    RECORD = "record"
    LOOP = "loop"


class NeedState(StrEnum):
    """What the house made of a need; evidence stands while it is planned or met."""

    OPEN = "open"
    PLANNED = "planned"
    MET = "met"
    DECLINED = "declined"


class Part(StrEnum):
    """How a member took part in a need."""

    AUTHOR = "author"
    SUPPORTER = "supporter"


class Customer(Base):
    """Somebody who buys, known by the reference the company gave them; sums are of their own currency."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_recent", "last_purchase_at", "id"),
        Index("ix_customer_spend", "spend_cents", "id"),
        Index("ix_customer_purchases", "purchase_count", "id"),
        CheckConstraint("kind IN ('person', 'company')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(10), default="person")
    name: Mapped[str] = mapped_column(String(120), default="")
    name_folded: Mapped[str] = mapped_column(String(120), default="", index=True)
    language: Mapped[str] = mapped_column(String(5), default="")
    currency: Mapped[str] = mapped_column(String(3), default="")
    purchase_count: Mapped[int] = mapped_column(default=0)
    spend_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    first_purchase_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_purchase_at: Mapped[datetime] = mapped_column(UTCDateTime, default=NEVER)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @property
    def label(self) -> str:
        """What to call the customer on a desk."""
        return self.name or self.ref

    @property
    def spend(self) -> Decimal:
        """All the customer paid, in the customer's own currency."""
        return Decimal(self.spend_cents) / 100


class ContactPoint(Base):
    """A way to reach a customer."""

    __tablename__ = "contact_point"
    __table_args__ = (
        Index("uq_contact_point_customer", "customer_id", "kind", "normal", unique=True),
        Index("ix_contact_point_normal", "kind", "normal"),
        CheckConstraint("kind IN ('email', 'phone')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(254))
    normal: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Purchase(Base):
    """One line a customer paid for; a negative one is a return."""

    __tablename__ = "purchase"
    __table_args__ = (Index("ix_purchase_customer", "customer_id", "purchased_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    purchased_at: Mapped[datetime] = mapped_column(UTCDateTime)
    quantity: Mapped[int] = mapped_column(default=1)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    product: Mapped[str] = mapped_column(String(120), default="")
    source_key: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)

    @property
    def amount(self) -> Decimal:
        """What was paid."""
        return Decimal(self.amount_cents) / 100


class IdentityLink(Base):
    """Who is which customer: how we know, and until when; never overwritten, only revoked."""

    __tablename__ = "identity_link"
    __table_args__ = (
        Index(
            "uq_identity_link_member", "member_id", unique=True,
            sqlite_where=text("revoked_at IS NULL"), postgresql_where=text("revoked_at IS NULL"),
        ),
        Index(
            "uq_identity_link_customer", "customer_id", unique=True,
            sqlite_where=text("revoked_at IS NULL"), postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("method IN ('verified_email', 'signed_key', 'reviewed')", name="method"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    level: Mapped[int] = mapped_column(SmallInteger)
    method: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    revoked_because: Mapped[str] = mapped_column(String(300), default="")

    customer: Mapped[Customer] = relationship(lazy="raise")
    member: Mapped[Member] = relationship(lazy="raise", foreign_keys=[member_id])


class Consent(Base):
    """A member said yes or no to one purpose; the latest row holds."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_latest", "member_id", "purpose", "id"),
        CheckConstraint("purpose IN ('record', 'loop')", name="purpose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    given: Mapped[bool] = mapped_column()
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    how: Mapped[str] = mapped_column(String(40), default="my_data")
    text_version: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5), default="en")


class Need(Base):
    """What customers asked for, in the words of the contribution it came from."""

    __tablename__ = "need"
    __table_args__ = (CheckConstraint("state IN ('open', 'planned', 'met', 'declined')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), unique=True)
    statement: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5), default="en")
    state: Mapped[str] = mapped_column(String(10), default=NeedState.OPEN.value)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @property
    def is_accepted(self) -> bool:
        """Whether the house said it would meet it, or did."""
        return self.state in (NeedState.PLANNED.value, NeedState.MET.value)


class NeedEvidence(Base):
    """One person's part in a need: +1 when it is written, -1 on the row that takes it back."""

    __tablename__ = "need_evidence"
    __table_args__ = (
        Index("ix_need_evidence_need", "need_id", "member_id"),
        Index("ix_need_evidence_member", "member_id"),
        Index("ix_need_evidence_customer", "customer_id"),
        CheckConstraint("part IN ('author', 'supporter')", name="part"),
        CheckConstraint("(sign = 1) = (reverses_id IS NULL) AND sign IN (1, -1)", name="sign"),
        CheckConstraint("(customer_id IS NULL) = (consent_id IS NULL)", name="consent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consent.id"))
    part: Mapped[str] = mapped_column(String(10))
    sign: Mapped[int] = mapped_column(SmallInteger, default=1)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("need_evidence.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(20), default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    key: Mapped[str] = mapped_column(String(120), unique=True)

    need: Mapped[Need] = relationship(lazy="raise")


class CustomerNote(Base):
    """What a member of the house noted about a customer."""

    __tablename__ = "customer_note"
    __table_args__ = (Index("ix_customer_note_customer", "customer_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class CustomerService(Base):
    """A service case of a customer, as moderation told of it; kept while the member allows a record."""

    __tablename__ = "customer_service"
    __table_args__ = (Index("ix_customer_service_customer", "customer_id", "opened_at"),)

    case_id: Mapped[int] = mapped_column(
        ForeignKey("service_case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(5), default="en")
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled: Mapped[bool | None] = mapped_column()


only_added(Consent)
only_added(NeedEvidence, "quote", "snapshot")
only_added(IdentityLink, "revoked_at", "revoked_by_id", "revoked_because")
