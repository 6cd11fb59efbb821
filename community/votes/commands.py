"""Cast and withdraw votes; counters move in SQL so that simultaneous votes all count."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, case, delete, func, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from accounts.models import Member
from community.contributions.models import Contribution
from community.votes.facts import VoteCast, VoteWithdrawn
from community.votes.models import Origin, Vote
from foundation import audit
from foundation.clock import now
from foundation.database import Base, db
from foundation.errors import Conflict, Invalid, NotAllowed, Refused
from foundation.facts import tell
from foundation.language import _l
from foundation.upsert import insert_new

TABLE = Base.metadata.tables[Contribution.__tablename__]
COUNTERS = {1: Contribution.vote_count, 0: Contribution.pass_count, -1: Contribution.against_count}


class VotingClosed(Conflict):
    """The contribution takes no votes now."""

    message = _l("Votes are closed here. Your other votes are untouched.")


class OwnContribution(NotAllowed):
    """Nobody votes for what they wrote themselves."""

    message = _l("You wrote this yourself, so the others decide how much it counts.")


class AddressUnproved(NotAllowed):
    """A vote needs an e-mail address that is known to be the member's."""

    message = _l("Please confirm your e-mail address first: open the e-mail we sent you, then vote again.")


class TheirOwn(NotAllowed):
    """The member wrote it."""

    message = _l("This member wrote it, so their vote cannot count.")


class NobodyKnown(Invalid):
    """Votes belong to members."""

    field = "email"
    message = _l("Nobody here has this e-mail address. Ask the person to create an account first.")


def hindrance(contribution: Contribution, member: Member) -> type[Refused] | None:
    """Why the member's own vote would not count now, if it would not."""
    if contribution.author_id == member.id:
        return OwnContribution
    if not member.is_verified:
        return AddressUnproved
    return None if contribution.takes_votes else VotingClosed


def cast_vote(
    contribution: Contribution,
    member: Member,
    *,
    origin: Origin = Origin.DIRECT,
    direction: int = 1,
    cast_by: Member | None = None,
    at: datetime | None = None,
) -> bool:
    """Give the member's one vote; giving it twice changes nothing. Answer whether it was new."""
    if origin is not Origin.IMPORTED:
        _check(contribution, member, origin)
    new = insert_new(
        Vote,
        contribution_id=contribution.id,
        member_id=member.id,
        direction=direction,
        origin=origin.value,
        cast_by_id=cast_by.id if cast_by else None,
        created_at=at or now(),
    )
    if new:
        _count(contribution, direction, +1, checked=origin is not Origin.IMPORTED)
        tell(VoteCast(contribution.id, member.id))
    return new


def vote_on_behalf(contribution: Contribution, email: str, staff: Member) -> bool:
    """Write down the vote of a member one has talked with; answer whether it was new."""
    wanted = select(Member).where(Member.email == email.strip().lower(), Member.erased_at.is_(None))
    member = db.session.scalars(wanted).first()
    if member is None:
        raise NobodyKnown
    if member.id == contribution.author_id:
        raise TheirOwn
    new = cast_vote(contribution, member, origin=Origin.ON_BEHALF, cast_by=staff)
    if new:
        audit.note(
            staff.id, "vote.on_behalf", ("contribution", contribution.id), after={"member_id": member.id}
        )
    return new


def withdraw_vote(contribution: Contribution, member: Member) -> bool:
    """Take the member's vote back; answer whether there was one."""
    if not contribution.takes_votes:
        raise _closed(contribution)
    its = (Vote.contribution_id == contribution.id, Vote.member_id == member.id)
    direction = db.session.execute(delete(Vote).where(*its).returning(Vote.direction)).scalar_one_or_none()
    if direction is None:
        return False
    _count(contribution, direction, -1)
    tell(VoteWithdrawn(contribution.id, member.id))
    return True


def _check(contribution: Contribution, member: Member, origin: Origin) -> None:
    hindered = hindrance(contribution, member)
    if hindered is AddressUnproved and origin is Origin.ON_BEHALF:
        hindered = None if contribution.takes_votes else VotingClosed
    if hindered is VotingClosed:
        raise _closed(contribution)
    if hindered is not None:
        raise hindered


def _closed(contribution: Contribution) -> VotingClosed:
    """Closed, and where to vote instead when it lives on in another."""
    if contribution.lives_on_in is None:
        return VotingClosed()
    told = _l("This idea was merged into another one. Vote there: it counts for both.")
    return VotingClosed(told, see=("community.contribution", {"contribution_id": contribution.lives_on_in}))


def _count(contribution: Contribution, direction: int, step: int, *, checked: bool = True) -> None:
    """Move the counter; who was merged or hidden by somebody else since it was loaded takes no vote."""
    now_in = db.session.execute(_moved(direction, step), {"moved": contribution.id}).one()
    if checked and tuple(now_in) != (contribution.state, contribution.stage):
        raise _closed(contribution)


@lru_cache
def _moved(direction: int, step: int) -> ReturningUpdate[Any]:
    """The counter of a direction and the hot rank, one step further; made once, for each vote asks for it."""
    counter = TABLE.c[COUNTERS[direction].key]
    values: dict[str, ColumnElement[Any]] = {counter.key: counter + step}
    if direction == 1:
        values["hot"] = _heat(TABLE.c.vote_count + step, step)
    moved = update(TABLE).where(TABLE.c.id == bindparam("moved", type_=Integer)).values(values)
    return moved.returning(TABLE.c.state, TABLE.c.stage)


def _heat(votes: ColumnElement[int], step: int) -> ColumnElement[Any]:
    """The hot rank after one vote more or less: only its logarithm moves, its youth stays."""
    return TABLE.c.hot + (_log10(votes) - _log10(votes - step))


def _log10(votes: ColumnElement[int]) -> ColumnElement[Any]:
    return func.ln(case((votes > 1, votes), else_=1)) / func.ln(10.0)
