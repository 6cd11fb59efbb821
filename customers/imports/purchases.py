"""Purchases from a CSV file; a customer the file names first is made."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from customers.imports import values
from customers.models import NEVER, Customer, Purchase
from foundation.clock import now
from foundation.database import db

NEEDED = ("customer_ref", "purchased_at", "amount")
COLUMNS = ("customer_ref", "purchased_at", "quantity", "amount", "currency", "product", "purchase_ref")


@dataclass(frozen=True)
class Row:
    """One purchase of the file."""

    ref: str
    at: datetime
    quantity: int
    amount: int
    currency: str
    product: str
    key: bytes


class Purchases:
    """Takes purchases in batches; two that are alike in one file are two, and the same two when it is read again."""

    needed, columns = NEEDED, COLUMNS

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self._seen: dict[bytes, int] = {}

    def parse(self, cells: dict[str, str]) -> Row:
        """A record as a purchase."""
        ref = values.text(cells["customer_ref"], "customer_ref", 80, needed=True)
        at = values.moment(cells["purchased_at"])
        quantity = values.whole(cells.get("quantity") or "1")
        amount = values.cents(cells["amount"])
        currency = values.currency(cells.get("currency") or self.currency)
        product = values.text(cells.get("product", ""), "product", 120)
        own = values.text(cells.get("purchase_ref", ""), "purchase_ref", 120)
        return Row(
            ref,
            at,
            quantity,
            amount,
            currency,
            product,
            self._key(own, ref, at, quantity, amount, currency, product),
        )

    def _key(self, own: str, *what: object) -> bytes:
        """The purchase's own reference, or else what it says and how many times the file has said it."""
        if own:
            return _digest("own", own)
        same = _digest("row", *what)
        self._seen[same] = times = self._seen.get(same, 0) + 1
        return _digest("row", *what, times)

    def take(self, rows: Sequence[Row], *, write: bool) -> int:
        """Keep those that are new and bring the sums of their customers in line; answer how many were new."""
        by_key = {row.key: row for row in rows}
        for key in db.session.scalars(select(Purchase.source_key).where(Purchase.source_key.in_(by_key))):
            del by_key[key]
        new = list(by_key.values())
        if write and new:
            ids = _customer_ids({row.ref: row.currency for row in new})
            db.session.execute(insert(Purchase), [_record(row, ids[row.ref]) for row in new])
            recount(sorted(set(ids.values())))
        return len(new)


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).digest()


def _record(row: Row, customer_id: int) -> dict[str, Any]:
    return {
        "customer_id": customer_id, "purchased_at": row.at, "quantity": row.quantity, "amount_cents": row.amount,
        "currency": row.currency, "product": row.product, "source_key": row.key,
    }  # fmt: skip


def _customer_ids(currencies: dict[str, str]) -> dict[str, int]:
    question = select(Customer.ref, Customer.id).where(Customer.ref.in_(currencies))
    ids = {row[0]: row[1] for row in db.session.execute(question)}
    unknown = [ref for ref in currencies if ref not in ids]
    if unknown:
        db.session.execute(
            insert(Customer),
            [{"ref": ref, "currency": currencies[ref], "created_at": now()} for ref in unknown],
        )
        ids |= {row[0]: row[1] for row in db.session.execute(question)}
    return ids


def recount(customer_ids: list[int]) -> None:
    """Set what a customer's row says of their purchases from the purchases themselves.

    Sums are read, then written by primary key: joined in one statement, PostgreSQL without fresh statistics
    reads all purchases once for each customer.
    """
    known = select(Customer.id, Customer.currency).where(Customer.id.in_(customer_ids))
    currencies = {row.id: row.currency for row in db.session.execute(known)}
    counted: dict[int, dict[str, Any]] = {}
    for row in db.session.execute(_sums(customer_ids)):
        one = counted.setdefault(
            row.customer_id, _nothing(row.customer_id, currencies[row.customer_id] or row.currency)
        )
        one["purchase_count"] += row.number
        one["first_purchase_at"] = min(one["first_purchase_at"] or row.first, row.first)
        one["last_purchase_at"] = max(one["last_purchase_at"], row.last)
        if row.currency == one["currency"]:
            one["spend_cents"] = int(row.cents)
    if counted:
        db.session.execute(update(Customer), list(counted.values()))


def _sums(customer_ids: list[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Purchase.customer_id,
            Purchase.currency,
            func.count().label("number"),
            func.sum(Purchase.amount_cents).label("cents"),
            func.min(Purchase.purchased_at).label("first"),
            func.max(Purchase.purchased_at).label("last"),
        )
        .where(Purchase.customer_id.in_(customer_ids))
        .group_by(Purchase.customer_id, Purchase.currency)
        .order_by(Purchase.customer_id, Purchase.currency)
    )


def _nothing(customer_id: int, currency: str) -> dict[str, Any]:
    return {
        "id": customer_id, "currency": currency, "purchase_count": 0, "spend_cents": 0, "first_purchase_at": None,
        "last_purchase_at": NEVER,
    }  # fmt: skip
