"""A chain of seals over lines that are only ever added: a line altered, taken out or moved breaks it.

Each line has a digest of its salted content and a link over the link before, its number and its digest (SHA-256;
the construction is that of linked time-stamping, Haber and Stornetta 1991). When the law asks for a content to be
erased, content and salt go and the digest stays: the chain holds, and nobody can guess the content from it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

BEGINNING = bytes(32)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line as it was sealed; without `salt` its content was erased, and `content` is what is left."""

    number: int
    name: str
    content: dict[str, Any]
    salt: bytes | None
    digest: bytes
    link: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which line; `what` is altered, missing, moved, erased or forged."""

    what: str
    number: int
    name: str = ""


def digest_of(content: dict[str, Any], salt: bytes) -> bytes:
    """32 bytes of a content in its one written form, behind a salt of at least 16 bytes where it is worth guessing."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(salt + written.encode()).digest()


def trace_of(content: dict[str, Any]) -> str:
    """What stands for what is left of an erased line, in hexadecimal; nothing in it is worth guessing."""
    return digest_of(content, b"").hex()


def link_of(before: bytes, number: int, digest: bytes) -> bytes:
    """32 bytes that stand for a line and all lines before it."""
    return hashlib.sha256(before + number.to_bytes(8, "big") + digest).digest()


def faults(
    lines: Iterable[Sealed], *, last: int, head: bytes, erased: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Fault]:
    """Everything that is wrong with a chain, by line; lines come in the order of their numbers.

    `last` and `head` are number and link of the newest line as they were kept elsewhere; `erased` names the lines whose
    erasure is on record, each with the trace of what was left. One broken line does not make its followers suspect: each
    is held against the link before it as it is stored.
    """
    before, expected = BEGINNING, 1
    for line in lines:
        if line.number != expected:
            yield from (Fault("missing", number) for number in range(expected, line.number))
        if line.salt is None and line.name not in erased:
            yield Fault("erased", line.number, line.name)
        elif not _is_as_it_was(line, erased.get(line.name, "")):
            yield Fault("altered", line.number, line.name)
        follows = line.number == expected
        if follows and link_of(before, line.number, line.digest) != line.link:
            yield Fault("moved", line.number, line.name)
        before, expected = line.link, line.number + 1
    yield from (Fault("missing", number) for number in range(expected, last + 1))
    if expected > last + 1 or (expected == last + 1 and before != head):
        yield Fault("altered", last, "head")


def _is_as_it_was(line: Sealed, left: str) -> bool:
    """Whether the content is what was sealed, or of an erased line what was left."""
    if line.salt is None:
        return trace_of(line.content) == left
    return digest_of(line.content, line.salt) == line.digest
