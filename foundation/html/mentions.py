"""Mentions: `@Name` as typed, `@{7}` as kept, so that nobody's name stays in another's text after erasure."""

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import escape

Resolve = Callable[[Sequence[str]], Mapping[str, int]]
"""Given possible names as typed, longest first, and `{7}` for mentions kept from before: the ids of those that
exist, by the very text that was given. Asked at most once for a text, and only when there is an @ in it."""

MOST = 50
_LONGEST_NAME = 60
_AT = re.compile(r"(?<![\w@/.}])@(?=[^\W_])|@(?=\{)")
_KEPT = re.compile(r"@\{([1-9]\d{0,15})\}")
_LINK = re.compile(r'<a class="mention" href="/people/(\d+)"([^>]*)>@\d+</a>')


def kept(source: str, resolve: Resolve | None) -> tuple[str, frozenset[int]]:
    """The source with known names turned into ids, and which ids are mentioned in it."""
    places = list(_AT.finditer(source))[:MOST] if resolve else []
    if not resolve or not places:
        return source, frozenset()
    possible = {place.end(): _possible(source, place.end()) for place in places}
    known = resolve(list(dict.fromkeys(name for names in possible.values() for name in names)))
    written: list[str] = []
    done = 0
    for place, names in possible.items():
        name = next((name for name in names if name in known), None)
        if name is not None and place >= done:
            written += [source[done:place], f"{{{known[name]}}}"]
            done = place + len(name)
    return "".join(written) + source[done:], frozenset(known.values())


def _possible(source: str, start: int) -> list[str]:
    """What may be a name here, longest first: each ends where a word does."""
    old = _KEPT.match(source, start - 1)
    if old:
        return [f"{{{old[1]}}}"]
    rest = source[start : start + _LONGEST_NAME + 1].split("\n")[0]
    ends = [
        end
        for end in range(1, min(len(rest), _LONGEST_NAME) + 1)
        if not rest[end - 1].isspace() and (end == len(rest) or not _in_word(rest[end]))
    ]
    return [rest[:end] for end in reversed(ends)]


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "_@"


def _rule(state: StateInline, silent: bool) -> bool:
    found = _KEPT.match(state.src, state.pos)
    if found is None or int(found[1]) not in state.env.get("known", ()):
        return False
    if not silent:
        state.push("mention", "a", 0).meta = {"id": int(found[1])}
        state.env.setdefault("mentioned", []).append(int(found[1]))
    state.pos = found.end()
    return True


def _link(_self: object, tokens: Sequence[object], index: int, *_rest: object) -> str:
    number = tokens[index].meta["id"]  # type: ignore[attr-defined]  # a Token of markdown-it
    return f'<a class="mention" href="/people/{number}">@{number}</a>'


def teach(markdown: MarkdownIt) -> None:
    """Let a Markdown parser know mentions."""
    markdown.inline.ruler.before("link", "mention", _rule)
    markdown.add_render_rule("mention", _link)


def mentioned_in(html: str) -> set[int]:
    """Whose names `with_names` needs for this text."""
    return {int(found[1]) for found in _LINK.finditer(html)}


def with_names(html: str, names: Mapping[int, str], nobody: str = "…") -> str:
    """Stored HTML with today's names; who has left is `nobody`, without a link."""

    def named(found: re.Match[str]) -> str:
        name = names.get(int(found[1]))
        if name is None:
            return f'<span class="mention">@{escape(nobody)}</span>'
        return f'<a class="mention" href="/people/{found[1]}"{found[2]}>@{escape(name)}</a>'

    return _LINK.sub(named, html)


def unnamed(text: str) -> str:
    """Kept source without any trace of whom it mentions."""
    return _KEPT.sub("@…", text)


def source_with_names(source: str, names: Mapping[int, str], nobody: str = "…") -> str:
    """Kept source with today's names, for editing."""
    return _KEPT.sub(lambda found: f"@{names.get(int(found[1]), nobody)}", source)
