"""Links of a text and where they lead: host names as they are registered, whatever they pretend to be."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A redirection hides where it leads; the list is our own, of the services most used.
SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly cutt.ly rb.gy rebrand.ly shorturl.at t.ly tiny.cc v.gd urlz.fr".split()
)
ENDINGS = (
    "com|net|org|info|biz|fr|be|ch|ca|uk|eu|us|io|co|me|de|es|it|lu|ru|cn|top|xyz|shop|store|online|site|club|live|"
    "app|dev|ai|tv|cc|ly|gl|link|click|win|bid|vip|pro|icu|work|gd|at|nl|pt|pl"
)
LINK = re.compile(
    rf"(?:(?P<scheme>https?|ftp|hxxps?)\s*:\s*//\s*)(?P<host>[^\s/?#\"'<>]+)"
    rf"|(?<![\w@./-])(?P<bare>(?:[\w-]{{1,63}}(?:\.|\s*[\[(](?:\.|dot|point)[\])]\s*)){{1,4}}(?:{ENDINGS}))(?![\w-]|\.\w)",
    re.IGNORECASE,
)
# Without one of these there is no link; most texts are done after this search.
MAYBE = re.compile(r"//|[\w-]\.[\w-]|[\[(](?:\.|dot|point)[\])]", re.IGNORECASE)
BRACKETED_DOT = re.compile(r"\s*[\[(](?:\.|dot|point)[\])]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link where it stands in the text, its host in ASCII small letters, and what is odd about it."""

    host: str
    start: int
    end: int
    odd: tuple[str, ...] = ()


def find(text: str) -> Iterator[Link]:
    """Every link of a text in the order of reading, with or without a scheme."""
    for one in LINK.finditer(text) if MAYBE.search(text) else ():
        host = host_of(one["host"] or one["bare"])
        if host:
            yield Link(host, *one.span(), tuple(_odd(one["host"] or one["bare"], host)))


def host_of(written: str) -> str:
    """The host without user, port and final dot, in ASCII (IDNA); '' when it is none."""
    host = BRACKETED_DOT.sub(".", written).rsplit("@", 1)[-1].split(":", 1)[0].strip(".").casefold()
    host = unicodedata.normalize("NFKC", host)
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host if re.fullmatch(r"[\w.-]+", host) else ""


def is_of(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains or below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _odd(written: str, host: str) -> Iterator[str]:
    if is_of(host, SHORTENERS):
        yield "shortener"
    if "xn--" in host and len(_scripts(written)) > 1:
        yield "look_alike"
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", host):
        yield "number"
    if "@" in written:
        yield "user"
    if BRACKETED_DOT.search(written):
        yield "disguised"


def _scripts(host: str) -> set[str]:
    """The alphabets of a host's letters; the ending is Latin, so an address all in another alphabet has two as well."""
    return {unicodedata.name(sign, "?").split()[0] for sign in host if sign.isalpha()}
