"""What each package says, and what its French catalogue knows of it.

`bin/texts` brings the catalogues in line: what is new gets an empty place for its French,
what nobody says any more goes.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

KEYWORDS = DEFAULT_KEYWORDS | {"_n": (1, 2), "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
SPEAKS = re.compile(r"\b_[ln]?\(|gettext\(|\{%-?\s*trans\b")
NAMED = re.compile(r"%\((\w+)\)")
# What French writes otherwise: a breaking space before high signs, none at all, straight apostrophes, three dots.
SLIPS = re.compile(r"[ \w][!?;»](?!\w)| :|\w:(?=\s|$)|« |«\w|\w'\w|\.\.\.")
# A number may leave what it counts only where a small word follows: "de 2 à 40".
PARTED = re.compile(r"(?:\d|%\(\w+\)d) (?!(?:à|et|sur|de|ou|en|au|pour|aussi|par)\b)[^\W\d_]")
STRAIGHT = re.compile(r"\"|\w'\w|\.\.\.")
TWICE = re.compile(r"(\b\w.{14,})\s*\1", re.DOTALL)  # what a merge of two catalogues leaves behind


def packages(tree: Path) -> list[str]:
    """Name the packages of a tree that may say something."""
    return sorted(file.parent.name for file in tree.glob("*/__init__.py"))


def sources(tree: Path, package: str) -> Iterator[tuple[Path, str]]:
    """Give the files of a package with how they are read; what belongs to all belongs to the foundation."""
    for file in sorted((tree / package).rglob("*.py")):
        yield file, "python"
    named = set(packages(tree))
    for ending in ("html", "txt"):
        for file in sorted((tree / "templates").rglob(f"*.{ending}")):
            owner = file.relative_to(tree / "templates").parts[0]
            if (owner if owner in named else "foundation") == package:
                yield file, "jinja2"


def said(tree: Path, package: str) -> Catalog:
    """Collect the texts of a package in English."""
    texts = Catalog()
    for file, method in sources(tree, package):
        for text, comments, context in _said_in(file.read_text(encoding="utf-8"), method):
            texts.add(text, auto_comments=comments, context=context)
    return texts


@cache
def _said_in(source: str, method: str) -> list[tuple[Any, list[str], str | None]]:
    """Collect the texts of a source; checks ask again and again, and the same source says the same."""
    if not SPEAKS.search(source):
        return []
    read = BytesIO(source.encode())
    return [
        (text, comments, context)
        for _line, text, comments, context in extract(method, read, KEYWORDS)
        if text
    ]


def catalogue(tree: Path, package: str) -> Path:
    """Say where a package keeps its French."""
    return tree / "translations" / package / "fr" / "LC_MESSAGES" / "messages.po"


def known(tree: Path, package: str) -> Catalog:
    """Read the French of a package."""
    file = catalogue(tree, package)
    if not file.exists():
        return Catalog(locale="fr")
    with file.open("rb") as read:
        return read_po(read, locale="fr")


def violations(tree: Path, package: str) -> Iterator[str]:
    """Say what is missing, doubtful, left over or badly written in the texts of a package."""
    ours, french = said(tree, package), known(tree, package)
    for text in ours:
        yield from (f"English typography: {line!r}" for line in _forms(text.id) if STRAIGHT.search(line))
        if text.id and french.get(text.id, text.context) is None:
            yield f"no French for {_english(text)!r}"
    for text in french:
        if not text.id:
            continue
        written = _forms(text.string)
        if ours.get(text.id, text.context) is None:
            yield f"nobody says {_english(text)!r}"
        elif text.fuzzy or not all(written):
            yield f"unfinished French for {_english(text)!r}"
        elif not _same_names(text):
            yield f"other names in the French of {_english(text)!r}"
        yield from (f"French typography: {line!r}" for line in written if _slips(line))
        yield from (f"said twice: {line!r}" for line in written if TWICE.search(line))


def disagreements(tree: Path) -> Iterator[str]:
    """Say which English has two French: pages join all catalogues, so one would speak for the other's package."""
    heard: dict[tuple[str, str | None], tuple[str, list[str]]] = {}
    for package in packages(tree):
        for text in known(tree, package):
            first, french = heard.setdefault(
                (_english(text), text.context), (package, _forms(text.string)[:1])
            )
            if text.id and french != _forms(text.string)[:1]:
                yield f"{first} and {package} differ in the French of {_english(text)!r}"


def _english(text: Message) -> str:
    return _forms(text.id)[0]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Give singular and plural, or the only form; what is not written yet is empty."""
    return [text or ""] if isinstance(text, str) or text is None else [form or "" for form in text]


def _same_names(text: Message) -> bool:
    wanted = set(NAMED.findall(_forms(text.id)[-1]))
    french = [set(NAMED.findall(form)) for form in _forms(text.string)]
    return french[-1] == wanted and all(names <= wanted for names in french)


def _slips(line: str) -> bool:
    return bool(SLIPS.search(_without_addresses(line)) or PARTED.search(line))


def _without_addresses(line: str) -> str:
    return re.sub(r"https?://\S+|\S+@\S+|%\(\w+\)[sd]?", "x", line)


def bring_in_line(tree: Path, package: str) -> int:
    """Rewrite a catalogue to hold exactly what is said; answer how many texts still need their French."""
    ours, french, fresh = said(tree, package), known(tree, package), Catalog(locale="fr")
    unfinished = 0
    for text in ours:
        if not text.id:
            continue
        old = french.get(text.id, text.context)
        fresh.add(text.id, old.string if old else None, flags=old.flags if old else (), context=text.context)
        unfinished += old is None or not all(_forms(old.string))
    if len(fresh) == 0:
        return 0
    file = catalogue(tree, package)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as write:
        write.write(HEADER.encode())
        write_po(write, fresh, width=110, no_location=True, omit_header=True, sort_output=True)
    return unfinished


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    without = {"bench", "migrations", "tests", "translations"}
    for name in sys.argv[1:] or [name for name in packages(here) if name not in without]:
        if left := bring_in_line(here, name):
            print(f"{catalogue(here, name).relative_to(here)}: {left} texts need their French")
