"""The closed lists of moderation: verdicts, reasons, and what brings something before a moderator."""

from enum import StrEnum

from community.contributions.models import PUBLIC_STATES
from foundation.language import _l, speaking


class Verdict(StrEnum):
    """What a moderator may decide."""

    APPROVE = "approve"
    LIMIT = "limit"
    CHANGES = "changes"
    REJECT = "reject"
    ARCHIVE = "archive"


class Reason(StrEnum):
    """Why: each has a word for the desk and a sentence for the author."""

    WITHIN_RULES = "within_rules"
    # Against the law.
    HATE = "hate"
    THREAT = "threat"
    CHILD_SAFETY = "child_safety"
    INTIMATE_IMAGE = "intimate_image"
    FRAUD = "fraud"
    DEFAMATION = "defamation"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    DATA_PROTECTION = "data_protection"
    ILLEGAL_OTHER = "illegal_other"
    # Against the rules of the house.
    INSULT = "insult"
    SPAM = "spam"
    OFF_TOPIC = "off_topic"
    PERSONAL_DATA = "personal_data"
    CONFIDENTIAL = "confidential"
    UNCLEAR = "unclear"
    DUPLICATE = "duplicate"
    SEXUAL_VIOLENT = "sexual_violent"
    UNDISCLOSED_INTEREST = "undisclosed_interest"
    VOTE_MANIPULATION = "vote_manipulation"
    IMPERSONATION = "impersonation"
    CAMPAIGN_RULES = "campaign_rules"
    MINORS = "minors"
    OTHER = "other"
    # No violation: it belongs elsewhere.
    COMPLAINT = "complaint"
    QUESTION = "question"
    WRONG_PLACE = "wrong_place"


class Because(StrEnum):
    """What brought something before a moderator."""

    PRE_MODERATED = "pre_moderated"
    WORD = "word"
    REPORT = "report"
    RESUBMITTED = "resubmitted"
    EMBARGO = "embargo"
    PICTURE = "picture"
    COMPETITOR = "competitor"
    MODEL = "model"
    SAMPLE = "sample"
    NOTICE = "notice"
    FLAGGER = "flagger"
    RULE = "rule"
    TAG = "tag"
    ROUTE = "route"
    PRIVATE = "private"
    LINK = "link"
    REPEAT = "repeat"
    LANGUAGE = "language"
    PROBATION = "probation"
    POST_MODERATED = "post_moderated"
    NEWCOMER = "newcomer"
    HAS_LINK = "has_link"
    HAS_PICTURE = "has_picture"
    CRISIS = "crisis"


BY_PEOPLE = frozenset(
    one.value
    for one in (
        Because.REPORT,
        Because.NOTICE,
        Because.FLAGGER,
        Because.RESUBMITTED,
        Because.PRE_MODERATED,
        Because.POST_MODERATED,
        Because.NEWCOMER,
        Because.CRISIS,
        Because.PROBATION,
    )
)
"""What a person told, or a mode asks for: no machine has found anything."""
FAULTS = tuple(reason for reason in Reason if reason is not Reason.WITHIN_RULES)
REPORTABLE = (
    Reason.INSULT,
    Reason.HATE,
    Reason.THREAT,
    Reason.PERSONAL_DATA,
    Reason.CONFIDENTIAL,
    Reason.SPAM,
    Reason.OFF_TOPIC,
    Reason.OTHER,
)
GRAVE = (
    Reason.HATE,
    Reason.THREAT,
    Reason.CHILD_SAFETY,
    Reason.INTIMATE_IMAGE,
    Reason.PERSONAL_DATA,
    Reason.CONFIDENTIAL,
)

WORDS = {
    Reason.WITHIN_RULES: _l("Within the rules"),
    Reason.HATE: _l("Hate"),
    Reason.THREAT: _l("Threat or violence"),
    Reason.CHILD_SAFETY: _l("Safety of a child"),
    Reason.INTIMATE_IMAGE: _l("Intimate picture without consent"),
    Reason.FRAUD: _l("Fraud"),
    Reason.DEFAMATION: _l("Defamation"),
    Reason.INTELLECTUAL_PROPERTY: _l("Rights of others: brand, text, picture"),
    Reason.DATA_PROTECTION: _l("Breach of data protection"),
    Reason.ILLEGAL_OTHER: _l("Against the law, other"),
    Reason.INSULT: _l("Insult or harassment"),
    Reason.SPAM: _l("Spam or promotion"),
    Reason.OFF_TOPIC: _l("Not the place for it"),
    Reason.PERSONAL_DATA: _l("Personal data"),
    Reason.CONFIDENTIAL: _l("Confidential information"),
    Reason.UNCLEAR: _l("Hard to understand"),
    Reason.DUPLICATE: _l("Proposed already"),
    Reason.SEXUAL_VIOLENT: _l("Sexual or violent picture"),
    Reason.UNDISCLOSED_INTEREST: _l("Interest that is not told"),
    Reason.VOTE_MANIPULATION: _l("Votes that are not real"),
    Reason.IMPERSONATION: _l("Speaking as somebody else"),
    Reason.CAMPAIGN_RULES: _l("Rules of this call not kept"),
    Reason.MINORS: _l("Written by a child"),
    Reason.OTHER: _l("Outside the rules, other"),
    Reason.COMPLAINT: _l("A problem for customer service"),
    Reason.QUESTION: _l("A question for the help desk"),
    Reason.WRONG_PLACE: _l("Good, in another space"),
}
SENTENCES = {
    Reason.WITHIN_RULES: _l("We read it, and it keeps the rules of the house."),
    Reason.HATE: _l("It attacks people for who they are."),
    Reason.THREAT: _l("It threatens somebody, or calls for violence."),
    Reason.CHILD_SAFETY: _l("It puts the safety of a child at risk."),
    Reason.INTIMATE_IMAGE: _l("It shows somebody intimately who has not agreed to it."),
    Reason.FRAUD: _l("It tries to get money, goods or passwords from people by deceiving them."),
    Reason.DEFAMATION: _l("It states as a fact something that harms a person’s or a company’s name."),
    Reason.INTELLECTUAL_PROPERTY: _l("It uses a brand, a text or a picture that belongs to somebody else."),
    Reason.DATA_PROTECTION: _l("It makes facts about people public that the law protects."),
    Reason.ILLEGAL_OTHER: _l("The law does not allow us to leave it here."),
    Reason.INSULT: _l("It attacks a person instead of discussing the idea."),
    Reason.SPAM: _l("It advertises, or repeats the same text."),
    Reason.OFF_TOPIC: _l("It is about something else than this space or this idea."),
    Reason.PERSONAL_DATA: _l(
        "It contains private facts about somebody, such as an address or a telephone number."
    ),
    Reason.CONFIDENTIAL: _l("It tells something that is not public, ours or another company’s."),
    Reason.UNCLEAR: _l("Others could not tell what you would like to change."),
    Reason.DUPLICATE: _l("The same idea has been proposed here before."),
    Reason.SEXUAL_VIOLENT: _l("It shows sex or violence, and people of every age read here."),
    Reason.UNDISCLOSED_INTEREST: _l(
        "It comes from somebody with an interest in the matter, and readers are not told."
    ),
    Reason.VOTE_MANIPULATION: _l("It gathers votes that do not come from one person each."),
    Reason.IMPERSONATION: _l("It speaks in the name of a person or a company that did not write it."),
    Reason.CAMPAIGN_RULES: _l("It does not fit the rules of this call: its dates, its format or its rights."),
    Reason.MINORS: _l("It seems to be written by somebody who is too young to take part alone."),
    Reason.OTHER: _l("It does not keep the rules of the house."),
    Reason.COMPLAINT: _l(
        "It is about an order or a purchase: customer service can mend that, a page of ideas cannot."
    ),
    Reason.QUESTION: _l("It is a question, and the help desk has the answer to it."),
    Reason.WRONG_PLACE: _l("It is welcome, and more people who care will read it in another space."),
}
ADVICE = {
    Reason.HATE: _l("If you meant something else, please say it in other words."),
    Reason.THREAT: _l("Tell us what made you so angry, without the threat: that we gladly publish."),
    Reason.DEFAMATION: _l("Say what you saw yourself, or name the source that proves it."),
    Reason.INTELLECTUAL_PROPERTY: _l("Describe it in your own words, or tell us that you may use it."),
    Reason.DATA_PROTECTION: _l("Leave out what tells who it is about, and the rest can stand."),
    Reason.INSULT: _l(
        "Say what bothers you about the idea rather than about the person: that we gladly publish."
    ),
    Reason.SPAM: _l(
        "If a wish of your own stands behind it, tell us that wish, in your words and without the link."
    ),
    Reason.OFF_TOPIC: _l(
        "It deserves a page of its own: propose it where it belongs, and others will find it."
    ),
    Reason.PERSONAL_DATA: _l("Leave out the name, the number or the address, and the rest can stand."),
    Reason.CONFIDENTIAL: _l(
        "Leave out the names, dates and prices that are not public, and the rest can stand."
    ),
    Reason.UNCLEAR: _l("An example helps: what did you want to do, and what stopped you?"),
    Reason.DUPLICATE: _l("Give your vote to the idea that is there, and say beneath it what yours adds."),
    Reason.SEXUAL_VIOLENT: _l("Take the picture away, and the rest can stand."),
    Reason.UNDISCLOSED_INTEREST: _l("Say for whom you work or speak, and it can stand."),
    Reason.VOTE_MANIPULATION: _l("Tell people about your idea, and let each of them decide."),
    Reason.IMPERSONATION: _l("Write it in your own name, and it can stand."),
    Reason.CAMPAIGN_RULES: _l("The rules stand on the page of the call: adapt it, and send it again."),
    Reason.MINORS: _l("Ask a parent to write to us: together we find a way."),
    Reason.COMPLAINT: _l(
        "Please write to customer service with the number of your order. "
        "If something should work differently for everybody, propose just that here."
    ),
    Reason.QUESTION: _l("Please ask the help desk. If the answer leaves a wish, propose that wish here."),
    Reason.WRONG_PLACE: _l("Propose it in the space that fits: nothing else needs to change."),
}
VERDICTS = {
    Verdict.APPROVE: _l("Published"),
    Verdict.LIMIT: _l("Limited"),
    Verdict.CHANGES: _l("Changes asked"),
    Verdict.REJECT: _l("Not published"),
    Verdict.ARCHIVE: _l("Archived"),
}
REMOVED = _l("Removed")
BECAUSE = {
    Because.REPORT: _l("Reported"),
    Because.WORD: _l("Words"),
    Because.PRE_MODERATED: _l("Read first"),
    Because.RESUBMITTED: _l("Sent again"),
    Because.EMBARGO: _l("Embargo"),
    Because.PICTURE: _l("Banned pictures"),
    Because.COMPETITOR: _l("Competitor"),
    Because.MODEL: _l("Model"),
    Because.SAMPLE: _l("Random sample"),
    Because.NOTICE: _l("Notices of illegal content"),
    Because.FLAGGER: _l("Trusted flaggers"),
    Because.RULE: _l("Rules"),
    Because.TAG: _l("Tags"),
    Because.ROUTE: _l("For somebody"),
    Because.PRIVATE: _l("Private facts"),
    Because.LINK: _l("Links"),
    Because.REPEAT: _l("Repeated"),
    Because.LANGUAGE: _l("Language"),
    Because.PROBATION: _l("Probation"),
    Because.POST_MODERATED: _l("Read after"),
    Because.NEWCOMER: _l("New here"),
    Because.HAS_LINK: _l("With a link"),
    Because.HAS_PICTURE: _l("With a picture"),
    Because.CRISIS: _l("Crisis"),
}


def drafts(language: str) -> dict[Reason, tuple[str, str]]:
    """For each fault, in the author’s language: the sentence they always read, and what one may write under it."""
    with speaking(language):
        return {reason: (str(SENTENCES[reason]), str(ADVICE.get(reason, ""))) for reason in FAULTS}


def verdict_word(verdict: str, was: str) -> str:
    """What a decision made of a text: one that stood in public was removed, not refused."""
    removed = verdict == Verdict.REJECT and was in PUBLIC_STATES
    return str(REMOVED if removed else VERDICTS[Verdict(verdict)])
