"""Names: which may be taken, and the skeleton that two look-alike names share."""

import json
import unicodedata
from functools import cache
from importlib import resources

from flask_babel import lazy_gettext as _l

from foundation.errors import Invalid

SHORTEST, LONGEST = 2, 40
MARKS = {chr(code) for code in range(0x300, 0x370)}
PUNCTUATION = set(" -'’.·")
SAME = str.maketrans({"i": "l", "1": "l", "|": "l", "!": "l", "0": "o"})
TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
RESERVED_WORDS = (
    "admin", "administrator", "administrateur", "administratrice", "moderator", "moderateur", "moderatrice", "moderation",
    "staff", "support", "official", "officiel", "officielle", "system", "systeme", "root", "webmaster", "sysadmin",
    "superuser", "helpdesk", "ensemble",
)  # fmt: skip
RESERVED_NAMES = (
    "team", "the team", "equipe", "l equipe", "customer service", "service client", "service clients", "help", "aide",
    "former member", "ancien membre", "community manager", "product manager", "anonymous", "anonyme", "everyone", "all",
    "me", "null", "undefined", "nobody", "personne", "deleted",
)  # fmt: skip

KEPT = _l("This name is kept for the team. Please choose another.")


class NameRefused(Invalid):
    """The name cannot be used."""

    field = "name"


def tidy(name: str) -> str:
    """The name as it is kept: one form per letter, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def check(name: str, *, house: str = "", staff: bool = False) -> str:
    """The tidy name, or a refusal: hidden letters, mixed scripts, or a name that belongs to the house."""
    tidied = tidy(name)
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Cn") for letter in name.strip()):
        raise NameRefused(_l("This name holds invisible characters. Please type it by hand."))
    if not SHORTEST <= len(tidied) <= LONGEST:
        raise NameRefused(_l("Please use 2 to 40 characters."))
    if not all(_fits(letter) for letter in tidied) or not any(letter.isalpha() for letter in tidied):
        raise NameRefused(_l("Please use letters, digits, spaces, hyphens, apostrophes and full stops."))
    if len(_scripts(tidied)) > 1:
        raise NameRefused(_l("Please use letters of one alphabet."))
    if not staff and is_reserved(tidied, house):
        raise NameRefused(KEPT)
    return tidied


def is_reserved(name: str, house: str = "") -> bool:
    """Whether the name would pass for somebody of the house."""
    words = {skeleton(word) for word in RESERVED_WORDS}
    names = {skeleton(known) for known in (*RESERVED_NAMES, house) if known}
    whole = skeleton(name)
    return (
        whole in names | words
        or any(skeleton(part) in words for part in _parts(name))
        or _holds(whole, house)
    )


def _holds(whole: str, house: str) -> bool:
    brand = skeleton(house)
    return len(brand) >= 6 and brand in whole


def _parts(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()


def skeleton(name: str) -> str:
    """What is left of a name when letters that look alike are one: equal for names one could mistake."""
    text = name
    for _again in range(4):
        before, text = text, _folded(text)
        if text == before:
            break
    return text[:120]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    like = "".join(_prototypes().get(letter, letter) for letter in plain if letter not in MARKS)
    plain = unicodedata.normalize("NFKC", like).casefold()
    return "".join(letter for letter in plain.translate(SAME) if _stays(letter))


def _stays(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM" and letter not in MARKS


def _fits(letter: str) -> bool:
    return letter in PUNCTUATION or unicodedata.category(letter)[0] in "LMN"


def _scripts(name: str) -> set[str]:
    found = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return {"CJK"} if found <= TOGETHER and found else found


@cache
def _prototypes() -> dict[str, str]:
    """The letter each confusable letter stands for, from Unicode's table of confusables."""
    text = resources.files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8")
    near = {letter: [one["c"].strip("\u200e") for one in found] for letter, found in json.loads(text).items()}
    made = {}
    for letter, found in near.items():
        if len(letter) == 1 and len(found) == 1:
            other = found[0]
            mutual = len(near.get(other, ())) == 1
            made[letter] = min(letter, other) if mutual else other
    return made
