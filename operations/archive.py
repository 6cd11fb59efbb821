"""One file that holds everything: rows as JSON lines, uploads, and a manifest with counts and checksums.

The manifest comes first. An archive made on one kind of database can be restored into the other.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine

from foundation import revisions
from foundation.clock import now
from operations import tables
from operations.snapshots import snapshot

FORMAT = 1
MANIFEST = "manifest.json"
NAME = re.compile(r"^(tables/[a-z_0-9]+\.jsonl|files/(?!.*\.\.)[^\x00]+)$")

Say = Callable[[str], object]
Part = io.BufferedReader


class Unsound(Exception):
    """The archive is damaged, or not one of ours."""


@dataclass
class Manifest:
    """What an archive says of itself."""

    revision: str
    database: str
    made_at: str = field(default_factory=lambda: now().isoformat())
    format: int = FORMAT
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, dict[str, Any]]:
        """Every member of the archive but the manifest, with its checksum."""
        rows = {f"tables/{name}.jsonl": said for name, said in self.tables.items()}
        return rows | {f"files/{name}": said for name, said in self.files.items()}


def write(target: Path, engine: Engine, files: Path, say: Say) -> Manifest:
    """Make an archive while the site goes on; it appears under its name only when it is whole."""
    part = target.with_name(f"{target.name}.part")
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            manifest = _rows(Path(folder), engine, say)
            found = [file for file in sorted(files.rglob("*")) if file.is_file()] if files.is_dir() else []
            for file in found:
                manifest.files[file.relative_to(files).as_posix()] = _sums(file)
            (Path(folder) / MANIFEST).write_text(json.dumps(vars(manifest), indent=1), encoding="utf-8")
            _pack(part, Path(folder), files, manifest)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _rows(folder: Path, engine: Engine, say: Say) -> Manifest:
    (folder / "tables").mkdir()
    with snapshot(engine) as connection:
        manifest = Manifest(",".join(sorted(revisions.stored(connection))), connection.dialect.name)
        for table in tables.ours():
            file, rows = folder / "tables" / f"{table.name}.jsonl", -1
            with file.open("w", encoding="utf-8") as out:
                for line in tables.lines(connection, table):
                    out.write(f"{line}\n")
                    rows += 1
            manifest.tables[table.name] = _sums(file) | {"rows": rows}
            say(f"{table.name}: {rows} rows")
    return manifest


def _sums(file: Path) -> dict[str, Any]:
    with file.open("rb") as read:
        return {"size": file.stat().st_size, "sha256": hashlib.file_digest(read, "sha256").hexdigest()}


def _pack(part: Path, folder: Path, files: Path, manifest: Manifest) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as archive:
            archive.add(folder / MANIFEST, MANIFEST)
            for name in manifest.tables:
                archive.add(folder / "tables" / f"{name}.jsonl", f"tables/{name}.jsonl")
            for name in manifest.files:
                archive.add(files / name, f"files/{name}")
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def unpacked(source: Path) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """An archive and its manifest."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            first = archive.next()
            if first is None or first.name != MANIFEST:
                raise Unsound("this is not a backup of Ensemble")
            said = json.loads(_stream(archive, first).read())
            if said.get("format") != FORMAT:
                raise Unsound(
                    f"this backup has the format {said.get('format')}, which this version cannot read"
                )
            yield Manifest(**said), archive
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as fault:
        if isinstance(fault, FileNotFoundError):
            raise
        raise Unsound(f"the backup is damaged: {fault}") from fault


def check(source: Path) -> Manifest:
    """Read the whole archive and compare every part with its checksum."""
    with unpacked(source) as (manifest, archive):
        wanted = manifest.parts
        for member in archive:
            if member.name == MANIFEST:
                continue
            if member.name not in wanted or not NAME.match(member.name) or not member.isfile():
                raise Unsound(f"{member.name} does not belong in a backup")
            if (
                hashlib.file_digest(_stream(archive, member), "sha256").hexdigest()
                != wanted.pop(member.name)["sha256"]
            ):
                raise Unsound(f"{member.name} is damaged")
        if wanted:
            raise Unsound(f"the backup is not complete: {', '.join(sorted(wanted)[:3])}")
        return manifest


def members(source: Path) -> Iterator[tuple[str, Part]]:
    """The parts of an archive that was checked, in order: name and content."""
    with unpacked(source) as (_manifest, archive):
        for member in archive:
            if member.name != MANIFEST:
                yield member.name, _stream(archive, member)


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Part:
    stream = archive.extractfile(member)
    if not isinstance(stream, io.BufferedReader):
        raise Unsound(f"{member.name} is not a file")
    return stream
