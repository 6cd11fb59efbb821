"""What is shown: for each kind of page with a number, the thing in the demo that shows most of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from accounts import queries, tokens
from accounts.models import Member
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.pictures.queries import with_pictures
from community.spaces.models import Audience, Space
from customers.models import Customer, IdentityLink, Purchase
from foundation import database
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, stopping
from ideas.models import Idea, IdeaStatus
from moderation.appeals.models import Appeal
from moderation.illegal.models import IllegalNotice
from moderation.illegal.objections import Objection
from moderation.models import Case, Finding
from moderation.rules.models import Rule
from moderation.sanctions.models import Sanction
from moderation.service import checking
from moderation.service.models import ServiceCase
from moderation.statements.models import Statement
from tests.factories.accounts import a_member

Values = dict[str, Any]


@dataclass(frozen=True)
class Sight:
    """The values of an address, and the number of the member whose own the thing is."""

    values: Values
    writer: int | None = None


def found(name: str) -> Sight:
    """The thing of that name; looked for once in each demo."""
    kept: dict[str, Sight] = current_app.extensions.setdefault("sights", {})
    if name not in kept:
        kept[name] = MAKERS[name]()
    return kept[name]


def person(who: str, sight: str = "") -> Member:
    """Somebody to look as: the first of a role, who wrote the sight, who has just come, who still owes a code."""
    if who == "writer":
        return db.session.get_one(Member, found(sight).writer)
    if who in ("newcomer", "half"):
        return db.session.get_one(Member, found(who).writer)
    return next(member for member in queries.one_of_each_role() if member.role.value == who)


def _somebody(**given: Any) -> Sight:
    with database.writing():
        number = a_member(**given).id
    return Sight({"member_id": number}, number)


def _protected() -> Sight:
    return _somebody(name="Robin P.", totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", totp_confirmed_at=now())


def _idea(*criteria: Any) -> Idea:
    question = (
        select(Idea).where(*criteria).order_by(Idea.comment_count.desc(), Idea.vote_count.desc(), Idea.id)
    )
    return db.session.scalars(question.limit(1)).one()


def _page(*criteria: Any) -> Sight:
    idea = _idea(*criteria)
    return Sight({"idea_id": idea.id, "slug": idea.slug}, idea.author_id)


def _published(status: IdeaStatus) -> Sight:
    return _page(Idea.state == State.PUBLISHED.value, Idea.stage == status.value)


def _answered() -> Sight:
    return _page(Idea.state == State.PUBLISHED.value, Idea.answer_count > 0, Idea.stage != "duplicate")


def _held() -> Sight:
    return _page(Idea.state == State.HELD.value)


def _pictured() -> Sight:
    return _page(Idea.state == State.PUBLISHED.value, with_pictures(Idea.id))


def _case_pictured() -> Sight:
    question = select(Case.id).where(Case.closed_at.is_(None), with_pictures(Case.contribution_id))
    return Sight({"case_id": db.session.scalars(question.order_by(Case.id.desc()).limit(1)).one()})


def _number(of: str, name: str) -> Sight:
    return Sight({name: found(of).values["idea_id"]})


def _comment() -> Sight:
    question = select(Comment).where(Comment.state == State.PUBLISHED.value).order_by(Comment.id.desc())
    said = db.session.scalars(question.limit(1)).one()
    return Sight({"comment_id": said.id}, said.author_id)


def _talker() -> Sight:
    question = select(Idea.author_id).where(Idea.state == State.PUBLISHED.value, Idea.author_id.is_not(None))
    most = question.group_by(Idea.author_id).order_by(func.count().desc()).limit(1)
    return Sight({"member_id": db.session.scalars(most).one()})


def _circle() -> Sight:
    question = select(Space.slug).where(Space.audience == Audience.CIRCLE.value).limit(1)
    return Sight({"slug": db.session.scalars(question).one()})


def _case(kinds: tuple[str, ...], *, open_: bool = True) -> Sight:
    """A case found in one of these ways, of somebody who is not staff."""
    written = aliased(Contribution, flat=True)
    question = select(Case.id).join(written, written.id == Case.contribution_id).order_by(Case.id.desc())
    state = Case.closed_at.is_(None) if open_ else Case.closed_at.is_not(None)
    by_kind = Case.id.in_(select(Finding.case_id).where(Finding.kind.in_(kinds))) if kinds else True
    return Sight({"case_id": db.session.scalars(question.where(state, by_kind).limit(1)).one()})


def _service(*criteria: Any) -> ServiceCase:
    question = select(ServiceCase).where(ServiceCase.member_id.is_not(None), *criteria)
    return db.session.scalars(question.order_by(ServiceCase.id.desc()).limit(1)).one()


def _service_case() -> Sight:
    case = _service()
    return Sight({"case_id": case.id}, case.member_id)


def _service_link() -> Sight:
    case = _service(ServiceCase.asked_at.is_not(None))
    return Sight({"token": checking.address(case, settled=True).rpartition("/")[2]})


def _restricted() -> Sight:
    """Somebody of whom something is asked now."""
    question = select(Sanction.member_id).where(Sanction.begins_at.is_not(None), Sanction.measure != "notice")
    number = db.session.scalars(question.order_by(Sanction.id.desc()).limit(1)).one()
    return Sight({"member_id": number}, number)


def _rule() -> Sight:
    """A rule that counts or acts, else a draft of our own where the demo has none."""
    known = select(Rule.id).order_by(Rule.shadow_number.is_(None), Rule.live_number.is_(None), Rule.id)
    return Sight({"rule_id": db.session.scalars(known.limit(1)).one()})


def _customer(*, linked: bool) -> Sight:
    joined = Customer.id.in_(select(IdentityLink.customer_id))
    question = select(Customer.id).join(Purchase, Purchase.customer_id == Customer.id)
    most = question.where(joined if linked else ~joined).group_by(Customer.id).order_by(func.count().desc())
    return Sight({"customer_id": db.session.scalars(most.limit(1)).one()})


def _message() -> Sight:
    question = select(MailMessage.id).order_by(func.length(MailMessage.text).desc(), MailMessage.id).limit(1)
    return Sight({"message_id": db.session.scalars(question).one()})


def _link(purpose: str) -> Sight:
    newcomer = found("newcomer").writer
    with database.writing():
        token = tokens.issue(db.session.get_one(Member, newcomer), purpose, "camille.new@demo.example")
    return Sight({"token": token})


def _statement() -> Sight:
    """One that can still be appealed, and was not."""
    fresh = (Statement.appeal_until > now(), ~exists().where(Appeal.statement_id == Statement.id))
    question = (
        select(Statement).where(Statement.decision_id.is_not(None), *fresh).order_by(Statement.id.desc())
    )
    made = db.session.scalars(question.limit(1)).one()
    return Sight({"statement_id": made.id}, made.member_id)


def _appealed() -> Sight:
    made = db.session.scalars(select(Statement).join(Appeal).where(Appeal.decided_at.is_not(None))).first()
    assert made is not None
    return Sight({"statement_id": made.id}, made.member_id)


def _appeal() -> Sight:
    question = select(Appeal.id).where(Appeal.decided_at.is_(None), Appeal.withdrawn_at.is_(None))
    return Sight({"appeal_id": db.session.scalars(question.order_by(Appeal.id).limit(1)).one()})


MAKERS: dict[str, Callable[[], Sight]] = {
    "rule": _rule,
    "answered": _answered,
    "held": _held,
    "pictured": _pictured,
    "case_pictured": _case_pictured,
    **{status.value: lambda status=status: _published(status) for status in IdeaStatus},
    "merged": lambda: _page(Idea.stage == IdeaStatus.DUPLICATE.value),
    "answered_desk": lambda: _number("answered", "idea_id"),
    "new_desk": lambda: _number("new", "idea_id"),
    "new_vote": lambda: _number("new", "contribution_id"),
    "report": lambda: _number("new", "contribution_id"),
    "thread": lambda: _number("answered", "contribution_id"),
    "comment": _comment,
    "talker": _talker,
    "newcomer": lambda: _somebody(name="Camille N.", email="camille@demo.example"),
    "half": _protected,
    "circle": _circle,
    "case_held": lambda: _case(("pre_moderated", "word")),
    "case_reported": lambda: _case(("report",)),
    "case_closed": lambda: _case((), open_=False),
    "service_case": _service_case,
    "restricted": _restricted,
    "service_link": _service_link,
    "customer": lambda: _customer(linked=True),
    "unlinked": lambda: _customer(linked=False),
    "message": _message,
    "verify_link": lambda: _link(tokens.VERIFY),
    "reset_link": lambda: _link(tokens.RESET),
    "address_link": lambda: _link(tokens.EMAIL),
    "stop_link": lambda: Sight(
        {"token": stopping.address("answers", person("newcomer").id).rpartition("/")[2]}
    ),
    "statement": _statement,
    "appealed": _appealed,
    "appeal": _appeal,
    "receipt": lambda: Sight({"token": db.session.scalars(select(IllegalNotice.token).limit(1)).one()}),
    "objection": lambda: Sight({"objection_id": db.session.scalars(select(Objection.id).limit(1)).one()}),
    "terms": lambda: Sight({"number": 1}),
    "old_link": lambda: Sight({"token": "long-gone"}),
}
