"""Putting an archive back, or moving to another database: filled aside, checked, and only then put in place."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, MetaData, Table, make_url, text

from foundation import revisions
from foundation.clock import now
from foundation.settings import current
from operations import archive, tables
from operations.archive import Manifest, Say, Unsound
from operations.snapshots import NotEmpty, opened, prepare, refuse_unless_empty, run, snapshot

RESENT = "restored from a backup: it may have been sent already; resend it if it was not"


def verify(source: Path, say: Say) -> Manifest:
    """Check an archive by filling a database with it that nobody uses."""
    with TemporaryDirectory(prefix="ensemble-verify-") as folder:
        manifest = _sound(source)
        url = f"sqlite:///{folder}/verify.db"
        _fill(url, source, manifest, say)
        _recount(url, say, Path(folder))
        return manifest


def restore(source: Path, say: Say, *, force: bool) -> Manifest:
    """Put an archive in the place of what is here."""
    manifest, settings = _sound(source), current()
    with _place(settings.database_url, force=force, say=say) as url:
        _fill(url, source, manifest, say)
    _files(source, settings.data_dir / "files", force=force)
    say(run(settings.database_url, "search", "rebuild"))
    _recount(settings.database_url, say)
    return manifest


def move(engine: Engine, target: str, say: Say) -> None:
    """Copy every row into another, empty database; this one stays as it is."""
    with opened(target) as other:
        refuse_unless_empty(other)
        prepare(target)
        with snapshot(engine) as here, other.begin() as there:
            names = [table.name for table in tables.ours()]
            tables.before_loading(there, names)
            for table in tables.ours():
                loaded = tables.load(there, table.name, tables.lines(here, table))
                say(f"{table.name}: {loaded} rows")
            tables.after_loading(there, names)
    say(run(target, "search", "rebuild"))
    _recount(target, say)


def _recount(url: str, say: Say, data: Path | None = None) -> None:
    try:
        say(run(url, "recount", "--check", data=data))
    except RuntimeError as wrong:
        say(f"Everything is here, but counters were wrong already where it came from. {wrong}")


def _sound(source: Path) -> Manifest:
    manifest = archive.check(source)
    unknown = [one for one in manifest.revision.split(",") if one and not revisions.known(one)]
    if unknown:
        raise Unsound(
            f"this backup was made by a newer version (migration {unknown[0]}); install that version first"
        )
    return manifest


@contextmanager
def _place(url: str, *, force: bool, say: Say) -> Iterator[str]:
    """Where to fill: a file beside the real one, or the PostgreSQL database itself once it is empty."""
    if not url.startswith("sqlite"):
        with opened(url) as engine:
            if force:
                _drop_all(engine)
            refuse_unless_empty(engine)
        yield url
        return
    file = Path(make_url(url).database or "")
    if file.exists() and not force:
        with opened(url) as engine:
            refuse_unless_empty(engine)
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{file.name}.restoring")
    _remove(aside)
    try:
        yield f"sqlite:///{aside}"
        if file.exists():
            say(f"what was here is kept as {_set_aside(file).name}")
        _settle(aside)
        aside.rename(file)
    finally:
        _remove(aside)


def _set_aside(file: Path) -> Path:
    kept = file.with_name(f"{file.name}.before-{now():%Y%m%d-%H%M%S}")
    _settle(file)
    file.rename(kept)
    return kept


def _settle(file: Path) -> None:
    """Bring what waits in the write-ahead log into the file itself, so that it can be moved."""
    with opened(f"sqlite:///{file}") as engine:
        raw = engine.raw_connection()
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
    for end in ("-wal", "-shm"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


def _drop_all(engine: Engine) -> None:
    found = MetaData()
    with engine.begin() as connection:
        found.reflect(connection)
        for table in found.tables:
            connection.execute(text(f'DROP TABLE "{table}" CASCADE'))


def _fill(url: str, source: Path, manifest: Manifest, say: Say) -> None:
    prepare(url, manifest.revision)
    with opened(url) as engine, engine.begin() as connection:
        tables.before_loading(connection, manifest.tables)
        for name, content in archive.members(source):
            if name.startswith("tables/"):
                table = name.removeprefix("tables/").removesuffix(".jsonl")
                loaded = tables.load(connection, table, io.TextIOWrapper(content, encoding="utf-8"))
                if loaded != manifest.tables[table]["rows"]:
                    raise Unsound(f"{table}: {loaded} rows instead of {manifest.tables[table]['rows']}")
                say(f"{table}: {loaded} rows")
        tables.after_loading(connection, manifest.tables)
    if manifest.revision:
        prepare(url)
    with opened(url) as engine:
        _sober_up(engine)


def _sober_up(engine: Engine) -> None:
    """End the sessions of that day, and ask a person before letters of that day are sent once more."""
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM member_session"))
        jobs = Table("outbox_job", MetaData(), autoload_with=connection)
        waiting = jobs.c.done_at.is_(None) & jobs.c.parked_at.is_(None) & (jobs.c.kind == "mail.send")
        moment = now().replace(tzinfo=None) if connection.dialect.name == "sqlite" else now()
        connection.execute(jobs.update().where(waiting).values(parked_at=moment, last_error=RESENT))


def _files(source: Path, folder: Path, *, force: bool) -> None:
    aside = folder.with_name(f"{folder.name}.restoring")
    shutil.rmtree(aside, ignore_errors=True)
    for name, content in archive.members(source):
        if name.startswith("files/"):
            target = aside / name.removeprefix("files/")
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                shutil.copyfileobj(content, out)
    if not aside.exists():
        return
    if folder.exists() and any(folder.iterdir()):
        if not force:
            raise NotEmpty(f"{folder} is not empty")
        folder.rename(folder.with_name(f"{folder.name}.before-{now():%Y%m%d-%H%M%S}"))
    elif folder.exists():
        folder.rmdir()
    aside.rename(folder)
