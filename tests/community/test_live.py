"""The numbers of open pages: asked for slowly, or pushed to who may see them."""

from community.contributions.models import State
from community.live import queries
from community.spaces.models import Audience
from foundation.web import LARGEST_ID
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space


def test_a_stranger_asks_for_the_numbers_of_what_is_public(browser: Browser) -> None:
    shown, held = a_contribution(vote_count=3), a_contribution(state=State.HELD.value)
    sealed = a_contribution(space=a_space(audience=Audience.CIRCLE.value))
    answer = browser.get(
        f"/contributions/numbers?ids={shown.id},{held.id},{sealed.id},x,,99999999999999999999"
    )
    assert answer.json == {"moved": [{"id": shown.id, "votes": 3, "comments": 0}], "unread": 0}


def test_asking_for_nothing_is_answered(browser: Browser) -> None:
    assert browser.get("/contributions/numbers").json == {"moved": [], "unread": 0}


def test_who_may_not_see_it_may_not_watch_it(browser: Browser) -> None:
    author, stranger = a_customer(), a_member()
    held = a_contribution(author, state=State.HELD.value)
    assert queries.may_see(author, held.id)
    assert queries.may_see(a_moderator(), held.id)
    assert not queries.may_see(stranger, held.id)
    assert not queries.may_see(stranger, LARGEST_ID)
