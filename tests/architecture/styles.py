"""What the house asks of its style sheets: classes alone, and sides that turn round with the language."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import PACKAGES, files, found, located, without_comments

SIDED = r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
PHYSICAL = (
    (rf"(?<![\w-]){SIDED}", "names a side of the screen"),
    (r"(?<![\w-])(?:left|right|top|bottom)\s*:", "places by a side of the screen"),
    (r"(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius", "rounds one corner of the screen"),
    (r"(?:text-align|float|clear)\s*:\s*(?:left|right)\b", "aligns to a side of the screen"),
    (r"(?<![\w(-])(?:(?:min|max)-)?(?:width|height)\s*:", "measures the screen, not the line"),
    (r"\binset\s+-?\d*\.?\d+(?:px|rem|em)\s", "shades one side of the screen: times var(--toward)"),
    (r"\btranslateX\(", "moves along the screen: times var(--toward)"),
)
FOUR_SIDES = r"(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color))\s*:([^;{}]+)"


def id_selectors(tree: Path) -> Iterator[str]:
    """Style is given by classes; an id would win over every layer."""
    for file, text in files(tree, "static", ".css"):
        yield from found(tree, file, _selectors(text), r"#[A-Za-z_][\w-]*", "selects by id")


def styles_nobody_asks_for(tree: Path) -> Iterator[str]:
    """What no page names is dropped; every page of a room loads its whole sheet."""
    pages = (*files(tree, "templates", ".html"), *files(tree, "static/js", ".js"))
    code = (text for package in PACKAGES for _, text in files(tree, package, ".py"))
    asked = set(re.findall(r"[a-z][\w-]*", "\n".join((*(text for _, text in pages), *code))))
    for file, text in files(tree, "static", ".css"):
        selectors = _selectors(text)
        for match in re.finditer(r"\.([a-z][\w-]*)", selectors):
            # `status--{{ name }}` and `is-{{ number }}` are put together where they are used.
            if not asked & {match.group(1), *re.findall(r"^.*--|^.*-(?=\d+$)", match.group(1))}:
                line = selectors.count("\n", 0, match.start()) + 1
                yield located(tree, file, line, f"no page asks for {match.group()}")


def sides_of_the_screen(tree: Path) -> Iterator[str]:
    """Style sheets say start and end: where one reads from right to left, everything turns round by itself."""
    for file, text in files(tree, "static", ".css"):
        text = without_comments(text)
        for pattern, told in PHYSICAL:
            yield from found(tree, file, text, pattern, told)
        for match in re.finditer(FOUR_SIDES, text):
            sides = _values(match.group(1))
            if len(sides) == 4 and sides[1] != sides[3]:
                yield located(
                    tree, file, text.count("\n", 0, match.start()) + 1, "gives left and right apart"
                )


def _selectors(text: str) -> str:
    """A sheet without what its rules say, line by line."""
    said = r"\{[^{}]*\}|@import[^;]*;"
    return re.sub(said, lambda body: re.sub(r"[^\n]", " ", body.group()), without_comments(text))


def _values(shorthand: str) -> list[str]:
    """Split at the blanks outside parentheses."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", shorthand)
