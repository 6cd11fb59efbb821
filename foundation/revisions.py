"""At which migration the database stands, and which is the newest one here; read without loading Alembic."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .settings import ROOT

if TYPE_CHECKING:
    from sqlalchemy import Connection  # bin/database_state.py does not wait for it

VERSIONS = ROOT / "migrations" / "versions"


def heads(folder: Path | None = None) -> set[str]:
    """The revisions of this version on which no other builds."""
    made: set[str] = set()
    built_upon: set[str] = set()
    for file in (folder or VERSIONS).glob("*.py"):
        written = file.read_text(encoding="utf-8")
        made.update(re.findall(r"^revision\b[^=]*= *['\"](\w+)['\"]", written, re.MULTILINE))
        for line in re.findall(r"^down_revision\b[^=]*=(.*)$", written, re.MULTILINE):
            built_upon.update(re.findall(r"['\"](\w+)['\"]", line))
    return made - built_upon


def known(revision: str, folder: Path | None = None) -> bool:
    """Whether this version has the migration."""
    pattern = re.compile(rf"^revision\b[^=]*= *['\"]{re.escape(revision)}['\"]", re.MULTILINE)
    return any(pattern.search(file.read_text(encoding="utf-8")) for file in (folder or VERSIONS).glob("*.py"))


def stored(connection: "Connection") -> set[str]:
    """What the database says; empty when it was never migrated."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return set()
    return set(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars())
