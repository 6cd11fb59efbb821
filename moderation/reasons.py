"""The closed lists of moderation: verdicts, reasons, and what brings something before a moderator."""

from enum import StrEnum

from foundation.language import _l, speaking


class Verdict(StrEnum):
    """What a moderator may decide."""

    APPROVE = "approve"
    CHANGES = "changes"
    REJECT = "reject"


class Reason(StrEnum):
    """Why: each has a word for the desk and a sentence for the author."""

    WITHIN_RULES = "within_rules"
    CONFIDENTIAL = "confidential"
    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    HATE = "hate"
    SPAM = "spam"
    COMPLAINT = "complaint"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    OTHER = "other"


class Because(StrEnum):
    """What brought something before a moderator."""

    PRE_MODERATED = "pre_moderated"
    WORD = "word"
    REPORT = "report"
    RESUBMITTED = "resubmitted"


FAULTS = tuple(reason for reason in Reason if reason is not Reason.WITHIN_RULES)
REPORTABLE = (
    Reason.INSULT,
    Reason.HATE,
    Reason.PERSONAL_DATA,
    Reason.CONFIDENTIAL,
    Reason.SPAM,
    Reason.OFF_TOPIC,
    Reason.OTHER,
)
GRAVE = (Reason.HATE, Reason.PERSONAL_DATA, Reason.CONFIDENTIAL)

WORDS = {
    Reason.WITHIN_RULES: _l("Within the rules"),
    Reason.CONFIDENTIAL: _l("Confidential information"),
    Reason.PERSONAL_DATA: _l("Personal data"),
    Reason.INSULT: _l("Insult or threat"),
    Reason.HATE: _l("Hate"),
    Reason.SPAM: _l("Spam or promotion"),
    Reason.COMPLAINT: _l("A problem for customer service"),
    Reason.OFF_TOPIC: _l("Not the place for it"),
    Reason.UNCLEAR: _l("Hard to understand"),
    Reason.OTHER: _l("Outside the rules, other"),
}
SENTENCES = {
    Reason.WITHIN_RULES: _l("We read it, and it keeps the rules of the house."),
    Reason.CONFIDENTIAL: _l("It tells something that is not public, ours or another company’s."),
    Reason.PERSONAL_DATA: _l(
        "It contains private facts about somebody, such as an address or a telephone number."
    ),
    Reason.INSULT: _l("It attacks a person instead of discussing the idea."),
    Reason.HATE: _l("It attacks people for who they are."),
    Reason.SPAM: _l("It advertises, or repeats the same text."),
    Reason.COMPLAINT: _l(
        "It is about an order or a purchase: customer service can mend that, a page of ideas cannot."
    ),
    Reason.OFF_TOPIC: _l("It is about something else than this space or this idea."),
    Reason.UNCLEAR: _l("Others could not tell what you would like to change."),
    Reason.OTHER: _l("It does not keep the rules of the house."),
}
ADVICE = {
    Reason.CONFIDENTIAL: _l(
        "Leave out the names, dates and prices that are not public, and the rest can stand."
    ),
    Reason.PERSONAL_DATA: _l("Leave out the name, the number or the address, and the rest can stand."),
    Reason.INSULT: _l(
        "Say what bothers you about the idea rather than about the person: that we gladly publish."
    ),
    Reason.HATE: _l("If you meant something else, please say it in other words."),
    Reason.SPAM: _l(
        "If a wish of your own stands behind it, tell us that wish, in your words and without the link."
    ),
    Reason.COMPLAINT: _l(
        "Please write to customer service with the number of your order. "
        "If something should work differently for everybody, propose just that here."
    ),
    Reason.OFF_TOPIC: _l(
        "It deserves a page of its own: propose it where it belongs, and others will find it."
    ),
    Reason.UNCLEAR: _l("An example helps: what did you want to do, and what stopped you?"),
}
VERDICTS = {
    Verdict.APPROVE: _l("Published"),
    Verdict.CHANGES: _l("Changes asked"),
    Verdict.REJECT: _l("Not published"),
}
BECAUSE = {
    Because.REPORT: _l("Reported"),
    Because.WORD: _l("Words"),
    Because.PRE_MODERATED: _l("Read first"),
    Because.RESUBMITTED: _l("Sent again"),
}


def drafts(language: str) -> dict[Reason, tuple[str, str]]:
    """For each fault, in the author’s language: the sentence they always read, and what one may write under it."""
    with speaking(language):
        return {reason: (str(SENTENCES[reason]), str(ADVICE.get(reason, ""))) for reason in FAULTS}
