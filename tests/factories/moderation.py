"""Cases before the moderators."""

from datetime import timedelta
from typing import Any

from accounts.models import Member
from community.contributions.models import Contribution, State
from foundation.clock import now
from foundation.database import db
from moderation.deciding import decide
from moderation.embargo.commands import add_term
from moderation.embargo.models import EmbargoTerm
from moderation.embargo.queries import today
from moderation.models import Case, Decision, Finding
from moderation.queries import open_case
from moderation.reasons import Because, Reason, Verdict
from moderation.service.models import ServiceCase
from tests.factories.accounts import a_moderator
from tests.factories.community import a_contribution


def a_case(
    contribution: Contribution | None = None, because: Because = Because.PRE_MODERATED, **given: Any
) -> Case:
    """Something held, and the open case about it."""
    about = contribution or a_contribution(state=State.HELD.value)
    case = Case(**{"contribution_id": about.id, "priority": 10} | given)
    db.session.add(case)
    db.session.flush()
    detail = Reason.SPAM.value if because is Because.REPORT else ""
    db.session.add(Finding(case_id=case.id, kind=because.value, detail=detail))
    db.session.flush()
    return case


def decided(
    about: Contribution,
    verdict: Verdict,
    reason: Reason | None = None,
    words: str = "",
    *,
    by: Member | None = None,
) -> Decision:
    """A verdict on what is before the moderators, brought there if it is not; a refusal has some reason."""
    reason = reason or (None if verdict in (Verdict.APPROVE, Verdict.ARCHIVE) else Reason.OFF_TOPIC)
    case = open_case(about.id) or a_case(about)
    db.session.refresh(case, ["contribution", "version"])
    return decide(case, by or a_moderator(), verdict, reason, words, expected_version=case.version)


def written_by(author: Member, **given: Any) -> Contribution:
    """Something of an author, held."""
    return a_contribution(author, **{"state": State.HELD.value} | given)


def a_service_case(author: Member | None = None, **given: Any) -> ServiceCase:
    """Somebody who waits for an answer aside."""
    due = now() + timedelta(hours=4)
    values = {"subject": "The parcel came open", "reply_due": due, "due_at": due, "plan_due": due} | given
    case = ServiceCase(member_id=author.id if author else None, **values)
    db.session.add(case)
    db.session.flush()
    return case


def a_term(words: str, by: Member, *, begins: int = 0, ends: int = 30, **given: Any) -> EmbargoTerm:
    """A term under embargo, from so many days from now to so many."""
    days = (today() + timedelta(days=begins), today() + timedelta(days=ends))
    return add_term(words, *days, by, **given)
