"""What is under embargo is held, and told to nobody."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from accounts.models import Member, Role
from community.comments.commands import comment
from community.contributions.models import Contribution, State
from community.notices.models import Notice
from community.spaces.models import Audience
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import Base, db
from foundation.mail import MailMessage
from moderation.appeals import commands as appeals
from moderation.appeals.models import Outcome
from moderation.embargo import commands, queries
from moderation.embargo.guard import Embargoed
from moderation.embargo.models import EmbargoTerm
from moderation.embargo.releasing import knowingly
from moderation.models import Case, Finding
from moderation.queries import open_case
from moderation.reasons import Because
from moderation.statements.commands import state_decision
from moderation.watching import Written, watch
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, an_admin
from tests.factories.community import a_contribution, a_space
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_term
from tests.factories.statements import a_decision, an_appeal

TERM = "Projet Zéphyrine"


def a_manager(**given: object) -> Member:
    return a_member(Role.COMMUNITY_MANAGER, **given)


def said(author: Member, words: str, **given: object) -> Contribution:
    return comment(an_idea(**given), author, words)  # type: ignore[arg-type]


def everything_stored() -> str:
    """All rows of all tables but those with the members' own texts, as a backup would write them."""
    own = ("contribution", "contribution_revision", "search_document", "search_word")
    tables = [table for table in Base.metadata.sorted_tables if table.name not in own]
    return "\n".join(
        str([bytes(value) if isinstance(value, memoryview) else value for value in row])
        for table in tables
        for row in db.session.execute(select(table))
    ).casefold()


@pytest.mark.parametrize(
    "words", ["Vive le projet Zéphyrine !", "p r o j e t zephyrine: PROJET ZÉPHYRINE", "the pr0jet zephyr1ne"]
)
def test_a_text_with_an_embargoed_term_waits_whatever_its_language_and_disguise(
    app: Flask, words: str
) -> None:
    number = a_term(TERM, an_admin()).id
    written = said(a_customer(), words)
    case = open_case(written.id)
    assert written.state == State.HELD.value
    assert case is not None
    finding = db.session.scalars(select(Finding).where(Finding.case_id == case.id)).one()
    assert (finding.kind, finding.detail, finding.severity) == (Because.EMBARGO.value, str(number), 1.0)
    assert finding.seen["places"] == []


def test_the_term_is_written_down_nowhere(app: Flask, drain: Callable[[], int]) -> None:
    manager = a_manager()
    a_term(TERM, manager)
    said(a_customer(), f"I heard of {TERM}")
    with knowingly():
        said(an_admin(), f"We speak of {TERM}")
    drain()
    stored = everything_stored()
    assert "embargo" in stored
    for word in ("zéphyrine", "zephyrine"):
        assert word not in stored


def test_a_term_holds_from_its_first_day_to_the_end_of_its_last(app: Flask, drain: Callable[[], int]) -> None:
    term = a_term(TERM, an_admin(), begins=2, ends=3)
    for days, state in ((0, "published"), (2, "held"), (3, "held"), (4, "published")):
        with frozen(now() + timedelta(days=days)):
            assert said(a_customer(), f"{TERM} for me").state == state, days
    with frozen(now() + timedelta(days=4)):
        commands.end_those_over()
    db.session.expire_all()
    assert term.sealed is None
    assert term.ended_at is not None


def test_an_ended_number_is_never_given_again(app: Flask) -> None:
    admin = an_admin()
    first = a_term(TERM, admin)
    commands.end_term(first, admin)
    db.session.flush()
    assert a_term(TERM, admin).id > first.id


def test_a_circle_that_was_told_may_talk_unless_the_term_says_otherwise(app: Flask) -> None:
    admin, member = an_admin(), a_member()
    circle = a_space(audience=Audience.CIRCLE.value, circle=(member,))
    a_term(TERM, admin)
    a_term("Opération Grisaille", admin, in_circles=True)
    assert said(member, f"{TERM} is great", space=circle).state == State.PUBLISHED.value
    assert said(member, "Opération Grisaille is not", space=circle).state == State.HELD.value


def test_who_only_types_is_not_told_so_that_nobody_can_try_words(app: Flask) -> None:
    a_term(TERM, an_admin())
    typed = Written("comment", "", f"I heard of {TERM}", "fr", a_space().id, a_customer())
    assert [found for found in watch(typed) if found.because is Because.EMBARGO] == []


def test_what_is_published_already_is_searched_and_gets_a_case_where_it_stands(
    app: Flask, drain: Callable[[], int]
) -> None:
    manager = a_manager()
    old = a_contribution(title="Guess", source=f"It will be called {TERM}.")
    a_contribution(title="Other", source="Nothing to see")
    term = a_term(TERM, manager)
    drain()
    case = open_case(old.id)
    assert case is not None
    assert (old.state, term.found_count, term.searched_at is not None) == ("published", 1, True)
    told = db.session.scalars(select(Notice).where(Notice.member_id == manager.id)).all()
    assert [one.data for one in told if one.kind == "moderation.embargo"] == [{"number": term.id, "count": 1}]


def test_those_on_call_are_told_at_once_and_again_when_half_an_hour_is_over(
    app: Flask, drain: Callable[[], int]
) -> None:
    manager, moderator = a_manager(), a_moderator()
    number = a_term(TERM, manager).id
    start = now()
    with frozen(start):
        said(a_customer(), f"I heard of {TERM}")
        drain()
    assert db.session.scalars(select(Notice).where(Notice.member_id == moderator.id)).all() == []
    with frozen(start + timedelta(minutes=29)):
        drain()
    letters = select(MailMessage.subject).where(MailMessage.recipient == manager.email)
    assert list(db.session.scalars(letters)) == [f"Embargoed term no. {number} stands in a new text"]
    with frozen(start + timedelta(minutes=31)):
        drain()
    assert len(db.session.scalars(letters).all()) == 2
    assert (
        TERM.casefold()
        not in json.dumps([one.text for one in db.session.scalars(select(MailMessage))]).casefold()
    )


def test_what_staff_publish_gets_a_case_once(app: Flask, drain: Callable[[], int]) -> None:
    admin = an_admin()
    a_term(TERM, admin)
    with knowingly():
        written = said(admin, f"Soon: {TERM}")
    drain()
    assert written.state == State.PUBLISHED.value
    assert open_case(written.id) is not None


def test_moderators_read_the_number_and_only_who_keeps_the_calendar_the_place(browser: Browser) -> None:
    number = a_term(TERM, an_admin()).id
    case = open_case(said(a_customer(), f"I heard of {TERM} yesterday").id)
    assert case is not None
    page = browser.sign_in(a_moderator()).get(f"/moderation/cases/{case.id}").text
    assert f"Embargoed term no. {number}" in page
    assert "<mark>" not in page
    keeper = browser.stranger().sign_in(a_manager()).get(f"/moderation/cases/{case.id}").text
    assert f"<mark>{TERM}</mark>" in keeper


def test_a_manager_seals_a_term_asks_whether_it_is_covered_and_ends_it(browser: Browser) -> None:
    browser.sign_in(a_manager())
    days = {"begins_on": f"{queries.today()}", "ends_on": f"{queries.today() + timedelta(days=9)}"}
    assert browser.post("/moderation/embargo", term=TERM, **days).status_code == 303
    term = db.session.scalars(select(EmbargoTerm)).one()
    page = browser.get("/moderation/embargo").text
    assert f"No. {term.id}" in page
    assert "phyrine" not in page
    assert (
        f"embargoed term no. {term.id}"
        in browser.post("/moderation/embargo/check", asked="PROJET zephyrine").text
    )
    assert "No term in the list" in browser.post("/moderation/embargo/check", asked="projet").text
    again = browser.post("/moderation/embargo", term="projet, ZEPHYRINE", **days)
    assert (again.status_code, "already" in again.text) == (422, True)
    browser.post(f"/moderation/embargo/{term.id}/end")
    db.session.refresh(term)
    assert term.sealed is None
    assert "No term in the list" in browser.post("/moderation/embargo/check", asked=TERM).text
    lines = select(AuditLine.action, AuditLine.after).order_by(AuditLine.id)
    assert [row.action for row in db.session.execute(lines)] == [
        "moderation.embargo.added",
        "moderation.embargo.ended",
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"term": "?!"}, "six words"),
        ({"term": "one two three four five six seven"}, "six words"),
        ({"ends_on": "2020-01-01"}, "three years"),
        ({"begins_on": "2030-02-02", "ends_on": "2030-02-01"}, "three years"),
        ({"ends_on": "9999-12-31"}, "three years"),
        ({"ends_on": "soon"}, "date"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    browser: Browser, fields: dict[str, str], field: str
) -> None:
    days = {"begins_on": f"{queries.today()}", "ends_on": f"{queries.today() + timedelta(days=9)}"}
    answer = browser.sign_in(a_manager()).post("/moderation/embargo", **{"term": TERM} | days | fields)
    assert answer.status_code == 422
    assert field in answer.text
    assert db.session.scalars(select(EmbargoTerm)).all() == []


def test_terms_sealed_with_another_secret_are_named_and_hold_nothing(browser: Browser) -> None:
    term = a_term(TERM, an_admin())
    term.sealed_with = b"another "
    assert said(a_customer(), TERM).state == State.PUBLISHED.value
    assert "sealed with another secret" in browser.sign_in(a_manager()).get("/moderation/embargo").text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
def test_no_text_brings_the_watcher_down(app: Flask, words: str) -> None:
    if queries.covering(TERM) is None:
        a_term(TERM, an_admin())
    written = Written("comment", words, f"{words} {TERM}", "en", 1, None, Contribution())
    assert len(queries.numbers_in(written)) == 1


def test_a_case_for_each_of_two_hundred_leaks_and_no_more(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "MOST_FOUND", 3)
    space = a_space()
    for number in range(5):
        a_contribution(space=space, title=f"{number}", source=f"{TERM} again")
    term = a_term(TERM, an_admin())
    assert commands.search(term, None) is None
    assert term.found_count == 3
    assert len(db.session.scalars(select(Case)).all()) == 3


def test_a_moderator_refuses_what_is_under_embargo_but_does_not_let_it_through(browser: Browser) -> None:
    manager, moderator = a_manager(), a_moderator()
    a_term(TERM, manager)
    text = said(a_customer(), f"I heard of {TERM}")
    case = open_case(text.id)
    assert case is not None
    case_id, version = case.id, case.version
    db.session.commit()
    browser.sign_in(moderator)
    address = f"/moderation/cases/{case_id}/decision"
    for verdict in ("approve", "limit"):
        answer = browser.post(address, verdict=verdict, reason="spam", version=version)
        assert answer.status_code == 409
        assert "community manager" in answer.text
        assert state_now(text) == State.HELD.value
    assert browser.post(f"/moderation/cases/{case_id}/service", version=version).status_code == 303
    assert state_now(text) == State.HELD.value
    assert browser.post(address, verdict="reject", reason="confidential", version=version).status_code == 303
    assert state_now(text) == State.REJECTED.value


def test_who_keeps_the_calendar_lets_through_what_is_under_embargo(browser: Browser) -> None:
    manager = a_manager()
    a_term(TERM, manager)
    text = said(a_customer(), f"I heard of {TERM}")
    case = open_case(text.id)
    assert case is not None
    case_id, version = case.id, case.version
    db.session.commit()
    browser.sign_in(manager)
    answer = browser.post(f"/moderation/cases/{case_id}/decision", verdict="approve", version=version)
    assert answer.status_code == 303
    assert state_now(text) == State.PUBLISHED.value


def test_an_appeal_lets_no_embargoed_term_through_either(app: Flask) -> None:
    a_term(TERM, a_manager())
    author = a_customer()
    text = said(author, f"I heard of {TERM}")
    case = open_case(text.id)
    assert case is not None
    made = state_decision(a_decision(case, a_moderator()), text)
    appeal = an_appeal(author, made)
    with pytest.raises(Embargoed):
        appeals.decide(appeal, a_moderator(), Outcome.OVERTURNED, None, "Fine.")


def state_now(text: Contribution) -> str:
    db.session.rollback()
    return str(db.session.scalar(select(Contribution.state).where(Contribution.id == text.id)))
