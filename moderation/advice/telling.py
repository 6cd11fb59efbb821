"""Why a text waits, in words for its author: what they typed is quoted to them, the lists of the team are not.

Embargoed terms, rules and the model are no part of it: who could ask for them could also find them out by trying.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from community.contributions.models import Contribution, State
from foundation.database import db
from foundation.language import _, _l
from moderation.models import Case, Finding
from moderation.reading import read
from moderation.reasons import Because
from moderation.repeats.watcher import OWN, repeated
from moderation.screening.lists import STAFF
from moderation.watching import Act, Found, Written

LONGEST_QUOTE = 60
QUOTED = {
    "threat": _l("“%(text)s” reads like a threat."),
    "hate": _l("“%(text)s” reads like an attack on people for who they are."),
    "insult": _l("“%(text)s” reads like an insult."),
    "vulgar": _l("“%(text)s” is a word that hurts some readers."),
    "sexual": _l("“%(text)s” is a word that hurts some readers."),
    "spam": _l("“%(text)s” reads like advertising."),
    "phone": _l("There is a telephone number in it, which anybody could read: “%(text)s”."),
    "numbers": _l(
        "There are more than sixty long numbers in it, and telephone numbers among them. Leave out what is not needed, or mask them."
    ),
    "email": _l("There is an e-mail address in it, which anybody could read: “%(text)s”."),
    "iban": _l("There is a bank account in it, which anybody could read: “%(text)s”."),
    "card": _l("There is the number of a payment card in it, which anybody could read: “%(text)s”."),
    "refused": _l("The link “%(text)s” leads where we read first."),
    "look_alike": _l("The link “%(text)s” looks like another address."),
    "number": _l("The link “%(text)s” has no name."),
    "user": _l("The link “%(text)s” hides where it leads."),
    "disguised": _l("The link “%(text)s” is written so that it is not taken for one."),
}
READ_FIRST = _l("A person reads it before it appears.")
PLAIN = {
    Because.PRE_MODERATED: _l("In this space a person reads everything before it appears."),
    Because.RESUBMITTED: _l("You changed it, so a person reads it once more."),
    Because.PRIVATE: _l("It holds a private fact that anybody could read, such as a telephone number."),
    Because.WORD: _l("It holds a word that we read in its context first."),
    Because.LINK: _l("It holds a link that we look at first."),
    Because.REPEAT: _l("Nearly the same words were sent several times."),
    Because.NEWCOMER: _l("The first texts of a new member are read before they appear."),
    Because.HAS_LINK: _l("In this space texts with links are read before they appear."),
    Because.HAS_PICTURE: _l("In this space texts with pictures are read before they appear."),
    Because.CRISIS: _l("For a while a person reads everything before it appears."),
    Because.PROBATION: _l("For a while a person reads your texts before they appear."),
}
ABOUT_ORDER = re.compile(
    r"\b(?:my order|order (?:no|nr|number|n°)|refunds?|parcel|my delivery|invoice|"
    r"(?:ma|notre|mes) commandes?|commande n°|colis|rembours\w+|(?:ma|notre) livraison|facture)\b",
    re.IGNORECASE,
)


def would_hold(written: Written) -> list[Found]:
    """What of a typed text a person would read first."""
    return [one for one in (*read(written), *repeated(written)) if one.act is Act.HOLD]


def lines(found: Iterable[Found], parts: Mapping[str, str]) -> list[str]:
    """One sentence for each thing that would hold a typed text, quoting what its author typed."""
    return list(dict.fromkeys(_line(one, parts) for one in found))


def is_about_order(text: str) -> bool:
    """Whether customer service could mend what is written."""
    return ABOUT_ORDER.search(text) is not None


def why_held(contribution: Contribution) -> list[str]:
    """Why a text of its author waits, from what was found when it was sent."""
    return why_all_held([contribution.id])[contribution.id] if contribution.state == State.HELD else []


def why_all_held(ids: Sequence[int]) -> dict[int, list[str]]:
    """Why each of these texts waits; where all that was found is the team's to know, that a person reads it first."""
    question = select(Case.contribution_id, Finding.kind).join(Finding, Finding.case_id == Case.id)
    its = (Case.contribution_id.in_(ids), Case.closed_at.is_(None), Finding.act == Act.HOLD.value)
    found: dict[int, dict[str, None]] = {number: {} for number in ids}
    for number, kind in db.session.execute(question.where(*its).order_by(Finding.id)):
        if Because(kind) in PLAIN:
            found[number][str(PLAIN[Because(kind)])] = None
    return {number: list(lines) or [str(READ_FIRST)] for number, lines in found.items()}


def _line(one: Found, parts: Mapping[str, str]) -> str:
    if one.because is Because.REPEAT:
        return _("You wrote nearly the same before.") if one.detail == OWN else str(PLAIN[one.because])
    why = one.seen.get("why") or one.detail
    if why == STAFF or why not in QUOTED or not one.places:
        return str(PLAIN[one.because])
    first = one.places[0]
    text = " ".join(parts[first.part][first.start : first.end].split())
    return str(QUOTED[why]) % {"text": text[:LONGEST_QUOTE]}
