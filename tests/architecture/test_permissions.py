"""The table of permissions, tried: every route x method x role x state of its subject."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from accounts import permissions
from accounts.models import Member, Role
from foundation.database import db
from tests.browser_client import Browser
from tests.factories import subjects
from tests.factories.accounts import a_member

pytestmark = pytest.mark.slow

LINES = permissions.read(permissions.FILE.read_text(encoding="utf-8"))
DOORS = ("/sign-in?next=", "/me/confirm?next=")


def allowed(answer: TestResponse) -> bool:
    """Whether the view took the request, even if it found the form wanting."""
    if answer.status_code in (302, 303):
        return not answer.location.startswith(DOORS)
    return answer.status_code < 300 or answer.status_code in (304, 409, 422)


def refused(answer: TestResponse, state: str | None) -> bool:
    """Whether the request was turned away; what is hidden does not even exist."""
    if state == "hidden":
        return answer.status_code == 404
    if answer.status_code == 303:
        return answer.location.startswith(DOORS)
    return answer.status_code in (401, 403) or (answer.status_code == 404 and state is not None)


def states(line: permissions.Line, actor: str) -> Iterator[tuple[str | None, bool]]:
    """The states to try for an actor, each with whether it should be allowed."""
    if line.subject == permissions.REFUSED or line.cells[actor] == permissions.REFUSED:
        yield None, line.cells[actor] == permissions.ALLOWED
        return
    for letter, state in permissions.STATES.items():
        if (actor, state) != (permissions.VISITOR, "own"):
            yield state, letter in line.states_for(actor)


def values_of(line: permissions.Line, state: str | None, actor: Member | None) -> dict[str, Any] | None:
    """The values of the address, from the builder of the line's subject."""
    if line.subject == permissions.REFUSED:
        return {}
    assert line.subject in subjects.SUBJECTS, f"tests/factories/subjects.py cannot build a {line.subject}"
    return subjects.SUBJECTS[line.subject](state or "other", actor)


def address(app: Flask, endpoint: str, method: str, values: dict[str, Any]) -> str:
    """The address of an endpoint with just the values its rule names."""
    for rule in app.url_map.iter_rules(endpoint):
        if method in (rule.methods or ()) and rule.arguments <= set(values) | set(rule.defaults or {}):
            needed = {name: values[name] for name in rule.arguments if name in values}
            return app.url_map.bind("localhost").build(endpoint, needed, method=method)
    raise AssertionError(f"the builder gives {sorted(values)}: not enough for {endpoint}")


def tried(
    app: Flask, line: permissions.Line, method: str, actor: str, state: str | None, may: bool
) -> str | None:
    """What is wrong with one cell, or nothing."""
    member = None if actor == permissions.VISITOR else a_member(Role(actor))
    values = values_of(line, state, member)
    if values is None:
        return None
    browser = Browser(app)
    if member:
        browser.sign_in(member)
    url = address(app, line.endpoint, method, values)
    answer = browser.open(method, url, data=subjects.FIELDS.get(line.endpoint) if method != "GET" else None)
    db.session.rollback()
    if allowed(answer) if may else refused(answer, state):
        return None
    wanted = "allowed" if may else "refused"
    where = f" -> {answer.location}" if answer.location else ""
    return (
        f"{method} {url} as {actor}, {state or 'no thing'}: {answer.status_code}{where}, should be {wanted}"
    )


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.endpoint}-{'-'.join(line.methods)}")
def test_each_role_may_do_what_the_table_says_and_nothing_else(app: Flask, line: permissions.Line) -> None:
    wrong = [
        fault
        for method in line.methods
        for actor in permissions.ACTORS
        for state, may in states(line, actor)
        if (fault := tried(app, line, method, actor, state, may))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_subject_of_the_table_can_be_built() -> None:
    needed = {line.subject for line in LINES} - {permissions.REFUSED}
    assert not needed - set(subjects.SUBJECTS)


BY_MAIL_PROGRAMS = {
    "portal.stop_letters_now"
}  # pressed from within a mailbox; its signed address is the proof
UNSAFE = [
    (line.endpoint, method)
    for line in LINES
    for method in line.methods
    if method not in ("GET", "HEAD") and line.endpoint not in BY_MAIL_PROGRAMS
]


@pytest.mark.parametrize(("endpoint", "method"), UNSAFE)
def test_a_change_without_its_token_or_from_elsewhere_is_refused(
    app: Flask, endpoint: str, method: str
) -> None:
    browser = Browser(app).sign_in(a_member(Role.ADMIN))
    (rule,) = [rule for rule in app.url_map.iter_rules(endpoint) if method in (rule.methods or ())][:1]
    url = app.url_map.bind("localhost").build(endpoint, dict.fromkeys(rule.arguments, "1"), method=method)
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert browser.open(method, url, headers=elsewhere).status_code == 400
    app.config["WTF_CSRF_ENABLED"] = True
    assert browser.open(method, url).status_code == 400
    assert browser.open(method, url, headers={"X-CSRFToken": "somebody else's"}).status_code == 400


def test_nothing_that_changes_answers_to_a_link() -> None:
    """Words of change in an endpoint's name go with an unsafe method."""
    deeds = ("delete", "remove", "erase_now", "change_profile", "withdraw", "enter", "sign_out")
    assert not [
        line.endpoint for line in LINES if "GET" in line.methods and line.endpoint.split(".")[-1] in deeds
    ]
