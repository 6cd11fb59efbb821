"""Backups: made while the site goes on, restored whole, refused when damaged or in the way."""

import json
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, text

from accounts import sessions
from accounts.models import Member, MemberSession
from community.comments.models import Comment
from community.contributions.models import Contribution
from community.pictures.models import Picture
from community.votes.commands import cast_vote
from foundation import files, mail, outbox, revisions
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage
from foundation.outbox import OutboxJob
from foundation.settings import Settings
from tests.factories.accounts import a_customer, a_member
from tests.factories.community import a_contribution, a_space
from tests.factories.pictures import a_picture
from tests.servers import POSTGRES, own_database, postgres_database
from wsgi import create_app

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def without_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of these tests are made from the models."""
    monkeypatch.setattr(revisions, "heads", set)


def an_app(url: str, data: Path) -> Flask:
    return create_app(
        Settings(_env_file=None, env="test", database_url=url, data_dir=data, synchronous="NORMAL")
    )


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A small site with one of everything that is hard to copy."""
    with own_database(tmp_path) as url:
        app = an_app(url, tmp_path / "data")
        with app.app_context():
            db.create_all()
            fill(tmp_path / "data")
            yield app
            db.session.remove()
            db.engine.dispose()


def fill(data: Path) -> None:
    ines = a_customer()
    idea = a_contribution(title="Un café « brûlé » 🙂", source="line\nline\t\u2028end")
    for _number in range(3):
        cast_vote(idea, a_member())
    parent = a_contribution(of=Comment, about_id=idea.id, space=a_space())
    a_contribution(of=Comment, about_id=idea.id, parent_id=parent.id, space=a_space())
    sessions.open_session(ines)
    mail.send("ines@example.org", "Hello", "Hello", key="k")
    outbox.enqueue("test.note", {"nested": {"$": ["é", None, 1.5]}}, run_at=now() + timedelta(days=1))
    idea.comment_count = 2
    a_picture(idea, by=ines)
    db.session.commit()
    (data / "files" / "ab").mkdir(parents=True)
    (data / "files" / "ab" / "bag.webp").write_bytes(b"\x00picture")


def do(app: Flask, *line: str) -> Result:
    db.session.rollback()
    return app.test_cli_runner().invoke(args=list(line))


def done(app: Flask, *line: str) -> str:
    result = do(app, *line)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.output


def contents() -> dict[str, list[tuple[object, ...]]]:
    read = {
        table.name: [
            tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in db.metadata.sorted_tables
        if not table.name.startswith("search_")
    }
    db.session.rollback()
    return read


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """A second machine with nothing on it."""
    (tmp_path / "other").mkdir()
    with own_database(tmp_path / "other") as url:
        app = an_app(url, tmp_path / "other")
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_a_backup_restores_everything_on_another_machine(site: Flask, empty: Flask, tmp_path: Path) -> None:
    (db.session.add(Member(name="Ω", name_skeleton="o", email=None)), db.session.commit())
    before = contents()
    done(site, "backup", str(tmp_path / "b.tar.gz"))
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0
    with empty.app_context():
        assert "is in place" in done(empty, "restore", str(tmp_path / "b.tar.gz"))
        after = contents()
        assert {
            name: rows for name, rows in after.items() if name not in ("member_session", "outbox_job")
        } == {name: rows for name, rows in before.items() if name not in ("member_session", "outbox_job")}
        assert db.session.scalars(select(MemberSession)).all() == []
        letter = db.session.scalars(select(OutboxJob).where(OutboxJob.kind == "mail.send")).one()
        assert "may have been sent already" in (letter.last_error or "")
        note = db.session.scalars(select(OutboxJob).where(OutboxJob.kind == "test.note")).one()
        assert (note.parked_at, note.payload) == (None, {"nested": {"$": ["é", None, 1.5]}})
        db.session.add(Member(name="New", name_skeleton="new"))
        db.session.commit()
        shown = db.session.scalars(select(Picture)).one()
        for name in shown.files:
            files.open_file(name).close()
    assert (tmp_path / "other" / "files" / "ab" / "bag.webp").read_bytes() == b"\x00picture"


def test_a_backup_is_of_one_moment(site: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done(site, "backup", str(tmp_path / "b.tar.gz"))
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert names[0] == "manifest.json"
    assert manifest["tables"]["vote"]["rows"] == 3
    assert not list(tmp_path.glob(".backup-*"))
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_is_tried_without_touching_the_site(site: Flask, tmp_path: Path) -> None:
    done(site, "backup", str(tmp_path / "b.tar.gz"))
    before = contents()
    assert "is sound" in done(site, "restore", str(tmp_path / "b.tar.gz"), "--verify")
    assert contents() == before


def test_nothing_is_overwritten_without_force(site: Flask, tmp_path: Path) -> None:
    file = str(tmp_path / "b.tar.gz")
    done(site, "backup", file)
    assert do(site, "backup", file).exit_code == 1
    refused = do(site, "restore", file)
    assert refused.exit_code == 1
    assert "--force" in refused.output
    db.session.execute(text("DELETE FROM vote"))
    db.session.commit()
    db.engine.dispose()
    done(site, "restore", file, "--force")
    db.engine.dispose()
    assert len(contents()["vote"]) == 3
    if not POSTGRES:
        assert list(tmp_path.glob("own.db.before-*"))


@pytest.mark.parametrize("harm", ["cut", "changed", "other", "nothing"])
def test_a_damaged_backup_changes_nothing(site: Flask, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "b.tar.gz"
    done(site, "backup", str(file))
    whole = file.read_bytes()
    if harm == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif harm == "other":
        file.write_bytes(b"not an archive")
    elif harm == "nothing":
        file.unlink()
    else:
        repack(file, "tables/vote.jsonl", b'["contribution_id"]\n')
    before = contents()
    refused = do(site, "restore", str(file), "--force")
    assert refused.exit_code == 1, refused.output
    assert contents() == before


def test_a_backup_of_a_newer_version_is_refused(site: Flask, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    done(site, "backup", str(file))
    with tarfile.open(file) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
    repack(file, "manifest.json", json.dumps(manifest | {"revision": "f00dfeed"}).encode())
    assert "newer version" in do(site, "restore", str(file), "--force").output


def repack(file: Path, name: str, content: bytes) -> None:
    """Put another content into one part of an archive."""
    folder = file.with_suffix(".d")
    with tarfile.open(file) as archive:
        names = archive.getnames()
        archive.extractall(folder, filter="data")
    (folder / name).write_bytes(content)
    with tarfile.open(file, "w:gz") as archive:
        for one in names:
            archive.add(folder / one, one)


@pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL: set ENSEMBLE_TEST_POSTGRES")
@pytest.mark.parametrize("way", ["move", "archive"])
def test_a_site_moves_from_one_file_to_postgresql(tmp_path: Path, way: str) -> None:
    small = an_app(f"sqlite:///{tmp_path / 'small.db'}", tmp_path / "data")
    with small.app_context(), postgres_database() as url:
        db.create_all()
        fill(tmp_path / "data")
        before = contents()
        if way == "move":
            done(small, "move-to", url)
            assert "not empty" in do(small, "move-to", url).output
        else:
            done(small, "backup", str(tmp_path / "b.tar.gz"))
        large = an_app(url, tmp_path / "large")
        with large.app_context():
            if way == "archive":
                done(large, "restore", str(tmp_path / "b.tar.gz"))
            after = contents()
            assert after["contribution"] == before["contribution"]
            assert after["vote"] == before["vote"]
            db.session.add(Member(name="New", name_skeleton="new"))
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
        db.session.remove()
        db.engine.dispose()


def test_counters_are_compared_and_set_right(site: Flask) -> None:
    assert "All counters agree" in done(site, "recount", "--check")
    idea = db.session.scalars(select(Contribution).where(Contribution.vote_count == 3)).one()
    idea.vote_count, idea.comment_count, idea_id = 7, 9, idea.id
    db.session.commit()
    said = do(site, "recount")
    assert said.exit_code == 1
    assert f"contribution.vote_count of {idea_id}: 7 stored, 3 counted" in said.output
    done(site, "recount", "--fix")
    mended = db.session.get_one(Contribution, idea_id)
    assert (mended.vote_count, mended.comment_count) == (3, 2)
    assert db.session.scalars(select(MailMessage)).one().subject == "Hello"
