"""What everybody may read of moderation, and what the team reads of itself."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from time import process_time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, insert, text

from accounts.models import Member, Role
from community.contributions.models import Contribution, State
from community.spaces.models import Audience
from foundation import audit
from foundation.clock import frozen, now
from foundation.database import db
from foundation.settings import ROOT
from moderation.illegal.models import IllegalItem, IllegalNotice
from moderation.models import Case, Decision, Finding, Report
from moderation.statements.models import Statement
from moderation.transparency import report, team
from moderation.transparency.figures import COLUMNS
from moderation.transparency.periods import Period
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, an_admin
from tests.factories.community import a_contribution, a_space
from tests.factories.moderation import a_case

START = datetime(2026, 3, 10, 9, tzinfo=UTC)
MARCH, APRIL = Period(2026, 3), Period(2026, 4)


def a_statement(at: datetime = START, **given: Any) -> Statement:
    values = {
        "key": f"test-{given}-{at}-{now().timestamp()}", "measure": "removed", "reason": "insult", "ground": "terms",
        "category": "speech", "source": "report", "terms_version": 1, "language": "en", "parts": [], "decided_at": at,
        "made_at": at, "appeal_until": at + timedelta(days=183),
    } | given  # fmt: skip
    stated = Statement(**values)
    db.session.add(stated)
    db.session.flush()
    return stated


def a_decision(
    hours: float, *, verdict: str = "reject", reason: str = "insult", at: datetime = START, **given: Any
) -> Decision:
    about = given.pop("about", None) or a_contribution(state=State.HELD.value)
    case = a_case(about, opened_at=at - timedelta(hours=hours), closed_at=at)
    taken = Decision(case_id=case.id, verdict=verdict, reason=reason, revision=1, decided_at=at, **given)
    db.session.add(taken)
    db.session.flush()
    return taken


def test_a_restriction_is_counted_under_everything_it_was_stated_with(app: Flask) -> None:
    a_statement(key="one")
    a_statement(key="two", automated_detection=True, source="own")
    a_statement(key="three", measure="suspension")
    a_statement(key="four", at=datetime(2026, 4, 1, tzinfo=UTC))
    march = report.count(MARCH)
    assert march.sum("restrictions") == 2
    assert march.sum("restrictions", automated_detection="yes") == 1
    assert march.by("source", "restrictions") == {"report": 1, "own": 1}
    assert march.by("measure", "accounts") == {"suspension": 1}
    assert report.count(APRIL).sum("restrictions") == 1


def test_the_months_of_a_year_add_up_to_it(app: Flask) -> None:
    for month in range(1, 13):
        a_statement(key=f"{month}", at=datetime(2025, month, 28, 23, 59, 59, tzinfo=UTC))
    months = [report.count(Period(2025, month)).sum("restrictions") for month in range(1, 13)]
    assert (sum(months), report.count(Period(2025)).sum("restrictions")) == (12, 12)


def test_times_are_those_in_which_half_and_nearly_all_were_decided(app: Flask) -> None:
    for hours in [*range(1, 20), 100]:
        a_decision(hours)
    a_decision(5, undone_at=START)
    found = report.count(MARCH)
    assert found.sum("decisions", "decided") == 20
    assert found.value("decisions", "hours_p50") == pytest.approx(10)
    assert found.value("decisions", "hours_p95") == pytest.approx(19)
    assert found.value("decisions", "hours_p50", "speech") == pytest.approx(10)


def test_what_members_reported_is_counted_by_category(app: Flask) -> None:
    about = a_contribution()
    for reason in ("insult", "insult", "spam"):
        db.session.add(
            Report(contribution_id=about.id, member_id=a_member().id, reason=reason, created_at=START)
        )
    db.session.flush()
    assert report.count(MARCH).by("category", "reports") == {"speech": 2, "scope": 1}


def test_notices_of_illegal_content_are_counted_with_what_became_of_them(browser: Browser) -> None:
    for trusted, hours in ((False, 4), (True, 2)):
        notice = IllegalNotice(
            token=f"t{hours}", category="fraud", text="", sender="s", language="en", trusted=trusted, created_at=START,
            due_at=START, items=[
                IllegalItem(address="x", sender="s", answer="taken_down", told_at=START + timedelta(hours=hours))
            ],
        )  # fmt: skip
        db.session.add(notice)
    db.session.flush()
    found = report.count(MARCH)
    assert found.by("source", "notices", "received") == {"notice": 1, "trusted_flagger": 1}
    assert (found.sum("notices", "taken_down"), found.value("notices", "hours_p95")) == (2, pytest.approx(4))
    with frozen(START + timedelta(days=60)):
        assert "answered within 2" in browser.get("/transparency/2026-03").text


def test_everybody_reads_the_page_in_both_languages(browser: Browser) -> None:
    a_statement(at=now())
    a_decision(2, at=now())
    page = browser.get("/transparency").text
    assert "Illegal or harmful speech" in page
    assert "reported by members" in page
    french = browser.get("/transparency", headers={"Accept-Language": "fr"}).text
    assert "signalés par des membres" in french
    assert 'href="/transparency"' in browser.get("/rules").text


def test_an_empty_year_says_so_honestly(browser: Browser) -> None:
    page = browser.get("/transparency/2020").text
    for words in (
        "Nothing was restricted",
        "Nothing was decided",
        "No appeal was decided",
        "None in this time",
    ):
        assert words in page


@pytest.mark.parametrize("name", ["2199", "x", "2026-13", "2026-1", "../rules", "20260"])
def test_a_time_that_has_not_begun_or_is_none_is_not_there(browser: Browser, name: str) -> None:
    assert browser.get(f"/transparency/{name}").status_code == 404
    assert browser.get(f"/transparency/{name}.csv").status_code == 404


def test_the_files_have_the_documented_columns_and_the_same_figures(browser: Browser) -> None:
    a_statement(key="one", automated_detection=True)
    a_decision(2)
    with frozen(START + timedelta(days=60)):
        answer = browser.get("/transparency/2026-03.csv")
        data = browser.get("/transparency/2026-03.json").json
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.text.endswith("\r\n")
    rows = list(csv.DictReader(StringIO(answer.text, newline="")))
    assert tuple(rows[0]) == COLUMNS == tuple(data["columns"])
    assert [row["value"] for row in rows] == [str(one["value"]) for one in data["figures"]]
    assert (
        rows[0] | {"section": "restrictions", "measure": "removed", "automated_detection": "yes"} == rows[0]
    )
    assert (data["complete"], data["period"]) == (True, "2026-03")


def test_the_columns_are_those_the_handbook_names() -> None:
    handbook = (ROOT / "docs/transparency.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in handbook] == []


def test_the_head_of_yesterday_is_published_and_proves_what_came_before(browser: Browser) -> None:
    yesterday = now() - timedelta(days=1)
    with frozen(yesterday):
        audit.note(None, "test.deed", ("thing", 1))
        db.session.commit()
        _lines, link = audit.head()
    audit.note(None, "test.deed", ("thing", 2))
    db.session.commit()
    page = browser.get("/transparency").text
    assert link in page
    assert audit.head()[1] not in page
    runner = browser.app.test_cli_runner()
    assert runner.invoke(args=["moderation", "verify-log", "--head", link]).exit_code == 0
    assert runner.invoke(args=["moderation", "verify-log", "--head", "00" * 32]).exit_code == 1


def test_an_erasure_leaves_the_chain_whole_and_the_published_link_in_it(browser: Browser) -> None:
    for number in range(3):
        audit.note(7, "test.deed", ("contribution", number), after={"text": "private"})
    db.session.commit()
    _lines, link = audit.head()
    audit.erase("contribution", 1, None)
    db.session.commit()
    told = browser.app.test_cli_runner().invoke(args=["moderation", "verify-log", "--head", link])
    assert (told.exit_code, "all in place" in told.output) == (0, True)


def test_the_team_reads_how_fast_it_is_what_waits_and_what_holds_without_cause(browser: Browser) -> None:
    for hours, verdict in ((1, "approve"), (3, "reject"), (60, "approve")):
        taken = a_decision(
            hours, verdict=verdict, reason="within_rules" if verdict == "approve" else "spam", at=now()
        )
        finding = Finding(case_id=taken.case_id, kind="word", detail="x", act=3)
        db.session.add(finding)
    a_case(opened_at=now() - timedelta(days=2), due_at=now() - timedelta(days=1))
    db.session.flush()
    page = browser.sign_in(a_moderator()).get("/moderation/figures?days=30").text
    assert "66.7%" in page
    assert "1 beyond its time" in page.replace("\u00a0", " ")
    found = team.figures(an_admin(), 30)
    assert found.all is not None
    assert (found.all.count, found.all.median, round(found.all.slow)) == (3, pytest.approx(3), 60)
    assert [(one.kind, one.count, one.fine) for one in found.held if one.kind == "word"] == [("word", 3, 2)]
    assert found.backlog.by_age == [0, 0, 0, 1, 0]
    assert sum(count for _day, count in found.days) == 3


def test_a_team_without_work_reads_a_page_without_gaps(browser: Browser) -> None:
    for role in (Role.MODERATOR, Role.ADMIN):
        assert (
            browser.stranger().sign_in(a_member(role)).get("/moderation/figures?days=365").status_code == 200
        )
    assert browser.sign_in(a_customer()).get("/moderation/figures").status_code == 403


def test_figures_of_the_team_leave_out_what_its_reader_may_not_see(app: Flask) -> None:
    sealed = a_space(audience=Audience.CIRCLE.value)
    a_decision(1, at=now(), about=a_contribution(space=sealed, state=State.HELD.value))
    assert team.figures(a_moderator(), 30).all is None
    assert team.figures(an_admin(), 30).all is not None


def crowd(count: int, by: Member) -> None:
    """So many decisions of a year, each with its finding and half of them stated."""
    space = a_space()
    ids = range(1_000_000, 1_000_000 + count)
    moments = {number: START + timedelta(minutes=20 * (number % 20_000)) for number in ids}
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (Contribution.__table__, [{"id": n, "kind": "contribution", "space_id": space.id, "state": "published", "title": "", "source": "", "html": "", "excerpt": "", "sanitiser_version": "", "language": "en", "vote_count": 0, "against_count": 0, "pass_count": 0, "comment_count": 0, "exposure_count": 0, "hot": 0.0, "created_at": START, "published_at": START, "revision": 1} for n in ids]),
        (Case.__table__, [{"id": n, "contribution_id": n, "priority": 1, "version": 1, "opened_at": moments[n], "closed_at": moments[n]} for n in ids]),
        (Finding.__table__, [{"case_id": n, "kind": "word", "detail": "", "times": 1, "act": 3, "severity": 0.0, "seen": {}, "found_at": START} for n in ids]),
        (Decision.__table__, [{"case_id": n, "verdict": "reject", "reason": "spam", "note": "", "by_id": by.id, "revision": 1, "was": "held", "decided_at": moments[n] + timedelta(hours=n % 50)} for n in ids]),
        (Statement.__table__, [{"key": f"c{n}", "measure": "removed", "reason": "spam", "ground": "terms", "category": "scope", "source": "own", "automated_detection": n % 2 == 0, "automated_decision": False, "terms_version": 1, "paragraph": "", "language": "en", "label": "", "parts": [], "decided_at": moments[n], "made_at": moments[n], "appeal_until": moments[n]} for n in ids]),
    ]  # fmt: skip
    for table, some in rows:
        db.session.execute(insert(table), some)
    db.session.flush()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(
            text("ANALYZE")
        )  # as autovacuum does where rows were committed: else plans are a lottery


@pytest.mark.slow
def test_twenty_thousand_decisions_are_counted_in_a_moment(app: Flask) -> None:
    moderator, asked = an_admin(), []
    crowd(20_000, moderator)
    event.listen(db.session.get_bind(), "before_cursor_execute", lambda *_more: asked.append(1))
    began = process_time()
    found = report.count(Period(2026))
    counted_in, questions = process_time() - began, len(asked)
    assert found.sum("restrictions") == 20_000
    assert questions <= 12
    began = process_time()
    team.figures(moderator, 365)
    assert counted_in < 3
