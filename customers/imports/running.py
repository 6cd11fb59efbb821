"""Running an import: batch by batch, or nothing at all when `strict` finds a fault."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, Protocol

from sqlalchemy import text

from customers.facts import CustomersImported
from customers.imports.customers import Customers
from customers.imports.purchases import Purchases
from customers.imports.reading import BadRow, Report, Table
from foundation.database import db
from foundation.facts import tell

BATCH = 4000
GROWN = {1, 4, 16, 64, 256}


class Sink(Protocol):
    """What takes the records of a file."""

    @property
    def needed(self) -> Sequence[str]:
        """Columns without which the file is of no use."""

    @property
    def columns(self) -> Sequence[str]:
        """All columns that are read."""

    def parse(self, cells: dict[str, str]) -> Any:
        """A record, or BadRow."""

    def take(self, rows: Sequence[Any], *, write: bool) -> int:
        """Keep a batch; answer how many were new."""


def sink_for(kind: str, currency: str = "EUR") -> Sink:
    """What takes the records of a kind of file."""
    return Purchases(currency) if kind == "purchases" else Customers()


def run(
    kind: str,
    stream: BinaryIO,
    *,
    strict: bool = False,
    write: bool = True,
    currency: str = "EUR",
    encoding: str = "",
    after_batch: Callable[[], None] = lambda: None,
) -> Report:
    """Read a file into the customer file; `after_batch` commits and shows progress."""
    began = time.perf_counter()
    if strict:
        check = Report()
        for _batch in _batches(sink_for(kind, currency), stream, encoding, check):
            after_batch()
        if check.bad:
            check.kept, check.seconds = False, time.perf_counter() - began
            return check
        stream.seek(0)
    report, sink = Report(), sink_for(kind, currency)
    for number, batch in enumerate(_batches(sink, stream, encoding, report), 1):
        new = sink.take(batch, write=write)
        if write and number in GROWN:
            _weigh_tables()
        report.new += new
        report.known += len(batch) - new
        if write and new:
            tell(CustomersImported(kind))
        after_batch()
    report.kept, report.seconds = write, time.perf_counter() - began
    return report


def _weigh_tables() -> None:
    """Tell PostgreSQL that the tables have grown, or it plans as if they were still empty."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("ANALYZE customer, contact_point, purchase"))


def _batches(sink: Sink, stream: BinaryIO, encoding: str, report: Report) -> Iterator[list[Any]]:
    table = Table(stream, sink.needed, sink.columns, encoding)
    batch: list[Any] = []
    for line, cells in table:
        report.rows += 1
        try:
            if isinstance(cells, BadRow):
                raise cells
            batch.append(sink.parse(cells))
        except BadRow as fault:
            report.refuse(line, str(fault))
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
    table.close()
