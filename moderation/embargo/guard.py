"""A text with an embargoed term is let through by those who know the term; whoever moderates may still refuse it."""

from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution
from foundation.errors import Conflict
from foundation.language import _l
from moderation.deciding import outcome
from moderation.embargo.policy import may_keep_embargo
from moderation.embargo.queries import holds_any, numbers_in
from moderation.reasons import Reason, Verdict
from moderation.watching import Written


class Embargoed(Conflict):
    """Who does not know the term cannot know whether it may stand there."""

    message = _l(
        "An embargoed term stands in it. A community manager or an admin decides whether it may be read; "
        "they were called. You may refuse it or ask for changes."
    )


def guard(contribution: Contribution, by: Member, verdict: Verdict, _reason: Reason) -> None:
    """Nobody lets through what they cannot judge."""
    if outcome(verdict, contribution.state) in PUBLIC_STATES:
        let_through(contribution, by)


def let_through(contribution: Contribution, by: Member) -> None:
    """Refuse when a term that holds stands in a text and somebody may not know it."""
    if not may_keep_embargo(by) and holds_any() and numbers_in(Written.of(contribution, None)):
        raise Embargoed
