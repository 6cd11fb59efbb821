"""The words the demo is written in, read from the files beside this one that anybody may edit."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date

HERE = Path(__file__).parent
MONTH = re.compile(r"\{month\+(\d+)\}")


@dataclass(frozen=True)
class Said:
    """A comment, so many days after the idea; `under` is the number of the comment it answers."""

    by: str
    text: str
    after: float
    under: int | None = None


@dataclass(frozen=True)
class Told:
    """An answer of the house, so many days ago; a no has its reason and may say when the house looks again."""

    by: str
    days_ago: float
    status: str
    text: str
    why: str | None = None
    again_in: int | None = None
    again_when: str = ""


@dataclass(frozen=True)
class Story:
    """One idea and all that came of it."""

    key: str
    by: str
    space: str
    days_ago: float
    title: str
    text: str
    votes: int
    tags: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    told: tuple[Told, ...] = ()
    merged_into: str = ""
    pictures: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """Something a moderator has to see: an idea of its own in a space, or a comment on a story."""

    kind: str
    by: str
    days_ago: float
    text: str
    title: str = ""
    space: str = ""
    on: str = ""
    votes: int = 0
    pictures: tuple[dict[str, str], ...] = ()
    banned: dict[str, Any] = field(default_factory=dict)
    reports: tuple[dict[str, Any], ...] = ()
    decided: tuple[dict[str, Any], ...] = ()
    revised: dict[str, Any] = field(default_factory=dict)
    appeal: dict[str, Any] = field(default_factory=dict)
    noticed: tuple[dict[str, Any], ...] = ()
    earlier: tuple[dict[str, Any], ...] = ()
    drawn: bool = False


def read(name: str) -> dict[str, Any]:
    """One of the files."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def stories() -> tuple[Story, ...]:
    """All ideas; each file is named after its space."""
    return tuple(
        _story(file.stem, given)
        for file in sorted((HERE / "stories").glob("*.toml"))
        for given in read(f"stories/{file.name}")["idea"]
    )


def _story(space: str, given: dict[str, Any]) -> Story:
    said = tuple(Said(**one) for one in given.pop("said", ()))
    told = tuple(Told(**one) for one in given.pop("told", ()))
    pictures = tuple(given.pop("pictures", ()))
    return Story(
        space=space, pictures=pictures, said=said, told=told, tags=tuple(given.pop("tags", ())), **given
    )


@cache
def cases() -> tuple[Case, ...]:
    """All that moderators have to do, and have done."""
    return tuple(_case(given) for given in read("cases.toml")["case"])


def _case(given: dict[str, Any]) -> Case:
    lists: dict[str, Any] = {
        name: tuple(given.pop(name, ())) for name in ("reports", "decided", "pictures", "noticed", "earlier")
    }
    return Case(**lists, **given)


def words() -> list[dict[str, str]]:
    """The words that hold a text: language, term, and why."""
    found: list[dict[str, str]] = read("cases.toml")["words"]
    return found


def rules() -> list[dict[str, Any]]:
    """The rules of the house, with the days of their steps."""
    found: list[dict[str, Any]] = read("rules.toml")["rule"]
    return found


def dated(text: str, at: datetime, language: str) -> str:
    """A text in which `{month+60}` is the month sixty days after it was written."""
    return MONTH.sub(
        lambda found: format_date(at + timedelta(days=int(found[1])), "MMMM y", locale=language), text
    )
