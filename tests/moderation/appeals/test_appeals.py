"""Appeals: who may, until when, who decides, and what becomes of the text."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from accounts.models import Member, Role
from community.contributions.models import Contribution, State
from community.contributions.transitions import path_of
from community.notices.models import Notice
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from foundation.mail import MailMessage
from moderation.appeals import commands
from moderation.appeals.models import Appeal, Instead, Outcome
from moderation.measures.clocks import Hours
from moderation.reasons import Verdict
from moderation.statements.commands import state_decision
from moderation.statements.models import Hand, Statement
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.moderation import a_case, written_by
from tests.factories.statements import a_decision, a_statement, an_appeal


def stated(
    author: Member, verdict: Verdict, by: Member | None = None, *, was: State = State.PUBLISHED
) -> Statement:
    about = written_by(author, state=was.value)
    made = state_decision(a_decision(a_case(about), by or a_moderator(), verdict), about)
    assert made is not None
    return made


def decided(appeal: Appeal, outcome: Outcome, instead: Instead | None = None) -> None:
    found = db.session.get_one(Appeal, appeal.id)
    commands.decide(found, a_moderator(), outcome, instead, "We looked at the pictures.")


def state_of(statement: Statement) -> str:
    return str(
        db.session.scalar(select(Contribution.state).where(Contribution.id == statement.contribution_id))
    )


def test_an_author_appeals_from_the_statement_and_reads_until_when_it_is_answered(browser: Browser) -> None:
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    browser.sign_in(author)
    assert "Until " in browser.get(f"/statements/{made.id}").text
    assert browser.post(f"/statements/{made.id}/appeal", text="It was not an advert.").status_code == 303
    page = browser.get(f"/statements/{made.id}").text
    assert "It was not an advert." in page
    assert "answers by" in page
    found = db.session.scalars(select(Appeal)).one()
    assert found.due_at == Hours().due(found.created_at, timedelta(hours=45))


def test_a_second_appeal_is_refused_kindly(browser: Browser) -> None:
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    browser.sign_in(author).post(f"/statements/{made.id}/appeal", text="Once.")
    answer = browser.post(f"/statements/{made.id}/appeal", text="Twice.")
    assert answer.status_code == 409
    assert "one appeal for each decision" in answer.text
    assert len(db.session.scalars(select(Appeal)).all()) == 1


@pytest.mark.parametrize("wrong", ["", "   ", "x" * 4001])
def test_an_appeal_says_something_within_its_bounds(browser: Browser, wrong: str) -> None:
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    assert browser.sign_in(author).post(f"/statements/{made.id}/appeal", text=wrong).status_code == 422


def test_after_six_months_it_is_too_late(browser: Browser) -> None:
    author = a_customer()
    made = a_statement(author)
    with frozen(made.appeal_until - timedelta(seconds=1)):
        commands.appeal(made, author, "Just in time.")
    db.session.rollback()
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    browser.sign_in(author)
    with frozen(made.appeal_until), pytest.raises(commands.AppealClosed):
        commands.appeal(made, author, "Too late.")


def test_only_its_author_appeals(browser: Browser) -> None:
    made = a_statement(a_customer())
    db.session.commit()
    assert browser.sign_in(a_customer()).post(f"/statements/{made.id}/appeal", text="Hm").status_code == 404
    other = browser.stranger().sign_in(a_moderator())
    assert other.post(f"/statements/{made.id}/appeal", text="Hm").status_code == 403


def test_it_can_be_withdrawn_while_nobody_has_decided_and_then_sent_anew(browser: Browser) -> None:
    author = a_customer()
    found = an_appeal(author)
    db.session.commit()
    browser.sign_in(author)
    assert browser.post(f"/appeals/{found.id}/withdrawal").status_code == 303
    assert browser.post(f"/appeals/{found.id}/withdrawal").status_code == 409
    assert browser.post(f"/statements/{found.statement_id}/appeal", text="Better words.").status_code == 303


def test_whoever_decided_first_does_not_decide_the_appeal(browser: Browser) -> None:
    first = a_moderator()
    found = an_appeal(a_customer(), by=first)
    db.session.commit()
    answer = browser.sign_in(first).post(
        f"/moderation/appeals/{found.id}/decision", outcome="upheld", note="No."
    )
    assert answer.status_code == 403
    assert "so a colleague decides the appeal" in browser.get(f"/moderation/appeals/{found.id}").text
    with pytest.raises(commands.AnotherPerson):
        commands.decide(
            db.session.get_one(Appeal, found.id),
            first,
            Outcome.UPHELD,
            None,
            "No.",
        )
    db.session.rollback()


def deciding(appeal: Appeal, by: Member) -> None:
    """What somebody with a key to the database would type."""
    said = {"at": now().replace(tzinfo=None).isoformat(sep=" "), "by": by.id, "id": appeal.id}
    told = "UPDATE moderation_appeal SET decided_at = :at, outcome = 'upheld', decided_by_id = :by WHERE id = :id"
    with db.session.begin_nested():
        db.session.execute(text(told), said)


def test_the_database_itself_refuses_every_decider_of_the_case_and_the_author(app: Flask) -> None:
    author, first, second = a_customer(), a_moderator(), a_moderator()
    about = written_by(author)
    case = a_case(about)
    a_decision(case, first)
    made = state_decision(a_decision(case, second), about)
    assert made is not None
    found = an_appeal(author, made)
    db.session.flush()
    for somebody in (first, second, author, a_moderator()):
        with pytest.raises(IntegrityError):
            deciding(found, somebody)
    lend = text(
        "INSERT INTO moderation_hand (statement_id, member_id, part) VALUES (:statement, :member, 'appeal')"
    )
    for somebody in (first, second):
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.execute(lend, {"statement": made.id, "member": somebody.id})
    third = a_moderator()
    db.session.execute(lend, {"statement": made.id, "member": third.id})
    deciding(found, third)


def test_it_is_blind_to_who_decided_first(browser: Browser) -> None:
    first = a_moderator(name="Zacharie")
    found = an_appeal(a_customer(), by=first)
    db.session.commit()
    browser.sign_in(a_moderator())
    assert "Zacharie" not in browser.get(f"/moderation/appeals/{found.id}").text
    assert "Zacharie" not in browser.get("/moderation/appeals").text


@pytest.mark.parametrize(
    ("verdict", "was", "back"),
    [
        (Verdict.REJECT, State.PUBLISHED, "published"), (Verdict.REJECT, State.LIMITED, "limited"),
        (Verdict.REJECT, State.HELD, "published"), (Verdict.CHANGES, State.HELD, "published"),
        (Verdict.LIMIT, State.PUBLISHED, "published"), (Verdict.ARCHIVE, State.PUBLISHED, "published"),
    ],
)  # fmt: skip
def test_what_was_wrong_is_put_right_at_once(app: Flask, verdict: Verdict, was: State, back: str) -> None:
    author = a_customer()
    made = stated(author, verdict, was=was)
    decided(an_appeal(author, made), Outcome.OVERTURNED)
    assert state_of(made) == back
    assert path_of(made.contribution_id or 0)[-1].reason == "appeal"
    assert db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.appeal.decided")).one()


@pytest.mark.parametrize(
    ("instead", "state"), [(Instead.LIMITED, "limited"), (Instead.CHANGES, "changes_requested")]
)
def test_what_was_right_in_part_is_made_milder(app: Flask, instead: Instead, state: str) -> None:
    author = a_customer()
    made = stated(author, Verdict.REJECT)
    decided(an_appeal(author, made), Outcome.PARTLY, instead)
    assert state_of(made) == state


@pytest.mark.parametrize(
    ("verdict", "instead"),
    [
        (Verdict.LIMIT, Instead.CHANGES),
        (Verdict.LIMIT, Instead.LIMITED),
        (Verdict.CHANGES, Instead.CHANGES),
        (Verdict.REJECT, None),
    ],
)
def test_an_appeal_never_makes_it_harder(app: Flask, verdict: Verdict, instead: Instead | None) -> None:
    author = a_customer()
    with pytest.raises(commands.NotMilder):
        decided(an_appeal(author, stated(author, verdict)), Outcome.PARTLY, instead)


def test_an_upheld_decision_changes_nothing(app: Flask) -> None:
    author = a_customer()
    made = stated(author, Verdict.REJECT)
    decided(an_appeal(author, made), Outcome.UPHELD)
    assert state_of(made) == State.REMOVED.value


def test_a_text_that_has_moved_on_stays_where_it_is(app: Flask) -> None:
    author = a_customer()
    made = stated(author, Verdict.CHANGES, was=State.HELD)
    found = an_appeal(author, made)
    db.session.get_one(Contribution, made.contribution_id).state = State.HELD.value
    db.session.flush()
    decided(found, Outcome.OVERTURNED)
    assert state_of(made) == State.HELD.value
    db.session.expire_all()
    assert "moved on meanwhile" in str(found.result)


def test_the_second_of_two_colleagues_keeps_what_they_typed(browser: Browser) -> None:
    found = an_appeal(a_customer())
    db.session.commit()
    where = f"/moderation/appeals/{found.id}/decision"
    assert browser.sign_in(a_moderator()).post(where, outcome="overturned", note="Right.").status_code == 303
    answer = browser.stranger().sign_in(a_moderator()).post(where, outcome="upheld", note="All my words.")
    assert answer.status_code == 409
    assert "All my words." in answer.text


def test_it_is_decided_once(app: Flask) -> None:
    author = a_customer()
    found = an_appeal(author, stated(author, Verdict.REJECT))
    decided(found, Outcome.OVERTURNED)
    with pytest.raises(commands.NotOpen):
        decided(found, Outcome.UPHELD)
    db.session.rollback()


def test_its_author_is_told_in_their_language_with_the_ways_outside(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer(language="fr")
    made = a_statement(author)
    found = an_appeal(author, made)
    db.session.commit()
    answer = browser.sign_in(a_moderator()).post(
        f"/moderation/appeals/{found.id}/decision",
        outcome="partly-limited",
        note="Sans le lien, cela nous va.",
    )
    assert answer.status_code == 303
    drain()
    told = db.session.scalars(select(Notice).where(Notice.kind == "moderation.appeal")).one()
    [letter] = [one for one in db.session.scalars(select(MailMessage)) if "recours" in one.subject]
    assert "Sans le lien" in letter.text
    mine = browser.stranger().sign_in(author)
    assert mine.post(f"/notices/{told.id}").location == f"/statements/{made.id}#appeal"
    page = mine.get(f"/statements/{made.id}").text
    assert "règlement extrajudiciaire" in page
    assert "Sans le lien, cela nous va." in page


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"outcome": "upheld"},
        {"outcome": "partly", "note": "x"},
        {"outcome": "?", "note": "x"},
        {"note": "x"},
    ],
)
def test_an_answer_that_makes_no_sense_decides_nothing(browser: Browser, fields: dict[str, str]) -> None:
    found = an_appeal(a_customer())
    db.session.commit()
    answer = browser.sign_in(a_moderator()).post(f"/moderation/appeals/{found.id}/decision", **fields)
    assert answer.status_code == 422
    db.session.expire_all()
    assert found.is_open


def test_the_desk_counts_what_the_moderator_may_decide(browser: Browser) -> None:
    first = a_moderator()
    an_appeal(a_customer(), by=first)
    an_appeal(a_customer())
    db.session.commit()
    page = browser.sign_in(first).get("/moderation/appeals").text
    assert page.count("a colleague decides") == 1
    assert "Refill bags" in page


def test_a_late_answer_is_admitted_to_both(browser: Browser) -> None:
    author = a_customer()
    with frozen(now() - timedelta(days=20)):
        found = an_appeal(author)
    db.session.commit()
    assert "are late" in browser.sign_in(author).get(f"/statements/{found.statement_id}").text
    assert ">late<" in browser.stranger().sign_in(a_moderator()).get("/moderation/appeals").text


def test_who_leaves_takes_the_words_of_the_appeal_along(app: Flask) -> None:
    author = a_customer()
    found = an_appeal(author)
    commands.forget(author.id)
    db.session.expire_all()
    assert (found.text, found.is_open) == ("", False)


def test_a_moderator_appeals_like_everybody(browser: Browser) -> None:
    writer = a_member(Role.MODERATOR)
    found = an_appeal(writer)
    db.session.commit()
    answer = browser.sign_in(writer).post(
        f"/moderation/appeals/{found.id}/decision", outcome="overturned", note="Mine."
    )
    assert answer.status_code == 403
    assert not db.session.scalars(select(Hand).where(Hand.member_id == writer.id)).all()
