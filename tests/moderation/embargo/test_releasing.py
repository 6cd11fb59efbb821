"""Everything that becomes public is held against the calendar, not contributions alone."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import commands as accounts, names
from accounts.models import Member, Role
from community.contributions.models import State
from community.spaces.commands import save_space
from community.spaces.models import Audience, Space
from feedback.commands import Words, answer_idea
from foundation.audit import AuditLine
from foundation.brand import Look, commands as brand
from foundation.database import db
from foundation.releasing import SureNeeded, Untold
from ideas.commands import edit_idea
from ideas.models import Answer, Idea, IdeaStatus
from moderation.embargo.queries import numbers_in
from moderation.embargo.releasing import knowingly
from moderation.queries import open_case
from moderation.watching import Written
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, a_product_manager, an_admin
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_term
from tests.moderation.embargo.test_calendar import TERM, a_manager, said


def told() -> list[AuditLine]:
    return list(db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.embargo.told")))


def answer(idea: Idea, by: Member, words: str = f"It comes with {TERM}.") -> Answer:
    return answer_idea(idea, by, IdeaStatus.PLANNED, Words(words))


def a_room(by: Member, **given: object) -> Space:
    plain = {
        "name": "Kitchen",
        "slug": "kitchen",
        "purpose": "",
        "audience": "public",
        "moderation": "reactive",
    }
    return save_space(Space(), by, **plain | given)


def the_brand(by: Member) -> object:
    return brand.save(Look(welcome_en=f"Meet {TERM}"), made_from=0, actor_id=by.id)


DEEDS: dict[str, Callable[[Member], object]] = {
    "answer": lambda by: answer(an_idea(), by),
    "space": lambda by: a_room(by, purpose=f"All about {TERM}."),
    "brand": the_brand,
    "edit": lambda by: edit_idea(
        an_idea(author=a_customer()), by, "Quieter", f"Wait for {TERM} then.", expected=1
    ),
    "tag": lambda by: edit_idea(
        idea := an_idea(author=a_customer()), by, idea.title, idea.source, expected=1, tags=[TERM]
    ),
}


@pytest.mark.parametrize("what", DEEDS)
def test_words_of_the_house_are_warned_of_and_told_only_by_who_may_and_is_sure(app: Flask, what: str) -> None:
    admin = an_admin()
    number = a_term(TERM, admin).id
    with pytest.raises(Untold, match=r"^Untold$") as refused:
        DEEDS[what](a_product_manager())
    assert f"no. {number}" in str(refused.value.message)
    assert "phyrine" not in str(refused.value.message)
    with pytest.raises(SureNeeded):
        DEEDS[what](admin)
    assert told() == []
    with knowingly():
        DEEDS[what](admin)
    assert [(line.actor_id, line.after["numbers"]) for line in told()] == [(admin.id, [number])]


def test_what_staff_write_waits_for_somebody_who_knows_the_term(app: Flask, drain: Callable[[], int]) -> None:
    manager = a_manager()
    a_term(TERM, manager)
    for role in (Role.PRODUCT_MANAGER, Role.MODERATOR):
        written = said(a_member(role), f"We speak of {TERM}")
        assert written.state == State.HELD.value
        assert open_case(written.id) is not None
    with pytest.raises(SureNeeded):
        said(manager, f"We speak of {TERM}")
    with knowingly():
        written = said(manager, f"We speak of {TERM}")
    assert written.state == State.PUBLISHED.value
    assert len(told()) == 1


def test_a_name_with_the_term_is_refused_in_the_words_of_any_name_kept_for_the_team(app: Flask) -> None:
    a_term(TERM, an_admin())
    member = a_customer()
    for name in ("Projet Zéphyrine", "projet zephyrine"):
        with pytest.raises(names.NameRefused) as refused:
            accounts.rename(member, name)
        assert refused.value.message == names.KEPT
    accounts.rename(member, "Zoé Zéphyr")


def test_a_bio_with_the_term_is_refused_kindly_and_without_the_term(browser: Browser) -> None:
    a_term(TERM, an_admin())
    member = a_customer()
    db.session.commit()
    browser.sign_in(member)
    page = browser.post(
        "/me", name=member.name, bio=f"I wait for {TERM}", language="en", timezone="Europe/Paris"
    )
    assert page.status_code == 422
    assert "cannot stand on a public page" in page.text
    assert "embargo" not in page.text.casefold()
    db.session.expire_all()
    assert member.bio == ""


def test_in_a_circle_that_was_told_the_house_may_talk_too(app: Flask) -> None:
    admin = an_admin()
    a_term(TERM, admin)
    circle = a_space(audience=Audience.CIRCLE.value)
    assert answer(an_idea(space=circle), a_product_manager()).id
    a_room(admin, audience="circle", name=TERM)
    assert told() == []


def test_an_admin_is_warned_in_the_browser_and_goes_on_by_one_press(browser: Browser) -> None:
    admin, idea = an_admin(), an_idea()
    number = a_term(TERM, admin).id
    db.session.commit()
    browser.sign_in(admin)
    form = {"verdict": "planned", "text": f"It comes with {TERM}.", "expected": "0"}
    where = f"/feedback/ideas/{idea.id}/answer"
    warned = browser.post(where, **form)
    assert warned.status_code == 409
    assert f"term no. {number}" in warned.text
    assert db.session.scalars(select(Answer)).all() == []
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', warned.text))
    forged = browser.post(where, **form, embargo_sure="nothing of ours")
    assert forged.status_code == 409
    assert browser.post(where, **form, embargo_sure=hidden["embargo_sure"]).status_code == 303
    assert [line.after["what"] for line in told()] == ["answer"]


def test_a_colleague_who_may_not_know_reads_why_and_keeps_what_was_typed(browser: Browser) -> None:
    idea = an_idea()
    a_term(TERM, an_admin())
    manager = a_product_manager()
    db.session.commit()
    browser.sign_in(manager)
    page = browser.post(
        f"/feedback/ideas/{idea.id}/answer",
        verdict="planned",
        text=f"It comes with {TERM}.",
        expected="0",
    )
    assert page.status_code == 409
    assert "A community manager or an admin may publish it." in page.text
    assert TERM in page.text
    assert db.session.scalars(select(Answer)).all() == []


def test_a_tag_keeps_holding_after_it_was_written_down(app: Flask) -> None:
    idea = an_idea(author=a_moderator())
    number = a_term(TERM, an_admin()).id
    with knowingly():
        edit_idea(idea, an_admin(), idea.title, idea.source, expected=1, tags=[TERM])
    db.session.flush()
    db.session.expire_all()
    idea.__dict__.pop("new_tags", None)
    assert numbers_in(Written.of(idea, None)) == [number]
