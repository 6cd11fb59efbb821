"""A text of rules, read: headings begin with “#”, each block between blank lines is a paragraph with its number."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thing that is said, with the number by which decisions name it."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]


def sections(text: str) -> list[Section]:
    """The sections of a text, numbered 1, 2, …, their paragraphs 1.1, 1.2, …; what stands before a heading is left out."""
    found: list[tuple[str, list[str]]] = []
    for block in _blocks(text):
        if block.startswith("#"):
            found.append((block.lstrip("# "), []))
        elif found:
            found[-1][1].append(block)
    return [_section(number, title, said) for number, (title, said) in enumerate(found, 1)]


def numbers(text: str) -> list[str]:
    """The numbers of all paragraphs, in order."""
    return [one.number for section in sections(text) for one in section.paragraphs]


def misfits(texts: Mapping[str, str], paragraphs: Mapping[str, str]) -> list[str]:
    """The reasons that name a paragraph which is not in every language."""
    known = [set(numbers(text)) for text in texts.values()]
    return [reason for reason, number in paragraphs.items() if not all(number in one for one in known)]


def _blocks(text: str) -> list[str]:
    """Blocks between blank lines; a heading is one even when its text follows at once."""
    blocks: list[list[str]] = [[]]
    for line in map(str.strip, text.splitlines()):
        if line.startswith("#"):
            blocks += [[line], []]
        elif line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    return [" ".join(block) for block in blocks if block]


def _section(number: int, title: str, said: list[str]) -> Section:
    return Section(
        str(number), title, tuple(Paragraph(f"{number}.{place}", text) for place, text in enumerate(said, 1))
    )
