"""The page of an idea: its address, its way, the house's answer, who may read it."""

from datetime import date, timedelta

import pytest
from flask import Flask

from community.comments.commands import comment
from community.contributions.models import State
from community.spaces.models import Audience
from community.votes.commands import cast_vote
from foundation.clock import frozen, now
from foundation.database import db
from ideas.commands import edit_idea, set_status
from ideas.journeys import journey
from ideas.merging import merge_into
from ideas.models import Idea, IdeaStatus, slug_of
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, a_product_manager
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


def test_any_address_of_an_idea_leads_to_its_one_address(browser: Browser) -> None:
    idea = an_idea(title="Déca en sacs d’un kilo !")
    canonical = f"/ideas/{idea.id}-deca-en-sacs-d-un-kilo"
    assert browser.get(canonical).status_code == 200
    for wrong in (f"/ideas/{idea.id}", f"/ideas/{idea.id}-old-title"):
        answer = browser.get(f"{wrong}?after=3")
        assert (answer.status_code, answer.location) == (308, f"{canonical}?after=3")


@pytest.mark.parametrize(
    "args", ["_external=1", "_scheme=javascript", "idea_id=7", "slug=x", "_anchor=y", "_method=POST"]
)
def test_a_redirect_repeats_no_trick_of_the_address(browser: Browser, args: str) -> None:
    idea = an_idea(title="Bags")
    answer = browser.get(f"/ideas/{idea.id}?{args}")
    assert answer.location == f"/ideas/{idea.id}-bags?{args}"


@pytest.mark.parametrize("number", [2**63, 2**53, 2**31, 2**31 - 1, 10**30, 0, "abc"])
def test_numbers_that_are_no_idea_are_not_found(browser: Browser, number: object) -> None:
    assert browser.get(f"/ideas/{number}").status_code == 404
    assert browser.get(f"/ideas/{number}-x").status_code == 404


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Sell the decaf", "sell-the-decaf"),
        ("Œuf & café", "œuf-cafe"),
        ("！？", "idea"),
        ("我覺得", "我覺得"),
        ("a" * 90, "a" * 60),
    ],
)
def test_titles_stand_in_addresses(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_the_latest_answer_stands_on_top_with_its_reason(browser: Browser) -> None:
    idea, salome = an_idea(), a_product_manager()
    set_status(idea, "under_review", salome, "We look.")
    set_status(
        idea,
        "declined",
        salome,
        "Not **now**.",
        "not_now",
        look_again_at=date(2027, 3, 1),
        look_again_when="the crop lands",
    )
    page = browser.get(f"/ideas/{idea.id}", follow_redirects=True).text
    assert "Not <strong>now</strong>." in page
    assert "1 March 2027, the crop lands" in page
    assert page.index("Not <strong>now") < page.index("What the house said before") < page.index("We look.")
    assert "Salomé" in page


def test_the_way_shows_what_was_what_is_and_what_may_come(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    with frozen(now() + timedelta(days=3)):
        set_status(idea, "planned", salome, "Yes.")
    from ideas.queries import steps_of

    stops = journey(idea.created_at, steps_of(idea.id), idea.status)
    assert [(stop.status, stop.place) for stop in stops] == [
        ("new", "past"), ("planned", "now"), ("started", "to-come"), ("shipped", "to-come"),
    ]  # fmt: skip


def test_a_step_back_is_not_shown_as_past(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    for status in ("planned", "under_review"):
        set_status(idea, status, salome, "Hm.")
    from ideas.queries import steps_of

    places = {stop.status: stop.place for stop in journey(idea.created_at, steps_of(idea.id), idea.status)}
    assert places == {
        "new": "past", "under_review": "now", "planned": "to-come", "started": "to-come", "shipped": "to-come",
    }  # fmt: skip
    set_status(idea, "declined", salome, "No.", "other")
    stops = journey(idea.created_at, steps_of(idea.id), IdeaStatus.DECLINED)
    assert stops[-1].status == "declined"
    assert stops[-1].place == "now"


def test_a_held_idea_tells_its_author_and_nobody_else(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines, state=State.HELD)
    url = f"/ideas/{idea.id}-{idea.slug}"
    assert browser.get(url).status_code == 404
    assert browser.stranger().sign_in(a_member()).get(url).status_code == 404
    assert "Your idea is being looked at" in browser.stranger().sign_in(ines).get(url).text
    assert "Only its author and the team" in browser.stranger().sign_in(a_moderator()).get(url).text


def test_an_idea_of_a_sealed_space_does_not_exist_outside(browser: Browser) -> None:
    inside = a_member()
    idea = an_idea(space=a_space(audience=Audience.CIRCLE.value, circle=(inside,)))
    url = f"/ideas/{idea.id}-{idea.slug}"
    assert browser.get(url).status_code == 404
    assert browser.stranger().sign_in(inside).get(url).status_code == 200


def test_former_words_stay_readable_but_not_what_staff_took_out(browser: Browser) -> None:
    ines, helene = a_customer(), a_moderator()
    idea = an_idea(author=ines, title="First title", source="My number is 0612345678, call me any time.")
    edit_idea(idea, helene, "First title", "Call me any time, says the author.", expected=1)
    edit_idea(idea, ines, "Second title", "Call me any time, says the author again.", expected=2)
    db.session.commit()
    url = f"/ideas/{idea.id}/history"
    public = browser.get(url).text
    assert "says the author." in public
    assert "0612345678" not in public
    assert "0612345678" in browser.sign_in(helene).get(url).text


def test_what_was_said_stands_under_the_idea(browser: Browser) -> None:
    idea = an_idea()
    comment(idea, a_customer(), "I freeze half of it.")
    assert "I freeze half of it." in browser.get(f"/ideas/{idea.id}-{idea.slug}").text


def test_an_author_who_left_is_not_named(browser: Browser) -> None:
    gone = a_member(name="Somebody Gone")
    idea = an_idea(author=gone)
    gone.erased_at = now()
    idea.author_id = None
    db.session.commit()
    page = browser.get(f"/ideas/{idea.id}-{idea.slug}").text
    assert "Somebody Gone" not in page
    assert "former member" in page


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_full_page_asks_few_questions(
    app: Flask, browser: Browser, signed_in: bool, queries: list[str]
) -> None:
    idea, salome = an_idea(votes=8, tags=("bags", "decaf")), a_product_manager()
    set_status(idea, "planned", salome, "Soon.")
    for number in range(5):
        comment(idea, a_member(), f"Comment {number} about it.")
    if signed_in:
        browser.sign_in(a_customer())
    browser.get(f"/ideas/{idea.id}-{idea.slug}")
    queries.clear()
    browser.get(f"/ideas/{idea.id}-{idea.slug}")
    assert len(queries) <= (14 if signed_in else 11), "\n".join(queries)


@pytest.mark.parametrize("after", ["-1", str(2**63), "x", "%00", "1e9"])
def test_nonsense_about_the_conversation_is_its_beginning(browser: Browser, after: str) -> None:
    idea = an_idea()
    comment(idea, a_customer(), "I freeze half of it.")
    assert "I freeze half of it." in browser.get(f"/ideas/{idea.id}-{idea.slug}?after={after}").text


def test_the_page_says_who_owes_the_next_step(browser: Browser) -> None:
    waiting = an_idea(published_at=now() - timedelta(days=3))
    late = an_idea(published_at=now() - timedelta(days=30))
    salome = a_product_manager()
    begun = an_idea()
    set_status(begun, "started", salome, "We began.")
    over = an_idea()
    set_status(over, "shipped", salome, "It is there.")

    def said(idea: Idea) -> str:
        return browser.get(f"/ideas/{idea.id}", follow_redirects=True).text

    assert "The team owes a first answer by" in said(waiting)
    assert "It is late, and we know it." in said(late)
    assert f"<strong>{salome.name}</strong> owes the next step." in said(begun)
    assert "owes" not in said(over)


def test_who_is_named_with_an_idea_is_named_as_plain_text(browser: Browser) -> None:
    idea, manager = an_idea(), a_product_manager(name="<b>Bo</b>")
    set_status(idea, "planned", manager, "Yes.")
    assert "<strong>&lt;b&gt;Bo&lt;/b&gt;</strong> owes" in browser.get(f"/ideas/{idea.id}-{idea.slug}").text


def test_steps_are_told_within_the_conversation(browser: Browser) -> None:
    idea, ines, salome = an_idea(), a_customer(), a_product_manager()
    with frozen(now() + timedelta(days=1)):
        comment(idea, ines, "Before the decision.")
    with frozen(now() + timedelta(days=2)):
        set_status(idea, "planned", salome, "Yes.")
    with frozen(now() + timedelta(days=3)):
        comment(idea, ines, "After the decision.")
    page = browser.get(f"/ideas/{idea.id}-{idea.slug}").text
    assert page.index("Before the decision") < page.index("comment__event") < page.index("After the decision")
    part = browser.htmx("GET", f"/contributions/{idea.id}/comments").text
    assert part.index("Before the decision") < part.index("comment__event") < part.index("After the decision")


def test_those_whose_idea_was_merged_are_named_beside_its_author(browser: Browser) -> None:
    stays, joins = an_idea(author=a_member(name="Inès B.")), an_idea(author=a_member(name="Leïla S."))
    merge_into(joins, stays, a_moderator())
    page = browser.get(f"/ideas/{stays.id}-{stays.slug}").text
    assert "with Leïla S." in page
    assert "Merged into this one" in page


def test_a_supporter_who_was_shut_out_is_not_named(browser: Browser) -> None:
    idea, troll = an_idea(), a_member(name="Sir Troll")
    cast_vote(idea, troll)
    assert "Sir Troll" in browser.get(f"/ideas/{idea.id}-{idea.slug}").text
    troll.banned_at = now()
    assert "Sir Troll" not in browser.get(f"/ideas/{idea.id}-{idea.slug}").text
