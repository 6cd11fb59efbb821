"""What a moderator wants to know round a case: the talk it stands in, and what was decided about its author."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from accounts.models import Member
from community.comments.models import Comment
from community.comments.queries import Said, beside
from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.contributions.transitions import Transition
from foundation.clock import now
from foundation.database import db
from moderation.models import Case, Decision

LONGEST_WAY = 50
NAMES = (Contribution.title, Contribution.excerpt, Contribution.language)


@dataclass(frozen=True)
class Talk:
    """What a comment is about, and what was said before and after it."""

    about: Contribution
    before: Sequence[Said]
    after: Sequence[Said]


def talk_round(contribution: Contribution, member: Member) -> Talk | None:
    """The talk a comment stands in; nothing for what stands by itself."""
    if not isinstance(contribution, Comment):
        return None
    about = db.session.get_one(Contribution, contribution.about_id)
    said = beside(contribution, member)
    before, after = ([one for one in said if (one.id < contribution.id) is way] for way in (True, False))
    return Talk(about, before, after)


def way_of(contribution_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """Every move of a text, the latest first, with who made it."""
    its = Transition.contribution_id == contribution_id
    question = select(Transition, Member.name).outerjoin(Member, Member.id == Transition.actor_id).where(its)
    return db.session.execute(question.order_by(Transition.id.desc()).limit(LONGEST_WAY)).all()


def past_of(author_id: int, but: int, member: Member, most: int = 3) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest decisions about other texts of an author."""
    columns = (Decision.case_id, Decision.verdict, Decision.was, Decision.reason, Decision.decided_at, *NAMES)
    question = select(*columns).join(Decision.case).join(Case.contribution)
    theirs = (Contribution.author_id == author_id, Contribution.id != but, Decision.undone_at.is_(None))
    return db.session.execute(
        question.where(*theirs, visible_to(member)).order_by(Decision.id.desc()).limit(most)
    ).all()


def decided_since(moment: datetime, by_id: int) -> tuple[int, int]:
    """How many decisions were taken since then, by everybody and by one."""
    stand = (Decision.decided_at >= moment, Decision.undone_at.is_(None))
    mine = func.count().filter(Decision.by_id == by_id)
    row = db.session.execute(select(func.count(), mine).select_from(Decision).where(*stand)).one()
    return row[0], row[1]


def a_day_ago() -> datetime:
    """The moment from which on a finished day is counted."""
    return now() - timedelta(hours=24)
