"""Until when a case wants a decision: a limit for each kind of finding, the shortest of which holds for the case."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from moderation.hours import office
from moderation.meanings import MEANINGS
from moderation.reasons import Because, Reason

USUAL = timedelta(hours=8)
"""Hours of business; the other limits run by the clock on the wall."""
GRAVE = timedelta(hours=2)
GRAVE_FROM = 0.8
"""What a word of the first tier weighs, and what is at least as grave."""
LIMITS = {"embargo": timedelta(minutes=30), "notice": timedelta(hours=24), "flagger": timedelta(hours=12)}


def due_at(opened_at: datetime, findings: Iterable[tuple[str, str, float]]) -> datetime:
    """When a case that holds these findings (kind, detail, severity) must be decided."""
    usual = office().due(opened_at, USUAL)
    return min([usual, *(_due(opened_at, *found) for found in findings)])


def _due(opened_at: datetime, kind: str, detail: str, severity: float) -> datetime:
    if kind == Because.REPORT:
        allowed = MEANINGS[Reason(detail)].allowed
        return office().due(opened_at, allowed.time) if allowed.business else opened_at + allowed.time
    limit = LIMITS.get(kind) or (GRAVE if severity >= GRAVE_FROM else None)
    return opened_at + limit if limit else office().due(opened_at, USUAL)
