"""The guard at the door."""

from datetime import timedelta

import pytest
from flask import Flask

from accounts import permissions
from accounts.models import MemberSession
from foundation import clock
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member

CELLS = "* * * * * * * *"


def test_a_table_is_read_with_its_cells() -> None:
    (line,) = permissions.read("ideas.edit GET,POST idea - o o ot oteh ot - *")
    assert list(line.routes) == [("ideas.edit", "GET"), ("ideas.edit", "POST")]
    assert line.states_for("member") == "o"
    assert line.states_for("visitor") == ""
    assert line.states_for("admin") == "othe"


@pytest.mark.parametrize(
    "text",
    [
        "ideas.edit GET idea * * *",
        f"ideas.edit GET - {CELLS[:-1]}x",
        f"ideas.edit GET - {CELLS[:-1]}o",
        f"ideas.edit GET - {CELLS}\nideas.edit GET,POST - {CELLS}",
    ],
)
def test_a_line_that_is_not_well_formed_is_refused(text: str) -> None:
    with pytest.raises(permissions.Undeclared):
        permissions.read(text)


def test_a_route_without_a_line_stops_the_start() -> None:
    app = Flask("bare")
    app.extensions["permissions"] = {}
    app.add_url_rule("/hole", "hole", lambda: "", methods=["POST"])
    with pytest.raises(permissions.Undeclared, match="no line for hole POST"):
        permissions.check(app)


def test_a_line_without_a_route_stops_the_start() -> None:
    app = Flask("bare", static_folder=None)
    (line,) = permissions.read(f"gone GET - {CELLS}")
    app.extensions["permissions"] = {("gone", "GET"): line}
    with pytest.raises(permissions.Undeclared, match="no route for gone GET"):
        permissions.check(app)


def test_a_visitor_is_sent_to_sign_in_and_comes_back(browser: Browser) -> None:
    answer = browser.get("/me/confirm?a=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/me/confirm?a%3D1")


def test_a_program_gets_a_problem_instead_of_a_page(browser: Browser) -> None:
    answer = browser.get("/me/confirm", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")


def test_htmx_is_told_where_to_sign_in(browser: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/sign-in?next=/"}
    answer = browser.get("/me/confirm", headers=headers)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in?next=/sign-in?next%3D/")


def test_presence_is_written_at_most_now_and_then(browser: Browser) -> None:
    browser.sign_in(a_customer())
    session = db.session.query(MemberSession).one()
    first = session.seen_at
    with clock.frozen(first + timedelta(minutes=59)):
        browser.get("/sign-in")
        assert session.seen_at == first
    with clock.frozen(first + timedelta(minutes=61)):
        browser.get("/sign-in")
        assert session.seen_at == first + timedelta(minutes=61)


def test_a_session_ends_by_rest_and_by_age(browser: Browser) -> None:
    browser.sign_in(a_member())
    session = db.session.query(MemberSession).one()
    assert browser.get("/me/confirm").status_code == 200
    with clock.frozen(session.seen_at + timedelta(days=15)):
        assert browser.get("/me/confirm").status_code == 303
