"""Say whether the database stands at the newest migration, without loading Alembic or opening it for writing.

Prints three fields: `current`, `behind` or `missing`; the environment; the data folder.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

from pydantic import ValidationError

ROOT = Path(__file__).resolve().parent.parent
# Two rooms of the foundation are wanted; going in by its door would load all of it, two thirds of a second.
foundation = ModuleType("foundation")
foundation.__path__ = [str(ROOT / "foundation")]
sys.modules["foundation"] = foundation

from foundation.revisions import heads  # noqa: E402
from foundation.settings import Settings  # noqa: E402


def stored_revisions(url: str) -> set[str] | None:
    """Return what the database says it stands at, or None when it was never set up."""
    question = "SELECT version_num FROM alembic_version"
    if url.startswith("sqlite"):
        file = url.partition("///")[2].partition("?")[0]
        if not file or not Path(file).exists():
            return None
        with closing(sqlite3.connect(f"file:{Path(file).resolve()}?mode=ro", uri=True)) as connection:
            try:
                return {row[0] for row in connection.execute(question)}
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return None
                raise
    import psycopg  # only who uses PostgreSQL pays for loading it

    with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=5) as server:
        if server.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
            return None
        return {row[0] for row in server.execute(question)}


def main() -> None:
    try:
        settings = Settings()
    except ValidationError as mistakes:
        lines = [
            f"{'.'.join(map(str, it['loc']))} {it['msg'].removeprefix('Value error, ')}".strip()
            for it in mistakes.errors()
        ]
        sys.exit("Ensemble: a setting is not right (docs/settings.md):\n  " + "\n  ".join(lines))
    try:
        stored = stored_revisions(settings.database_url)
    except Exception as error:
        sys.exit(f"Ensemble: the database does not answer: {error}".strip())
    state = "missing" if not stored else "current" if stored == heads() else "behind"
    print(state, settings.env, settings.data_dir, sep="\t")


if __name__ == "__main__":
    main()
