"""The lanes of the queue: what brings cases here, put together by what one looks at to decide them."""

from enum import StrEnum

from foundation.language import _l
from moderation.reasons import Because


class Lane(StrEnum):
    """One part of the queue."""

    TOLD = "told"
    UNTOLD = "untold"
    FACTS = "facts"
    SAID = "said"
    SPAM = "spam"
    SHOWN = "shown"
    RULED = "ruled"
    LEARNED = "learned"
    ANEW = "anew"
    MODE = "mode"


LANES = {
    Lane.TOLD: (Because.REPORT, Because.NOTICE, Because.FLAGGER),
    Lane.UNTOLD: (Because.EMBARGO, Because.COMPETITOR),
    Lane.FACTS: (Because.PRIVATE,),
    Lane.SAID: (Because.WORD, Because.LANGUAGE),
    Lane.SPAM: (Because.LINK, Because.HAS_LINK, Because.REPEAT),
    Lane.SHOWN: (Because.PICTURE, Because.HAS_PICTURE),
    Lane.RULED: (Because.RULE, Because.TAG, Because.ROUTE),
    Lane.LEARNED: (Because.MODEL, Because.SAMPLE),
    Lane.ANEW: (Because.RESUBMITTED,),
    Lane.MODE: (
        Because.PRE_MODERATED,
        Because.POST_MODERATED,
        Because.NEWCOMER,
        Because.PROBATION,
        Because.CRISIS,
    ),
}
LANE_WORDS = {
    Lane.TOLD: _l("Reported"),
    Lane.UNTOLD: _l("Confidential"),
    Lane.FACTS: _l("Private facts"),
    Lane.SAID: _l("Words"),
    Lane.SPAM: _l("Links and repeats"),
    Lane.SHOWN: _l("Pictures"),
    Lane.RULED: _l("Rules"),
    Lane.LEARNED: _l("Model and draw"),
    Lane.ANEW: _l("Sent again"),
    Lane.MODE: _l("To be read"),
}
