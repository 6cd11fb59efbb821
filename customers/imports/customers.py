"""Customers with their contact points from a CSV file; the reference says who is who."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from customers.contact import folded, normal_email, normal_phone
from customers.imports import values
from customers.models import ContactPoint, Customer
from foundation.clock import now
from foundation.database import db

NEEDED = ("customer_ref",)
COLUMNS = ("customer_ref", "name", "email", "phone", "language", "kind")


@dataclass(frozen=True)
class Row:
    """One customer of the file."""

    ref: str
    name: str
    email: str
    phone: str
    language: str
    kind: str

    def said(self) -> dict[str, Any]:
        """What the file says of the customer; an empty cell says nothing."""
        told = {"name": self.name, "language": self.language, "kind": self.kind}
        if self.name:
            told["name_folded"] = folded(self.name)
        return {column: value for column, value in told.items() if value}

    def points(self) -> list[tuple[str, str, str]]:
        """The ways to reach the customer: kind, as written, as compared."""
        ways = [
            ("email", self.email, normal_email(self.email)),
            ("phone", self.phone, normal_phone(self.phone)),
        ]
        return [way for way in ways if way[2]]


class Customers:
    """Takes customers in batches; one that is known by its reference is brought up to date."""

    needed, columns = NEEDED, COLUMNS

    def parse(self, cells: dict[str, str]) -> Row:
        """A record as a customer."""
        return Row(
            ref=values.text(cells["customer_ref"], "customer_ref", 80, needed=True),
            name=values.text(cells.get("name", ""), "name", 120),
            email=values.email(cells.get("email", "")),
            phone=values.text(cells.get("phone", ""), "phone", 40),
            language=values.one_of(cells.get("language", ""), "language", ("", "en", "fr"), ""),
            kind=values.one_of(cells.get("kind", ""), "kind", ("", "person", "company"), ""),
        )

    def take(self, rows: Sequence[Row], *, write: bool) -> int:
        """Keep new customers and bring known ones up to date; answer how many were new or changed."""
        by_ref = {row.ref: row for row in rows}
        known = {
            found.ref: found for found in db.session.scalars(select(Customer).where(Customer.ref.in_(by_ref)))
        }
        new = [row for ref, row in by_ref.items() if ref not in known]
        changed = [row for ref, row in by_ref.items() if ref in known and _differs(known[ref], row)]
        reached = _reached([customer.id for customer in known.values()])
        missing = {
            row.ref
            for row in by_ref.values()
            if row.ref in known and _new_points(row, reached.get(known[row.ref].id, set()))
        }
        if write:
            self._write(by_ref, new, changed, reached)
        return len(new) + len({row.ref for row in changed} | missing)

    def _write(
        self,
        by_ref: dict[str, Row],
        new: list[Row],
        changed: list[Row],
        reached: dict[int, set[tuple[str, str]]],
    ) -> None:
        if new:
            db.session.execute(insert(Customer), [_fresh(row) for row in new])
        for row in changed:
            renewed = update(Customer).where(Customer.ref == row.ref).values(**row.said())
            db.session.execute(renewed.execution_options(synchronize_session=False))
        ids = {
            row[0]: row[1]
            for row in db.session.execute(select(Customer.ref, Customer.id).where(Customer.ref.in_(by_ref)))
        }
        points = [
            {"customer_id": ids[ref], "kind": kind, "value": value, "normal": normal, "created_at": now()}
            for ref, row in by_ref.items()
            for kind, value, normal in _new_points(row, reached.get(ids[ref], set()))
        ]
        if points:
            db.session.execute(insert(ContactPoint), points)
        db.session.expire_all()


def _fresh(row: Row) -> dict[str, Any]:
    empty = {"name": "", "name_folded": "", "language": "", "kind": "person", "created_at": now()}
    return empty | row.said() | {"ref": row.ref}


def _differs(customer: Customer, row: Row) -> bool:
    return any(getattr(customer, column) != value for column, value in row.said().items())


def _reached(customer_ids: list[int]) -> dict[int, set[tuple[str, str]]]:
    question = select(ContactPoint.customer_id, ContactPoint.kind, ContactPoint.normal)
    reached: dict[int, set[tuple[str, str]]] = {}
    for customer_id, kind, normal in db.session.execute(
        question.where(ContactPoint.customer_id.in_(customer_ids))
    ):
        reached.setdefault(customer_id, set()).add((kind, normal))
    return reached


def _new_points(row: Row, known: set[tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [point for point in row.points() if (point[0], point[2]) not in known]
