"""The customer file as CSV, safe to open in a spreadsheet and to import again."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from sqlalchemy import Select, func, select

from accounts.models import Member
from customers.imports.customers import COLUMNS as CUSTOMER_COLUMNS
from customers.models import ContactPoint, Customer, Need, NeedEvidence, Purchase
from customers.queries import readable_by, standing
from foundation.database import db
from foundation.spreadsheets import harmless

KINDS = ("customers", "purchases", "needs")


def lines(kind: str, reader: Member | None = None) -> Iterator[str]:
    """The file line by line, header first; of needs only those the reader, if given, may know of."""
    header, question, cells = _EXPORTS[kind]
    yield _line(header)
    rows = question()
    if reader is not None and kind == "needs":
        rows = rows.where(readable_by(reader))
    for row in db.session.execute(rows.execution_options(yield_per=1000)):
        yield _line(cells(row))


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _customers() -> Select[*tuple[Any, ...]]:
    def reached(kind: str) -> Any:
        first = select(func.min(ContactPoint.value)).where(
            ContactPoint.customer_id == Customer.id, ContactPoint.kind == kind
        )
        return first.scalar_subquery()

    return select(
        Customer.ref, Customer.name, reached("email"), reached("phone"), Customer.language, Customer.kind
    ).order_by(Customer.id)


def _purchases() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Customer.ref, Purchase.purchased_at, Purchase.quantity, Purchase.amount_cents, Purchase.currency,
            Purchase.product,
        )
        .join(Customer, Customer.id == Purchase.customer_id)
        .order_by(Purchase.id)
    )  # fmt: skip


def _needs() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Customer.ref,
            Need.statement,
            Need.state,
            NeedEvidence.part,
            NeedEvidence.recorded_at,
            NeedEvidence.quote,
        )
        .join(NeedEvidence, NeedEvidence.customer_id == Customer.id)
        .join(Need, Need.id == NeedEvidence.need_id)
        .where(standing())
        .order_by(NeedEvidence.id)
    )


def _texts(row: Sequence[Any]) -> list[str]:
    return [harmless(str(cell or "")) for cell in row]


def _purchase(row: Sequence[Any]) -> list[str]:
    ref, at, quantity, cents, currency, product = row
    sign = "-" if cents < 0 else ""
    amount = f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return [harmless(ref), at.isoformat(), str(quantity), amount, currency, harmless(product)]


def _need(row: Sequence[Any]) -> list[str]:
    ref, statement, state, part, at, quote = row
    return [harmless(ref), harmless(statement), state, part, at.isoformat(), harmless(quote)]


_EXPORTS: dict[str, tuple[Sequence[str], Any, Any]] = {
    "customers": (CUSTOMER_COLUMNS, _customers, _texts),
    "purchases": (
        ("customer_ref", "purchased_at", "quantity", "amount", "currency", "product"),
        _purchases,
        _purchase,
    ),
    "needs": (("customer_ref", "need", "state", "part", "recorded_at", "quote"), _needs, _need),
}
