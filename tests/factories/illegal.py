"""Notices of illegal content."""

from accounts.models import Member
from community.contributions.models import Contribution
from foundation.database import db
from moderation.deciding import decide
from moderation.illegal.addresses import places
from moderation.illegal.commands import Said, answer_case, take
from moderation.illegal.models import IllegalNotice
from moderation.illegal.objecting import object_to
from moderation.illegal.objections import Objection
from moderation.models import Case
from moderation.reasons import Reason, Verdict
from tests.factories.accounts import a_moderator
from tests.factories.community import a_contribution


def where(about: Contribution) -> str:
    """The address under which anybody finds a contribution."""
    return f"/contributions/{about.id}"


def a_notice(member: Member | None = None, address: str = "", **given: str) -> IllegalNotice:
    """What somebody says is against the law."""
    found, wrong = places(address or where(a_contribution()))
    assert not wrong
    values = {
        "text": "It gives my street and my number.",
        "name": "Ada",
        "email": "ada@example.org",
        "language": "en",
    }
    made = take(Said(Reason(given.pop("category", "data_protection")), **(values | given)), found, member)
    assert made is not None
    return made


def an_objection(member: Member | None = None, email: str = "ada@example.org") -> Objection:
    """A sender asks that somebody else looks again at what a moderator let stand."""
    made = a_notice(member, email=email)
    (item,) = made.items
    case = db.session.get_one(Case, item.case_id)
    db.session.refresh(case, ["version", "contribution"])
    decision = decide(case, a_moderator(), Verdict.APPROVE, None, "", expected_version=case.version)
    answer_case(case.id, decision)
    return object_to(item, "It is my street, and my number.")
