"""Narrowing the queue, and keeping what one narrows it to."""

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from accounts.models import Role
from community.contributions.models import State
from foundation.clock import now
from foundation.database import db
from moderation.claims.commands import claim
from moderation.filters.commands import MOST, TooManyFilters, keep
from moderation.filters.models import KeptFilter
from moderation.filters.narrowing import Narrowed
from moderation.models import Finding
from moderation.queries import queue, waiting_count
from moderation.reasons import Because
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_case, written_by


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"why": "report"}, {"an idea"}),
        ({"kind": "idea"}, {"an idea"}),
        ({"lang": "fr"}, {"en français"}),
        ({"age": "day"}, {"old"}),
        ({"age": "late"}, {"old"}),
        ({"q": "100%"}, {"100% arabica"}),
        ({"q": "GASPARD"}, {"of Gaspard"}),
        ({"tag": "press"}, {"tagged"}),
        ({"read": "others"}, {"read by Malo"}),
        ({"read": "mine"}, {"read by me"}),
        ({"kind": "idea", "why": "word"}, set()),
    ],
)
def test_the_queue_is_narrowed_to(app: Flask, asked: dict[str, str], fits: set[str]) -> None:
    me, malo = a_moderator(), a_moderator(name="Malo")
    begun = now() - timedelta(days=3)
    cases = {
        "an idea": a_case(an_idea(), Because.REPORT),
        "en français": a_case(a_contribution(state=State.HELD.value, language="fr")),
        "old": a_case(opened_at=begun, due_at=begun + timedelta(hours=8)),
        "100% arabica": a_case(a_contribution(state=State.HELD.value, title="100% arabica, 50 grams")),
        "of Gaspard": a_case(written_by(a_member(name="Gaspard N."))),
        "tagged": a_case(),
        "read by Malo": a_case(),
        "read by me": a_case(),
    }
    db.session.add(Finding(case_id=cases["tagged"].id, kind=Because.TAG.value, detail="press"))
    claim(cases["read by Malo"].id, malo)
    claim(cases["read by me"].id, me)
    conditions = Narrowed.of(asked).conditions(me)
    found = {line.case_id for line in queue(me, *conditions)}
    assert {name for name, case in cases.items() if case.id in found} == fits
    assert waiting_count(me, *conditions) == len(fits)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*Narrowed.__dataclass_fields__]), st.text(max_size=120)))
def test_nonsense_narrows_to_something_that_can_be_asked(app: Flask, asked: dict[str, str]) -> None:
    narrowed = Narrowed.of(asked)
    assert Narrowed.of(narrowed.asked) == narrowed
    queue(a_moderator(), *narrowed.conditions(a_moderator()))


def test_a_filter_in_the_address_stays_while_one_decides(browser: Browser) -> None:
    space = a_space(name="Atelier")
    first, second = (a_case(a_contribution(state=State.HELD.value, space=space)) for _number in range(2))
    a_case(priority=80)
    browser.sign_in(a_moderator())
    page = browser.get(f"/moderation/?space={space.id}&kind=").text
    assert "2 fit" in page
    answer = browser.post(
        f"/moderation/cases/{first.id}/decision",
        verdict="approve",
        version=str(first.version),
        space=str(space.id),
    )
    assert answer.location == f"/moderation/cases/{second.id}?space={space.id}#case"


def test_a_filter_is_kept_used_changed_and_deleted(browser: Browser) -> None:
    helene, malo = a_moderator(name="Hélène"), a_moderator()
    browser.sign_in(helene)
    browser.post("/moderation/filters", name="Late ideas", kind="idea", age="late", shared="1")
    kept = db.session.scalars(select(KeptFilter)).one()
    assert kept.asked == {"kind": "idea", "age": "late"}
    a_case()
    other = browser.stranger().sign_in(malo)
    assert "Late ideas" in other.get("/moderation/").text
    assert "shared by Hélène" in other.get("/moderation/filters").text
    assert other.post(f"/moderation/filters/{kept.id}", name="Mine now").status_code == 403
    browser.post(f"/moderation/filters/{kept.id}", name="Ideas past their time")
    db.session.expire_all()
    assert (kept.name, kept.shared) == ("Ideas past their time", False)
    assert "Ideas past" not in other.get("/moderation/filters").text
    browser.post(f"/moderation/filters/{kept.id}/removal")
    assert not db.session.scalars(select(KeptFilter)).all()


def test_who_leads_may_delete_what_is_shared(browser: Browser) -> None:
    kept = keep(a_moderator(), "Ideas", Narrowed(kind="idea"), shared=True)
    browser.sign_in(a_member(Role.COMMUNITY_MANAGER)).post(f"/moderation/filters/{kept.id}/removal")
    assert not db.session.scalars(select(KeptFilter)).all()


@pytest.mark.parametrize(
    "fields", [{"name": "x"}, {"name": " ", "kind": "idea"}, {"name": "x" * 61, "kind": "idea"}, {}]
)
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(browser: Browser, fields: dict[str, str]) -> None:
    answer = browser.sign_in(a_moderator()).post("/moderation/filters", **fields)
    assert answer.status_code == 303
    assert not db.session.scalars(select(KeptFilter)).all()


def test_a_name_is_kept_once_and_the_list_has_an_end(browser: Browser) -> None:
    helene = a_moderator()
    browser.sign_in(helene)
    for _time in range(2):
        browser.post("/moderation/filters", name="Ideas", kind="idea")
    assert len(db.session.scalars(select(KeptFilter)).all()) == 1
    for number in range(MOST - 1):
        keep(helene, f"Filter {number}", Narrowed(kind="idea"), shared=False)
    with pytest.raises(TooManyFilters):
        keep(helene, "One more", Narrowed(kind="idea"), shared=False)


def test_members_have_no_filters(browser: Browser) -> None:
    assert browser.sign_in(a_customer()).get("/moderation/filters").status_code == 403
