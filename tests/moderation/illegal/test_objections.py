"""Whoever sent a notice may object for six months, without an account, and somebody else looks again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from accounts.models import Member
from community.contributions.models import Contribution, State
from foundation.clock import frozen, now
from foundation.database import db
from foundation.mail import MailMessage
from moderation.illegal import commands, objecting
from moderation.illegal.models import IllegalNotice
from moderation.illegal.objections import ItemHand, Objection
from moderation.models import Decision
from moderation.reasons import Reason, Verdict
from moderation.statements.models import Statement
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator, an_admin
from tests.factories.illegal import a_notice, an_objection


def answered() -> IllegalNotice:
    """A notice about an address where nothing stands, answered by hand."""
    notice = a_notice(address="/ideas/999999")
    commands.answer_by_hand(notice.items[0], a_moderator(name="Jo"))
    db.session.commit()
    return with_items(notice)


def with_items(notice: IllegalNotice) -> IllegalNotice:
    db.session.refresh(notice, ["items"])
    return notice


def loaded(found: Objection) -> Objection:
    db.session.refresh(found, ["item"])
    db.session.refresh(found.item, ["notice"])
    return found


def first_decider(found: Objection) -> int:
    asked = select(ItemHand.member_id).where(ItemHand.item_id == found.item_id, ItemHand.part == "first")
    return db.session.scalars(asked).one()


def test_a_sender_objects_from_the_link_of_the_letter_once_and_reads_when_it_is_answered(
    browser: Browser,
) -> None:
    notice = answered()
    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert letter is not None
    assert "somebody else looks again" in letter.text
    page = f"/report-illegal-content/{notice.token}"
    assert page in letter.text
    there = f"{page}/{notice.items[0].id}/objection"
    assert "Ask that somebody else looks again" in browser.get(page).text
    assert browser.post(there, text="").status_code == 422
    assert browser.post(there, text="It does stand there.").location == page
    assert "You objected" in browser.get(page).text
    again = browser.post(there, text="It does!")
    assert again.status_code == 409
    assert db.session.scalars(select(Objection.text)).all() == ["It does stand there."]


def test_only_the_link_of_the_notice_opens_the_door(browser: Browser) -> None:
    other, notice = a_notice(address="/ideas/999998").token, answered()
    item_id = notice.items[0].id
    for token in (other, "guess"):
        there = f"/report-illegal-content/{token}/{item_id}/objection"
        assert browser.post(there, text="Let me.").status_code == 404


@pytest.mark.parametrize("days", [0, 200])
def test_what_still_waits_and_what_is_older_than_six_months_is_not_objected_to(
    browser: Browser, days: int
) -> None:
    notice = answered() if days else a_notice()
    page = f"/report-illegal-content/{notice.token}"
    there = f"{page}/{notice.items[0].id}/objection"
    with frozen(now() + timedelta(days=days)):
        assert "Ask that somebody else" not in browser.get(page).text
        assert browser.post(there, text="Look again.").status_code == 409


def test_what_was_taken_down_is_not_objected_to_by_who_asked_for_it(app: Flask) -> None:
    notice = answered()
    notice.items[0].answer = "taken_down"
    with pytest.raises(objecting.NothingToObject):
        objecting.object_to(notice.items[0], "Thanks!")


def test_who_decided_first_is_refused_by_the_command_the_page_and_the_database_itself(
    browser: Browser,
) -> None:
    found = loaded(an_objection())
    first = db.session.get_one(Member, first_decider(found))
    with pytest.raises(objecting.AnotherPerson):
        objecting.decide(found, first, None, None, "It stands.")
    db.session.commit()
    browser.sign_in(first)
    assert "so a colleague looks again" in browser.get(f"/moderation/objections/{found.id}").text
    assert (
        browser.post(f"/moderation/objections/{found.id}/decision", outcome="stands", note="x").status_code
        == 403
    )
    by_force = update(Objection).values(decided_by_id=first.id, decided_at=now(), became="stands")
    with pytest.raises(IntegrityError):
        db.session.execute(by_force)
    db.session.rollback()


def test_somebody_else_lets_it_stand_and_the_sender_reads_why(browser: Browser) -> None:
    found = an_objection()
    db.session.commit()
    browser.sign_in(a_moderator(name="Jo"))
    assert "Objection no." in browser.get("/moderation/appeals").text
    there = f"/moderation/objections/{found.id}/decision"
    assert browser.post(there, outcome="stands", note="").status_code == 422
    assert browser.post(there, outcome="stands", note="The street is public.").status_code == 303
    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert letter is not None
    assert "looked again" in letter.subject
    assert "The street is public." in letter.text
    assert "Jo" not in letter.text
    browser.sign_in(an_admin())
    late = browser.post(there, outcome="stands", note="I typed a lot.")
    assert late.status_code == 409
    assert "I typed a lot." in late.text
    db.session.expire_all()
    assert found.note == "The street is public."


def test_when_it_is_decided_anew_the_author_has_a_statement_and_the_text_goes(
    whole_app: Flask, browser: Browser, drain: Callable[[], int]
) -> None:
    found = loaded(an_objection())
    about = db.session.get_one(Contribution, found.item.contribution_id)
    about.author_id = a_customer().id
    db.session.commit()
    browser.sign_in(a_moderator(name="Jo"))
    there = f"/moderation/objections/{found.id}/decision"
    assert browser.post(there, outcome="reject", reason="", note="You are right.").status_code == 422
    assert db.session.get_one(Objection, found.id).decided_at is None
    assert (
        browser.post(
            there, outcome="reject", reason=Reason.PERSONAL_DATA.value, note="You are right."
        ).status_code
        == 303
    )
    with frozen(now() + timedelta(minutes=2)):
        drain()
    assert db.session.get_one(Contribution, about.id).state == State.REMOVED
    last = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert last is not None
    assert last.verdict == Verdict.REJECT
    assert db.session.scalar(select(Statement.decision_id)) == last.id


def test_names_and_addresses_stay_until_an_objection_is_answered(app: Flask) -> None:
    found = loaded(an_objection())
    with frozen(now() + timedelta(days=400)):
        commands.forget_old()
    db.session.expire_all()
    assert loaded(found).item.notice.email == "ada@example.org"
    objecting.decide(found, a_moderator(name="Jo"), None, None, "It stands.")
    with frozen(now() + timedelta(days=400)):
        commands.forget_old()
    db.session.expire_all()
    assert loaded(found).item.notice.email == ""


def test_of_what_is_not_open_to_the_sender_the_answer_says_nothing(app: Flask) -> None:
    notice = answered()
    found = objecting.object_to(notice.items[0], "Look again.")
    objecting.decide(loaded(found), an_admin(), None, None, "It is the circle of the launch.")
    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert letter is not None
    assert "circle" not in letter.text
