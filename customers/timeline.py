"""A customer's time with the house: what was asked, bought, noted, in one story, the latest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from customers.models import CustomerNote, CustomerService, IdentityLink, NeedEvidence, Purchase

KINDS = ("asked", "complained", "bought", "noted", "linked")
SYMBOLS = {
    "asked": "edit",
    "supported": "up",
    "complained": "alert",
    "bought": "bag",
    "noted": "file",
    "linked": "link",
    "unlinked": "close",
}


@dataclass(frozen=True)
class Event:
    """One thing that happened; `kind` says how it is worded, `about` what it is about."""

    kind: str
    at: datetime
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def symbol(self) -> str:
        """The icon beside it."""
        return SYMBOLS[self.kind]

    @property
    def group(self) -> str:
        """The filter it falls under."""
        return {"supported": "asked", "unlinked": "linked"}.get(self.kind, self.kind)


Story = list[tuple[int, list[Event]]]


def story_of(
    purchases: Sequence[Purchase],
    evidence: Sequence[NeedEvidence],
    notes: Sequence[tuple[CustomerNote, str | None]],
    links: Sequence[IdentityLink],
    service: Sequence[CustomerService] = (),
) -> list[Event]:
    """All events, the latest first."""
    events = [*_bought(purchases), *_asked(evidence), *_noted(notes), *_linked(links), *_complained(service)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def by_year(events: Iterable[Event]) -> Story:
    """The events of each year."""
    return [(year, list(some)) for year, some in groupby(events, key=lambda event: event.at.year)]


def _bought(purchases: Sequence[Purchase]) -> Iterator[Event]:
    """One event for a month and currency, for a regular would fill the page."""

    def month(one: Purchase) -> tuple[int, int, str]:
        return one.purchased_at.year, one.purchased_at.month, one.currency

    for _key, some in groupby(sorted(purchases, key=month), key=month):
        together = list(some)
        products = sorted({one.product for one in together if one.product})
        total = sum((one.amount for one in together), Decimal())
        about = {
            "count": len(together),
            "total": total,
            "currency": together[0].currency,
            "products": products[:3],
        }
        yield Event("bought", max(one.purchased_at for one in together), about)


def _asked(evidence: Sequence[NeedEvidence]) -> Iterator[Event]:
    for row in evidence:
        kind = "asked" if row.part == "author" else "supported"
        about = {
            "statement": row.need.statement,
            "quote": row.quote,
            "contribution": row.need.contribution_id,
            "language": row.need.language,
        }
        yield Event(kind, row.recorded_at, about)


def _complained(service: Sequence[CustomerService]) -> Iterator[Event]:
    for case in service:
        about = {
            "case": case.case_id,
            "subject": case.subject,
            "language": case.language,
            "closed_at": case.closed_at,
            "settled": case.settled,
        }
        yield Event("complained", case.opened_at, about)


def _noted(notes: Sequence[tuple[CustomerNote, str | None]]) -> Iterator[Event]:
    for note, name in notes:
        yield Event("noted", note.at, {"text": note.text, "by": name})


def _linked(links: Sequence[IdentityLink]) -> Iterator[Event]:
    for link in links:
        yield Event("linked", link.made_at, {"method": link.method, "reason": link.reason})
        if link.revoked_at is not None:
            yield Event("unlinked", link.revoked_at, {"reason": link.revoked_because})
