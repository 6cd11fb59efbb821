"""Spaces and their circles."""

from sqlalchemy import select

from accounts.models import Role
from community.spaces.models import CircleMember, Space
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member
from tests.factories.community import a_space

GIVEN = {
    "name": "New blends",
    "slug": "new-blends",
    "purpose": "What should we roast next?",
    "audience": "public",
    "moderation": "pre",
    "position": "2",
}


def test_a_community_manager_makes_and_changes_a_space(browser: Browser) -> None:
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER))
    assert browser.post("/spaces/new", **GIVEN).status_code == 303
    browser.post("/spaces/new-blends/edit", **GIVEN | {"name": "Blends", "audience": "members"})
    made = db.session.scalars(select(Space)).one()
    assert (made.name, made.audience, made.moderation) == ("Blends", "members", "pre")


def test_two_spaces_never_share_an_address(browser: Browser) -> None:
    a_space(slug="new-blends")
    answer = browser.sign_in(a_member(Role.ADMIN)).post("/spaces/new", **GIVEN)
    assert answer.status_code == 422
    assert "Another space has this address" in answer.text
    assert "What should we roast next?" in answer.text


def test_a_wrong_form_says_what_is_wrong_at_its_field(browser: Browser) -> None:
    answer = browser.sign_in(a_member(Role.ADMIN)).post(
        "/spaces/new", **GIVEN | {"slug": "Not So!", "audience": "x"}
    )
    assert answer.status_code == 422
    assert 'id="slug-error"' in answer.text
    assert 'id="audience-error"' in answer.text


def test_a_circle_holds_members_by_their_address(browser: Browser) -> None:
    circle, guest = a_space(slug="tasters", audience="circle"), a_customer()
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER))
    assert browser.post("/spaces/tasters/circle", email="nobody@example.org").status_code == 422
    browser.post("/spaces/tasters/circle", email=guest.email)
    assert db.session.get(CircleMember, (circle.id, guest.id)) is not None
    browser.post(f"/spaces/tasters/circle/{guest.id}/removal")
    assert db.session.get(CircleMember, (circle.id, guest.id)) is None


def test_a_circle_does_not_exist_for_others(browser: Browser) -> None:
    guest = a_customer()
    a_space(slug="tasters", name="Tasters", audience="circle", circle=(guest,))
    assert browser.get("/spaces/tasters").status_code == 404
    assert "Tasters" not in browser.get("/spaces/").text
    assert "Tasters" in browser.stranger().sign_in(guest).get("/spaces/").text


def test_an_archived_space_leaves_the_list_and_can_come_back(browser: Browser) -> None:
    a_space(slug="old", name="Old times")
    manager = browser.stranger().sign_in(a_member(Role.COMMUNITY_MANAGER))
    manager.post("/spaces/old/archive")
    assert "Old times" not in browser.get("/spaces/").text
    manager.post("/spaces/old/archive")
    assert "Old times" in browser.get("/spaces/").text


def test_addresses_that_cannot_be_are_nothing(browser: Browser) -> None:
    browser.sign_in(a_member(Role.ADMIN))
    a_space(slug="tasters", audience="circle")
    for slug in ("%00", "%ED%A0%80", "x" * 3000):
        assert browser.get(f"/spaces/{slug}").status_code in (400, 404)
    assert browser.post("/spaces/tasters/circle", email="\x00@\x00").status_code == 422
    assert browser.post("/spaces/new", **GIVEN | {"position": "9" * 40}).status_code == 422


def test_a_space_leaves_the_site_the_address_of_its_own_form(browser: Browser) -> None:
    given = {"name": "New", "slug": "new", "purpose": "", "audience": "public", "moderation": "post"}
    answer = browser.sign_in(a_member(Role.COMMUNITY_MANAGER)).post("/spaces/new", **given, position="0")
    assert answer.status_code == 422
    assert "The site needs this address itself" in answer.text
