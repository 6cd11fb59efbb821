"""Threads: what was said about a contribution, as one reader sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from accounts.models import Member, Role
from community.comments.events import Event, events_of
from community.comments.models import Comment
from community.contributions.mentions import names_in, readable
from community.contributions.models import PUBLIC_STATES, Contribution, State
from community.contributions.queries import stands_for
from community.contributions.transitions import taken_away
from community.pictures.queries import Shown, shown_of, with_pictures
from foundation.database import db

SIZE = 50
MOST_ROWS = 400
GONE = "gone"
ROOT = func.coalesce(Comment.parent_id, Comment.id)


@dataclass(frozen=True)
class Said:
    """One comment as it is read."""

    id: int
    html: str = ""
    state: str = GONE
    language: str = ""
    created_at: datetime | None = None
    edited: bool = False
    author_id: int | None = None
    name: str | None = None
    house: bool = False
    mine: bool = False
    heard: bool = False
    portrait: int = 0
    pictures: Sequence[Shown] = ()
    replies: list["Said"] = field(default_factory=list)


@dataclass(frozen=True)
class Thread:
    """What was said about one contribution, and what its reader may do there."""

    about_id: int
    count: int
    takes_comments: bool
    items: Sequence[Said]
    next_after: int | None = None
    events: Sequence[Event] = ()

    @property
    def pictured(self) -> bool:
        """Whether somebody showed a picture."""
        return any(one.pictures or any(reply.pictures for reply in one.replies) for one in self.items)

    @property
    def told(self) -> list["Said | Event"]:
        """Comments in their order, each event before the first comment that came later."""
        told: list[Said | Event] = []
        waiting = list(self.events)
        for said in self.items:
            while waiting and said.created_at and waiting[0].created_at < said.created_at:
                told.append(waiting.pop(0))
            told.append(said)
        return [*told, *waiting]


def thread_of(
    about: Contribution, member: Member | None, *, after: int = 0, events: Sequence[Event] | None = None
) -> Thread:
    """One page of the conversation about a contribution, in one question (one more for names, one for pictures).

    Whoever has read the events of the contribution already hands them in.
    """
    rows = db.session.execute(_said(about.id, member, after)).all()
    full = _whole_branches(rows)
    said = _all_read(full, member)
    next_after = full[-1].root if full and len(full) < len(rows) else None
    items = _branches(said, full)
    happened = _within(events_of(about) if events is None else events, items, after, next_after)
    return Thread(about.id, about.comment_count, about.takes_comments, items, next_after, happened)


def _within(
    events: Sequence[Event], items: Sequence[Said], after: int, next_after: int | None
) -> Sequence[Event]:
    """The events that belong on this page of the conversation."""
    times = [one.created_at for one in items if one.created_at]
    begins = min(times) if after and times else None
    ends = max(times) if next_after and times else None
    return [
        one
        for one in events
        if (begins is None or one.created_at >= begins) and (ends is None or one.created_at < ends)
    ]


def said(comment_id: int, member: Member | None) -> Said:
    """One comment alone, as it is read."""
    row = db.session.execute(_columns().where(Comment.id == comment_id)).one()
    return _all_read([row], member)[0]


def beside(comment: Comment, member: Member | None, most: int = 2) -> list[Said]:
    """The public comments round one: what it answers, the nearest before it and after it, in their order."""
    public = (Comment.about_id == comment.about_id, Comment.state.in_(PUBLIC_STATES))
    ids = select(Comment.id).where(*public)
    before = ids.where(Comment.id < comment.id).order_by(Comment.id.desc()).limit(most).subquery()
    after = ids.where(Comment.id > comment.id).order_by(Comment.id).limit(most).subquery()
    near = or_(Comment.id == comment.parent_id, Comment.id.in_(select(before)), Comment.id.in_(select(after)))
    rows = db.session.execute(_columns().where(*public, near).order_by(Comment.id)).all()
    return _all_read(rows, member)


def comment_for(comment_id: int, member: Member | None) -> Select[Comment]:
    """One comment, if the member may see it and what it is about."""
    return select(Comment).where(Comment.id == comment_id, stands_for(member))


def comment_of(comment_id: int, member: Member | None) -> Select[Comment]:
    """One comment to change: everybody's public ones, and one's own whatever became of it."""
    mine = Comment.author_id == (member.id if member else None)
    return comment_for(comment_id, member).where(or_(mine, Comment.state.in_(PUBLIC_STATES)))


def _said(about_id: int, member: Member | None, after: int) -> Select[*tuple[Any, ...]]:
    seen: ColumnElement[bool] = Comment.state.in_(PUBLIC_STATES)
    if member is not None:
        waiting = Comment.state.in_([State.HELD, State.CHANGES_REQUESTED, State.REJECTED, State.DRAFT])
        seen = or_(seen, (Comment.author_id == member.id) & or_(waiting, taken_away(Comment)))
    question = _columns().where(Comment.about_id == about_id, seen, after < ROOT)
    return question.order_by(ROOT, Comment.id).limit(MOST_ROWS)


def _columns() -> Select[*tuple[Any, ...]]:
    columns = (
        Comment.id,
        ROOT.label("root"),
        Comment.html,
        Comment.state,
        Comment.language,
        Comment.created_at,
        Comment.edited_at,
        Comment.heard_at,
        Comment.author_id,
        Member.name,
        Member.role_name,
        Member.erased_at,
        Member.portrait,
        with_pictures(Comment.id).label("pictured"),
    )
    return select(*columns).outerjoin(Member, Member.id == Comment.author_id)


def _whole_branches(rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """The first branches of a page, none of them cut in two (unless one alone is longer than a page)."""
    roots = list(dict.fromkeys(row.root for row in rows))
    if len(rows) == MOST_ROWS and len(roots) > 1:
        roots.pop()
    kept = set(roots[:SIZE])
    return [row for row in rows if row.root in kept]


def _all_read(rows: Sequence[Row[Any]], member: Member | None) -> list[Said]:
    names = names_in(row.html for row in rows)
    pictured = [row.id for row in rows if row.pictured]
    pictures = shown_of(pictured) if pictured else {}
    return [replace(_read(row, member, names), pictures=pictures.get(row.id, ())) for row in rows]


def _read(row: Row[Any], member: Member | None, names: dict[int, str]) -> Said:
    known = row.author_id is not None and row.erased_at is None
    mine = member is not None and row.author_id == member.id
    aside = row.state == State.LIMITED and not mine
    return Said(
        id=row.id,
        html=readable(row.html, names),
        state=State.PUBLISHED.value if aside else row.state,
        language=row.language,
        created_at=row.created_at,
        edited=row.edited_at is not None,
        author_id=row.author_id if known else None,
        name=row.name if known else None,
        house=known and Role(row.role_name).is_staff,
        mine=mine,
        heard=row.heard_at is not None,
        portrait=row.portrait if known else 0,
    )


def _branches(said: Iterable[Said], rows: Sequence[Row[Any]]) -> list[Said]:
    """Roots with their answers; a root that is gone keeps its place when it was answered."""
    branches: dict[int, Said] = {}
    for one, row in zip(said, rows, strict=True):
        if one.id == row.root:
            branches[row.root] = replace(one, replies=[])
        else:
            branches.setdefault(row.root, Said(row.root)).replies.append(one)
    return list(branches.values())
