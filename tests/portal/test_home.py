from datetime import UTC, datetime, timedelta

from community.contributions.commands import hide
from community.contributions.models import State
from community.contributions.transitions import Cause
from community.votes.commands import cast_vote
from foundation.clock import frozen, now
from foundation.database import db
from ideas.commands import set_status
from ideas.models import IdeaStatus
from portal.promise import kept
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_product_manager
from tests.factories.ideas import an_idea
from tests.questions import counted


def test_the_home_page_opens_on_an_empty_place(browser: Browser) -> None:
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "You would draw the first" in answer.text


def test_each_vote_is_a_stroke_and_shipped_ones_are_in_colour(browser: Browser) -> None:
    an_idea(votes=7)
    an_idea(votes=5, status=IdeaStatus.SHIPPED)
    text = browser.get("/").text
    wall = text[text.index("<figure") : text.index("</figure>")]
    assert "12 so far" in wall
    waiting, shipped = wall.split("wall__mark is-new")
    assert (waiting.count("<use"), shipped.count("<use")) == (2, 1)


def test_what_shipped_names_who_asked(browser: Browser) -> None:
    an_idea(author=a_member(name="Odile M."), title="Refill my tin", votes=3, status=IdeaStatus.SHIPPED)
    text = browser.get("/").text
    assert "Refill my tin" in text
    assert "An idea of Odile M., carried with 3 others." in text


def test_one_s_own_ideas_and_those_voted_for_need_no_view(browser: Browser) -> None:
    ines = a_customer()
    an_idea(author=ines, title="My own")
    an_idea(title="Of somebody else")
    text = browser.sign_in(ines).get("/").text
    assert "Of somebody else" in text
    assert "My own" not in text


def test_held_ideas_count_nowhere(browser: Browser) -> None:
    an_idea(title="Secret", state=State.HELD)
    assert "Secret" not in browser.get("/").text


def test_the_home_page_asks_the_same_few_questions_however_long_the_lists(browser: Browser) -> None:
    for _number in range(5):
        an_idea(votes=1, status=IdeaStatus.SHIPPED)
        an_idea(votes=1)
    with counted() as asked:
        browser.get("/")
    assert len(asked) <= 4, asked


def test_what_was_hidden_is_gone_from_the_kept_page_at_once(browser: Browser) -> None:
    idea = an_idea(title="My neighbour at number 7", votes=1, status=IdeaStatus.SHIPPED)
    assert "number 7" in browser.get("/").text
    hide(idea, State.REMOVED, Cause())
    db.session.commit()
    assert "number 7" not in browser.get("/").text


def test_the_promise_is_counted_as_it_was_kept() -> None:
    day, asked = timedelta(days=1), datetime(2026, 3, 1, tzinfo=UTC)
    times = [(asked, asked + 2 * day), (asked, asked + 6 * day), (asked, asked + 20 * day), (asked, None)]
    assert kept(times, 14 * day) == (4, 50, 6, 1)
    assert kept([(asked, None)], 14 * day) == (1, 0, None, 1)
    assert kept([], 14 * day) is None


def test_the_home_page_says_how_the_promise_was_kept(browser: Browser) -> None:
    idea = an_idea(published_at=now() - timedelta(days=30))
    an_idea(published_at=now() - timedelta(days=30))
    an_idea()
    with frozen(now() - timedelta(days=25)):
        set_status(idea, "planned", a_product_manager(), "Yes.")
    text = browser.get("/").text
    promise = text[text.index('aria-labelledby="promise"') :]
    assert "Counted over the last 2 ideas" in promise
    assert '50 <span class="figure__unit">%' in promise
    assert '5 <span class="figure__unit">days' in promise


def test_a_member_sees_what_moved_for_them_and_nobody_else_does(browser: Browser) -> None:
    ines, salome = a_customer(), a_product_manager()
    own, wanted, other = an_idea(author=ines, title="Mine"), an_idea(title="Wanted"), an_idea(title="Other")
    cast_vote(wanted, ines)
    for idea in (own, wanted, other):
        set_status(idea, "planned", salome, "Yes.")
    assert "What moved for you" not in browser.get("/").text
    text = browser.sign_in(ines).get("/").text
    moved = text[text.index('id="moved"') :].split("</section>")[0]
    assert ("Mine" in moved, "Wanted" in moved, "Other" in moved) == (True, True, False)
    assert ("your idea" in moved, "you voted for it" in moved) == (True, True)
