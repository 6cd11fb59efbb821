"""What a merge would do, before it is done: which ideas come into question, and how the votes add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from accounts.models import Member
from community.contributions.models import State
from community.votes.models import Vote
from foundation import search
from foundation.database import db
from foundation.language import language
from ideas import finding, lists, neighbours
from ideas.lists import KIND
from ideas.models import Idea, IdeaStatus

SHOWN = 6


@dataclass(frozen=True)
class Sum:
    """Votes for an idea that stays and one that goes; `both` voted for both, `own` is the author's of what stays."""

    stays: int
    goes: int
    both: int
    own: int

    @property
    def united(self) -> int:
        """Nobody is counted twice, and nobody votes for what they wrote."""
        return self.stays + self.goes - self.both - self.own


def sum_of(goes: Idea, stays: Idea) -> Sum:
    """How the votes of two ideas add up, by the rules by which they move."""
    other = aliased(Vote)
    voted = (Vote.contribution_id == goes.id, Vote.direction == 1)
    pair = (other.contribution_id == stays.id) & (other.member_id == Vote.member_id)
    counted = select(
        func.count(other.member_id), func.count().filter(_is_own(stays) & other.member_id.is_(None))
    )
    both, own = db.session.execute(counted.select_from(Vote).outerjoin(other, pair).where(*voted)).one()
    return Sum(stays.vote_count, goes.vote_count, both, own)


def _is_own(stays: Idea) -> Any:
    return Vote.member_id == (stays.author_id or 0)


def may_be_one(idea: Idea, other: Idea) -> bool:
    """Whether two ideas can be merged now."""
    stand = (State.PUBLISHED.value, None)
    return idea.id != other.id and all((one.state, one.merged_into_id) == stand for one in (idea, other))


def candidates(idea: Idea, member: Member, words: str) -> Sequence[Row[Any]]:
    """Ideas that may ask for the same: those with these words, or without any the nearest ones."""
    rows: Sequence[Row[Any]]
    if words:
        spaces = [place.id for place in lists.places_for(member)]
        hits = search.index().query(words, language(), kinds=[KIND], space_ids=spaces, page=1, size=SHOWN + 1)
        rows = lists.among(hits.ids, spaces)
    else:
        near = f"{idea.title} {idea.excerpt}"
        rows = neighbours.close_to(idea, member, SHOWN) or finding.similar(
            near, member, but=idea.id, size=SHOWN
        )
    open_ones = [row for row in rows if row.id != idea.id and row.stage != IdeaStatus.DUPLICATE.value]
    return open_ones[:SHOWN]
