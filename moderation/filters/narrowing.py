"""What the queue is narrowed to, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, exists, or_, select

from accounts.models import Member
from community.contributions.models import Contribution
from foundation.clock import now
from foundation.language import LANGUAGES, _l
from moderation.claims.queries import claimed, with_a_colleague
from moderation.lanes import LANES, Lane
from moderation.models import Case, Finding
from moderation.reasons import Because

AGES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
KINDS = ("idea", "comment")
LONGEST = 100
GIVEN_BY_RULES = (Because.TAG.value, Because.ROUTE.value)
CHOICES = {
    "lane": frozenset(lane.value for lane in Lane),
    "why": frozenset(because.value for because in Because),
    "kind": frozenset(KINDS),
    "lang": frozenset(LANGUAGES),
    "age": frozenset({*AGES, "late"}),
    "read": frozenset({"free", "mine", "others"}),
}
AGE_WORDS = {
    "hour": _l("more than an hour old"),
    "day": _l("more than a day old"),
    "week": _l("more than a week old"),
    "late": _l("past their time"),
}
READ_WORDS = {"free": _l("read by nobody"), "mine": _l("read by me"), "others": _l("read by colleagues")}


@dataclass(frozen=True)
class Narrowed:
    """Each is empty, or a value of its list; nonsense in an address narrows nothing."""

    lane: str = ""
    why: str = ""
    kind: str = ""
    space: str = ""
    lang: str = ""
    age: str = ""
    read: str = ""
    tag: str = ""
    q: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """What a request, or a kept filter, asks for."""
        given = {one.name: str(asked.get(one.name, "")).replace("\0", "").strip() for one in fields(cls)}
        for name, known in CHOICES.items():
            given[name] = given[name] if given[name] in known else ""
        given["space"] = given["space"] if given["space"].isascii() and given["space"].isdigit() else ""
        given["space"] = given["space"][:9]
        return cls(**given | {"tag": given["tag"][:LONGEST], "q": given["q"][:LONGEST]})

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for, for an address."""
        return {name: value for name, value in asdict(self).items() if value}

    def conditions(self, member: Member) -> list[ColumnElement[bool]]:
        """The same as questions about a case, its contribution and its author."""
        found = []
        if self.lane:
            found.append(_because(Finding.kind.in_(LANES[Lane(self.lane)])))
        if self.why:
            found.append(_because(Finding.kind == self.why))
        if self.tag:
            found.append(_because(Finding.kind.in_(GIVEN_BY_RULES), Finding.detail == self.tag))
        if self.kind:
            found.append(Contribution.kind == self.kind)
        if self.space:
            found.append(Contribution.space_id == int(self.space))
        if self.lang:
            found.append(Contribution.language == self.lang)
        if self.age:
            old = Case.due_at < now() if self.age == "late" else Case.opened_at < now() - AGES[self.age]
            found.append(old)
        if self.read:
            found.append(_read(self.read, member))
        return [*found, *([_words(self.q)] if self.q else [])]


def _because(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Finding.case_id == Case.id, *conditions)


def _read(by: str, member: Member) -> ColumnElement[bool]:
    others = with_a_colleague(member)
    return {"free": ~claimed(), "others": others, "mine": claimed() & ~others}[by]


def _words(text: str) -> ColumnElement[bool]:
    """In the title, in the text, or in the name of who wrote it."""
    written = (Contribution.title, Contribution.source)
    called = Contribution.author_id.in_(
        select(Member.id).where(Member.name.icontains(text, autoescape=True), Member.erased_at.is_(None))
    )
    return or_(*(part.icontains(text, autoescape=True) for part in written), called)
