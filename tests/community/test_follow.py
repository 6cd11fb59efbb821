"""Following what one cares for."""

from community.follows.queries import follows
from tests.browser_client import Browser
from tests.factories.accounts import a_customer
from tests.factories.community import a_contribution


def test_following_and_ceasing_to_by_form_and_fragment(browser: Browser) -> None:
    member, wanted = a_customer(), a_contribution()
    browser.sign_in(member)
    assert browser.post(f"/contributions/{wanted.id}/follow").status_code == 303
    assert follows(member, wanted.id)
    assert "Follow" in browser.htmx("POST", f"/contributions/{wanted.id}/follow/withdrawal").text
    assert not follows(member, wanted.id)


def test_following_twice_changes_nothing(browser: Browser) -> None:
    member, wanted = a_customer(), a_contribution()
    browser.sign_in(member)
    for _time in range(2):
        assert browser.htmx("POST", f"/contributions/{wanted.id}/follow").status_code == 200
    assert follows(member, wanted.id)
