"""What must hold in every page's HTML and needs no checker from outside: names once, references that lead somewhere."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "form",
    "list",
    "popovertarget",
)
INTERACTIVE = {"a", "button", "select", "textarea", "summary"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LABELLED = {"input", "select", "textarea"}


class Structure(HTMLParser):
    """One page, read once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.headings: list[int] = []
        self.fields: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names and refers to."""
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in REFERENCES:
            self.references += [(name, word) for word in (given.get(name) or "").split()]
        if tag in INTERACTIVE and INTERACTIVE & set(self.open):
            self.faults.append(f"<{tag}> inside <{(INTERACTIVE & set(self.open)).pop()}>")
        if tag == "form" and "form" in self.open:
            self.faults.append("a form inside a form")
        if (
            tag in LABELLED
            and given.get("type") not in ("hidden", "submit", "button")
            and "hidden" not in given
        ):
            self.fields.append(given | {"in label": "yes" if "label" in self.open else None})
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close down to the tag."""
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def wrong(self) -> Iterator[str]:
        """Say what does not hold."""
        yield from self.faults
        yield from (
            f"the id {name} is there {times} times" for name, times in Counter(self.ids).items() if times > 1
        )
        yield from (
            f'{name}="{word}" leads nowhere' for name, word in self.references if word not in self.ids
        )
        named = {word for name, word in self.references if name == "for"}
        for field in self.fields:
            if not (
                field["in label"]
                or field.get("id") in named
                or field.get("aria-label")
                or field.get("aria-labelledby")
            ):
                yield f"a field without a label: {field.get('name')}"
        if self.headings.count(1) != 1:
            yield f"{self.headings.count(1)} headings of the first level"
        for above, below in zip(self.headings, self.headings[1:], strict=False):
            if below > above + 1:
                yield f"h{below} follows h{above}"
