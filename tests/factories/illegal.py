"""Notices of illegal content."""

from accounts.models import Member
from community.contributions.models import Contribution
from moderation.illegal.addresses import places
from moderation.illegal.commands import Said, take
from moderation.illegal.models import IllegalNotice
from moderation.reasons import Reason
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
