"""A database as it was at one moment, read while the site goes on; and an empty one made ready to be filled."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url

from foundation import revisions
from foundation.database import Base, reading
from foundation.settings import ROOT, current
from operations import tables


class NotEmpty(Exception):
    """The place to fill holds something already."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read the database as it is now; what others write meanwhile is not seen, and nobody waits."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with reading():
            yield connection
            connection.rollback()


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """A database by its address."""
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def prepare(url: str, revision: str | None = None) -> None:
    """Make the tables of an empty database as they were at a revision, or (None) as they are now."""
    if revision == "" or not revisions.heads():
        with opened(url) as engine:
            Base.metadata.create_all(engine)
        return
    run(url, "db", "upgrade", revision or "head", site="migrations.site:create_site")


def run(url: str, *command: str, site: str = "wsgi", data: Path | None = None) -> str:
    """Run one command of the product on another database; answer what it printed."""
    ours = current()
    env = os.environ | {
        "ENSEMBLE_DATABASE_URL": url,
        "ENSEMBLE_DATA_DIR": str(data or ours.data_dir),
        "ENSEMBLE_ENV": ours.env,
        "ENSEMBLE_SECRET_KEY": ours.secret_key,
    }
    line = [sys.executable, "-m", "flask", "--app", site, *command]
    done = subprocess.run(line, cwd=ROOT, env=env, check=False, capture_output=True, text=True)  # noqa: S603  our own program
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {(done.stderr or done.stdout).strip()[-800:]}")
    return done.stdout.strip()


def refuse_unless_empty(engine: Engine) -> None:
    """Filling a database that holds rows would mix two sites."""
    with engine.connect() as connection, reading():
        if not tables.is_empty(connection):
            raise NotEmpty(
                f"the database {make_url(engine.url).render_as_string(hide_password=True)} is not empty"
            )
