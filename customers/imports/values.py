"""Cells of a file as values, or the reason why they are none."""

import re
from datetime import UTC, date, datetime, time, timedelta

from customers.contact import normal_email
from customers.imports.reading import BadRow
from foundation.clock import now
from foundation.language import _

AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d{1,12})(?:[.,](?P<part>\d{1,2}))?")
CURRENCY = re.compile(r"[A-Z]{3}")
EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
OLDEST = 1900


def text(cell: str, column: str, longest: int, *, needed: bool = False) -> str:
    """A text that fits its column."""
    if needed and not cell:
        raise BadRow(_("%(column)s is empty", column=column))
    if len(cell) > longest:
        raise BadRow(_("%(column)s is longer than %(longest)d characters", column=column, longest=longest))
    return cell


def cents(cell: str) -> int:
    """An amount with at most two decimals, after a point or a comma."""
    found = AMOUNT.fullmatch(cell.replace("\u00a0", "").replace("\u202f", ""))
    if found is None:
        raise BadRow(_("“%(cell)s” is not an amount such as 12.50", cell=cell[:40]))
    value = int(found["whole"]) * 100 + int((found["part"] or "0").ljust(2, "0"))
    return -value if found["sign"] == "-" else value


def whole(cell: str) -> int:
    """A quantity: a whole number that is not zero; a return is negative."""
    if not re.fullmatch(r"[-+]?\d{1,9}", cell) or int(cell) == 0:
        raise BadRow(_("“%(cell)s” is not a quantity", cell=cell[:40]))
    return int(cell)


def moment(cell: str) -> datetime:
    """A day or a moment in ISO form; without a zone it is UTC."""
    try:
        found = (
            datetime.fromisoformat(cell)
            if len(cell) > 10
            else datetime.combine(date.fromisoformat(cell), time())
        )
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise BadRow(_("“%(cell)s” is not a date such as 2026-03-31", cell=cell[:40])) from fault
    if found.year < OLDEST or found > now() + timedelta(days=1):
        raise BadRow(_("%(cell)s is too long ago or still to come", cell=cell[:40]))
    return found


def currency(cell: str) -> str:
    """The three letters of a currency."""
    if not CURRENCY.fullmatch(cell.upper()):
        raise BadRow(_("“%(cell)s” is not a currency such as EUR", cell=cell[:40]))
    return cell.upper()


def email(cell: str) -> str:
    """An address that could be one."""
    if cell and (max(len(cell), len(normal_email(cell))) > 254 or not EMAIL.fullmatch(cell)):
        raise BadRow(_("“%(cell)s” is not an e-mail address", cell=cell[:80]))
    return cell


def one_of(cell: str, column: str, choices: tuple[str, ...], otherwise: str) -> str:
    """One of a few words."""
    word = cell.lower() or otherwise
    if word not in choices:
        raise BadRow(
            _(
                "%(column)s must be one of %(choices)s",
                column=column,
                choices=", ".join(filter(None, choices)),
            )
        )
    return word
