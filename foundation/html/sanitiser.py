"""Two sanitisers in a row, the second one maintained, with one short list of what is allowed.

bleach has had its last release, so it never stands alone; nh3 parses its output anew with a real
browser's algorithm. Neither ever sees HTML that a member wrote: Markdown is parsed with raw HTML off.
"""

import re
import threading
from urllib.parse import urlsplit

import nh3
from bleach.sanitizer import Cleaner

SANITISER_VERSION = 1
"""Raised whenever the rules here or in `markdown` change what comes out, so that stored HTML is made again."""

REL = "noopener nofollow ugc"
TAGS = frozenset(
    [
        "a",
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "s",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = {"a": ["href", "title", "class"], "ol": ["start"]}
SCHEMES = frozenset({"http", "https", "mailto"})
_UNFIT = re.compile(r"[\x00-\x20\\\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_local = threading.local()


def sanitise(html: str) -> str:
    """The allowed part of some HTML; doing it twice changes nothing."""
    return nh3.clean(
        _cleaner().clean(html),
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )


def may_link(url: str) -> bool:
    """Whether an address leads somewhere a reader may be sent: the web, a mailbox, or a page of this site."""
    if _UNFIT.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname)
    if parts.scheme == "mailto":
        return "@" in parts.path
    return not parts.scheme and not parts.netloc and url[:1] in ("/", "#") and url[:2] != "//"


def _cleaner() -> Cleaner:
    """The thread's own cleaner: it keeps state while it works."""
    if not hasattr(_local, "cleaner"):
        _local.cleaner = Cleaner(tags=TAGS, attributes=_allowed, protocols=SCHEMES, strip=True)
    made: Cleaner = _local.cleaner
    return made


def _allowed(tag: str, name: str, value: str) -> bool:
    return name in ATTRIBUTES.get(tag, ()) and _attribute(tag, name, value) is not None


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if may_link(value) else None
    if name == "class":
        return value if value == "mention" else None
    if name == "start":
        return value if value.isascii() and value.isdigit() and len(value) < 7 else None
    return value
