"""Statements of reasons: what they say, who reads them, and that they stay."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.facts import MemberErased
from accounts.models import Member
from community.contributions.commands import limit
from community.contributions.models import Contribution, State
from community.contributions.transitions import SCREEN, Cause
from community.notices.models import Notice
from community.spaces.models import Audience
from foundation.audit import AuditLine, Unchangeable
from foundation.database import db
from foundation.facts import tell
from foundation.mail import MailMessage
from moderation.models import Case
from moderation.queries import open_case
from moderation.reasons import Because, Reason, Verdict
from moderation.reports import report
from moderation.statements.commands import Restriction, appeal_end, state, state_decision
from moderation.statements.models import Hand, Measure, Statement
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.moderation import a_case, written_by
from tests.factories.statements import a_decision, a_statement


def decided(
    browser: Browser, case: Case, verdict: str, drain: Callable[[], int], **given: str
) -> Statement | None:
    fields = {"verdict": verdict, "version": str(case.version)} | given
    answer = browser.sign_in(a_moderator()).post(f"/moderation/cases/{case.id}/decision", **fields)
    assert answer.status_code == 303
    drain()
    return db.session.scalars(select(Statement).where(Statement.key.startswith("decision-"))).first()


def lines_of(made: Statement) -> str:
    return "\n".join(line for part in made.parts for line in [part["title"], *part["lines"]])


@pytest.mark.parametrize(
    ("verdict", "held", "measure"),
    [
        ("reject", True, Measure.REJECTED), ("reject", False, Measure.REMOVED), ("changes", True, Measure.CHANGES),
        ("limit", False, Measure.LIMITED), ("archive", False, Measure.ARCHIVED),
    ],
)  # fmt: skip
def test_every_restriction_has_its_statement_with_all_that_the_law_asks(
    browser: Browser, drain: Callable[[], int], verdict: str, held: bool, measure: Measure
) -> None:
    state = State.HELD.value if held else State.PUBLISHED.value
    case = a_case(written_by(a_customer(), title="Cheap watches", state=state))
    made = decided(browser, case, verdict, drain, reason="spam", note="Three times the same.")
    assert made is not None
    assert (made.measure, made.reason, made.ground, made.terms_version, made.paragraph) == (
        measure, "spam", "terms", 1, "2.5",
    )  # fmt: skip
    assert [part["key"] for part in made.parts] == [
        "restriction",
        "facts",
        "found",
        "ground",
        "lasts",
        "redress",
    ]
    said = lines_of(made)
    for words in (
        "Cheap watches",
        "Three times the same.",
        "Advertising, the same text again",
        "paragraph 2.5",
        "A person decided",
        "court",
    ):
        assert words in said


def test_what_restricts_nothing_is_not_stated(browser: Browser, drain: Callable[[], int]) -> None:
    assert decided(browser, a_case(written_by(a_customer())), "approve", drain) is None


def test_the_statement_speaks_the_language_of_its_author_and_the_notice_and_the_mail_lead_to_it(
    browser: Browser, drain: Callable[[], int]
) -> None:
    author = a_customer(language="fr")
    made = decided(browser, a_case(written_by(author, title="Un sac")), "reject", drain, reason="insult")
    assert made is not None
    assert "Si vous n’êtes pas d’accord" in lines_of(made)
    assert "Les insultes, les menaces et le harcèlement." in lines_of(made)
    assert any(f"/statements/{made.id}\n" in one for one in db.session.scalars(select(MailMessage.text)))
    mine = browser.stranger().sign_in(author)
    notice = db.session.scalars(select(Notice).where(Notice.kind == "moderation.decided")).one()
    assert mine.post(f"/notices/{notice.id}").location == f"/statements/{made.id}"
    assert "Exposé des motifs" in mine.get(f"/statements/{made.id}").text


def test_it_says_that_somebody_reported_it_and_not_who(browser: Browser, drain: Callable[[], int]) -> None:
    about = a_contribution(a_customer())
    report(about, a_member(name="Ulysse"), Reason.INSULT, "Look")
    case = open_case(about.id)
    assert case is not None
    made = decided(browser, case, "reject", drain, reason="insult")
    assert made is not None
    assert made.source == "report"
    assert "A member reported it." in lines_of(made)
    assert "Ulysse" not in lines_of(made)


def test_it_says_when_a_program_pointed_to_it(app: Flask) -> None:
    about = written_by(a_customer())
    decision = a_decision(a_case(about, Because.WORD), a_moderator(), automated_detection=True)
    made = state_decision(decision, about)
    assert made is not None
    assert "A program pointed to it." in lines_of(made)


def test_what_a_program_limits_by_itself_says_so_and_can_be_appealed(
    app: Flask, browser: Browser, drain: Callable[[], int]
) -> None:
    author, about = a_customer(), a_contribution()
    about.author_id = author.id
    cause = Cause(role=SCREEN, automated_detection=True, automated_decision=True)
    limit(about, cause)
    drain()
    made = db.session.scalars(select(Statement)).one()
    assert (made.measure, made.automated_decision, made.paragraph) == ("limited", True, "4.1")
    assert "A program decided." in lines_of(made)
    assert "does not keep the rules" not in lines_of(made)
    assert "own page only" in browser.sign_in(author).get("/notices").text
    assert browser.post(f"/statements/{made.id}/appeal", text="It is no advert.").status_code == 303


def test_what_a_moderator_limits_is_stated_once(browser: Browser, drain: Callable[[], int]) -> None:
    case = a_case(written_by(a_customer(), state=State.PUBLISHED.value))
    decided(browser, case, "limit", drain, reason="off_topic")
    assert len(db.session.scalars(select(Statement)).all()) == 1


def test_what_is_illegal_names_the_law(app: Flask) -> None:
    assert "Article 222-17" in lines_of(a_statement(a_customer(), reason="threat"))


def test_it_names_no_moderator(browser: Browser, drain: Callable[[], int]) -> None:
    author = a_customer()
    made = decided(browser, a_case(written_by(author)), "reject", drain, reason="spam")
    assert made is not None
    assert "Hélène" not in browser.stranger().sign_in(author).get(f"/statements/{made.id}").text


def test_stating_twice_is_stating_once(app: Flask) -> None:
    about = written_by(a_customer())
    decision = a_decision(a_case(about), a_moderator())
    assert state_decision(decision, about) is state_decision(decision, about)
    assert len(db.session.scalars(select(Statement)).all()) == 1
    assert db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.stated")).one()


def test_everybody_who_decided_in_the_case_has_a_hand_in_it(app: Flask) -> None:
    about = written_by(a_customer())
    case, first, second = a_case(about), a_moderator(), a_moderator()
    a_decision(case, first)
    made = state_decision(a_decision(case, second), about)
    assert made is not None
    hands = db.session.scalars(select(Hand.member_id).where(Hand.statement_id == made.id))
    assert set(hands) == {first.id, second.id}


def test_the_text_of_a_statement_stays_when_everything_round_it_changes(app: Flask) -> None:
    author = a_customer()
    made = a_statement(author)
    before = lines_of(made)
    about = db.session.get_one(Contribution, made.contribution_id)
    about.title, author.language = "Other", "fr"
    db.session.flush()
    db.session.expire_all()
    assert lines_of(made) == before
    made.measure = "removed"
    with pytest.raises(Unchangeable):
        db.session.flush()
    db.session.rollback()


def seen_by(browser: Browser, member: Member | None, made: Statement) -> int:
    asking = browser.stranger()
    if member:
        asking.sign_in(member)
    return asking.get(f"/statements/{made.id}.json").status_code


def test_its_author_and_moderators_read_it_and_nobody_else(browser: Browser) -> None:
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    assert [seen_by(browser, one, made) for one in (author, a_moderator(), a_customer())] == [200, 200, 404]
    assert seen_by(browser, None, made) in (303, 401)


def test_a_moderator_outside_the_circle_does_not_read_it(browser: Browser) -> None:
    insider, author = a_moderator(), a_customer()
    circle = a_space(audience=Audience.CIRCLE.value, circle=(insider, author))
    made = a_statement(author, about=written_by(author, space=circle))
    db.session.commit()
    assert [seen_by(browser, one, made) for one in (insider, a_moderator(), author)] == [200, 404, 200]


def test_the_page_of_the_text_leads_its_author_to_the_statement(browser: Browser) -> None:
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    answer = browser.sign_in(author).get(f"/contributions/{made.contribution_id}/statement")
    assert answer.location == f"/statements/{made.id}"
    assert f"/statements/{made.id}" in browser.get("/statements").text


def test_it_is_in_what_a_member_takes_along(browser: Browser) -> None:
    author = a_customer()
    made = a_statement(author)
    db.session.commit()
    [taken] = browser.sign_in(author).get("/me/data.json").json["decisions"]
    assert taken["number"] == made.id
    assert taken["text"] == made.parts


def test_of_somebody_who_left_only_what_is_counted_stays(app: Flask, drain: Callable[[], int]) -> None:
    author = a_customer()
    made = a_statement(author)
    tell(MemberErased(author.id))
    drain()
    assert (made.parts, made.label, made.member_id) == ([], "", None)
    assert (made.measure, made.reason) == ("rejected", "spam")


def test_other_packages_state_what_they_restrict(app: Flask) -> None:
    member, deciders = a_customer(), [a_moderator().id, a_moderator().id]
    until = datetime(2027, 3, 1, tzinfo=UTC)
    decided_at = datetime(2027, 1, 30, tzinfo=UTC)
    made = state(
        Restriction(
            "sanction-7", member, Measure.SUSPENSION, Reason.INSULT, deciders, decided_at, until=until
        )
    )
    assert "It ends on 1 March 2027." in lines_of(made)
    assert set(db.session.scalars(select(Hand.member_id).where(Hand.statement_id == made.id))) == set(
        deciders
    )


@pytest.mark.parametrize(
    ("begun", "end"),
    [
        ((2026, 8, 31), (2027, 3, 1)),
        ((2026, 11, 22), (2027, 5, 23)),
        ((2027, 8, 29), (2028, 3, 1)),
        ((2026, 12, 31), (2027, 7, 1)),
    ],
)
def test_six_months_end_with_a_day_of_the_calendar(
    begun: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    assert appeal_end(datetime(*begun, 15, 30, tzinfo=UTC)) == datetime(*end, tzinfo=UTC)


def test_every_verdict_against_an_author_names_what_it_restricts(app: Flask) -> None:
    for verdict in Verdict:
        about = written_by(a_customer())
        made = state_decision(a_decision(a_case(about), a_moderator(), verdict), about)
        assert (made is None) == (verdict is Verdict.APPROVE)
