"""One figure of a report, and reports as tables: RFC 4180 with a header, UTF-8; docs/transparency.md names the columns."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from io import StringIO
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with everything it is counted under; what does not apply is empty."""

    section: str
    figure: str
    value: float
    unit: str = "count"
    category: str = ""
    ground: str = ""
    source: str = ""
    measure: str = ""
    automated_detection: str = ""
    automated_decision: str = ""


COLUMNS = ("period", *(one.name for one in fields(Figure)))


def yes_no(value: bool) -> str:
    """How a flag stands in a table."""
    return "yes" if value else "no"


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies: the smallest that at least so many do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def plain(value: float) -> float | int:
    """Counts as whole numbers, the rest to three places."""
    return int(value) if float(value).is_integer() else round(value, 3)


def as_rows(period: str, figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Each figure by the names of the columns."""
    names = COLUMNS[1:]
    return [
        {"period": period} | {name: getattr(one, name) for name in names} | {"value": plain(one.value)}
        for one in figures
    ]


def as_csv(period: str, figures: Iterable[Figure]) -> str:
    """The table with its header; lines end as RFC 4180 wants."""
    written = StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows(as_rows(period, figures))
    return written.getvalue()
