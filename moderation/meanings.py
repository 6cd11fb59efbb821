"""What each reason means for everything that follows a decision: its ground, its category, its weight, its time.

The categories are those under which a platform reports its decisions in the Union (Regulation 2022/2065, Articles 17 and
24), in our own short names. Points are of the ladder of sanctions; severity goes from 0 to 1 into the order of the queue.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from foundation.language import _l
from moderation.reasons import Reason, Verdict


class Ground(StrEnum):
    """What a reason rests on: the law, the terms of the house, or nothing that was violated."""

    ILLEGAL = "illegal"
    TERMS = "terms"
    NONE = "none"


class Category(StrEnum):
    """What a decision is counted under."""

    SPEECH = "speech"
    VIOLENCE = "violence"
    CHILDREN = "children"
    CONSENT = "consent"
    FRAUD = "fraud"
    PROPERTY = "property"
    PRIVACY = "privacy"
    SEXUAL = "sexual"
    SCOPE = "scope"
    TERMS = "terms"
    LAW = "law"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Allowed:
    """How long a first decision may take: hours of business, or hours on the wall where somebody is in danger."""

    time: timedelta
    business: bool = True


@dataclass(frozen=True, slots=True)
class Meaning:
    """What follows from a reason; `usual` is the verdict a colleague would most often choose."""

    ground: Ground
    category: Category
    points: int
    severity: float
    allowed: Allowed
    usual: Verdict


# In the order of the desk: what is used most comes first.
GROUNDS = {
    Ground.TERMS: _l("Against the rules of the house"),
    Ground.NONE: _l("Not a violation"),
    Ground.ILLEGAL: _l("Against the law"),
}
OFTEN = (
    Reason.INSULT,
    Reason.SPAM,
    Reason.OFF_TOPIC,
    Reason.PERSONAL_DATA,
    Reason.CONFIDENTIAL,
    Reason.UNCLEAR,
    Reason.COMPLAINT,
    Reason.HATE,
    Reason.THREAT,
)
KEYS = {reason: str(number) for number, reason in enumerate(OFTEN, start=1)}
CATEGORIES = {
    Category.SPEECH: _l("Illegal or harmful speech"),
    Category.VIOLENCE: _l("Violence"),
    Category.CHILDREN: _l("Protection of children"),
    Category.CONSENT: _l("Pictures without consent"),
    Category.FRAUD: _l("Scams and fraud"),
    Category.PROPERTY: _l("Intellectual property"),
    Category.PRIVACY: _l("Privacy and data protection"),
    Category.SEXUAL: _l("Sexual or violent content"),
    Category.SCOPE: _l("Outside the purpose of the site"),
    Category.TERMS: _l("Other breach of the rules"),
    Category.LAW: _l("Other breach of the law"),
    Category.NONE: _l("No violation"),
}
AN_HOUR = Allowed(timedelta(hours=1), business=False)
TWO_HOURS = Allowed(timedelta(hours=2))
HALF_A_DAY = Allowed(timedelta(hours=4))
A_DAY = Allowed(timedelta(hours=8))


def _law(category: Category, points: int, severity: float, allowed: Allowed = TWO_HOURS) -> Meaning:
    return Meaning(Ground.ILLEGAL, category, points, severity, allowed, Verdict.REJECT)


def _rule(
    category: Category, points: int, severity: float, usual: Verdict, allowed: Allowed = A_DAY
) -> Meaning:
    return Meaning(Ground.TERMS, category, points, severity, allowed, usual)


def _none(usual: Verdict, allowed: Allowed = A_DAY) -> Meaning:
    return Meaning(Ground.NONE, Category.NONE, 0, 0.1, allowed, usual)


MEANINGS: dict[Reason, Meaning] = {
    Reason.WITHIN_RULES: _none(Verdict.APPROVE),
    Reason.HATE: _law(Category.SPEECH, 6, 0.9),
    Reason.THREAT: _law(Category.VIOLENCE, 8, 1.0, AN_HOUR),
    Reason.CHILD_SAFETY: _law(Category.CHILDREN, 10, 1.0, AN_HOUR),
    Reason.INTIMATE_IMAGE: _law(Category.CONSENT, 10, 1.0, AN_HOUR),
    Reason.FRAUD: _law(Category.FRAUD, 6, 0.8),
    Reason.DEFAMATION: _law(Category.SPEECH, 3, 0.6),
    Reason.INTELLECTUAL_PROPERTY: _law(Category.PROPERTY, 2, 0.5),
    Reason.DATA_PROTECTION: _law(Category.PRIVACY, 3, 0.8),
    Reason.ILLEGAL_OTHER: _law(Category.LAW, 3, 0.7),
    Reason.INSULT: _rule(Category.SPEECH, 3, 0.6, Verdict.REJECT),
    Reason.SPAM: _rule(Category.SCOPE, 3, 0.4, Verdict.REJECT),
    Reason.OFF_TOPIC: _rule(Category.SCOPE, 0, 0.2, Verdict.LIMIT),
    Reason.PERSONAL_DATA: _rule(Category.PRIVACY, 1, 0.7, Verdict.CHANGES, TWO_HOURS),
    Reason.CONFIDENTIAL: _rule(Category.TERMS, 2, 0.8, Verdict.CHANGES, TWO_HOURS),
    Reason.UNCLEAR: _rule(Category.SCOPE, 0, 0.1, Verdict.CHANGES),
    Reason.DUPLICATE: _rule(Category.SCOPE, 0, 0.1, Verdict.ARCHIVE),
    Reason.SEXUAL_VIOLENT: _rule(Category.SEXUAL, 4, 0.7, Verdict.REJECT, TWO_HOURS),
    Reason.UNDISCLOSED_INTEREST: _rule(Category.TERMS, 3, 0.4, Verdict.CHANGES),
    Reason.VOTE_MANIPULATION: _rule(Category.TERMS, 4, 0.5, Verdict.LIMIT),
    Reason.IMPERSONATION: _rule(Category.TERMS, 4, 0.6, Verdict.REJECT),
    Reason.CAMPAIGN_RULES: _rule(Category.SCOPE, 0, 0.2, Verdict.CHANGES),
    Reason.MINORS: _rule(Category.CHILDREN, 0, 0.7, Verdict.REJECT, TWO_HOURS),
    Reason.OTHER: _rule(Category.TERMS, 1, 0.3, Verdict.REJECT),
    Reason.COMPLAINT: _none(Verdict.APPROVE, HALF_A_DAY),
    Reason.QUESTION: _none(Verdict.CHANGES, HALF_A_DAY),
    Reason.WRONG_PLACE: _none(Verdict.CHANGES),
}


def grouped() -> list[tuple[Ground, str, list[Reason], list[Reason]]]:
    """For each ground: its word, its reasons that are used most, and its further ones."""
    lists = ((ground, word, on_ground(ground)) for ground, word in GROUNDS.items())
    return [
        (
            ground,
            str(word),
            [one for one in reasons if one in KEYS],
            [one for one in reasons if one not in KEYS],
        )
        for ground, word, reasons in lists
    ]


def on_ground(ground: Ground) -> tuple[Reason, ...]:
    """The reasons that rest on a ground, the most used first."""
    return tuple(
        reason for reason in Reason if MEANINGS[reason].ground is ground and reason is not Reason.WITHIN_RULES
    )
