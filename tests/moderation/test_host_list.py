"""Keeping the list of hosts."""

import pytest
from sqlalchemy import select

from foundation.audit import AuditLine
from foundation.database import db
from moderation.lists.models import HostEntry
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator


def test_a_moderator_lists_a_host_and_takes_it_off(browser: Browser) -> None:
    browser.sign_in(a_moderator())
    browser.post("/moderation/hosts", host="https://WWW.Rival.com/path", way="refuse", note="Spam of May")
    entry = db.session.scalars(select(HostEntry)).one()
    assert (entry.host, entry.refused) == ("www.rival.com", True)
    assert "Spam of May" in browser.get("/moderation/hosts").text
    browser.post(f"/moderation/hosts/{entry.id}/removal")
    assert db.session.scalars(select(HostEntry)).all() == []
    assert [line.action for line in db.session.scalars(select(AuditLine).order_by(AuditLine.id))] == [
        "moderation.host.added",
        "moderation.host.removed",
    ]


@pytest.mark.parametrize("host", ["", "localhost", "!!", "x" * 290, "a b c"])
def test_what_is_no_host_is_refused(browser: Browser, host: str) -> None:
    answer = browser.sign_in(a_moderator()).post("/moderation/hosts", host=host, way="allow")
    assert answer.status_code == 422


def test_a_host_is_listed_once(browser: Browser) -> None:
    browser.sign_in(a_moderator())
    assert browser.post("/moderation/hosts", host="rival.com", way="refuse").status_code == 303
    assert "on the list already" in browser.post("/moderation/hosts", host="RIVAL.com", way="allow").text


def test_hosts_are_not_for_customers(browser: Browser) -> None:
    assert browser.sign_in(a_customer()).get("/moderation/hosts").status_code == 403
