"""After the commit: the open pages hear how many votes and comments there are now."""

from flask import Flask
from sqlalchemy import select

from community.comments.models import Comment
from community.contributions.facts import ContributionHidden, ContributionPublished
from community.live import queries
from community.notices.facts import NoticeGiven
from community.spaces.facts import ReadersChanged
from community.votes.facts import VoteCast, VoteWithdrawn
from foundation import outbox, realtime
from foundation.database import db


def vote_moved(fact: VoteCast | VoteWithdrawn) -> None:
    """A number of votes moved."""
    _moved(fact.contribution_id)


def contribution_appeared(fact: ContributionPublished) -> None:
    """A comment appeared under something that pages show."""
    if fact.kind == "comment":
        _comment_moved(fact.contribution_id)


def contribution_left(fact: ContributionHidden) -> None:
    """Who may no longer see it stops hearing of it."""
    if fact.kind == "comment":
        _comment_moved(fact.contribution_id)
    realtime.recheck(_room(fact.contribution_id))


def readers_changed(_fact: ReadersChanged) -> None:
    """Who may no longer read a space stops hearing of what is in it; it happens seldom, so all rooms are asked."""
    realtime.recheck()


def notice_given(fact: NoticeGiven) -> None:
    """The bell of a member's open pages."""
    member_id = fact.member_id
    realtime.broadcast(
        realtime.member_room(member_id), "notices", lambda: {"unread": queries.unread(member_id)}
    )


def _comment_moved(comment_id: int) -> None:
    if not realtime.somebody_listens():
        return
    about = db.session.scalar(select(Comment.about_id).where(Comment.id == comment_id))
    if about is not None:
        _moved(about)


def _moved(contribution_id: int) -> None:
    realtime.broadcast(_room(contribution_id), "moved", lambda: queries.numbers(contribution_id))


def _room(contribution_id: int) -> str:
    return f"contribution:{contribution_id}"


def init_app(app: Flask) -> None:
    """Listen, and say who may watch a contribution."""
    realtime.may_watch(app, "contribution", queries.may_see)
    outbox.listen(app, VoteCast, vote_moved)
    outbox.listen(app, VoteWithdrawn, vote_moved)
    outbox.listen(app, ContributionPublished, contribution_appeared)
    outbox.listen(app, ContributionHidden, contribution_left)
    outbox.listen(app, ReadersChanged, readers_changed)
    outbox.listen(app, NoticeGiven, notice_given)
