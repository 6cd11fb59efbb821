"""Private facts in a text: e-mail addresses plain and disguised, telephone numbers, bank accounts, payment cards.

Telephone numbers are judged by phonenumbers (Google's libphonenumber), accounts and cards by python-stdnum
(ISO 13616 mod 97; ISO/IEC 7812 Luhn); what only looks like one, such as an order number, is left alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import phonenumbers
from stdnum import iban, luhn

# French numbers overseas have numbering plans of their own: 0690, 0692, 0693 … are no numbers of FR.
REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "BE", "CH", "CA", "GB", "US")
MASK = "•"


class Kind(StrEnum):
    """What sort of private fact it is."""

    EMAIL = "email"
    PHONE = "phone"
    NUMBERS = "numbers"
    IBAN = "iban"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Private:
    """A private fact where it stands in the text: start and end in characters."""

    kind: Kind
    start: int
    end: int


Stretch = tuple[int, int, list[re.Match[str]]]

AT = r"(?:\s*[@＠]\s*|\s*[\[({<]\s*(?:at|arobase|arobas|chez|@|a)\s*[\])}>]\s*|\s+(?:at|arobase|arobas)\s+)"
DOT = r"(?:\.|\s*[\[({<]\s*(?:dot|point|\.)\s*[\])}>]\s*|\s+(?:dot|point)\s+)"
ENDING = r"(?:com|org|net|fr|be|ch|ca|uk|eu|us|info|io|co|de|es|it|lu|me|biz|email|online|[a-z]{2}\.[a-z]{2})"
# Most texts have no sign of it, and are done after this search.
MAYBE_AT = re.compile(
    r"[@＠]|[\[({<]\s*(?:at|arobase|arobas|chez|a)\s*[\])}>]|\s(?:at|arobase|arobas)\s", re.IGNORECASE
)
PLAIN_EMAIL = re.compile(r"[\w.+'-]{1,64}[@＠][\w-]{1,63}(?:\.[\w-]{2,63}){1,4}", re.IGNORECASE)
# A disguised address from its “at” on, which is rare; only before one is its name looked for.
BEHIND_AT = re.compile(
    rf"{AT}[a-z0-9-]{{2,40}}(?:{DOT}[a-z0-9-]{{2,40}}){{0,2}}{DOT}{ENDING}(?![a-z0-9])", re.IGNORECASE
)
BEFORE_AT = re.compile(rf"[a-z0-9_+-]{{2,40}}(?:{DOT}[a-z0-9_+-]{{1,40}}){{0,3}}$", re.IGNORECASE)
LONGEST_NAME = 200
ACCOUNT = re.compile(r"(?<![\w])[A-Z]{2}\d{2}(?:[ \u00a0.-]?[A-Z0-9]){11,30}(?![A-Z0-9])", re.IGNORECASE)
CARD = re.compile(r"(?<![\d.,])\d(?:[ \u00a0.-]?\d){12,18}(?![\d])")
CARD_LENGTHS = {"3": (14, 15), "4": (13, 16, 19), "5": (16,), "6": (16, 19), "2": (16,)}
DIGITS = re.compile(r"\d")
FEWEST_DIGITS = 8
GROUPS = re.compile(r"[+＋]?\(?\d+")
# What may be a telephone number, to ask only the numbering plans that its beginning and length could belong to.
NUMBER = re.compile(r"[+＋]?\(?\d(?:[\s().\-/–‑]{0,3}\d){7,16}")
# As French mobile numbers are written, whether the numbering plan has given them out yet or keeps them for films.
MOBILE = re.compile(r"(?<![\d.,])0[67](?:[ .\-\u00a0\u202f]\d\d){4}(?![ .,\-\u00a0\u202f]?\d)")
# What is read around a number, for what stands there may make it something else.
AROUND = 20
# Digits without a space or a zero before them are a telephone number where one of these words is near.
CALL = re.compile(
    r"t[eé]l\b|t[eé]l[eé]ph|phone|call|\bring|\btext|sms|whatsapp|mobile|cell|portable|fixe|appel|joi(?:gn|nd)|"
    r"contact|reach|fax|telegram|mon num[eé]ro|my number",
    re.IGNORECASE,
)
NEAR = 60
# A text with more is a list of numbers, not of words: judging each would keep the server busy for seconds, so when one
# of the first is a telephone number, all of them are taken for such.
MOST_JUDGED = 60
OVERSEAS = {
    "590": "GP", "690": "GP", "691": "GP", "596": "MQ", "696": "MQ", "697": "MQ", "594": "GF", "694": "GF",
    "262": "RE", "692": "RE", "693": "RE", "269": "YT", "639": "YT",
}  # fmt: skip
SPOKEN = {
    "zero": "0", "zéro": "0", "un": "1", "une": "1", "one": "1", "deux": "2", "two": "2", "trois": "3", "three": "3",
    "quatre": "4", "four": "4", "cinq": "5", "five": "5", "six": "6", "sept": "7", "seven": "7", "huit": "8",
    "eight": "8", "neuf": "9", "nine": "9", "oh": "0",
}  # fmt: skip
SPOKEN_RUN = re.compile(rf"(?<!\w)(?:(?:{'|'.join(SPOKEN)}|\d)(?:[\s,.-]+|(?!\w))){{8,15}}", re.IGNORECASE)


def find(text: str) -> list[Private]:
    """Every private fact of a text in the order of reading; of those that overlap, the first kind in the list."""
    found: list[Private] = []
    for one in chain.from_iterable(look(text) for look in LOOKS):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def masked(text: str) -> str:
    """The text with its private facts behind dots; letters, digits and the @ go, blanks and other signs stay."""
    while found := find(text):  # what was hidden may have hidden another, so it is looked at again
        for one in found:
            hidden = "".join(
                MASK if sign.isalnum() or sign in "_@＠" else sign for sign in text[one.start : one.end]
            )
            text = text[: one.start] + hidden + text[one.end :]
    return text


def emails(text: str) -> Iterator[Private]:
    """Addresses, also written “name at example dot com” or « nom arobase exemple point fr »."""
    if "@" in text or "＠" in text:
        yield from (Private(Kind.EMAIL, *one.span()) for one in PLAIN_EMAIL.finditer(text))
    for behind in BEHIND_AT.finditer(text):
        first = max(0, behind.start() - LONGEST_NAME)
        if name := BEFORE_AT.search(text[first : behind.start()]):
            yield Private(Kind.EMAIL, first + name.start(), behind.end())


def accounts(text: str) -> Iterator[Private]:
    """International bank account numbers whose check digits are right."""
    for one in ACCOUNT.finditer(text):
        end = one.end()
        # The number may be followed by a word: shorten it from the right until it is one.
        while end - one.start() >= 15:
            if text[end - 1].isalnum() and iban.is_valid(
                text[one.start() : end].replace("\u00a0", " "), check_country=False
            ):
                yield Private(Kind.IBAN, one.start(), end)
                break
            end -= 1


def cards(text: str) -> Iterator[Private]:
    """Payment cards: a length and first digit that are issued, and Luhn's check digit."""
    for one in CARD.finditer(text):
        number = "".join(DIGITS.findall(one.group()))
        grouped = len(one.group()) > len(number)
        issued = len(number) in CARD_LENGTHS.get(number[0], ())
        if issued and (grouped or number[0] in "45") and len(set(number)) > 2 and luhn.is_valid(number):
            yield Private(Kind.CARD, *one.span())


def phones(text: str) -> Iterator[Private]:
    """Telephone numbers of the regions served, and any with a country code."""
    written = list(NUMBER.finditer(text))
    if len(written) > MOST_JUDGED:
        first = written[:MOST_JUDGED]
        if any(_known(text, first)):
            yield from (Private(Kind.NUMBERS, *one.span()) for one in written)
        return
    yield from _known(text, written)
    yield from (Private(Kind.PHONE, *one.span()) for one in MOBILE.finditer(text))
    for one in SPOKEN_RUN.finditer(text):
        digits = "".join(SPOKEN.get(word, word) for word in re.findall(r"\w+", one.group().casefold()))
        if any(not word.isdigit() for word in one.group().split()) and _is_number(digits):
            yield Private(Kind.PHONE, one.start(), one.start() + len(one.group().rstrip(" ,.-\n")))


def _known(text: str, written: Iterable[re.Match[str]]) -> Iterator[Private]:
    for start, end, numbers in _stretches(written, len(text)):
        yield from _judged(text, start, end, numbers)


def _stretches(written: Iterable[re.Match[str]], length: int) -> Iterator[Stretch]:
    """Each number with what stands around it, those near each other in one: all that is searched slowly."""
    start, end = 0, 0
    numbers: list[re.Match[str]] = []
    for one in written:
        if numbers and one.start() - AROUND > end:
            yield start, end, numbers
            numbers = []
        if not numbers:
            start = max(0, one.start() - AROUND)
        end = min(length, one.end() + AROUND)
        numbers.append(one)
    if numbers:
        yield start, end, numbers


def _judged(text: str, start: int, end: int, numbers: list[re.Match[str]]) -> Iterator[Private]:
    """What the numbering plans know of the numbers of a stretch; what one of them knows needs no other."""
    asked = [(*one.span(), _plans(one.group())) for one in numbers]
    for region in REGIONS:
        if any(region in plans for _first, _last, plans in asked):
            for match in phonenumbers.PhoneNumberMatcher(text[start:end], region):
                first, last = start + match.start, start + match.end
                asked = [one for one in asked if not first <= one[0] < one[1] <= last]
                if not _is_bare(match.raw_string) or CALL.search(text, max(0, first - NEAR), last + NEAR):
                    yield Private(Kind.PHONE, first, last)


def _is_bare(written: str) -> bool:
    """Whether it is digits only, without a zero before them: as well the number of an order."""
    return written.isdigit() and written[0] != "0"


def _plans(written: str) -> frozenset[str]:
    """The regions whose numbers may be in it, from any of its groups of digits on."""
    ends = (written[group.start() :] for group in GROUPS.finditer(written))
    return frozenset(chain.from_iterable(_plans_of(end) for end in ends))


def _plans_of(written: str) -> Iterable[str]:
    """The regions whose numbers begin and end like this one; a country code tells its own, and CA speaks for the US."""
    digits = "".join(DIGITS.findall(written))
    if len(digits) < FEWEST_DIGITS:
        return ()
    if written[0] in "+＋" or digits.startswith("00"):
        return ("FR",)
    known = OVERSEAS.get(digits.removeprefix("0")[:3])
    local = ("FR", "BE", "CH", "GB") if digits[0] == "0" or len(digits) < 10 else ("CA", "GB", "BE")
    return (*local, known) if known else local


def _is_number(digits: str) -> bool:
    for region in REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


LOOKS: tuple[Callable[[str], Iterator[Private]], ...] = (emails, accounts, cards, phones)
