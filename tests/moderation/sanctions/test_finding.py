"""Members are found by their name, and by an address as far as one may read it."""

import pytest
from flask import Flask

from accounts.models import Role
from accounts.names import skeleton
from foundation.clock import now
from foundation.database import db
from moderation.sanctions.finding import SIZE, search
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, an_admin


@pytest.mark.parametrize("asked", ["émilie", "EMILIE", "milie v", "Emilie Vasseur", " emilie "])
def test_a_part_of_the_name_is_enough_whatever_its_accents(app: Flask, asked: str) -> None:
    member = a_customer(name="Émilie Vasseur", name_skeleton=skeleton("Émilie Vasseur"))
    a_customer(name="Bertrand")
    assert [one.id for one in search(asked, a_moderator()).people] == [member.id]


def test_only_who_leads_finds_by_a_part_of_an_address_and_reads_it(browser: Browser) -> None:
    member = a_customer(name="Quitterie", email="quitterie.doe@example.org")
    admin, moderator = an_admin(), a_moderator()
    db.session.commit()
    assert [one.id for one in search("rie.doe@", admin).people] == [member.id]
    assert [one.id for one in search("doe", a_member(Role.COMMUNITY_MANAGER)).people] == [member.id]
    assert search("rie.doe@", moderator).count == 0
    assert [one.id for one in search(" Quitterie.Doe@example.org ", moderator).people] == [member.id]
    assert "quitterie.doe@" not in browser.sign_in(moderator).get("/moderation/members?q=quitterie").text
    found = browser.stranger().sign_in(admin).get("/moderation/members?q=quitterie").text
    assert "quitterie.doe@example.org" in found
    assert f"/moderation/members/{member.id}" in found


@pytest.mark.parametrize("asked", ["%", "_", "\\", "@", "'", "nobody of that name", "👩"])
def test_what_nobody_is_called_finds_nobody_and_says_what_to_try(browser: Browser, asked: str) -> None:
    a_customer(name="Bertrand")
    moderator = a_moderator()
    db.session.commit()
    answer = browser.sign_in(moderator).get("/moderation/members", query_string={"q": asked})
    assert answer.status_code == 200
    assert "Nobody is found" in answer.text


def test_everybody_is_listed_in_pages_and_who_left_is_not(browser: Browser) -> None:
    moderator = a_moderator(name="Zénobie")
    for number in range(SIZE + 3):
        a_customer(name=f"Member number {number:03}")
    gone = a_customer(name="Gone for good")
    gone.erased_at = now()
    db.session.commit()
    browser.sign_in(moderator)
    first, last = (search("number", moderator, page) for page in (1, 2))
    assert (len(first.people), len(last.people), first.count) == (SIZE, 3, SIZE + 3)
    assert not {one.id for one in first.people} & {one.id for one in last.people}
    assert "page=2" in browser.get("/moderation/members?q=number").text
    for query in ("number&page=99999", "number&page=0", "number&page=-3", "number&page=x", "%00"):
        assert browser.get(f"/moderation/members?q={query}").status_code == 200
    assert "Gone for good" not in browser.get("/moderation/members?q=").text
