"""Reading a CSV file of unknown make: encoding, separator, header, and the line each record starts on."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import BinaryIO

from foundation.language import _

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SHOWN = 200


class Unreadable(Exception):
    """The file as a whole cannot be used; the text says why."""


class BadRow(Exception):
    """One record cannot be used; the text says why."""


@dataclass
class Report:
    """What became of a file."""

    rows: int = 0
    new: int = 0
    known: int = 0
    bad: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    kept: bool = True
    seconds: float = 0.0

    def refuse(self, line: int, reason: str) -> None:
        """Count a bad record; the first ones are kept with their reason."""
        self.bad += 1
        if len(self.faults) < SHOWN:
            self.faults.append((line, reason))


class Table:
    """The records of a file as dictionaries, one at a time."""

    def __init__(
        self, stream: BinaryIO, needed: Sequence[str], known: Sequence[str], encoding: str = ""
    ) -> None:
        self.stream = stream
        self._text = TextIOWrapper(stream, encoding=encoding or _encoding_of(stream), newline="")
        self._reader = csv.reader(self._text, delimiter=self._separator(), strict=True)
        self.names = self._header(needed, known)

    def __iter__(self) -> Iterator[tuple[int, dict[str, str] | BadRow]]:
        """Each record with its line: its cells by name, or why there are none."""
        while True:
            line = self._reader.line_num + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as fault:
                yield line, BadRow(_("this line is not well-formed CSV (%(why)s)", why=str(fault)))
                continue
            except UnicodeDecodeError as fault:
                raise Unreadable(_not_that_encoding(fault.encoding)) from fault
            if any(cell.strip() for cell in cells):
                yield line, self._record(cells)

    def close(self) -> None:
        """Leave the stream open for its owner."""
        self._text.detach()

    def _record(self, cells: list[str]) -> dict[str, str] | BadRow:
        if len(cells) != len(self.names):
            return BadRow(
                _("%(found)d cells where the header has %(wanted)d", found=len(cells), wanted=len(self.names))
            )
        if any("\0" in cell for cell in cells):
            return BadRow(_("it holds a zero byte"))
        return {name: _plain(cell) for name, cell in zip(self.names, cells, strict=True)}

    def _separator(self) -> str:
        try:
            first = self._text.readline(100_000)
        except UnicodeError as fault:
            raise Unreadable(_not_that_encoding(self._text.encoding)) from fault
        self._text.seek(0)
        return max(",;\t|", key=first.count)

    def _header(self, needed: Sequence[str], known: Sequence[str]) -> list[str]:
        try:
            names = [name.strip().lower() for name in next(self._reader)]
        except (StopIteration, csv.Error) as fault:
            raise Unreadable(_("The file is empty: its first line must name the columns.")) from fault
        missing = [name for name in needed if name not in names]
        if missing:
            wanted = ", ".join(known)
            raise Unreadable(
                _(
                    "The first line lacks: %(names)s. Columns: %(wanted)s.",
                    names=", ".join(missing),
                    wanted=wanted,
                )
            )
        if len(set(names)) != len(names):
            raise Unreadable(_("The first line names a column twice."))
        return names


def _encoding_of(stream: BinaryIO) -> str:
    start = stream.read(4)
    stream.seek(0)
    return next((name for mark, name in MARKS if start.startswith(mark)), "utf-8")


def _not_that_encoding(encoding: str) -> str:
    return _(
        "The file is not written in %(encoding)s. Name its encoding, for example cp1252.", encoding=encoding
    )


def _plain(cell: str) -> str:
    """A cell without the apostrophe our own exports put before what a spreadsheet would compute."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
