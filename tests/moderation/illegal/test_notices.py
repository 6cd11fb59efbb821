"""Notices of illegal content: who may send them, what they lead to, and what nobody learns from them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.contributions.models import State
from community.spaces.models import Audience
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from foundation.mail import MailMessage
from moderation.illegal import commands
from moderation.illegal.addresses import places
from moderation.illegal.forms import stamp
from moderation.illegal.letters import proof_of
from moderation.illegal.models import IllegalItem, IllegalNotice
from moderation.models import Case, Finding
from moderation.queries import open_case
from moderation.reasons import Because
from moderation.statements.models import Statement
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator, an_admin
from tests.factories.community import a_contribution, a_space
from tests.factories.ideas import an_idea
from tests.factories.illegal import a_notice, where

FORM = "/report-illegal-content"


def sent(browser: Browser, address: str, **given: str) -> str:
    """Fill the form in, and say where one is sent."""
    with frozen(now() - timedelta(minutes=2)):
        begun = stamp()
    fields = {
        "addresses": address, "category": "defamation", "text": "It says that I stole.", "name": "Ada",
        "email": "ada@example.org", "good_faith": "y", "begun": begun,
    } | given  # fmt: skip
    answer = browser.post(FORM, **fields)
    return str(answer.location) if answer.status_code == 303 else str(answer.status_code)


def receipt_of_last() -> str:
    """The page of the newest notice, whose address its sender reads in the e-mail."""
    newest = select(IllegalNotice.token).order_by(IllegalNotice.id.desc()).limit(1)
    return f"{FORM}/{db.session.scalar(newest)}"


def letters() -> list[MailMessage]:
    return list(db.session.scalars(select(MailMessage).order_by(MailMessage.id)))


def test_anybody_reports_without_an_account_and_has_it_confirmed_with_a_number(browser: Browser) -> None:
    about = an_idea(title="A thief")
    assert sent(browser, f"http://localhost/ideas/{about.id}") == f"{FORM}/received"
    receipt = receipt_of_last()
    page = browser.get(receipt).text
    notice = db.session.scalars(select(IllegalNotice)).one()
    assert f"Notice no. {notice.id}" in page
    [letter] = letters()
    assert letter.recipient == "ada@example.org"
    assert f"no. {notice.id}" in letter.subject
    assert receipt in letter.text
    case = open_case(about.id)
    assert case is not None
    found = db.session.scalars(select(Finding).where(Finding.case_id == case.id)).one()
    assert (found.kind, found.detail) == (Because.NOTICE, "defamation")
    assert case.due_at - case.opened_at <= timedelta(hours=24)
    assert db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.notice.taken")).one()


def test_the_form_is_there_in_both_languages_and_linked_from_every_page(browser: Browser) -> None:
    assert "Report illegal content" in browser.get("/rules").text
    french = browser.get(FORM, headers={"Accept-Language": "fr"}).text
    assert "Pourquoi est-ce contraire à la loi" in french


@pytest.mark.parametrize(
    "given",
    [
        {"email": ""}, {"name": ""}, {"text": ""}, {"category": "spam"}, {"good_faith": ""}, {"email": "ada"},
        {"addresses": "https://elsewhere.example/ideas/1"}, {"addresses": "nothing"}, {"addresses": "//localhost/x"},
        {"addresses": "http://localhost/no-such-page"}, {"addresses": "javascript:alert(1)"}, {"website": "http://x"},
        {"begun": ""}, {"begun": "x.y"}, {"addresses": " ".join(f"/ideas/{one}" for one in range(1, 13))},
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_and_nothing_is_lost(browser: Browser, given: dict[str, str]) -> None:
    address = given.pop("addresses", where(a_contribution()))
    assert sent(browser, address, **given) == "422"
    assert not db.session.scalars(select(IllegalNotice)).all()


def test_a_form_that_was_filled_in_a_breath_is_shown_once_more(browser: Browser) -> None:
    about = a_contribution()
    assert sent(browser, where(about), begun=stamp()) == "422"


def test_where_a_child_is_in_danger_nobody_must_say_who_they_are(browser: Browser) -> None:
    about = a_contribution()
    receipt = sent(browser, where(about), category="child_safety", name="", email="")
    assert "this page is where you read what was decided" in browser.get(receipt).text
    assert not letters()


def test_the_same_said_twice_is_one_notice(browser: Browser) -> None:
    about = a_contribution()
    assert sent(browser, where(about)).startswith(f"{FORM}/")
    assert sent(browser, where(about)) == f"{FORM}/received"
    assert len(db.session.scalars(select(IllegalItem)).all()) == 1
    assert sent(browser, where(about), email="bob@example.org").startswith(f"{FORM}/")
    found = db.session.scalars(select(Finding)).one()
    assert found.times == 2
    assert len(db.session.scalars(select(Case)).all()) == 1


def test_one_text_under_two_addresses_is_one_text(browser: Browser) -> None:
    about = an_idea()
    one, other = f"/ideas/{about.id}", where(about)
    assert sent(browser, f"{one} {other}").startswith(f"{FORM}/")
    assert sent(browser, other) == f"{FORM}/received"
    assert len(db.session.scalars(select(IllegalItem)).all()) == 1


def test_a_second_reader_of_the_mailbox_learns_nothing_typed_by_others(browser: Browser) -> None:
    sent(browser, where(a_contribution()), name="Buy at cheap.example", text="Buy at cheap.example now")
    [letter] = letters()
    assert "cheap.example" not in letter.text + letter.subject + (letter.html or "")


def test_the_decision_goes_back_with_the_ways_that_are_open(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer()
    about = a_contribution(author)
    sent(browser, where(about))
    case = open_case(about.id)
    assert case is not None
    form = {"verdict": "reject", "reason": "defamation", "version": str(case.version), "note": "Dear author."}
    browser.stranger().sign_in(a_moderator()).post(f"/moderation/cases/{case.id}/decision", **form)
    drain()
    [_receipt, letter] = [one for one in letters() if one.recipient == "ada@example.org"]
    assert "no longer public" in letter.text
    assert "out-of-court" in letter.text
    assert "Dear author." not in letter.text
    assert "no longer public" in browser.get(receipt_of_last()).text
    stated = db.session.scalars(select(Statement).where(Statement.decision_id.is_not(None))).one()
    assert (stated.source, stated.automated_detection) == ("notice", False)
    told = str(stated.parts)
    assert "Ada" not in told
    assert "ada@example.org" not in told


def test_what_stays_is_told_too(browser: Browser, drain: Callable[[], int]) -> None:
    about = a_contribution(a_customer())
    sent(browser, where(about))
    case = open_case(about.id)
    assert case is not None
    form = {"verdict": "approve", "version": str(case.version)}
    browser.sign_in(a_moderator()).post(f"/moderation/cases/{case.id}/decision", **form)
    drain()
    assert "it stays" in letters()[-1].text


def test_a_trusted_flagger_is_answered_in_half_the_time(browser: Browser) -> None:
    commands.add_flagger("Point@Flag.example", "Point de contact", an_admin())
    about = a_contribution()
    sent(browser, where(about), email="point@flag.example")
    receipt = f"{FORM}/{db.session.scalars(select(IllegalNotice.token)).one()}"
    [proof] = re.findall(r"proof=(\S+)", letters()[-1].text)
    assert "Is this notice yours?" in browser.get(f"{receipt}?proof={proof}").text
    assert browser.post(f"{receipt}/confirmation", proof=proof).location == receipt
    assert browser.post(f"{receipt}/confirmation", proof=proof).location == receipt
    case = open_case(about.id)
    assert case is not None
    assert case.due_at - case.opened_at <= timedelta(hours=12)
    made = db.session.scalars(select(IllegalNotice)).one()
    assert (made.trusted, made.proven) == (True, True)


def test_nobody_comes_first_by_typing_the_address_of_a_flagger(browser: Browser) -> None:
    commands.add_flagger("point@flag.example", "Point de contact", an_admin())
    about = a_contribution()
    assert sent(browser, where(about), email="point@flag.example") == f"{FORM}/received"
    made = db.session.scalars(select(IllegalNotice)).one()
    assert (made.trusted, made.proven) == (False, False)
    receipt = f"{FORM}/{made.token}"
    page = browser.get(receipt).text
    assert "Is this notice yours?" not in page
    for proof in ("", "guess", proof_of(a_notice(None, "/ideas/999999"))):
        assert browser.post(f"{receipt}/confirmation", proof=proof).status_code == 409
    db.session.refresh(made)
    assert not made.trusted


def test_a_proof_of_somebody_who_is_no_flagger_makes_nothing_come_first(browser: Browser) -> None:
    notice = a_notice()
    db.session.commit()
    there = f"/report-illegal-content/{notice.token}/confirmation"
    assert browser.post(there, proof=proof_of(notice)).status_code == 409


def test_who_sends_a_notice_weighs_as_a_newcomer_and_a_trusted_flagger_most(browser: Browser) -> None:
    commands.add_flagger("point@flag.example", "Point de contact", an_admin())
    about, weights = a_contribution(), []
    for email in ("a@x.org", "b@x.org", "point@flag.example"):
        sent(browser, where(about), email=email)
        made = db.session.scalars(select(IllegalNotice).where(IllegalNotice.email == email)).one()
        browser.post(f"{FORM}/{made.token}/confirmation", proof=proof_of(made))
        db.session.expire_all()
        case = open_case(about.id)
        assert case is not None
        weights.append(case.parts["reports"])
    assert weights == pytest.approx([0.35, 1 - 0.65**2, 1 - 0.65**2 * 0.1], abs=0.001)


def test_what_a_circle_keeps_to_itself_is_not_confirmed_to_exist(
    browser: Browser, drain: Callable[[], int]
) -> None:
    circle = a_space(audience=Audience.CIRCLE.value)
    sealed = a_contribution(a_customer(), space=circle, title="The secret capsule")
    held = a_contribution(a_customer(), state=State.HELD.value)
    pages = []
    for address, email in (
        (where(sealed), "a@x.org"),
        (where(held), "b@x.org"),
        ("/contributions/999999", "c@x.org"),
    ):
        sent(browser, address, email=email)
        pages.append(browser.get(receipt_of_last()).text.replace(address, "HERE").replace(email, "WHO"))
    plain = [line for page in pages for line in page.splitlines() if "HERE" in line or "Somebody is" in line]
    assert len(set(plain)) == len(plain) // 3
    assert all("secret capsule" not in page for page in pages)
    case = open_case(sealed.id)
    assert case is not None
    insider = an_admin()
    form = {"verdict": "reject", "reason": "defamation", "version": str(case.version)}
    browser.stranger().sign_in(insider).post(f"/moderation/cases/{case.id}/decision", **form)
    for item in db.session.scalars(select(IllegalItem).where(IllegalItem.case_id.is_(None))).all():
        browser.stranger().sign_in(insider).post(f"/moderation/notices/{item.id}/answer")
    drain()
    told = [one.text for one in letters() if "decided on your notice" in one.subject]
    assert len(told) == 3
    assert all("We have looked into it" in one and "no longer public" not in one for one in told)


def test_moderators_outside_the_circle_do_not_see_its_notices(browser: Browser) -> None:
    circle = a_space(audience=Audience.CIRCLE.value)
    a_notice(None, where(a_contribution(space=circle)), text="About the secret capsule")
    db.session.commit()
    assert "secret capsule" not in browser.sign_in(a_moderator()).get("/moderation/notices").text
    assert "secret capsule" in browser.stranger().sign_in(an_admin()).get("/moderation/notices").text


def test_the_moderator_reads_the_notice_beside_the_case(browser: Browser) -> None:
    about = a_contribution()
    a_notice(None, where(about), text="My street and my number")
    case = open_case(about.id)
    assert case is not None
    db.session.commit()
    page = browser.sign_in(a_moderator()).get(f"/moderation/cases/{case.id}").text
    assert "My street and my number" in page
    assert "ada@example.org" not in page


def test_a_new_text_of_the_author_does_not_make_the_notice_forgotten(app: Flask) -> None:
    from community.contributions.commands import revise

    author = a_customer()
    about = a_contribution(author)
    a_notice(None, where(about))
    revise(about, author, "Other", "Other words", expected=1)
    assert db.session.scalars(select(Finding).where(Finding.kind == Because.NOTICE.value)).all()


def test_names_and_addresses_are_erased_half_a_year_after_the_answer(app: Flask) -> None:
    made = a_notice(None, "/ideas/999999")
    commands.answer_by_hand(made.items[0], a_moderator())
    with frozen(now() + timedelta(days=189)):
        commands.forget_old()
    db.session.expire_all()
    assert made.email == "ada@example.org"
    with frozen(now() + timedelta(days=191)):
        commands.forget_old()
    db.session.expire_all()
    assert (made.email, made.name) == ("", "")
    assert made.text


def test_what_still_waits_is_not_forgotten(app: Flask) -> None:
    made = a_notice()
    with frozen(now() + timedelta(days=400)):
        commands.forget_old()
    db.session.expire_all()
    assert made.email


def test_it_is_answered_once(app: Flask) -> None:
    made = a_notice(None, "/ideas/999999")
    commands.answer_by_hand(made.items[0], a_moderator())
    with pytest.raises(commands.AnsweredAlready):
        commands.answer_by_hand(made.items[0], a_moderator())


def test_who_types_the_address_of_somebody_else_learns_nothing_of_them(browser: Browser) -> None:
    about, other = a_contribution(), a_contribution()
    new = browser.get(sent(browser, where(about))).text
    same = browser.get(sent(browser, where(about))).text
    assert new == same
    assert "ada@example.org" not in new
    elsewhere = {"how": {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}}
    assert sent(browser, where(other), **elsewhere) == f"{FORM}/received"  # type: ignore[arg-type]


def test_many_notices_in_one_name_are_all_taken_and_five_an_hour_confirmed(app: Flask) -> None:
    for number in range(7):
        a_notice(None, f"/ideas/{900000 + number}", email="ada@example.org")
    assert len(db.session.scalars(select(IllegalNotice)).all()) == 7
    assert len(letters()) == 5


def test_who_is_signed_in_with_the_address_reads_the_receipt_at_once(browser: Browser) -> None:
    member = a_customer()
    db.session.commit()
    browser.sign_in(member)
    assert sent(browser, where(a_contribution()), email=member.email or "") == receipt_of_last()


def test_many_notices_from_one_place_wait(browser: Browser) -> None:
    answers = [sent(browser, where(a_contribution()), email=f"a{number}@x.org") for number in range(12)]
    assert answers.count("429") == 2


def test_the_anchor_of_a_comment_names_the_comment(app: Flask) -> None:
    [place], wrong = places("http://localhost/contributions/3#comment-17")
    assert (place.contribution_id, place.path, wrong) == (17, "/contributions/3#comment-17", [])


def test_only_admins_keep_flaggers(browser: Browser) -> None:
    fields = {"name": "Point de contact", "email": "point@flag.example"}
    assert browser.sign_in(a_moderator()).post("/moderation/flaggers", **fields).status_code == 403
    admin = browser.stranger().sign_in(an_admin())
    assert admin.post("/moderation/flaggers", **fields).status_code == 303
    assert "Point de contact" in admin.get("/moderation/flaggers").text
