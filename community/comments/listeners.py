"""Who is told when something was said: those it answers, those it names, and whose idea it is about."""

from collections.abc import Iterable

from sqlalchemy import select

from accounts.models import Member
from community.comments.models import Comment
from community.contributions.facts import ContributionEdited, ContributionPublished
from community.contributions.models import Contribution, Mention, State
from community.contributions.queries import visible_to
from community.notices.commands import notify
from foundation.database import db


def published(fact: ContributionPublished) -> None:
    """Tell whom a text that can now be read concerns."""
    _tell_people(fact.contribution_id)


def edited(fact: ContributionEdited) -> None:
    """Tell whom a changed text names for the first time."""
    _tell_people(fact.contribution_id)


def _tell_people(contribution_id: int) -> None:
    """Each person once: because they are named, else answered, else commented."""
    spoken = db.session.get(Contribution, contribution_id)
    if spoken is None or spoken.state != State.PUBLISHED.value or spoken.imported_from is not None:
        return
    told = {spoken.author_id}
    if not isinstance(spoken, Comment):
        _tell(_named(spoken), "community.mention", spoken, spoken, told)
        return
    about = db.session.get_one(Contribution, spoken.about_id)
    _tell(_named(spoken), "community.mention", spoken, about, told)
    _tell(_answered(spoken), "community.reply", spoken, about, told)
    _tell([about.author_id], "community.comment", spoken, about, told)


def _tell(
    ids: Iterable[int | None], kind: str, spoken: Contribution, about: Contribution, told: set[int | None]
) -> None:
    wanted = {member_id for member_id in ids if member_id is not None} - told
    told.update(wanted)
    for member in db.session.scalars(select(Member).where(Member.id.in_(wanted), Member.erased_at.is_(None))):
        if db.session.scalar(select(Contribution.id).where(Contribution.id == about.id, visible_to(member))):
            author = db.session.get(Member, spoken.author_id) if spoken.author_id else None
            key = f"said-{spoken.id}-{member.id}"
            data = {"said": spoken.id}
            notify(member.id, kind, key=key, contribution=about, actor=author, data=data, mail=True)


def _named(spoken: Contribution) -> Iterable[int]:
    return db.session.scalars(select(Mention.member_id).where(Mention.contribution_id == spoken.id)).all()


def _answered(spoken: Comment) -> Iterable[int | None]:
    """Everybody who spoke in the thread that a comment joins."""
    if spoken.parent_id is None:
        return []
    branch = (Comment.id == spoken.parent_id) | (Comment.parent_id == spoken.parent_id)
    public = Comment.state == State.PUBLISHED.value
    return db.session.scalars(select(Comment.author_id).where(branch, public, Comment.id < spoken.id)).all()
