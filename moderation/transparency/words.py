"""The words of what is counted."""

from foundation.language import _l
from moderation.appeals.models import Outcome
from moderation.statements.models import Measure, Source

MEASURES = {
    Measure.REMOVED: _l("removed"),
    Measure.REJECTED: _l("not published"),
    Measure.CHANGES: _l("sent back"),
    Measure.LIMITED: _l("limited"),
    Measure.ARCHIVED: _l("archived"),
    Measure.WARNING: _l("warned"),
    Measure.PRE_MODERATION: _l("read first for a time"),
    Measure.READ_ONLY: _l("reading only for a time"),
    Measure.SUSPENSION: _l("suspended"),
    Measure.TERMINATION: _l("closed"),
    Measure.REPORTS_SET_ASIDE: _l("reports set aside"),
}
SOURCES = {
    Source.OWN: _l("found by us"),
    Source.REPORT: _l("reported by members"),
    Source.NOTICE: _l("notices of illegal content"),
    Source.TRUSTED_FLAGGER: _l("notices of trusted flaggers"),
}
OUTCOMES = {
    Outcome.UPHELD: _l("our decision stood"),
    Outcome.OVERTURNED: _l("we were wrong and put it back"),
    Outcome.PARTLY: _l("we were wrong in part"),
}
AGES = (
    _l("less than 2 hours"),
    _l("2 to 8 hours"),
    _l("8 to 24 hours"),
    _l("1 to 3 days"),
    _l("more than 3 days"),
)
