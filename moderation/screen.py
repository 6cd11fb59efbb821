"""What is written, held before the watchers: published, limited or held, with its case in the same transaction."""

from typing import Any

from accounts.models import Member
from community.contributions.models import Contribution, State
from community.contributions.screening import Screened
from community.contributions.transitions import SCREEN, Cause
from foundation.database import db
from moderation.cases import add, opened, was_let_go
from moderation.embargo.releasing import of_the_house
from moderation.queries import last_decision_about, open_case
from moderation.reasons import BY_PEOPLE, Because, Verdict
from moderation.reports import gather_reports
from moderation.terms.queries import version_of_screening
from moderation.watching import Act, Found, Written, watch

STANDS = {
    Act.NOTE: State.PUBLISHED,
    Act.REVIEW: State.PUBLISHED,
    Act.LIMIT: State.LIMITED,
    Act.HOLD: State.HELD,
}
WAITS = (State.HELD.value, State.CHANGES_REQUESTED.value)
ASIDE = (State.DRAFT.value, State.LIMITED.value)
LIFTED_BY_PEOPLE = {Verdict.CHANGES: Act.HOLD, Verdict.LIMIT: Act.LIMIT}


def screen(contribution: Contribution) -> Screened:
    """Say whether a text is published, limited or held; what is to be read has its case in the same transaction."""
    author = db.session.get(Member, contribution.author_id) if contribution.author_id else None
    if author is not None and author.role.is_staff:
        found = of_the_house(contribution, author)
        if not found:
            return Screened(State.PUBLISHED)
    else:
        found = [*watch(Written.of(contribution, author)), *_sent_again(contribution)]
    case = open_case(contribution.id)
    act = max((one.act for one in found), default=Act.NOTE)
    if act is not Act.NOTE:
        case = case or opened(contribution)
    if case is not None:
        add(case, found, contribution.revision)
        if contribution.state == State.DRAFT.value:
            gather_reports(case)
    return Screened(STANDS[act], _cause(found, act))


def _sent_again(contribution: Contribution) -> list[Found]:
    """What a person held, sent back or limited is read again before that is lifted; what was taken back waits again."""
    if contribution.state in WAITS:
        return [Found(Because.RESUBMITTED)]
    last = last_decision_about(contribution.id) if contribution.state in ASIDE else None
    if last is None or last.verdict not in LIFTED_BY_PEOPLE:
        back = contribution.state == State.DRAFT.value and was_let_go(contribution.id)
        return [Found(Because.RESUBMITTED, act=Act.REVIEW)] if back else []
    return [Found(Because.RESUBMITTED, act=LIFTED_BY_PEOPLE[Verdict(last.verdict)])]


def _cause(found: list[Found], act: Act) -> Cause:
    """What the screen saw that mattered; a mode or a sending again is no detection."""
    mattered = sorted((one for one in found if one.act is act), key=lambda one: -one.severity)
    by_machine = act is not Act.NOTE and any(one.because.value not in BY_PEOPLE for one in mattered)
    return Cause(
        role=SCREEN,
        reason=mattered[0].because.value if mattered and act is not Act.NOTE else "",
        seen={"found": [_in_short(one) for one in found]} if found else {},
        policy_version=version_of_screening(),
        automated_detection=by_machine,
        automated_decision=by_machine and act >= Act.LIMIT,
    )


def _in_short(found: Found) -> list[Any]:
    """A finding as a move keeps it: why, what, what it asked for, and which version of which rule or model saw it."""
    short = [found.because.value, found.detail, found.act.value]
    return [*short, *(found.seen[name] for name in ("rule", "model", "version") if name in found.seen)]
