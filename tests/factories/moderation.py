"""Cases before the moderators."""

from typing import Any

from accounts.models import Member
from community.contributions.models import Contribution, State
from foundation.database import db
from moderation.models import Case, Finding
from moderation.reasons import Because
from tests.factories.community import a_contribution


def a_case(
    contribution: Contribution | None = None, because: Because = Because.PRE_MODERATED, **given: Any
) -> Case:
    """Something held, and the open case about it."""
    about = contribution or a_contribution(state=State.HELD.value)
    case = Case(**{"contribution_id": about.id, "priority": 10} | given)
    db.session.add(case)
    db.session.flush()
    db.session.add(Finding(case_id=case.id, kind=because.value, detail="", points=10))
    db.session.flush()
    return case


def written_by(author: Member, **given: Any) -> Contribution:
    """Something of an author, held."""
    return a_contribution(author, **{"state": State.HELD.value} | given)
