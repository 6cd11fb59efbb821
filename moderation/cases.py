"""Open a case about a text, write down what was found in it, and let go of what its author took back."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, exists, select, update

from community.contributions.models import Contribution, State
from foundation.clock import now
from foundation.database import db
from foundation.facts import tell
from foundation.upsert import insert_all_new, insert_new
from moderation.facts import CaseOpened
from moderation.models import Case, Decision, Finding, Report
from moderation.queries import open_case
from moderation.reasons import Because
from moderation.urgency import weigh
from moderation.watching import Found

TOLD = (Because.REPORT.value, Because.NOTICE.value, Because.FLAGGER.value)
TAKEN_BACK = (State.REMOVED.value, State.DRAFT.value)


def opened(contribution: Contribution) -> Case:
    """The open case of a contribution, made unless somebody just made it."""
    new = insert_new(Case, contribution_id=contribution.id)
    case = open_case(contribution.id)
    assert case is not None
    if new:
        tell(CaseOpened(case.id, contribution.id))
    return case


def bring_up(contribution: Contribution, found: Iterable[Found]) -> Case:
    """Put what is found in a text that is published already before the moderators; it stays where it is."""
    case = open_case(contribution.id) or opened(contribution)
    _write_down(case, found, contribution.revision)
    weigh(case)
    return case


def let_go(contribution: Contribution) -> None:
    """Close the case of what its author took back; nothing was decided, and what was reported waits for its return."""
    case = open_case(contribution.id)
    if case is None or contribution.state not in TAKEN_BACK:
        return
    case.closed_at = now()
    if contribution.state == State.DRAFT.value:
        db.session.execute(update(Report).where(Report.case_id == case.id).values(case_id=None))


def was_let_go(contribution_id: int) -> bool:
    """Whether a text was taken back by its author while it was before the moderators."""
    decided = exists().where(Decision.case_id == Case.id)
    last = select(~decided).where(Case.contribution_id == contribution_id, Case.closed_at.is_not(None))
    return bool(db.session.scalar(last.order_by(Case.id.desc()).limit(1)))


def add(case: Case, found: Iterable[Found], revision: int) -> None:
    """Let the case hold what is found in the text of now, and what people told."""
    of_text = (Finding.case_id == case.id, Finding.kind.not_in(TOLD))
    db.session.execute(delete(Finding).where(*of_text))
    _write_down(case, found, revision)
    weigh(case, step=1)


def _write_down(case: Case, found: Iterable[Found], revision: int) -> None:
    insert_all_new(Finding, [_row(case, one, revision) for one in found])


def _row(case: Case, one: Found, revision: int) -> dict[str, Any]:
    places = [[place.part, place.start, place.end] for place in one.places]
    seen = {**one.seen, "places": places, "revision": revision}
    of_it = {"case_id": case.id, "kind": one.because.value, "detail": one.detail}
    return of_it | {"act": one.act.value, "severity": one.severity, "seen": seen}
