"""The answer to an appeal, in the language of its author."""

from datetime import datetime

from foundation.language import _, _l
from moderation.appeals.models import Instead, Outcome
from moderation.statements.wording import Parts, elsewhere, on_day, part

OUTCOMES = {
    Outcome.UPHELD: _l("The decision stands"),
    Outcome.OVERTURNED: _l("The decision is taken back"),
    Outcome.PARTLY: _l("The decision is made milder"),
}
SAID = {
    Outcome.UPHELD: _l("We have read it all again, and the decision stands."),
    Outcome.OVERTURNED: _l(
        "You were right. The decision is taken back, and nothing of it is held against you. We are sorry."
    ),
    Outcome.PARTLY: _l("You were right in part. The decision is made milder."),
}
BECOMES = {
    Instead.LIMITED: _l(
        "Your text is public on its own page. No list, ranking, search or front page shows it."
    ),
    Instead.CHANGES: _l(
        "Your text can be published once it is changed: edit it and save, and it is read at once."
    ),
}
MOVED = _l("The text itself has moved on meanwhile, so it stays as it is now.")
BACK = _l("Your text is back where it stood.")


def answer(outcome: Outcome, becomes: str, note: str, decided_at: datetime, zone: str) -> Parts:
    """What became of it, why, and which ways are still open."""
    who = _(
        "Decided on %(date)s by a person who had no part in the first decision.",
        date=on_day(decided_at, zone),
    )
    return [
        part("outcome", _("What became of your appeal"), str(SAID[outcome]), becomes, who),
        *([part("why", _("Why"), note)] if note else []),
        part("outside", _("Outside the house"), _("Inside the house this is the last word."), *elsewhere()),
    ]
