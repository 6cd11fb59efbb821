"""The board: what is listed, in which order, on how many pages, with how few questions."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask

from community.contributions.models import State, heat
from community.spaces.models import Audience
from community.votes.commands import cast_vote
from foundation.clock import frozen, now
from foundation.database import db
from ideas.commands import set_status
from ideas.merging import merge_into
from ideas.models import Idea, IdeaStatus
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_product_manager
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


def titles(page: str) -> list[str]:
    """The titles of the cards of a page, in order."""
    return re.findall(r'class="idea__link"[^>]*>([^<]*)<', page)


def test_a_visitor_reads_what_is_published(browser: Browser) -> None:
    an_idea(title="Sell the decaf in bags")
    an_idea(title="A held one", state=State.HELD)
    an_idea(title="A sealed one", space=a_space(audience=Audience.MEMBERS.value))
    page = browser.get("/ideas/").text
    assert titles(page) == ["Sell the decaf in bags"]


def test_the_plain_board_shows_what_is_open_and_the_filter_the_rest(browser: Browser) -> None:
    an_idea(title="Open one")
    an_idea(title="Shipped one", status=IdeaStatus.SHIPPED)
    assert titles(browser.get("/ideas/").text) == ["Open one"]
    assert titles(browser.get("/ideas/?status=shipped").text) == ["Shipped one"]
    assert sorted(titles(browser.get("/ideas/?status=all").text)) == ["Open one", "Shipped one"]


def test_each_rank_has_its_order(browser: Browser) -> None:
    day = timedelta(days=1)
    old, young = now() - 9 * day, now()
    an_idea(title="Old and wanted", published_at=old, votes=3)
    an_idea(title="Young", published_at=young)
    assert titles(browser.get("/ideas/").text) == ["Young", "Old and wanted"]
    assert titles(browser.get("/ideas/?sort=wanted").text) == ["Old and wanted", "Young"]
    assert titles(browser.get("/ideas/?sort=new").text) == ["Young", "Old and wanted"]


@pytest.mark.parametrize("sort", ["hot", "wanted", "new"])
def test_pages_follow_each_other_without_gap_or_repeat(browser: Browser, sort: str) -> None:
    space = a_space()
    expected = {an_idea(space=space, votes=number % 3).title for number in range(45)}
    seen: list[str] = []
    url = f"/ideas/?sort={sort}"
    for _page in range(3):
        page = browser.get(url).text
        seen += titles(page)
        following = re.search(r'href="([^"]*)" rel="next"', page)
        url = following[1].replace("&amp;", "&") if following else ""
    assert not url
    assert len(seen) == 45
    assert set(seen) == expected


def test_tags_spaces_and_mine_narrow_the_board(browser: Browser) -> None:
    ines, shops = a_customer(), a_space(name="Shops", slug="shops")
    an_idea(title="With a tag", tags=("Décaf",))
    an_idea(title="In the shops", space=shops)
    an_idea(title="Mine and held", author=ines, state=State.HELD)
    assert titles(browser.get("/ideas/?tag=décaf").text) == ["With a tag"]
    assert titles(browser.get("/ideas/?space=shops").text) == ["In the shops"]
    assert titles(browser.get("/ideas/?space=nowhere").text) == []
    page = browser.sign_in(ines).get("/ideas/?mine=1").text
    assert titles(page) == ["Mine and held"]
    assert "Waiting for review" in page


def test_the_rail_counts_what_one_may_read(browser: Browser) -> None:
    an_idea()
    an_idea(status=IdeaStatus.PLANNED)
    an_idea(space=a_space(audience=Audience.MEMBERS.value))
    page = browser.get("/ideas/").text
    assert re.search(r"All open <span class=\"filter__count\">2<", page)
    signed_in = browser.sign_in(a_customer()).get("/ideas/").text
    assert re.search(r"All open <span class=\"filter__count\">3<", signed_in)


def test_a_card_says_what_the_house_said_last(browser: Browser) -> None:
    idea = an_idea(title="Bags")
    salome = a_product_manager()
    set_status(idea, "planned", salome, "In spring.")
    set_status(idea, "started", salome, "The bags are ordered.")
    page = browser.get("/ideas/").text
    assert "The bags are ordered." in page
    assert "In spring." not in page


def test_own_votes_show_on_the_cards(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea()
    browser.sign_in(ines).post(f"/contributions/{idea.id}/vote")
    assert "is-cast" in browser.get("/ideas/").text
    assert "is-cast" not in browser.stranger().get("/ideas/").text


def test_a_closed_vote_shows_whether_it_was_ones_own(browser: Browser) -> None:
    ines, idea = a_customer(), an_idea()
    browser.sign_in(ines).post(f"/contributions/{idea.id}/vote")
    set_status(idea, "shipped", a_product_manager(), "It is in the shops.")
    db.session.commit()
    assert "is-kept" in browser.get(f"/ideas/{idea.id}-{idea.slug}").text
    assert "is-closed" in browser.stranger().get(f"/ideas/{idea.id}-{idea.slug}").text


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_full_board_asks_few_questions(
    app: Flask, browser: Browser, signed_in: bool, queries: list[str]
) -> None:
    space = a_space()
    salome = a_product_manager()
    for _number in range(25):
        set_status(an_idea(space=space), "planned", salome, "Soon.")
    if signed_in:
        browser.sign_in(a_customer())
    browser.get("/ideas/")
    queries.clear()
    browser.get("/ideas/")
    assert len(queries) <= (9 if signed_in else 6), "\n".join(queries)


@pytest.mark.parametrize(
    "query",
    [
        "after=%00", "after=bm90aGluZw", "after=WzFlOTk5LDFd", "after=WyIyMDI2LTAxLTAxIiwxXQ", "sort=evil", "status=evil",
        "page=99999999999999999999", "page=-1", "page=%C2%B2", "q=%00", "q=%ED%A0%80", "tag=%00", "space=%00", "mine=2",
        "after=" + "A" * 5000, "q=" + "a" * 5000,
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_a_plain_board(browser: Browser, query: str) -> None:
    an_idea()
    assert browser.get(f"/ideas/?{query}").status_code == 200


def test_an_empty_board_invites(browser: Browser) -> None:
    assert "The first stroke is yours" in browser.get("/ideas/").text


def test_votes_lift_an_idea_by_the_stored_formula(app: Flask) -> None:
    idea = an_idea(votes=10)
    assert idea.hot == pytest.approx(heat(10, idea.published_at))
    assert db.session.get_one(type(idea), idea.id).vote_count == 10


def test_who_has_left_is_named_on_no_card(browser: Browser) -> None:
    gone = a_customer(name="Somebody Gone")
    an_idea(title="Refill bags", author=gone)
    gone.erased_at = now()
    db.session.commit()
    page = browser.get("/ideas/").text
    assert titles(page) == ["Refill bags"]
    assert "Somebody Gone" not in page


def test_the_roadmap_says_how_firm_each_promise_is(browser: Browser) -> None:
    for status in ("under_review", "planned", "started", "shipped"):
        an_idea(title=f"One {status}", status=IdeaStatus(status))
    an_idea(title="One new")
    page = browser.get("/roadmap").text
    places = [page.index(text) for name in ("under_review", "planned", "started", "shipped") for text in (f'id="stage-{name}"', f"One {name}<")]  # fmt: skip
    assert places == sorted(places)
    assert "One new" not in page


def test_what_shipped_last_stands_first_and_thanks_all_who_asked(browser: Browser) -> None:
    salome, early, late = a_product_manager(), an_idea(title="Asked early"), an_idea(title="Asked late")
    merge_into(an_idea(author=a_member(name="Leïla S.")), early, salome)
    for days, idea in ((1, late), (2, early)):
        with frozen(now() + timedelta(days=days)):
            set_status(idea, "shipped", salome, "It is there.")
    page = browser.get("/changelog").text
    assert page.index("Asked early") < page.index("Asked late")
    assert "Leïla S." in page
    assert "It is there." in page


def test_nobody_reads_who_asked_for_the_same_in_a_closed_circle(browser: Browser) -> None:
    shy, boss = a_member(name="Shy Person"), a_product_manager()
    circle = a_space(circle=(shy,), audience="public")
    stays = an_idea(title="A tin")
    merge_into(an_idea(author=shy, space=circle), stays, boss)
    circle.audience = "circle"  # sealed after the merge: a circle lets nothing be merged elsewhere
    db.session.flush()
    set_status(stays, "shipped", boss, "It is there.")
    assert "Shy Person" not in browser.get("/changelog").text
    assert "Shy Person" in browser.sign_in(shy).get("/changelog").text.split("<main")[1]


def test_what_shipped_can_be_followed_in_a_feed_reader(browser: Browser) -> None:
    set_status(an_idea(title="Tea & <milk>"), "shipped", a_product_manager(), "It is there.")
    set_status(
        an_idea(title="Secret", space=a_space(audience="circle")), "shipped", a_product_manager(), "Yes."
    )
    answer = browser.get("/changelog.atom")
    assert answer.mimetype == "application/atom+xml"
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "private, no-cache"
    (entry,) = ElementTree.fromstring(answer.data).findall("{*}entry")
    assert entry.findtext("{*}title") == "Tea & <milk>"
    assert ElementTree.fromstring(browser.get("/changelog.atom").data).findtext("{*}updated")


def test_a_member_may_ask_for_what_needs_their_view(browser: Browser) -> None:
    ines = a_customer()
    voted = an_idea(title="Voted")
    an_idea(author=ines, title="Own")
    an_idea(title="Unseen")
    cast_vote(voted, ines)
    assert "Needs your view" not in browser.get("/ideas/").text
    page = browser.sign_in(ines).get("/ideas/?sort=view").text
    assert titles(page) == ["Unseen"]
    cast_vote(db.session.get_one(Idea, voted.id + 2), ines)
    assert "You have seen them all" in browser.get("/ideas/?sort=view").text


def test_a_card_says_why_it_stands_there(browser: Browser) -> None:
    an_idea(votes=3, published_at=now() - timedelta(days=12))
    assert "3 votes in 2 weeks" in browser.get("/ideas/").text
    assert "2 weeks ago" not in browser.get("/ideas/").text
    assert "2 weeks ago" in browser.get("/ideas/?sort=new").text
    assert "3 votes in" not in browser.get("/ideas/?sort=wanted").text


def test_an_empty_status_invites(browser: Browser) -> None:
    an_idea()
    assert "No idea was refused" in browser.get("/ideas/?status=declined").text
    assert "No idea stands here" in browser.get("/ideas/?status=declined&tag=x").text
