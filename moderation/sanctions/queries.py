"""How many points a member has left, what they call for, and what is in force."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from foundation.clock import now
from foundation.database import db
from moderation.measures import ladder
from moderation.measures.ladder import LADDER, WINDOW, Measure, Rung
from moderation.sanctions.models import About, Sanction, Strike

JUDGED_WITHIN = timedelta(days=14)
RANK = {"none": -1, **{rung.measure.value: place for place, rung in enumerate(LADDER)}}


@dataclass(frozen=True)
class Called:
    """A member whose points call for a measure nobody has looked at."""

    member_id: int
    name: str
    portrait: int
    points: float
    rung: Rung


def strikes_of(member_id: int) -> Sequence[Strike]:
    """All points ever given to a member, the latest first."""
    question = select(Strike).where(Strike.member_id == member_id)
    return db.session.scalars(question.order_by(Strike.given_at.desc(), Strike.id.desc())).all()


def standing(strikes: Iterable[Strike]) -> list[ladder.Strike]:
    """Those that still count, as the ladder reads them."""
    return [ladder.Strike(one.points, one.given_at) for one in strikes if one.removed_at is None]


def judged(strikes: Iterable[ladder.Strike], at: datetime) -> float:
    """The points that call for a measure at a moment: as many as there were when the last ones were given, for a while.

    Points fade from the first second, and whoever looks after a weekend must find what was there on Friday.
    """
    given = [one for one in strikes if one.at <= at]
    last = max((one.at for one in given), default=at)
    return round(ladder.height(given, last if at - last < JUDGED_WITHIN else at), 2)


def height_of(member_id: int, at: datetime | None = None) -> float:
    """The points that call for a measure of a member now, or called at a moment, of those that still stand."""
    return judged(standing(strikes_of(member_id)), at or now())


def sanctions_of(member_id: int) -> Sequence[Sanction]:
    """All measures about a member with who took them, the latest first."""
    loaded = (joinedload(Sanction.proposed_by), joinedload(Sanction.confirmed_by))
    question = select(Sanction).where(Sanction.member_id == member_id).options(*loaded)
    return db.session.scalars(question.order_by(Sanction.id.desc())).all()


def in_force(member_id: int) -> list[Sanction]:
    """What restricts a member now."""
    return [one for one in sanctions_of(member_id) if one.in_force]


def was_warned(member_id: int, about: About = About.WRITING) -> bool:
    """Whether the member had a notice that still stands."""
    its = (Sanction.member_id == member_id, Sanction.about == about.value, Sanction.measure == "notice")
    question = select(Sanction.id).where(*its, Sanction.begins_at.is_not(None), Sanction.lifted_at.is_(None))
    return db.session.scalar(question.limit(1)) is not None


def waiting_for(member_id: int, about: About = About.WRITING) -> Sanction | None:
    """The measure about a member that waits for a second person."""
    found = (one for one in sanctions_of(member_id) if one.waits and one.about == about.value)
    return next(found, None)


def called_for(member_id: int) -> Rung | None:
    """The measure a member's points call for, unless somebody has answered to it since the last points."""
    strikes, sanctions = strikes_of(member_id), sanctions_of(member_id)
    return _unanswered(strikes, sanctions)


def all_called() -> list[Called]:
    """Every member whose points call for a measure nobody has looked at, the highest first."""
    strikes, sanctions = _standing_strikes(), _answers()
    found = {
        number: rung for number, of in strikes.items() if (rung := _unanswered(of, sanctions.get(number, [])))
    }
    people = {one.id: one for one in _people(found)}
    called = [
        Called(
            one, people[one].name, people[one].portrait, ladder.height(standing(strikes[one]), now()), rung
        )
        for one, rung in found.items()
        if one in people
    ]
    return sorted(called, key=lambda one: (-one.points, one.member_id))


def waiting() -> Sequence[Sanction]:
    """The measures that wait for a second person, the oldest first, with whom they are about and who wants them."""
    waits = (Sanction.begins_at.is_(None), Sanction.declined_at.is_(None), Sanction.measure != "none")
    loaded = (joinedload(Sanction.member), joinedload(Sanction.proposed_by))
    question = select(Sanction).where(*waits).options(*loaded)
    return db.session.scalars(question.order_by(Sanction.id)).all()


def in_force_everywhere() -> Sequence[Sanction]:
    """Every measure that restricts somebody now, those that end first on top."""
    begun = (Sanction.begins_at.is_not(None), Sanction.lifted_at.is_(None), Sanction.measure != "notice")
    ends = (Sanction.ends_at.is_(None)) | (Sanction.ends_at > now())
    question = select(Sanction).where(*begun, ends).options(joinedload(Sanction.member))
    return db.session.scalars(question.order_by(Sanction.ends_at, Sanction.id).limit(200)).all()


def histogram() -> list[tuple[int, int]]:
    """How many members have from n to n + 1 points left, for each whole n up to the top of the ladder and beyond."""
    most = int(LADDER[-1].points)
    counted = [0] * (most + 1)
    for strikes in _standing_strikes().values():
        points = ladder.height(standing(strikes), now())
        if points >= 0.5:
            counted[min(most, int(points))] += 1
    return list(enumerate(counted))


def _unanswered(strikes: Iterable[Strike], sanctions: Iterable[Sanction]) -> Rung | None:
    given = [one for one in strikes if one.removed_at is None]
    rung = ladder.rung_at(judged(standing(given), now()))
    if rung is None:
        return None
    last = max(one.given_at for one in given)
    answers = [
        one
        for one in sanctions
        if one.about == About.WRITING.value and one.proposed_at >= last and one.lifted_at is None
    ]
    return None if any(RANK[one.called_for] >= RANK[rung.measure.value] for one in answers) else rung


def _standing_strikes() -> dict[int, list[Strike]]:
    """The points that still count, of everybody who has some."""
    recent = (Strike.given_at > now() - WINDOW, Strike.removed_at.is_(None))
    found: dict[int, list[Strike]] = defaultdict(list)
    for one in db.session.scalars(select(Strike).where(*recent)):
        found[one.member_id].append(one)
    return found


def _answers() -> dict[int, list[Sanction]]:
    """What was asked of everybody within the year."""
    found: dict[int, list[Sanction]] = defaultdict(list)
    for one in db.session.scalars(select(Sanction).where(Sanction.proposed_at > now() - WINDOW)):
        found[one.member_id].append(one)
    return found


def _people(ids: Iterable[int]) -> Sequence[Member]:
    wanted = (Member.id.in_(list(ids)), Member.erased_at.is_(None))
    return db.session.scalars(select(Member).where(*wanted)).all()


def lower_rungs(points: float) -> list[Measure]:
    """What may be chosen at so many points: the measure they call for, and everything below it."""
    top = ladder.rung_at(points)
    return [rung.measure for rung in LADDER if top is not None and rung.points <= top.points]
