"""Who opens what in a circle is written down, and they know it."""

import csv
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.commands import erase
from accounts.models import Member, Role
from community.notices.models import Notice
from community.readings import commands
from community.readings.models import Reading
from community.spaces.models import Audience, Space
from foundation.clock import frozen, now
from foundation.database import db
from ideas.models import Idea
from tests.browser_client import Browser
from tests.factories.accounts import a_member, a_moderator, an_admin
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


@pytest.fixture
def reader() -> Member:
    return a_member(name="Rosa")


@pytest.fixture
def circle(app: Flask, reader: Member) -> Space:
    return a_space(audience=Audience.CIRCLE.value, circle=(reader,), slug="lab")


def written() -> Sequence[Reading]:
    return db.session.scalars(select(Reading).order_by(Reading.id)).all()


def page(idea: Idea) -> str:
    return f"/ideas/{idea.id}-{idea.slug}"


def test_a_visit_is_one_line_for_a_person_a_text_and_a_day(
    browser: Browser, circle: Space, reader: Member
) -> None:
    idea = an_idea(space=circle)
    browser.sign_in(reader)
    start = now().replace(hour=9)
    for minutes in (0, 1, 20):
        with frozen(start + timedelta(minutes=minutes)):
            assert "who opens this page is written down" in browser.get(page(idea)).text
    with frozen(start + timedelta(days=1)):
        browser.get(f"/contributions/{idea.id}/comments")
    lines = [(one.space_id, one.contribution_id, one.member_id, one.how, one.times) for one in written()]
    assert lines == [(circle.id, idea.id, reader.id, "read", 2), (circle.id, idea.id, reader.id, "read", 1)]


def test_every_way_to_a_sealed_text_is_written_down(browser: Browser, circle: Space) -> None:
    idea = an_idea(space=circle)
    for path in (
        page(idea),
        f"/ideas/{idea.id}/history",
        f"/contributions/{idea.id}/comments",
        f"/feedback/ideas/{idea.id}",
    ):
        admin = an_admin()
        assert browser.stranger().sign_in(admin).get(path).status_code == 200, path
        assert written()[-1].member_id == admin.id, path


def test_what_is_public_writes_nothing_and_asks_nothing(browser: Browser, reader: Member) -> None:
    browser.sign_in(reader).get(page(an_idea()))
    assert written() == []


def test_who_may_not_read_leaves_no_line(browser: Browser, circle: Space) -> None:
    assert browser.sign_in(a_member()).get(page(an_idea(space=circle))).status_code == 404
    assert written() == []


def test_a_page_that_cannot_be_written_down_is_not_sent(
    browser: Browser, circle: Space, reader: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = an_idea(space=circle, title="Not without a line")
    browser.sign_in(reader)
    monkeypatch.setattr(commands, "write_down", lambda *_of: 1 / 0)
    browser.app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        answer = browser.get(page(idea))
    except ZeroDivisionError:
        return
    finally:
        browser.app.config["PROPAGATE_EXCEPTIONS"] = None
    assert (answer.status_code, "Not without a line" in answer.text) == (500, False)


def test_managers_read_the_log_without_titles_and_those_inside_with_them(
    browser: Browser, circle: Space, reader: Member
) -> None:
    idea = an_idea(space=circle, title="Cold brew on tap")
    browser.sign_in(reader).get(page(idea))
    outside = browser.stranger().sign_in(a_member(Role.COMMUNITY_MANAGER)).get("/spaces/lab/readings").text
    assert ("Rosa" in outside, "Cold brew" in outside, f"Text no. {idea.id}" in outside) == (
        True,
        False,
        True,
    )
    assert "Cold brew" in browser.stranger().sign_in(an_admin()).get("/spaces/lab/readings").text
    for nobody in (reader, a_moderator()):
        assert browser.stranger().sign_in(nobody).get("/spaces/lab/readings").status_code == 403


def test_the_file_is_a_table_no_spreadsheet_runs_and_a_line_of_its_own(
    browser: Browser, circle: Space
) -> None:
    formula = a_member(name="=SUM(A1)")
    idea = an_idea(space=circle, title="Cold, “brewed”", author=formula)
    browser.sign_in(formula).get(page(idea))
    admin = an_admin()
    answer = browser.stranger().sign_in(admin).get("/spaces/lab/readings.csv")
    heads, line = csv.reader(StringIO(answer.text))
    told = dict(zip(heads, line, strict=True))
    assert (told["member"], told["title"], told["times"]) == ("'=SUM(A1)", "Cold, “brewed”", "1")
    assert answer.headers["Cache-Control"] == "no-store"
    last = written()[-1]
    assert (last.how, last.what, last.member_id) == ("taken", "readings.csv", admin.id)


def test_taking_out_needs_of_customers_is_written_down_for_each_circle_read(
    browser: Browser, circle: Space
) -> None:
    browser.sign_in(an_admin()).get("/customers/export/needs.csv")
    assert [(one.space_id, one.how, one.what) for one in written()] == [(circle.id, "taken", "needs.csv")]


def test_whoever_enters_a_circle_is_told(browser: Browser, circle: Space, drain: Callable[[], int]) -> None:
    newcomer = a_member()
    browser.sign_in(an_admin()).post("/spaces/lab/circle", email=newcomer.email)
    drain()
    told = db.session.scalars(select(Notice).where(Notice.member_id == newcomer.id)).one()
    assert told.kind == "community.circle"
    assert "kept 365 days" in browser.stranger().sign_in(newcomer).get("/notices").text


def test_the_log_forgets_in_time_and_names_nobody_who_left(
    browser: Browser, circle: Space, reader: Member, drain: Callable[[], int]
) -> None:
    browser.sign_in(reader).get(page(an_idea(space=circle)))
    erase(reader)
    drain()
    assert [one.member_id for one in written()] == [None]
    commands.forget_old()
    assert len(written()) == 1
    with frozen(now() + timedelta(days=367)):
        commands.forget_old()
    assert written() == []


def test_ten_thousand_visits_are_paged(browser: Browser, circle: Space, reader: Member) -> None:
    rows = [
        {"space_id": circle.id, "member_id": reader.id, "how": "taken", "what": f"file {n}", "day": now().date(),
         "times": 1, "first_at": now(), "last_at": now() - timedelta(minutes=n)}
        for n in range(250)
    ]  # fmt: skip
    db.session.execute(Reading.__table__.insert(), rows)  # type: ignore[attr-defined]
    browser.sign_in(an_admin())
    first = browser.get("/spaces/lab/readings").text
    assert "file 99<" in first
    assert "file 100<" not in first


def test_a_page_that_the_browser_kept_and_shows_again_is_a_visit(
    browser: Browser, circle: Space, reader: Member
) -> None:
    idea = an_idea(space=circle)
    browser.sign_in(reader)
    start = now().replace(hour=9)
    with frozen(start):
        etag = browser.get(page(idea)).headers.get("ETag")
    with frozen(start + timedelta(minutes=20)):
        again = browser.get(page(idea), headers={"If-None-Match": etag or "none"})
    assert again.status_code in (200, 304)
    assert [one.times for one in written()] == [2]
