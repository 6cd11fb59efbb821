import pytest

from community.comments.commands import comment
from community.contributions.models import Contribution, State
from community.spaces.models import Audience
from foundation import search
from foundation.database import db
from foundation.search import Document
from tests.browser_client import Browser
from tests.factories.accounts import a_customer
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


def indexed(*written: Contribution) -> None:
    """Put texts into the index as the outbox would."""
    search.index().apply(
        [
            Document(one.id, one.kind, one.space_id, one.language, one.title, one.source, "published")
            for one in written
        ]
    )
    db.session.commit()


def test_words_find_an_idea_and_mark_why(browser: Browser) -> None:
    indexed(an_idea(title="Grinder for travellers", source="A small grinder that fits a bag."))
    text = browser.get("/search?q=grinder").text
    assert "Grinder for travellers" in text
    assert "<mark>" in text


@pytest.mark.parametrize(
    "query",
    ["", "?q=", "?q=%00", "?q=zzz&page=9999999", "?q=zzz&page=x", "?q=zzz&kind=nonsense", "?q=" + "a" * 5000],
)
def test_any_question_gets_a_page(browser: Browser, query: str) -> None:
    assert browser.get(f"/search{query}").status_code == 200


def test_nothing_found_invites_to_propose(browser: Browser) -> None:
    assert "Nobody has written about that yet" in browser.get("/search?q=unheardof").text


def test_what_was_hidden_after_it_was_indexed_is_not_found(browser: Browser) -> None:
    idea = an_idea(title="Secret capsule")
    indexed(idea)
    idea.state = State.HELD.value
    assert "Secret capsule" not in browser.get("/search?q=capsule").text


def test_a_closed_space_is_searched_by_its_circle_only(browser: Browser) -> None:
    ines = a_customer()
    space = a_space(audience=Audience.CIRCLE.value, circle=(ines,))
    indexed(an_idea(title="Sealed hazelnut", space=space))
    assert "Sealed hazelnut" not in browser.get("/search?q=hazelnut").text
    assert "Sealed hazelnut" in browser.stranger().sign_in(ines).get("/search?q=hazelnut").text


def test_one_kind_alone_can_be_asked_for(browser: Browser) -> None:
    indexed(an_idea(title="Cardamom roast"))
    assert "Cardamom roast" in browser.get("/search?q=cardamom&kind=idea").text
    assert "Cardamom roast" not in browser.get("/search?q=cardamom&kind=comment").text


def test_ideas_stand_apart_from_what_was_said_about_them(browser: Browser) -> None:
    idea, other = an_idea(title="Cardamom roast"), an_idea(title="Milk")
    said = comment(other, a_customer(), "With cardamom please.")
    indexed(said, idea)
    page = browser.get("/search?q=cardamom").text
    assert page.index('id="found-idea"') < page.index("Cardamom roast") < page.index('id="found-comment"')
    assert page.index('id="found-comment"') < page.index(f"#comment-{said.id}")


def test_a_search_is_narrowed_to_a_space_and_widened_again(browser: Browser) -> None:
    shop, bar = a_space(name="Shop"), a_space(name="Bar")
    indexed(an_idea(title="Saffron shelf", space=shop), an_idea(title="Saffron stool", space=bar))
    page = browser.get(f"/search?q=saffron&space={shop.slug}").text
    assert "Saffron shelf" in page
    assert "Saffron stool" not in page
    assert f"/search?q=nowhere&amp;space={shop.slug}" not in page
    assert "Search everything" in browser.get(f"/search?q=nowhere&space={shop.slug}").text
