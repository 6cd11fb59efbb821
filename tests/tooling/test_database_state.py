import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from foundation.database import db
from foundation.settings import ROOT
from tests.servers import environment

pytestmark = pytest.mark.slow


def asked(database_url: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "bin/database_state.py"],
        env=environment(database_url, folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def said(app: Flask, folder: Path) -> list[str]:
    """What bin/database_state.py says about the database of an application."""
    outcome = asked(app.config["SQLALCHEMY_DATABASE_URI"], folder)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.strip().split("\t")


def test_a_database_nobody_made_is_missing(empty_app: Flask, tmp_path: Path) -> None:
    assert said(empty_app, tmp_path) == ["missing", "development", str(tmp_path)]


def test_a_database_at_the_newest_migration_is_current(migrated_app: Flask, tmp_path: Path) -> None:
    assert said(migrated_app, tmp_path)[0] == "current"


def test_a_database_of_an_older_version_is_behind(migrated_app: Flask, tmp_path: Path) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    assert said(migrated_app, tmp_path)[0] == "behind"


def test_a_server_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    outcome = asked("postgresql+psycopg://nobody@127.0.0.1:1/nothing", tmp_path)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("Ensemble: the database does not answer")
    assert "Traceback" not in outcome.stderr


def test_production_without_a_secret_is_refused_in_a_sentence(tmp_path: Path) -> None:
    outcome = asked("", tmp_path, ENSEMBLE_ENV="production")
    assert outcome.returncode == 1
    assert "ENSEMBLE_SECRET_KEY" in outcome.stderr
    assert "Traceback" not in outcome.stderr
