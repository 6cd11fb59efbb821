"""Every route x method, called with values nobody should send: never a fault, always an answer that says why."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from accounts import permissions
from accounts.models import Member, Role
from accounts.permissions import ALLOWED, REFUSED
from foundation.database import db
from tests.browser_client import Browser
from tests.factories import subjects
from tests.factories.accounts import a_member
from tests.factories.ideas import an_idea

pytestmark = pytest.mark.slow

LINES = permissions.read(permissions.FILE.read_text(encoding="utf-8"))
HUGE = str(2**63)
IN_PATHS = (
    HUGE,
    str(2**31),
    "0",
    "-1",
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "a" * 3000,
    "%0d%0aSet-Cookie:a=b",
    "..%2f..",
)
IN_QUERIES = (
    HUGE, "-1", "9" * 4000, "0001" + "9" * 30, "nan", "%00", "%ED%A0%80", "%FF", "a" * 3_000, "//[x", "%5B",
    "WzFlOTk5LCAxXQ", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgMV0", "WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAwIiwgMV0",
    "W05hTiwgMV0", "WzEsIDk5OTk5OTk5OTk5OTk5OTk5OTk5XQ", "WzEuNSwgMV0", "W1tdXQ", "%F0%9F%98%80", "' OR 1=1 --",
)  # fmt: skip
QUERY = (
    "after", "before", "page", "q", "kind", "sort", "status", "space", "tag", "mine", "next", "text", "title", "ids",
    "parent", "show", "who",
)  # fmt: skip
IN_FIELDS = (
    HUGE,
    "-1",
    "9" * 5000,
    "\x00",
    "a\x00b",
    "\ufffd\ud800",
    "x" * 100_000,
    "//[x",
    "İ" * 254,
    "ﷺ" * 100,
    "😀",
)
LONG = "A text that is long enough to be taken by any of the forms of this house."
FIELDS: dict[str, dict[str, str]] = {
    "accounts.enter": {"email": "member@example.org", "password": "wrong", "next": "/ideas/"},
    "accounts.enter_code": {"code": "123456", "next": ""},
    "accounts.confirm_now": {"password": "wrong", "next": "/"},
    "accounts.join": {"email": "new@example.org", "name": "Somebody New", "password": "seven wild ducks walk", "next": "/ideas/"},
    "accounts.verify_now": {"password": "wrong"},
    "accounts.ask_reset": {"email": "member@example.org"},
    "accounts.reset_now": {"password": "seven wild ducks walk"},
    "accounts.change_profile": {"name": "Somebody Else", "bio": "Coffee", "language": "en", "timezone": "Europe/Paris"},
    "accounts.change_password": {"present": "wrong", "password": "seven wild ducks walk"},
    "accounts.ask_address": {"email": "new@example.org"},
    "accounts.turn_on_second_factor": {"code": "123456"},
    "accounts.erase_now": {"sure": ""},
    "portal.language": {"language": "fr", "next": "/ideas/"},
    "community.vote": {"next": "/ideas/", "size": "row"},
    "community.vote_on_behalf": {"email": "member@example.org"},
    "community.comment": {"text": LONG, "nonce": "n", "parent": ""},
    "community.save_comment": {"text": LONG, "revision": "1"},
    "community.follow": {"next": "/ideas/"},
    "community.make_space": {"name": "New space", "slug": "new-space", "purpose": "", "audience": "public", "moderation": "post", "position": "1"},
    "community.save_space": {"name": "New space", "slug": "new-space", "purpose": "", "audience": "public", "moderation": "post", "position": "1"},
    "community.add_to_circle": {"email": "member@example.org"},
    "community.choose_mail": {"answers": "y"},
    "customers.link": {"email": "member@example.org", "reason": "Because"},
    "customers.unlink": {"reason": "Because"},
    "customers.note": {"text": "A note"},
    "customers.import_file": {"kind": "customers", "strict": ""},
    "customers.say": {"given": "yes"},
    "ideas.propose": {"title": "A new idea", "text": LONG, "tags": "one, two", "space": "1", "nonce": "abc"},
    "ideas.change": {"title": "A new idea", "text": LONG, "tags": "one, two", "revision": "1"},
    "ideas.merge": {"into": "1"},
    "feedback.answer": {"expected": "0", "verdict": "declined", "text": LONG, "decline_reason": "other", "look_again_at": "2999-01-01", "look_again_when": "soon"},
    "moderation.decide": {"version": "1", "verdict": "reject", "reason": "spam", "note": "No"},
    "moderation.send_report": {"reason": "spam", "text": "Look"},
    "moderation.add_word": {"term": "word", "language": "en", "note": ""},
    "operations.send_test": {"address": "odile@example.org"},
}  # fmt: skip


def fault_of(browser: Browser, method: str, url: str, **how: Any) -> str | None:
    """What is wrong with an answer: a fault, an exception, or a header that was let in."""
    try:
        answer: TestResponse = browser.open(method, url, **how)
    except Exception as broken:
        db.session.rollback()
        return f"{method} {url[:120]} {str(how)[:160]}: {type(broken).__name__} {str(broken)[:200]}"
    db.session.rollback()
    if (answer.status_code >= 500 and "/readyz" not in url) or answer.headers.get("Set-Cookie", "")[
        :1
    ] == "a":
        return f"{method} {url[:120]} {str(how)[:160]}: {answer.status_code}"
    return None


def actors(line: permissions.Line) -> list[str]:
    """A visitor, and of those who pass the gate the one who may most."""
    passing = [actor for actor in permissions.ACTORS if line.cells[actor] != REFUSED]
    return list(dict.fromkeys(["visitor", *passing[-1:]]))


def someone(app: Flask, actor: str) -> tuple[Browser, Member | None]:
    """A browser of such an actor."""
    member = None if actor == permissions.VISITOR else a_member(Role(actor))
    browser = Browser(app)
    return (browser.sign_in(member) if member else browser), member


def address(app: Flask, line: permissions.Line, method: str, member: Member | None) -> str:
    """A real address of the route."""
    state = "own" if member is not None and "t" not in line.cells[member.role.value] + ALLOWED else "other"
    values = subjects.SUBJECTS[line.subject](state, member) if line.subject != "-" else {}
    for rule in app.url_map.iter_rules(line.endpoint):
        if method in (rule.methods or ()):
            given = {name: (values or {}).get(name, "1") for name in rule.arguments}
            return app.url_map.bind("localhost").build(line.endpoint, given, method=method)
    raise AssertionError(line.endpoint)


def raw_paths(app: Flask, line: permissions.Line) -> Iterator[str]:
    """Addresses of the route with each hostile piece in each place."""
    for rule in app.url_map.iter_rules(line.endpoint):
        for hostile in IN_PATHS if rule.arguments else ():
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<int:{name}>", hostile).replace(f"<{name}>", hostile)
            yield path


ACCEPTED = ("application/json", "application/problem+json", "*/*", "text/plain;q=x", "\xff", "")
TYPED = (
    (b"\xff\xfe", "application/json"), (b"{", "application/json"), (b"[]", "application/json"),
    (b"x", "multipart/form-data"), (b"x", "multipart/form-data; boundary=y"), (b"<a/>", "text/xml"),
    (b"\x00", ""), (b"a=b", "application/x-www-form-urlencoded; charset=utf-7"),
    (b"&".join(b"f%d=1" % number for number in range(10_000)), "application/x-www-form-urlencoded"),
)  # fmt: skip
TOLD = (
    ("Origin", "http://[x"),
    ("Origin", "null"),
    ("Referer", "http://[x"),
    ("X-Forwarded-Host", "evil.example"),
)


def _other_methods(line: permissions.Line) -> tuple[str, ...]:
    return ("HEAD", "OPTIONS") if "GET" in line.methods else ()


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.endpoint}-{'-'.join(line.methods)}")
def test_no_address_makes_a_fault(app: Flask, line: permissions.Line) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    faults: list[str | None] = []
    for actor in actors(line):
        browser, member = someone(app, actor)
        paths = list(raw_paths(app, line))
        faults += [fault_of(browser, method, path) for path in paths for method in line.methods]
        # HEAD runs the view of GET, and OPTIONS none: what a path does to them, one of each kind tells.
        faults += [fault_of(browser, method, path) for path in paths[::5] for method in _other_methods(line)]
        if "GET" not in line.methods:
            continue
        url = address(app, line, "GET", member)
        asked = ["&".join(f"{name}={hostile}" for name in QUERY) for hostile in IN_QUERIES]
        faults += [fault_of(browser, "GET", f"{url}?{one}") for one in asked]
        faults += [fault_of(browser, "GET", url, headers={"Accept": accept}) for accept in ACCEPTED]
        htmx = {"HX-Request": "true", "HX-Current-URL": "http://localhost//[x"}
        faults.append(fault_of(browser, "GET", url, headers=htmx))
    assert not any(faults), "\n".join(filter(None, faults))


def bodies(fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The form as it should be, then each of its fields wrong in every way, then other things than forms."""
    plain = {"content_type": "application/x-www-form-urlencoded"}
    yield {"data": fields}
    for name in fields:
        for hostile in IN_FIELDS:
            pairs = (fields | {name: hostile}).items()
            body = "&".join(f"{key}={quote(value, errors='surrogatepass')}" for key, value in pairs)
            yield {"data": body} | plain
    yield {"data": "&".join(f"{name}=%ED%A0%80&{name}=%FF" for name in fields)} | plain
    for value in ({"a": 1}, ["x"], 7, None, "\ud800", 2**70, True):
        yield {"json": dict.fromkeys(fields or ("x",), value)}
    yield from ({"data": body, "content_type": kind} for body, kind in TYPED)
    yield from ({"data": fields, "headers": {header: value}} for header, value in TOLD)


@pytest.mark.parametrize(
    "line", [line for line in LINES if "POST" in line.methods], ids=lambda line: line.endpoint
)
def test_no_form_makes_a_fault(app: Flask, line: permissions.Line) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    an_idea()
    browser, member = someone(app, actors(line)[-1])
    faults = [
        fault_of(browser, "POST", address(app, line, "POST", member), **how)
        for how in bodies(FIELDS.get(line.endpoint, {}))
    ]
    assert not any(faults), "\n".join(filter(None, faults))


def test_a_body_of_ten_megabytes_is_too_large(browser: Browser) -> None:
    browser.sign_in(a_member())
    answer = browser.open(
        "POST",
        "/ideas/new",
        data=b"text=" + b"x" * 10_000_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413


def test_a_host_that_is_not_ours_gets_no_page(browser: Browser) -> None:
    for host in (
        "evil.example",
        "localhost@evil.example",
        "localhost:x",
        "[::1",
        "a" * 5000,
        "localhost\x00",
    ):
        assert browser.get("/", headers={"Host": host}).status_code == 400, host


@pytest.mark.parametrize(
    "cookie",
    ["x", "ensemble=", "ensemble=.eJx.zzz.yyy", "ensemble=\x00", "ensemble=%FF", "idea=%ED%A0%80; idea=\xff"],
)
def test_a_forged_cookie_is_a_visitor(browser: Browser, cookie: str) -> None:
    assert browser.get("/me", headers={"Cookie": cookie}).status_code == 303
    assert browser.get("/ideas/new", headers={"Cookie": cookie}).status_code == 200
