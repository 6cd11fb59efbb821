"""The review desk as pages."""

from datetime import timedelta

import pytest
from flask import Flask

from accounts.models import Member, Role
from community.contributions.models import State
from community.spaces.models import Audience
from community.votes.commands import cast_vote
from customers import commands as customers
from customers.models import Purpose
from feedback import policy
from feedback.commands import Words, answer_idea
from foundation import clock
from ideas.models import Idea, IdeaStatus
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_product_manager, an_admin
from tests.factories.community import a_space
from tests.factories.customers import a_linked_member
from tests.factories.ideas import an_idea
from tests.questions import counted

GOOD = {"verdict": "planned", "text": "In spring."}


@pytest.fixture
def salome(browser: Browser) -> Browser:
    return browser.sign_in(a_product_manager())


def supported(*spent: str, **given: object) -> Idea:
    """An idea with one supporting customer for each amount."""
    idea = an_idea(**given)  # type: ignore[arg-type]
    for amount in spent:
        member, _customer = a_linked_member(amount)
        cast_vote(idea, member)
    return idea


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what_at_the_desk(role: Role) -> None:
    member = Member(role_name=role.value)
    readers = {Role.COMMUNITY_MANAGER, Role.PRODUCT_MANAGER, Role.CRM_MANAGER, Role.ADMIN}
    assert policy.may_review(member) is (role in readers)
    assert policy.may_answer(member) is (role in {Role.PRODUCT_MANAGER, Role.ADMIN})
    assert policy.may_see_few(member) is (role in {Role.CRM_MANAGER, Role.ADMIN})


def test_the_desk_shows_what_waits_with_its_votes(salome: Browser) -> None:
    an_idea(title="Refill bags", votes=3)
    an_idea(title="Done already", status=IdeaStatus.SHIPPED)
    an_idea(title="Held back", state=State.HELD)
    page = salome.get("/feedback/").text
    assert "Refill bags" in page
    assert "Done already" not in page
    assert "Held back" not in page
    assert "Done already" in salome.get("/feedback/?status=shipped").text
    assert "Done already" in salome.get("/feedback/?status=all").text


def test_the_desk_stays_out_of_circles_one_is_not_in(salome: Browser) -> None:
    an_idea(title="Secret", space=a_space(audience=Audience.CIRCLE.value))
    assert "Secret" not in salome.get("/feedback/?status=all").text


def test_an_empty_desk_says_so(salome: Browser) -> None:
    assert "Nobody waits for you" in salome.get("/feedback/").text
    assert "Nothing stands here" in salome.get("/feedback/?status=declined").text


def test_the_desk_is_narrowed_to_a_space(salome: Browser) -> None:
    here, there = a_space(name="Beans"), a_space(name="Shops")
    an_idea(title="Of beans", space=here)
    an_idea(title="Of shops", space=there)
    page = salome.get(f"/feedback/?space={here.id}").text
    assert "Of beans" in page
    assert "Of shops" not in page


@pytest.mark.parametrize(
    "query", ["status=x&sort=y&space=z", "space=99999999999999999999", "after=%00&sort=spend", "space=²"]
)
def test_nonsense_in_the_address_is_no_fault(salome: Browser, query: str) -> None:
    assert salome.get(f"/feedback/?{query}").status_code == 200


def test_the_value_of_few_customers_is_hidden_from_most(browser: Browser) -> None:
    idea = supported("4000", "4000", "4000", "4000", title="Four of them")
    browser.sign_in(a_product_manager())
    for url in ("/feedback/", f"/feedback/ideas/{idea.id}"):
        page = browser.get(url).text
        assert "under 5" in page
        assert "16,000" not in page
    browser.sign_in(an_admin())
    for url in ("/feedback/", f"/feedback/ideas/{idea.id}"):
        assert "€16,000.00" in browser.get(url).text


def test_the_value_of_five_is_shown_but_no_names_to_those_who_may_not_read_the_file(browser: Browser) -> None:
    idea = supported("10", "20", "30", "40", "50", title="Five of them")
    browser.sign_in(a_product_manager())
    assert "€150.00" in browser.get("/feedback/").text
    page = browser.get(f"/feedback/ideas/{idea.id}").text
    assert "€150.00" in page
    assert "Odile M." not in page
    browser.sign_in(an_admin())
    assert "Odile M." in browser.get(f"/feedback/ideas/{idea.id}").text


def test_who_has_not_consented_is_not_counted(browser: Browser) -> None:
    idea = an_idea()
    member, _customer = a_linked_member("500", consents=False)
    cast_vote(idea, member)
    browser.sign_in(an_admin())
    assert "500" not in browser.get(f"/feedback/ideas/{idea.id}").text


@pytest.mark.parametrize(
    ("sort", "order"), [("votes", "ABC"), ("customers", "BCA"), ("spend", "CBA"), ("comments", "CBA")]
)
def test_the_desk_is_put_in_order(browser: Browser, sort: str, order: str) -> None:
    supported(title="Idea A", votes=9)
    supported(*["1"] * 6, title="Idea B")
    supported(*["100"] * 5, title="Idea C")
    browser.sign_in(a_product_manager())
    page = browser.get(f"/feedback/?sort={sort}").text
    assert page.count('aria-sort="descending"') == 1
    places = [page.index(f"Idea {letter}") for letter in order]
    assert places == sorted(places)


@pytest.mark.parametrize("sort", ["votes", "customers", "spend"])
def test_the_pages_of_the_desk_hold_every_idea_once(browser: Browser, sort: str) -> None:
    for number in range(30):
        an_idea(title=f"Number {number:02}", votes=number % 3)
    supported(*["5"] * 5, title="Number 30")
    browser.sign_in(a_product_manager())
    first = browser.get(f"/feedback/?sort={sort}").text
    link = first.split('data-key="n"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    both = first + browser.get(link).text
    assert [both.count(f">Number {number:02}<") for number in range(31)] == [1] * 31


def test_the_desk_asks_the_database_little_however_much_waits(app: Flask, salome: Browser) -> None:
    for _number in range(12):
        supported("5", "6", votes=2)
    with counted() as few:
        salome.get("/feedback/?sort=spend")
    assert len(few) <= 9


def test_the_page_of_an_idea_asks_a_fixed_number_of_questions(app: Flask, salome: Browser) -> None:
    idea = supported(*["5"] * 8, votes=5)
    with counted() as few:
        salome.get(f"/feedback/ideas/{idea.id}")
    assert len(few) <= 16


def test_an_idea_is_answered_in_one_form(salome: Browser) -> None:
    idea = an_idea(votes=2)
    assert salome.post(f"/feedback/ideas/{idea.id}/answer", **GOOD, expected="0").status_code == 303
    assert idea.stage == "planned"
    page = salome.get(f"/feedback/ideas/{idea.id}").text
    assert "Published. Everybody concerned" in page
    assert "In spring." in page


def test_the_verb_is_understood_too(salome: Browser) -> None:
    idea = an_idea()
    assert (
        salome.post(f"/feedback/ideas/{idea.id}/answer", verdict="accepted", text="Yes.").status_code == 303
    )
    assert idea.stage == "planned"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verdict": "planned", "text": " "}, "words the people who asked will read"),
        ({"verdict": "declined", "text": "No."}, "reason that comes closest"),
        ({"verdict": "", "text": "Hm."}, "choose what becomes of it"),
        ({"verdict": "duplicate", "text": "Hm."}, "Not a valid choice"),
        ({"verdict": "declined", "text": "No.", "decline_reason": "because"}, "Not a valid choice"),
        (
            {"verdict": "declined", "text": "No.", "decline_reason": "not_now", "look_again_at": "someday"},
            "Not a valid date",
        ),
        (
            {
                "verdict": "declined",
                "text": "No.",
                "decline_reason": "not_now",
                "look_again_at": "2020-01-01",
            },
            "That day is past",
        ),
        ({"verdict": "planned", "text": "x" * 8001}, "8000"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_changes_nothing(
    salome: Browser, fields: dict[str, str], said: str
) -> None:
    idea = an_idea()
    page = salome.post(f"/feedback/ideas/{idea.id}/answer", **fields)
    assert page.status_code == 422
    assert said in page.text
    assert idea.stage == "new"


def test_the_second_colleague_sees_the_first_answer_and_loses_nothing_typed(salome: Browser) -> None:
    idea, karim = an_idea(), a_product_manager(name="Karim")
    answer_idea(idea, karim, IdeaStatus.UNDER_REVIEW, Words("We are tasting it."), expected=0)
    page = salome.post(f"/feedback/ideas/{idea.id}/answer", **GOOD, expected="0")
    assert page.status_code == 409
    for part in ("We are tasting it.", "Karim", "In spring.", 'value="1"'):
        assert part in page.text
    assert idea.stage == "under_review"
    assert salome.post(f"/feedback/ideas/{idea.id}/answer", **GOOD, expected="1").status_code == 303


def test_what_is_held_cannot_be_answered(salome: Browser) -> None:
    idea = an_idea(state=State.HELD)
    assert salome.post(f"/feedback/ideas/{idea.id}/answer", **GOOD).status_code == 409


def test_a_community_manager_reads_but_does_not_answer(browser: Browser) -> None:
    idea = an_idea()
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER))
    page = browser.get(f"/feedback/ideas/{idea.id}")
    assert page.status_code == 200
    assert "Publish the answer" not in page.text
    assert browser.post(f"/feedback/ideas/{idea.id}/answer", **GOOD).status_code == 403


def test_one_goes_on_to_the_next_that_waits(salome: Browser) -> None:
    first, second, third = an_idea(votes=3), an_idea(votes=2), an_idea(votes=1)
    page = salome.get(f"/feedback/ideas/{second.id}").text
    assert f"/feedback/ideas/{first.id}" in page
    assert f"/feedback/ideas/{third.id}" in page


def test_an_old_idea_shows_how_long_it_has_waited(salome: Browser) -> None:
    idea = an_idea(published_at=clock.now() - timedelta(days=40))
    assert "1 month ago" in salome.get(f"/feedback/ideas/{idea.id}").text


def test_the_order_and_the_filters_go_along(salome: Browser) -> None:
    here = a_space()
    idea = an_idea(space=here, comment_count=2)
    query = f"status=all&sort=comments&space={here.id}"
    kept = query.replace("&", "&amp;")
    assert f"/feedback/ideas/{idea.id}?{kept}" in salome.get(f"/feedback/?{query}").text
    page = salome.get(f"/feedback/ideas/{idea.id}?{query}").text
    assert f"/feedback/?{kept}" in page
    done = salome.post(f"/feedback/ideas/{idea.id}/answer?{query}", **GOOD, expected="0")
    assert done.location == f"/feedback/ideas/{idea.id}?{query}#content"


def test_the_list_says_who_owes_the_next_step(salome: Browser) -> None:
    answered, late = an_idea(), an_idea(published_at=clock.now() - timedelta(days=40))
    answer_idea(answered, a_product_manager(name="Karim D."), IdeaStatus.UNDER_REVIEW, Words("We taste it."))
    page = salome.get("/feedback/").text
    assert "Karim D.</td>" in page
    assert "The team, late" in page
    assert late.id


def test_an_answer_is_shown_with_its_letters_before_it_is_given(salome: Browser) -> None:
    idea = an_idea(author=a_member(language="fr", name="Odile M."), title="Un sac")
    reader = a_customer(language="fr")
    customers.give_consent(reader, Purpose.LOOP)
    cast_vote(idea, reader)
    path = f"/feedback/ideas/{idea.id}/preview"
    page = salome.post(path, verdict="planned", text="In **spring**.", expected="0").text
    assert "In <strong>spring</strong>." in page
    assert "nous avons répondu" in page
    assert "2 people are told, 1 of them by e-mail too" in page
    assert (idea.stage, idea.answer_count) == ("new", 0)
    assert salome.post(path, verdict="planned", text=" ").status_code == 422
