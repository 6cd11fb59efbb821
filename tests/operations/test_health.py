"""For the machines that watch: alive, ready, and the numbers."""

from collections import namedtuple
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from foundation import outbox, revisions, search
from foundation.clock import now
from foundation.database import db
from foundation.settings import Settings
from operations import probes
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member
from tests.factories.community import a_contribution

Disk = namedtuple("Disk", "total used free")


def test_it_is_alive_without_a_database(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db.session, "execute", lambda *_given, **_more: pytest.fail("no question is needed"))
    assert browser.get("/healthz").json == {"status": "alive"}


def test_it_is_ready(browser: Browser) -> None:
    answer = browser.get("/readyz")
    assert answer.status_code == 200, answer.json
    assert {name for name, check in answer.json["checks"].items() if check["ok"]} >= {
        "database",
        "migrations",
        "queue",
        "disk",
    }


def test_a_database_that_takes_no_writes_is_not_ready(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(probes, "insert_new", full)
    answer = browser.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (503, "not ready")
    assert answer.json["checks"]["database"] == {"ok": False, "detail": "OperationalError"}


def test_a_database_of_another_version_is_not_ready(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "heads", lambda: {"abc123"})
    assert browser.get("/readyz").status_code == 503


def test_a_full_disk_is_not_ready(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes.shutil, "disk_usage", lambda _folder: Disk(10, 10, 0))
    assert browser.get("/readyz").status_code == 503


def test_late_work_and_a_broken_index_degrade_but_do_not_stop(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.enqueue("test.late", {}, run_at=now() - timedelta(hours=1))

    def broken() -> None:
        raise OSError("no index")

    monkeypatch.setattr(search, "index", broken)
    answer = browser.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "degraded")
    assert not answer.json["checks"]["queue"]["ok"]
    assert not answer.json["checks"]["search"]["ok"]


def test_the_numbers_count_answers_by_route_and_votes(browser: Browser) -> None:
    idea = a_contribution(a_member())
    browser.sign_in(a_customer()).post(f"/contributions/{idea.id}/vote")
    browser.get("/nothing-here")
    text = browser.stranger().get("/metrics").text
    assert 'ensemble_votes_total{deed="cast"}' in text
    assert 'ensemble_answers_total{route="(none)",status="404"}' in text
    assert 'route="/contributions/<int:contribution_id>/vote"' in text
    assert "ensemble_outbox_waiting" in text
    assert "example.org" not in text


def test_the_numbers_are_for_this_machine_only(browser: Browser) -> None:
    assert browser.get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 404
    assert browser.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_with_a_token_only_the_token_opens(
    browser: Browser, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "metrics_token", "s3cret")
    assert browser.get("/metrics").status_code == 404
    assert browser.get("/metrics", headers={"Authorization": "Bearer é"}).status_code == 404
    far = {"REMOTE_ADDR": "203.0.113.9"}
    assert (
        browser.get("/metrics", headers={"Authorization": "Bearer s3cret"}, environ_base=far).status_code
        == 200
    )


def test_failed_sign_ins_are_counted(browser: Browser) -> None:
    def failed() -> float:
        return browser.app.extensions["meters"].sign_ins._value.get()  # noqa: SLF001  the library's own way in tests

    before = failed()
    browser.post("/sign-in", email="nobody@example.org", password="wrong wrong wrong")
    assert failed() == before + 1
