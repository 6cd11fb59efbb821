"""What is held for the law is neither deleted nor erased, nobody is misled about it, and it ends by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts import commands as accounts
from accounts.holds.commands import HeldAlready, LiftedAlready, ReasonNeeded, lift, place
from accounts.holds.models import Held, KeptIdentity, LegalHold
from accounts.holds.queries import hold_on, holds_on
from accounts.models import Member
from community.contributions.models import Contribution, State
from community.pictures import jobs as pictures, queries as shown
from community.pictures.commands import Choice, place as show
from community.pictures.models import Picture
from community.readings.commands import forget_old as forget_readings, write_down
from community.readings.models import Reading
from customers.personal import all_about
from foundation.audit import AuditLine, faults
from foundation.clock import frozen, now
from foundation.database import db
from moderation.illegal.commands import forget_old
from moderation.illegal.models import IllegalItem
from moderation.standing.jobs import look
from moderation.statements.models import Statement
from tests.accounts.letters import letters_to
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_hold, a_member, an_admin
from tests.factories.community import a_contribution
from tests.factories.illegal import a_notice, where
from tests.factories.pictures import a_picture
from tests.factories.statements import a_statement
from tests.moderation.test_standing import sent_back


def held_text(author: Member, **given: object) -> Contribution:
    about = a_contribution(author, **given)
    place(Held.CONTRIBUTION, about.id, author.id, "Court of Lyon, 26/0412", an_admin())
    return about


@pytest.mark.parametrize("kind", Held)
def test_whoever_leaves_while_something_is_held_is_unnamed_and_what_must_be_stays(
    whole_app: Flask, browser: Browser, drain: Callable[[], int], kind: Held
) -> None:
    ana = a_member(name="Ana", email="ana@example.org", bio="Filter, no sugar.")
    about = a_contribution(ana)
    picture = a_picture(about, ana)
    stated = a_statement(ana)
    number = ana.id if kind is Held.MEMBER else about.id
    hold = place(kind, number, ana.id, "Court of Lyon, 26/0412", an_admin())
    browser.sign_in(ana)
    assert "What the law keeps for now" in browser.get("/me/erase").text
    browser.post("/me/erase", sure="y")
    assert "locked away and erased by itself" in browser.get("/").text
    drain()
    assert (ana.name, ana.email, ana.bio, ana.is_active) == ("Former member", None, "", False)
    assert "is kept for now" in letters_to("ana@example.org")[0].subject
    kept = db.session.get_one(KeptIdentity, ana.id)
    assert (kept.name, kept.email) == ("Ana", "ana@example.org")
    assert db.session.get_one(Contribution, about.id).author_id == ana.id
    assert db.session.get_one(Statement, stated.id).parts
    assert shown.shown_of([about.id]) == {}
    assert Browser(whole_app).get(f"/pictures/{picture.key}/page.webp").status_code == 404
    assert "Ana" not in browser.get(f"/contributions/{about.id}").text

    lift(hold, "The claim is settled.", an_admin())
    drain()
    assert db.session.get(KeptIdentity, ana.id) is None
    assert db.session.get_one(Contribution, about.id).author_id is None
    assert db.session.get(Picture, picture.id) is None
    assert list(faults()) == []


def test_the_rest_waits_for_the_last_of_several_holds(whole_app: Flask, drain: Callable[[], int]) -> None:
    ana = a_member()
    first, second = a_hold(ana), held_text(ana)
    accounts.erase(ana)
    lift(first, "Settled.", an_admin())
    drain()
    assert db.session.get(KeptIdentity, ana.id) is not None
    lift(holds_on(ana.id)[0], "Settled too.", an_admin())
    drain()
    assert db.session.get(KeptIdentity, ana.id) is None
    assert db.session.get_one(Contribution, second.id).author_id is None


def test_who_is_not_held_is_erased_as_ever(whole_app: Flask, drain: Callable[[], int]) -> None:
    a_hold(a_member())
    ana = a_member()
    about = a_contribution(ana)
    accounts.erase(ana)
    drain()
    assert db.session.get_one(Contribution, about.id).author_id is None
    assert db.session.get(KeptIdentity, ana.id) is None


def test_the_jobs_of_the_clock_pass_by_what_is_held(app: Flask) -> None:
    ana = a_customer()
    idea, _decision = sent_back(ana)
    free, _other = sent_back(a_customer())
    place(Held.CONTRIBUTION, idea.id, ana.id, "Court of Lyon", an_admin())
    notice = a_notice(address=where(held_text(a_member())))
    for item in db.session.scalars(select(IllegalItem)):
        item.told_at = now()
    unconfirmed = a_member(email_verified_at=None)
    a_hold(unconfirmed)
    write_down(idea.space_id, idea.id, free.author_id or 0)
    db.session.flush()
    with frozen(now() + timedelta(days=400)):
        look()
        forget_old()
        accounts.forget_unconfirmed()
        forget_readings()
        pictures.sweep({}, None)  # type: ignore[arg-type]  # it asks nothing of its job
    db.session.expire_all()
    assert (idea.state, free.state) == (State.CHANGES_REQUESTED, State.DRAFT)
    assert notice.email == "ada@example.org"
    assert db.session.get(Member, unconfirmed.id) is not None
    assert db.session.scalar(select(Reading.contribution_id)) == idea.id


def test_a_held_picture_that_its_author_takes_out_is_kept_aside(app: Flask) -> None:
    ana = a_member()
    about = held_text(ana)
    picture = a_picture(about, ana)
    assert show(about, ana, Choice(dropped=frozenset({picture.key})))
    with frozen(now() + timedelta(days=2)):
        pictures.sweep({}, None)  # type: ignore[arg-type]  # it asks nothing of its job
    db.session.refresh(picture)
    assert picture.contribution_id is None
    kept = select(AuditLine.object_id).where(AuditLine.action == "community.pictures.kept")
    assert db.session.scalar(kept) == about.id


def test_a_hold_needs_a_reason_and_stands_once_and_so_does_its_end(app: Flask) -> None:
    ana, odile = a_member(), an_admin()
    with pytest.raises(ReasonNeeded):
        a_hold(ana, reason="  ")
    hold = a_hold(ana)
    with pytest.raises(HeldAlready):
        a_hold(ana)
    with pytest.raises(ReasonNeeded):
        lift(hold, " ", odile)
    lift(hold, "Settled.", odile)
    with pytest.raises(LiftedAlready):
        lift(hold, "Settled.", odile)
    assert a_hold(ana).id != hold.id


def test_the_database_itself_takes_one_standing_hold_for_a_thing(app: Flask) -> None:
    ana = a_member()
    a_hold(ana)
    db.session.add(LegalHold(kind="member", object_id=ana.id, member_id=ana.id, reason="Again"))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_an_admin_holds_and_lifts_from_the_page_and_both_are_written_down(browser: Browser) -> None:
    odile, ana = an_admin(), a_member(name="Ana")
    about = a_contribution(ana, title="A sharp word")
    browser.sign_in(odile)
    assert "A sharp word" in browser.get(f"/moderation/holds?contribution={about.id}").text
    there = {"kind": "contribution", "number": str(about.id)}
    assert browser.post("/moderation/holds", **there, reason="").status_code == 422
    assert browser.post("/moderation/holds", **there, reason="Court of Lyon").status_code == 303
    assert browser.post("/moderation/holds", **there, reason="Court of Lyon").status_code == 409
    hold = hold_on(Held.CONTRIBUTION, about.id)
    assert hold is not None
    assert hold.member_id == ana.id
    assert "Court of Lyon" in browser.get("/moderation/holds").text
    assert browser.post(f"/moderation/holds/{hold.id}/end", reason="").status_code == 422
    assert browser.post(f"/moderation/holds/{hold.id}/end", reason="Settled").status_code == 303
    told = db.session.scalars(select(AuditLine.action).where(AuditLine.action.like("legal_hold.%")))
    assert list(told) == ["legal_hold.placed", "legal_hold.lifted"]


def test_who_somebody_was_is_read_by_admins_alone_and_every_reading_is_written_down(browser: Browser) -> None:
    ana = a_member(name="Ana", email="ana@example.org")
    hold = a_hold(ana)
    accounts.erase(ana)
    db.session.commit()
    browser.sign_in(an_admin())
    assert "ana@example.org" not in browser.get("/moderation/holds").text
    page = browser.post(f"/moderation/holds/{hold.id}/identity")
    assert "ana@example.org" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert (
        db.session.scalar(select(AuditLine.object_id).where(AuditLine.action == "legal_hold.identity_read"))
        == ana.id
    )


@pytest.mark.parametrize(
    "what", ["contribution=0", "contribution=x", "member=999999", "contribution=99999999999999"]
)
def test_what_is_not_there_is_not_held(browser: Browser, what: str) -> None:
    assert browser.sign_in(an_admin()).get(f"/moderation/holds?{what}").status_code == 404
    kind, _, number = what.partition("=")
    told = browser.post("/moderation/holds", kind=kind, number=number, reason="Court")
    assert told.status_code in (404, 422)


def test_what_one_takes_along_says_that_something_is_held_and_not_why(app: Flask) -> None:
    ana = a_member()
    about = held_text(ana)
    taken = all_about(ana)["kept_for_the_law"]
    assert [(one["what"], one["number"]) for one in taken] == [("contribution", about.id)]
    assert "Lyon" not in str(taken)


def test_the_log_about_what_is_held_is_not_emptied(app: Flask) -> None:
    about = held_text(a_member())
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["moderation", "erase-log", "contribution", str(about.id)])
    assert said.exit_code == 1
    assert "held for the law" in said.output
