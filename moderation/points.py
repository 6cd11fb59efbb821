"""How urgent a case is: plain points that are shown as a sum; the value of a customer is never among them."""

from moderation.reasons import GRAVE, Because, Reason

MOST = 99
POINTS = {Because.PRE_MODERATED: 10, Because.RESUBMITTED: 20, Because.WORD: 30, Because.REPORT: 25}
GRAVE_MORE, EACH_MORE = 25, 8


def of_finding(kind: Because, detail: str, times: int = 1) -> int:
    """Points of one finding that was made `times` times."""
    grave = kind is Because.REPORT and Reason(detail) in GRAVE
    return POINTS[kind] + GRAVE_MORE * grave + EACH_MORE * (times - 1)


def total(points: list[int]) -> int:
    """Points of a case, from 0 to 99."""
    return min(MOST, sum(points))
