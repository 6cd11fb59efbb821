"""Questions of the review desk: the list, one idea, and who stands behind it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.orm import joinedload

from accounts.models import Member
from accounts.queries import HERE
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.contributions.queries import listed_for, visible_to
from community.follows.models import Follow
from community.notices.models import MailChoice
from community.spaces.models import Space
from community.votes.models import Vote
from customers.models import Customer, IdentityLink, Purchase, Purpose
from customers.queries import YEAR, consents_to
from feedback.value import FEWEST, Support
from foundation.clock import now
from foundation.database import db
from ideas.models import Answer, Idea, IdeaStatus

AWAITING = (IdeaStatus.NEW.value, IdeaStatus.UNDER_REVIEW.value)
SORTS = ("votes", "customers", "spend", "comments")


def behind(*contribution_ids: int) -> Select[*tuple[Any, ...]]:
    """The customers among the supporters who allow it, counted for each contribution."""
    # Consents are looked up once per customer, not once per vote.
    known = (
        select(IdentityLink.member_id, Customer.spend_cents, Customer.currency)
        .join(Customer, Customer.id == IdentityLink.customer_id)
        .where(IdentityLink.revoked_at.is_(None), consents_to(IdentityLink.member_id, Purpose.RECORD))
        .cte("known")
        .prefix_with("MATERIALIZED")
    )
    question = (
        select(
            Vote.contribution_id.label("contribution_id"),
            func.count().label("customers"),
            cast(func.sum(known.c.spend_cents), BigInteger).label("cents"),
            func.min(known.c.currency).label("least"),
            func.max(known.c.currency).label("most"),
        )
        .join(known, known.c.member_id == Vote.member_id)
        .where(Vote.direction == 1)
        .group_by(Vote.contribution_id)
    )
    return question.where(Vote.contribution_id.in_(contribution_ids)) if contribution_ids else question


def support_of(contribution_ids: Sequence[int]) -> dict[int, Support]:
    """What stands behind each of these contributions."""
    if not contribution_ids:
        return {}
    rows = db.session.execute(behind(*contribution_ids))
    return {row[0]: Support(row[1], int(row[2]), row[3] if row[3] == row[4] else None) for row in rows}


def ranked(
    member: Member, sort: str, *, stages: Sequence[str] = (), space_id: int | None = None, few: bool = False
) -> tuple[Select[*tuple[Any, ...]], list[Any]]:
    """Cards of ideas and the keys that order them; values of fewer than five customers order nothing for most."""
    one = Contribution
    columns = [
        one.id, one.title, one.excerpt, one.language, one.stage, one.vote_count, one.comment_count, one.published_at,
        one.space_id,
    ]  # fmt: skip
    question = select(*columns, Space.name.label("space")).join(Space, Space.id == one.space_id)
    question = question.where(one.kind == "idea", listed_for(member))
    if stages:
        question = question.where(one.stage.in_(stages))
    if space_id:
        question = question.where(one.space_id == space_id)
    if sort in ("votes", "comments"):
        return question, [one.vote_count if sort == "votes" else one.comment_count, one.id]
    weighed = behind().subquery()
    key = _key(weighed, sort, few)
    return question.add_columns(key).outerjoin(weighed, weighed.c.contribution_id == one.id), [key, one.id]


def _key(weighed: Subquery, sort: str, few: bool) -> Any:
    value = weighed.c.cents if sort == "spend" else weighed.c.customers
    known = case((weighed.c.customers >= (1 if few else FEWEST), value), else_=literal(0))
    return func.coalesce(known, 0).label("weight")


def counts(member: Member) -> dict[str, int]:
    """How many ideas stand where."""
    question = select(Contribution.stage, func.count()).where(Contribution.kind == "idea", listed_for(member))
    return {str(row[0]): row[1] for row in db.session.execute(question.group_by(Contribution.stage))}


def idea(idea_id: int, member: Member) -> Select[Idea]:
    """One idea, if the member may see it."""
    question = select(Idea).where(Idea.id == idea_id, visible_to(member))
    return question.options(joinedload(Idea.author), joinedload(Idea.space)).execution_options(
        populate_existing=True
    )


def answers_to(idea_id: int) -> list[Answer]:
    """What the house has answered, the latest first."""
    question = select(Answer).where(Answer.idea_id == idea_id).order_by(Answer.id.desc())
    return list(db.session.scalars(question.options(joinedload(Answer.author))))


def rank_among(found: Idea, member: Member) -> tuple[int, int]:
    """The place of an idea by votes among those that stand where it stands, and how many those are."""
    above = case((Contribution.vote_count > found.vote_count, 1), else_=0)
    question = select(func.coalesce(func.sum(above), 0), func.count()).where(
        Contribution.kind == "idea", listed_for(member), Contribution.stage == found.stage
    )
    row = db.session.execute(question).one()
    return int(row[0]) + 1, row[1]


def neighbour(found: Idea, member: Member, *, after: bool) -> int | None:
    """The idea before or after this one in the queue of those that wait for an answer."""
    here, place = (Contribution.vote_count, Contribution.id), (found.vote_count, found.id)
    first, second = here
    beyond = (
        (first < place[0]) | ((first == place[0]) & (second < place[1]))
        if after
        else (first > place[0]) | ((first == place[0]) & (second > place[1]))
    )
    order = [one.desc() if after else one.asc() for one in here]
    question = select(Contribution.id).where(
        Contribution.kind == "idea", listed_for(member), Contribution.stage.in_(AWAITING), beyond
    )
    return db.session.scalar(question.order_by(*order).limit(1))


def origins(idea_id: int) -> dict[tuple[str, int], int]:
    """Votes by how they came here and which way they point."""
    question = select(Vote.origin, Vote.direction, func.count()).where(Vote.contribution_id == idea_id)
    return {
        (row[0], row[1]): row[2] for row in db.session.execute(question.group_by(Vote.origin, Vote.direction))
    }


def supporting_customers(idea_id: int) -> list[Any]:
    """Each supporter who is a known customer and allows it: id, name, what they bought in a year, ever, how often."""
    year = (
        select(func.coalesce(func.sum(Purchase.amount_cents), 0))
        .where(Purchase.customer_id == Customer.id, Purchase.currency == Customer.currency)
        .where(Purchase.purchased_at >= now() - YEAR)
        .scalar_subquery()
        .label("year_cents")
    )
    question = (
        select(
            Customer.id, Customer.name, Customer.ref, year, Customer.spend_cents, Customer.purchase_count,
            Customer.currency,
        )
        .join(IdentityLink, and_(IdentityLink.customer_id == Customer.id, IdentityLink.revoked_at.is_(None)))
        .join(Vote, Vote.member_id == IdentityLink.member_id)
        .where(Vote.contribution_id == idea_id, Vote.direction == 1, consents_to(Vote.member_id, Purpose.RECORD))
        .order_by(year.desc(), Customer.id)
    )  # fmt: skip
    return list(db.session.execute(question).all())


def said(idea_id: int, limit: int = 3) -> list[Any]:
    """The latest comments, for a first impression."""
    question = (
        select(Comment.id, Comment.excerpt, Comment.language, Comment.created_at, Member.name)
        .outerjoin(Member, Member.id == Comment.author_id)
        .where(Comment.about_id == idea_id, Comment.state == State.PUBLISHED.value)
        .order_by(Comment.id.desc())
    )
    return list(db.session.execute(question.limit(limit)).all())


def concerned_ids(idea_id: int) -> CompoundSelect[int | None]:
    """The author, the supporters and the followers of an idea, each once."""
    author = select(Contribution.author_id.label("id")).where(Contribution.id == idea_id)
    voters = select(Vote.member_id).where(Vote.contribution_id == idea_id, Vote.direction == 1)
    followers = select(Follow.member_id).where(Follow.contribution_id == idea_id)
    return author.union(voters, followers)


def concerned(idea_id: int, beyond: int, limit: int) -> list[Member]:
    """Those to be told of an answer: author, supporters and followers who are still here, by id."""
    people = concerned_ids(idea_id).subquery()
    question = select(Member).where(Member.id.in_(select(people.c.id)), Member.id > beyond, HERE)
    return list(db.session.scalars(question.order_by(Member.id).limit(limit)))


def last_words(idea_ids: Sequence[int]) -> dict[int, Any]:
    """Who answered each of these ideas last."""
    latest = select(func.max(Answer.id)).where(Answer.idea_id.in_(idea_ids)).group_by(Answer.idea_id)
    columns = (Answer.idea_id, Answer.author_id.label("by_id"), Member.name, Member.portrait)
    question = select(*columns).outerjoin(Member, Member.id == Answer.author_id)
    return {row.idea_id: row for row in db.session.execute(question.where(Answer.id.in_(latest)))}


def may_read(idea_id: int, member: Member | None) -> bool:
    """Whether a member, or a stranger, may open an idea now; a circle or a box may have closed since they voted."""
    return (
        db.session.scalar(select(Contribution.id).where(Contribution.id == idea_id, visible_to(member)))
        is not None
    )


def to_be_written(member_ids: Sequence[int]) -> set[int]:
    """Which of these members allow us to write what came of their ideas, and have not turned such mail off."""
    off = exists().where(MailChoice.member_id == Member.id, MailChoice.answers.is_(False))
    question = select(Member.id).where(Member.id.in_(member_ids), consents_to(Member.id, Purpose.LOOP), ~off)
    return set(db.session.scalars(question))
