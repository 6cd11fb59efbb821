"""The counters of contributions, and how each is counted anew."""

from flask import Flask
from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from community.comments.models import Comment
from community.contributions.models import PUBLIC_STATES, Contribution
from community.votes.models import Vote
from foundation import counters
from foundation.counters import Counter

_table = Contribution.__table__
_said = aliased(Contribution.__table__)


def _votes(direction: int) -> ScalarSelect[int]:
    counted = select(func.count()).where(Vote.contribution_id == _table.c.id, Vote.direction == direction)
    return counted.correlate(_table).scalar_subquery()


def _comments() -> ScalarSelect[int]:
    comment = Comment.__table__
    public = select(func.count()).select_from(comment.join(_said, _said.c.id == comment.c.id))
    counted = public.where(comment.c.about_id == _table.c.id, _said.c.state.in_(PUBLIC_STATES))
    return counted.correlate(_table).scalar_subquery()


def init_app(app: Flask) -> None:
    """Name them."""
    counters.register(
        app,
        Counter(Contribution.vote_count, _votes(1)),
        Counter(Contribution.pass_count, _votes(0)),
        Counter(Contribution.against_count, _votes(-1)),
        Counter(Contribution.comment_count, _comments()),
    )
