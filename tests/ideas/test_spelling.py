"""What the search proposes to somebody who mistyped."""

from collections.abc import Callable

from community.spaces.models import Audience
from foundation import search
from tests.browser_client import Browser
from tests.factories.accounts import a_customer
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


def test_a_mistyped_word_is_proposed_as_it_is_written(browser: Browser, drain: Callable[[], int]) -> None:
    search.touch(an_idea(title="Cardamom blend").id)
    drain()
    assert "cardamom" in browser.get("/ideas/?q=cardamon").text


def test_words_of_a_sealed_space_are_proposed_to_its_circle_only(
    browser: Browser, drain: Callable[[], int]
) -> None:
    inside = a_customer()
    sealed = a_space(audience=Audience.CIRCLE.value, circle=(inside,))
    search.touch(an_idea(title="Chicorée secret", space=sealed).id)
    drain()
    assert "chicorée" not in browser.get("/ideas/?q=chicoréee").text.replace("chicoréee", "")
    assert "chicorée" in browser.sign_in(inside).get("/ideas/?q=chicoréee").text.replace("chicoréee", "")
