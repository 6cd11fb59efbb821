"""A PostgreSQL database for one measurement."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url


@contextmanager
def throwaway(server: str) -> Iterator[tuple[str, int]]:
    """A database thrown away afterwards, and the process id of its server."""
    name = f"ensemble_bench_{uuid.uuid4().hex[:8]}"
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        backend = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert backend
        postmaster = int(Path(f"/proc/{backend[0]}/stat").read_text().rpartition(")")[2].split()[1])
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False), postmaster
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
