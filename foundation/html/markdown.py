"""Members write Markdown; the HTML is made once, when they do."""

from dataclasses import dataclass
from typing import Any

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from foundation.errors import Invalid
from foundation.html import mentions
from foundation.html.sanitiser import SANITISER_VERSION, may_link, sanitise
from foundation.html.text import clean_text, shorten

LONGEST = 50_000
_MOST_ADDRESSES = 200
_SMALLER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


@dataclass(frozen=True)
class Rendered:
    """HTML ready to store, whom it mentions, and the source to store beside it (names turned into ids)."""

    html: str
    mentions: list[int]
    version: int
    source: str


def render_markdown(source: str, resolve_mention: mentions.Resolve | None = None) -> Rendered:
    """Safe HTML of what a member typed; see `mentions.Resolve` for who knows the names."""
    source, known = mentions.kept(_bounded(source), resolve_mention)
    env: dict[str, Any] = {"known": known}
    html = sanitise(_parser_for(source).render(source, env))
    return Rendered(html, list(dict.fromkeys(env.get("mentioned", []))), SANITISER_VERSION, source)


def plain(source: str, limit: int | None = None) -> str:
    """The words of a Markdown source without its marks, on one line, cut between words at `limit` letters."""
    words = " ".join(" ".join(_words(_without_addresses.parse(_bounded(source)))).split())
    return words if limit is None else shorten(words, limit)


def _bounded(source: str) -> str:
    source = clean_text(source)
    if len(source) > LONGEST:
        raise Invalid
    return source


def _words(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.type == "inline":
            found.append("".join(_piece(child) for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            found.append(token.content)
    return found


def _piece(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else mentions.unnamed(token.content)


def _lower_headings(state: StateCore) -> None:
    """A member's largest heading stands below those of the page."""
    for token in state.tokens:
        token.tag = _SMALLER.get(token.tag, token.tag)


def _parser_for(source: str) -> MarkdownIt:
    """Looking for addresses takes time that grows with their square, so a flood of them stays text."""
    return _markdown if source.count("://") <= _MOST_ADDRESSES else _without_addresses


def _parser(*, addresses: bool) -> MarkdownIt:
    markdown = MarkdownIt(
        "commonmark",
        {"html": False, "linkify": addresses, "breaks": True, "typographer": False, "maxNesting": 20},
    )
    markdown.enable(["linkify", "strikethrough", "table"])
    markdown.disable(["image", "html_block", "html_inline", "entity"])
    # Addresses with http:// or https:// become links; guesses from dots would catch a missing blank after a sentence.
    markdown.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    markdown.validateLink = may_link  # type: ignore[method-assign]  # the documented way to change it
    markdown.core.ruler.push("lower_headings", _lower_headings)
    mentions.teach(markdown)
    return markdown


_markdown = _parser(addresses=True)
_without_addresses = _parser(addresses=False)
