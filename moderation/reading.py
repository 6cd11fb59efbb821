"""The watcher that reads: words, private facts and links of a text, each with its places and the view that saw it."""

from urllib.parse import urlsplit

from foundation.settings import current
from moderation.lists.queries import hosts, staff_words
from moderation.reasons import Because
from moderation.screening.language import language_of
from moderation.screening.lists import HOLDS, STAFF, built_in
from moderation.screening.looking import NOTED, READ, Against, Sight, Sort, look
from moderation.watching import Act, Found, Place, Written

SORTS = {Sort.WORD: Because.WORD, Sort.PRIVATE: Because.PRIVATE, Sort.LINK: Because.LINK}
ACTS = {HOLDS: Act.HOLD, READ: Act.REVIEW, NOTED: Act.NOTE}
# How grave a thing is if it is what it looks like, from 0 to 1; what only sorts weighs little.
GRAVITY = {
    "threat": 1.0, "hate": 0.9, "insult": 0.6, "sexual": 0.5, "spam": 0.5, STAFF: 0.5, "vulgar": 0.4,
    "card": 0.9, "iban": 0.8, "phone": 0.5, "numbers": 0.5, "email": 0.4,
    "refused": 0.6, "look_alike": 0.7, "user": 0.6, "number": 0.5, "disguised": 0.5, "shortener": 0.3,
}  # fmt: skip
LIGHT = 0.05
LONGEST_DETAIL = 100
LONG_ENOUGH = 60


def read(written: Written) -> list[Found]:
    """One finding for each word, kind of private fact and host, with every place where it stands.

    The language it is written in chooses the lists, else the one it was filed under.
    """
    spoken = language_of(f"{written.title} {written.text}")
    language, against = spoken or written.language, _against()
    kept: dict[tuple[Because, str], list[tuple[str, Sight]]] = {}
    for part, text in written.parts.items():
        for sight in look(text, language, against) if text else ():
            kept.setdefault((SORTS[sight.sort], sight.detail[:LONGEST_DETAIL]), []).append((part, sight))
    return [*(_found(*key, seen) for key, seen in kept.items()), *_in_another(written, spoken)]


def _in_another(written: Written, spoken: str | None) -> list[Found]:
    """A note where a text is in another language than it was filed under."""
    other = spoken and spoken != written.language and len(written.text) >= LONG_ENOUGH
    return [Found(Because.LANGUAGE, spoken or "", Act.NOTE, seen={"tier": NOTED})] if other else []


def _against() -> Against:
    listed = hosts()
    ours = (urlsplit(current().base_url).hostname or "",)
    lists = (built_in(), staff_words())
    return Against(lists=lists, our_hosts=ours, refused_hosts=listed.refused, allowed_hosts=listed.allowed)


def _found(because: Because, detail: str, seen: list[tuple[str, Sight]]) -> Found:
    first = min((sight for _part, sight in seen), key=lambda sight: sight.tier)
    act = ACTS[first.tier]
    if because is Because.WORD and first.why != STAFF and first.tier != HOLDS:
        act = Act.NOTE
    places = tuple(Place(part, sight.start, sight.end) for part, sight in seen)
    severity = GRAVITY.get(first.why or detail, LIGHT) if act > Act.NOTE else LIGHT
    tier = NOTED if act is Act.NOTE else first.tier
    views = [sight.view for _part, sight in seen]
    return Found(because, detail, act, severity, places, {"tier": tier, "why": first.why, "views": views})
