"""The demo: lively in all its parts, true to the rules, and never in the way of something real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Member, Role
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.spaces.models import Space
from community.votes.models import Origin, Vote
from customers.models import Customer, IdentityLink, NeedEvidence
from foundation import counters, search
from foundation.database import db
from foundation.mail import MailMessage, MailStatus
from foundation.outbox import queries
from foundation.settings import Settings
from ideas.models import Answer, Idea, IdeaStatus
from moderation.models import Case, Decision
from operations.demo import loading
from tests.browser_client import Browser
from tests.servers import own_database
from wsgi import create_app


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo, loaded once for the tests of this file, which only read."""
    folder = tmp_path_factory.mktemp("demo")
    with own_database(folder) as url:
        settings = Settings(
            _env_file=None, env="demo", database_url=url, data_dir=folder, base_url="http://localhost"
        )
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            loading.load(folder)
            yield app
            db.session.remove()
            db.engine.dispose()


def count(*criteria: object, of: type = Contribution) -> int:
    return db.session.scalar(select(func.count()).select_from(of).where(*criteria)) or 0  # type: ignore[arg-type]


@pytest.mark.slow
class TestDemo:
    """What one finds in it."""

    def test_every_role_has_somebody(self, demo: Flask) -> None:
        assert {Role(name) for name in db.session.scalars(select(Member.role_name).distinct())} == set(Role)

    def test_ideas_stand_at_every_status_in_both_languages(self, demo: Flask) -> None:
        stages = set(db.session.scalars(select(Idea.stage).where(Idea.state == State.PUBLISHED.value)))
        assert stages == {status.value for status in IdeaStatus}
        assert set(db.session.scalars(select(Idea.language).distinct())) == {"en", "fr"}
        assert count(of=Idea) >= 25
        assert count(of=Space) == 3

    def test_people_talk_vote_and_are_answered(self, demo: Flask) -> None:
        assert count(of=Comment) > 30
        assert count(of=Vote) > 500
        assert count(Vote.origin == Origin.ON_BEHALF.value, of=Vote) > 0
        assert count(of=Answer) > 15

    def test_moderators_have_work_and_have_done_some(self, demo: Flask) -> None:
        assert count(Case.closed_at.is_(None), of=Case) >= 5
        assert count(Contribution.state == State.HELD.value) >= 4
        assert count(of=Decision) > 10

    def test_customers_are_linked_and_their_needs_are_on_record(self, demo: Flask) -> None:
        assert count(of=Customer) == 200
        assert 20 < count(of=IdentityLink) < 100
        assert count(of=NeedEvidence) > 50

    def test_its_counters_are_true_its_work_is_done_and_no_mail_has_left(self, demo: Flask) -> None:
        assert list(counters.drifts()) == []
        assert queries.waiting() == queries.parked() == 0
        assert count(MailMessage.status != MailStatus.KEPT.value, of=MailMessage) == 0

    def test_nothing_happens_in_the_future(self, demo: Flask) -> None:
        newest = db.session.scalar(select(func.max(Vote.created_at)))
        loaded = db.session.scalar(select(func.min(Member.created_at)))
        assert newest is not None
        assert loaded is not None
        assert loaded < newest

    def test_it_can_be_searched_and_its_pages_open(self, demo: Flask) -> None:
        assert search.index().query("décaféiné", "fr").total >= 2
        db.session.rollback()
        for path in ("/", "/ideas/", "/search?q=sachet"):
            assert Browser(demo).get(path).status_code == 200

    def test_the_sign_ins_are_noted(self, demo: Flask) -> None:
        note = (demo.extensions["settings"].data_dir / loading.SIGN_INS).read_text()
        assert "ines@demo.example" in note
        assert note.count("@demo.example") == len(Role)

    def test_it_is_not_loaded_twice(self, demo: Flask) -> None:
        with pytest.raises(loading.NotForDemo):
            loading.load(demo.extensions["settings"].data_dir)


def test_it_is_not_loaded_beside_real_members(app: Flask, tmp_path: Path) -> None:
    db.session.add(Member(name="Real", name_skeleton="real", email="real@example.org"))
    db.session.flush()
    for deed in (loading.load, loading.reset):
        with pytest.raises(loading.NotForDemo):
            deed(tmp_path)
    assert count(of=Member) == 1


def test_it_is_not_loaded_in_production(
    app: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "env", "production")
    with pytest.raises(loading.NotForDemo):
        loading.load(tmp_path)


def test_a_loaded_demo_is_thrown_away_and_loaded_anew(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[int] = []
    monkeypatch.setattr(loading, "play", lambda _end: played.append(count(of=Member)))
    db.session.add(Member(name="Odile", name_skeleton="odile", email="odile@demo.example"))
    db.session.flush()
    loading.reset(tmp_path)
    assert played == [0]
    assert (tmp_path / loading.SIGN_INS).exists()
