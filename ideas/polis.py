"""The two files of a Polis conversation, read row by row: statements, and the last vote of each person on each."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from community.contributions.models import State
from foundation.html import clean_text

STATES = {-1: State.REJECTED, 0: State.HELD, 1: State.PUBLISHED}
COMMENTS = ("timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
VOTES = ("timestamp", "comment-id", "voter-id", "vote")
LONGEST = 10_000


class NotPolis(Exception):
    """The folder does not hold what we can read."""


@dataclass(frozen=True)
class Statement:
    """What somebody submitted, how it was moderated, and how many agreed according to the file."""

    id: int
    author: int
    at: datetime
    state: State
    body: str
    agrees: int
    disagrees: int


@dataclass
class Skipped:
    """Rows that were not carried, counted by the reason, with the first lines where it happened."""

    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[int]] = field(default_factory=dict)

    def note(self, reason: str, line: int) -> None:
        """One row more for this reason."""
        self.reasons[reason] += 1
        if len(lines := self.examples.setdefault(reason, [])) < 5:
            lines.append(line)


def name_of(folder: Path) -> str:
    """A lasting name for the conversation: the end of its address, or the folder's name."""
    try:
        with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
            facts = {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}
    except (OSError, UnicodeDecodeError, csv.Error):
        facts = {}
    return (facts.get("url", "").rstrip("/").rpartition("/")[2] or folder.name)[:60]


def statements(folder: Path, skipped: Skipped) -> Iterator[Statement]:
    """The statements of a conversation, each id once."""
    seen: set[int] = set()
    for line, row in _rows(folder / "comments.csv", COMMENTS):
        made = _understood(_statement, row, line, skipped, "a statement that cannot be read")
        if made is None:
            continue
        if not made.body:
            skipped.note("a statement without words", line)
        elif made.id in seen:
            skipped.note("a statement whose number was there already", line)
        else:
            seen.add(made.id)
            yield made


def last_votes(
    folder: Path, known: set[int], skipped: Skipped, tick: Callable[[int], object]
) -> dict[tuple[int, int], tuple[int, int]]:
    """(statement, voter) -> (time in ms, direction), the last vote of each; `tick` hears the bytes read."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for line, row in _rows(folder / "votes.csv", VOTES, tick):
        vote = _understood(_vote, row, line, skipped, "a vote that cannot be read")
        if vote is None:
            continue
        statement, voter, at, direction = vote
        if statement not in known:
            skipped.note("a vote on a statement that was not carried", line)
        elif (statement, voter) not in last:
            last[statement, voter] = (at, direction)
        else:
            skipped.note("an earlier vote of somebody who voted again", line)
            last[statement, voter] = max(last[statement, voter], (at, direction), key=lambda one: one[0])
    return last


def moment(milliseconds: int) -> datetime:
    """A time of the file."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _rows(
    file: Path, columns: tuple[str, ...], tick: Callable[[int], object] | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="", errors="replace") as opened:
            reader = csv.DictReader(_told(opened, tick))
            if missing := set(columns) - set(reader.fieldnames or ()):
                raise NotPolis(f"{file.name} has no column {', '.join(sorted(missing))}")
            for row in reader:
                yield reader.line_num, row
    except OSError as fault:
        raise NotPolis(f"{file.name} cannot be read: {fault.strerror}") from fault
    except csv.Error as fault:
        raise NotPolis(f"{file.name} is not a table: {fault}") from fault


def _told(lines: Iterator[str] | Any, tick: Callable[[int], object] | None) -> Iterator[str]:
    for line in lines:
        if tick is not None:
            tick(len(line.encode()))
        yield line.replace("\0", "")


def _understood(
    read: Callable[[dict[str, Any]], Any], row: dict[str, Any], line: int, skipped: Skipped, why: str
) -> Any:
    try:
        return read(row)
    except (ValueError, TypeError, KeyError, OverflowError, OSError):
        skipped.note(why, line)
        return None


def _statement(row: dict[str, Any]) -> Statement:
    return Statement(
        id=_id(row["comment-id"]),
        author=_id(row["author-id"]),
        at=moment(int(row["timestamp"])),
        state=STATES[int(row["moderated"])],
        body=clean_text(row["comment-body"])[:LONGEST],
        agrees=int(row["agrees"]),
        disagrees=int(row["disagrees"]),
    )


def _vote(row: dict[str, Any]) -> tuple[int, int, int, int]:
    at, direction = int(row["timestamp"]), int(row["vote"])
    moment(at)
    if direction not in (-1, 0, 1):
        raise ValueError(direction)
    return _id(row["comment-id"]), _id(row["voter-id"]), at, direction


def _id(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**53:
        raise ValueError(number)
    return number
