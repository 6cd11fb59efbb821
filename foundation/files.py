"""Files of members in a local folder, under names nobody chose.

A file appears under its name only when it is complete, so a reader or a backup never sees half of one.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from foundation.errors import Refused
from foundation.language import _l
from foundation.settings import current

LARGEST = 8 * 1024 * 1024
ENDINGS = frozenset({".csv", ".gif", ".jpeg", ".jpg", ".json", ".pdf", ".png", ".txt", ".webp", ".zip"})
"""Kept from the sender's name; anything else, above all what a browser would run, becomes `.bin`."""

_PIECE = 64 * 1024
_KIND = re.compile(r"[a-z]{1,20}")
_NAME = re.compile(r"[a-z]{1,20}/[0-9a-f]{2}/[0-9a-f]{32}\.[a-z]{3,4}")


class TooLarge(Refused):
    """More was sent than this kind of file may weigh; nothing of it was kept."""

    status = 413
    message = _l("This file is too large. Please send a smaller one.")


@dataclass(frozen=True)
class FileRef:
    """A stored file: the name to keep in the database, and its size."""

    name: str
    size: int


def put(stream: IO[bytes], name: str, kind: str, *, largest: int = LARGEST) -> FileRef:
    """Store what a stream holds; of the sender's name only a harmless ending is kept."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is no kind of file")
    token = secrets.token_hex(16)
    stored = f"{kind}/{token[:2]}/{token}{_ending(name)}"
    target = _folder() / stored
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    try:
        with partial.open("xb") as file:
            size = _copy(stream, file, largest)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return FileRef(stored, size)


def open_file(name: str) -> BinaryIO:
    """A stored file to read; FileNotFoundError when there is none of that name."""
    return _path(name).open("rb")


def remove(name: str) -> None:
    """Delete a stored file; one that is gone already is no fault."""
    _path(name).unlink(missing_ok=True)


def older(kind: str, than: datetime) -> Iterator[str]:
    """Names of the stored files of a kind that were complete before a moment."""
    for file in (_folder() / kind).glob("*/*"):
        name = f"{kind}/{file.parent.name}/{file.name}"
        with suppress(FileNotFoundError):  # somebody was faster
            if _NAME.fullmatch(name) and file.stat().st_mtime < than.timestamp():
                yield name


def _copy(stream: IO[bytes], file: BinaryIO, largest: int) -> int:
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > largest:
            raise TooLarge
        file.write(piece)
    return size


def _path(name: str) -> Path:
    """Where a file is; only names that we gave are looked for."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return _folder() / name


def _folder() -> Path:
    return current().data_dir / "files"


def _ending(name: str) -> str:
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return ending if ending in ENDINGS else ".bin"
