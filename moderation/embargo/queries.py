"""Which terms hold now, where one stands in a text, and who is to be called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select

from accounts.models import Member, Role
from accounts.queries import here_as
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.spaces.models import Audience, Space
from foundation.clock import now
from foundation.database import db
from moderation.embargo.keys import key, key_name
from moderation.embargo.models import EmbargoTerm
from moderation.kept import Kept
from moderation.screening.embargo import Leak, find, seal
from moderation.watching import Written

AROUND = 40


class Held(NamedTuple):
    """A term as texts are held against it."""

    id: int
    sealed: bytes | None
    sealed_with: bytes
    words: int
    begins_on: date
    ends_on: date
    in_circles: bool


@dataclass(frozen=True)
class Passage:
    """Where a term stands, with the words round it: only for those who know what is embargoed."""

    number: int
    before: str
    words: str
    after: str


def today() -> date:
    """The day of now, in UTC."""
    return now().date()


def in_force() -> Select[EmbargoTerm]:
    """The terms that hold today."""
    day = today()
    holds = (EmbargoTerm.ended_at.is_(None), EmbargoTerm.begins_on <= day, EmbargoTerm.ends_on >= day)
    return select(EmbargoTerm).where(*holds, EmbargoTerm.sealed.is_not(None))


def covering(term: str) -> EmbargoTerm | None:
    """The term that covers these words, whether it holds already or begins later."""
    return db.session.scalars(select(EmbargoTerm).where(EmbargoTerm.sealed == seal(term, key()))).first()


def holds_any() -> bool:
    """Whether any term holds today, which is asked before a text is looked through for nothing."""
    return bool(_of_today())


def numbers_in(written: Written, terms: Sequence[EmbargoTerm | Held] | None = None) -> list[int]:
    """The numbers of the terms that hold where this is written and that stand in it."""
    return sorted({leak.number for text, leaks in _leaks(written, terms) for leak in leaks})


def numbers_among(texts: Iterable[str], *, sealed: bool = False) -> list[int]:
    """The numbers of the terms that hold now and stand in words that are no contribution."""
    terms = [term for term in _of_today() if term.in_circles or not sealed]
    return sorted({leak.number for _text, leaks in _found_in(texts, terms) for leak in leaks})


def passages(contribution: Contribution) -> list[Passage]:
    """Each embargoed term of a text in its words, worked out anew: places are kept nowhere."""
    return [
        Passage(
            leak.number,
            text[max(0, leak.start - AROUND) : leak.start],
            text[leak.start : leak.end],
            text[leak.end : leak.end + AROUND],
        )
        for text, leaks in _leaks(Written.of(contribution, None), None)
        for leak in leaks
    ]


def terms() -> Sequence[Row[*tuple[Any, ...]]]:
    """Every term with who added it, those that hold first."""
    order = (EmbargoTerm.ended_at.is_not(None), EmbargoTerm.ends_on, EmbargoTerm.id)
    question = select(EmbargoTerm, Member.name).outerjoin(Member, Member.id == EmbargoTerm.added_by_id)
    return db.session.execute(question.order_by(*order)).all()


def on_call(contribution_id: int | None = None) -> list[Member]:
    """Community managers and admins who are here and, if a text is named, may see it."""
    chiefs = (here_as(Role.COMMUNITY_MANAGER, Role.ADMIN), Member.email_verified_at.is_not(None))
    people = db.session.scalars(select(Member).where(*chiefs).order_by(Member.id)).all()
    if contribution_id is None:
        return list(people)
    one = select(Contribution.id).where(Contribution.id == contribution_id)
    return [person for person in people if db.session.scalar(one.where(visible_to(person)))]


def _held() -> tuple[Held, ...]:
    """What holds now or will, without end yet."""
    columns = (getattr(EmbargoTerm, name) for name in Held._fields)
    asked = select(*columns).where(EmbargoTerm.ended_at.is_(None), EmbargoTerm.sealed.is_not(None))
    return tuple(Held(*row) for row in db.session.execute(asked.order_by(EmbargoTerm.id)))


_HELD = Kept(_held, EmbargoTerm)


def _of_today() -> list[Held]:
    day = today()
    return [term for term in _HELD() if term.begins_on <= day <= term.ends_on]


def _holding(space_id: int) -> list[Held]:
    """The terms that hold today where something is written."""
    terms = _of_today()
    if all(term.in_circles for term in terms):
        return terms
    space = db.session.get(Space, space_id)
    circle = space is not None and space.audience == Audience.CIRCLE
    return [term for term in terms if term.in_circles or not circle]


def _leaks(written: Written, terms: Sequence[EmbargoTerm | Held] | None) -> list[tuple[str, list[Leak]]]:
    terms = _holding(written.space_id) if terms is None else terms
    return _found_in(written.parts.values(), terms)


def _found_in(texts: Iterable[str], terms: Sequence[EmbargoTerm | Held]) -> list[tuple[str, list[Leak]]]:
    sealed = {term.sealed: term.id for term in terms if term.sealed and term.sealed_with == key_name()}
    lengths = [term.words for term in terms]
    return [(text, find(text, sealed, lengths, key())) for text in texts if sealed and text]
