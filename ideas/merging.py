"""Join an idea to another that asks for the same: everybody's vote is kept, nobody's counts twice."""

from sqlalchemy import insert, literal, select, update

from accounts.models import Member
from community.contributions.models import State
from community.follows.models import Follow
from community.spaces.models import Audience, Space
from community.votes.moving import move_votes
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict
from foundation.facts import tell
from foundation.language import _l
from ideas.commands import AlreadyMerged, step
from ideas.facts import IdeaMerged
from ideas.filters import ITEMS
from ideas.models import IDEAS, Idea, IdeaStatus


class NotMergeable(Conflict):
    """The two cannot become one."""

    message = _l("An idea can be merged only into another published idea that is not merged itself.")


class StaysInCircle(Conflict):
    """Who supports an idea of a circle would be named to everybody."""

    message = _l(
        "This idea stands in a sealed circle, and merging it elsewhere would show who voted for it. "
        "Merge it with an idea of its circle."
    )


def merge_into(idea: Idea, target: Idea, by: Member) -> None:
    """Let an idea live on in another: votes and followers go there, and it says so."""
    _alone_with(idea, target)
    if idea.merged_into_id is not None or target.merged_into_id is not None:
        raise AlreadyMerged
    if idea.id == target.id or {idea.state, target.state} != {State.PUBLISHED.value}:
        raise NotMergeable
    if idea.space_id != target.space_id and _is_sealed(idea):
        raise StaysInCircle
    _take(idea, target)
    move_votes(idea.id, target.id, but=target.author_id)
    _share_followers(idea, target)
    step(idea, IdeaStatus.DUPLICATE, by)
    db.session.flush()
    db.session.expire(idea)
    db.session.expire(target)
    tell(IdeaMerged(idea.id, target.id))


def _is_sealed(idea: Idea) -> bool:
    audience = select(Space.audience).where(Space.id == idea.space_id)
    return db.session.scalar(audience) == Audience.CIRCLE.value


def _alone_with(*both: Idea) -> None:
    """Wait for votes that are being cast for either, and let later ones wait: they see what became of it."""
    chosen = select(ITEMS.c.id).where(ITEMS.c.id.in_([one.id for one in both])).order_by(ITEMS.c.id)
    db.session.execute(chosen.with_for_update(key_share=True))


def _take(idea: Idea, target: Idea) -> None:
    """Mark the idea as merged, unless somebody has merged one of the two since they were read."""
    brought = select(ITEMS.c.vote_count).where(ITEMS.c.id == idea.id).scalar_subquery()
    others = IDEAS.alias("others")
    before = select(others.c.merged_count).where(others.c.id == idea.id).scalar_subquery()
    _or_refuse(idea.id, merged_into_id=target.id, votes_brought=brought)
    _or_refuse(target.id, merged_count=IDEAS.c.merged_count + 1 + before)
    db.session.execute(
        update(IDEAS).where(IDEAS.c.merged_into_id == idea.id).values(merged_into_id=target.id)
    )


def _or_refuse(idea_id: int, **values: object) -> None:
    free = (IDEAS.c.id == idea_id, IDEAS.c.merged_into_id.is_(None))
    if rows_changed(update(IDEAS).where(*free).values(values)) != 1:
        raise AlreadyMerged


def _share_followers(idea: Idea, target: Idea) -> None:
    """Whoever follows the one hears of the other too."""
    already = select(Follow.member_id).where(Follow.contribution_id == target.id).scalar_subquery()
    theirs = select(literal(target.id), Follow.member_id, literal(now())).where(
        Follow.contribution_id == idea.id, Follow.member_id.not_in(already)
    )
    columns = ["contribution_id", "member_id", "created_at"]
    db.session.execute(insert(Follow).from_select(columns, theirs))
