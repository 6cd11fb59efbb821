"""What is said in a circle stays there: every route, room and letter is asked by everybody outside."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from accounts import permissions
from accounts.models import Member, Role
from community.live.queries import may_see
from community.notices.models import Notice
from community.readings.models import Reading
from community.spaces.models import CircleMember
from foundation import realtime
from foundation.database import db
from foundation.mail import MailMessage
from tests.architecture.sealed_world import COMMON, NUMBERS, OUTSIDE, SECRETS, Sealed, sealed_world
from tests.browser_client import Browser
from tests.factories.accounts import a_member

pytestmark = pytest.mark.slow

LINES = permissions.read(permissions.FILE.read_text(encoding="utf-8"))
ACTORS = ("visitor", "former", *(role.value for role in OUTSIDE))
# Who runs circles knows what they are called; who wrote something keeps it.
KNOWN = {("community_manager", "zqspace"), ("community_manager", "zqpurpose")}
LISTS = ("ideas.board", "community.profile", "moderation.decisions")
"""Pages that name texts of the circle by their titles, among others, to who may read them."""
LEAVING = ("accounts.", "customers.end_link")
MANY = {
    "q": COMMON, "text": f"a {COMMON} please", "title": COMMON, "space": "lab-nine", "status": "all", "with": COMMON,
    "kind": "", "sort": "new", "tag": "zqtag", "mine": "1",
}  # fmt: skip


@pytest.fixture
def world(app: Flask, drain: Callable[[], int]) -> Sealed:
    return sealed_world(drain)


def somebody(actor: str, world: Sealed) -> Member | None:
    if actor == "visitor":
        return None
    return world.former if actor == "former" else a_member(Role(actor))


def addresses(app: Flask, line: permissions.Line, method: str, world: Sealed) -> Iterator[str]:
    """Every address of a route that can be made of the numbers of the circle."""
    site = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules(line.endpoint):
        if method in (rule.methods or ()) and rule.arguments <= set(world.values):
            names = sorted(rule.arguments)
            for chosen in product(*(world.values[name] for name in names)):
                yield site.build(line.endpoint, dict(zip(names, chosen, strict=True)), method=method)


def told(answer: TestResponse, asked: str = "") -> list[str]:
    """The secrets in an answer and in its headers, but those that the asker brought along."""
    said = answer.get_data(as_text=True) + "\n".join(f"{name}: {value}" for name, value in answer.headers)
    found = [secret for secret in SECRETS if secret in said.casefold() and secret not in asked]
    return found + NUMBERS.findall(said)


def leaks(actor: str, url: str, answer: TestResponse, asked: str = "") -> list[str]:
    return [f"{actor} {url}: {secret}" for secret in told(answer, asked) if (actor, secret) not in KNOWN]


@pytest.mark.parametrize("actor", ACTORS)
def test_no_page_search_filter_or_list_tells_anybody_outside(app: Flask, world: Sealed, actor: str) -> None:
    browser, member = Browser(app), somebody(actor, world)
    if member is not None:
        browser.sign_in(member)
    found: list[str] = []
    for line in LINES:
        if "GET" not in line.methods or line.endpoint.startswith("design."):
            continue
        for url in addresses(app, line, "GET", world):
            found += leaks(actor, url, browser.get(url))
    found += searched(app, world, browser, actor)
    assert not found, "\n".join(found)


def searched(app: Flask, world: Sealed, browser: Browser, actor: str) -> list[str]:
    """What searches, filters and lists of numbers give away."""
    found: list[str] = []
    one_by_one = [{name: value} for name, value in MANY.items()] + [MANY]
    ids = ",".join(str(number) for number in world.values["contribution_id"])
    for endpoint in (
        "ideas.board",
        "portal.search",
        "ideas.similar",
        "feedback.desk",
        "ideas.new",
        "customers.index",
    ):
        url = app.url_map.bind("localhost").build(endpoint)
        for query in one_by_one:
            answer = browser.get(url, query_string=query)
            found += leaks(actor, f"{url}?{query}", answer, " ".join(query.values()))
    for near in ("zqtitel velvet", "zqtexx", "zqcommemt"):  # a word meant otherwise must not be put right
        found += leaks(actor, f"search {near}", browser.get("/search", query_string={"q": near}))
    found += leaks(actor, "numbers", browser.get("/contributions/numbers", query_string={"ids": ids}))
    public = f"/contributions/{world.public.id}"
    found += leaks(actor, "parent", browser.get(f"{public}/comments", query_string={"parent": world.said.id}))
    found += leaks(
        actor, "merger", browser.get(f"/ideas/{world.public.id}/merger", query_string={"with": world.idea.id})
    )
    return found


@pytest.mark.parametrize("actor", ACTORS)
def test_nothing_in_the_circle_can_be_done_from_outside(app: Flask, world: Sealed, actor: str) -> None:
    browser, member = Browser(app), somebody(actor, world)
    if member is not None:
        browser.sign_in(member)
    found: list[str] = []
    for line in LINES:
        for method in set(line.methods) - {"GET"}:
            if line.endpoint.startswith(LEAVING) or (
                line.endpoint.startswith("community.") and "space" in line.endpoint
            ):
                continue
            for url in addresses(app, line, method, world):
                answer = browser.open(method, url, data={"text": "x", "note": "x", "nonce": "n"})
                found += leaks(actor, f"{method} {url}", answer)
                of_circle = {"contribution_id", "idea_id", "comment_id", "case_id", "decision_id"}
                if answer.status_code < 300 and of_circle & _names(app, line):
                    found.append(f"{actor} {method} {url}: {answer.status_code}")
    assert not found, "\n".join(found)


def _names(app: Flask, line: permissions.Line) -> set[str]:
    return {name for rule in app.url_map.iter_rules(line.endpoint) for name in rule.arguments}


def test_no_picture_and_no_room_of_the_circle_opens_to_anybody_outside(app: Flask, world: Sealed) -> None:
    (line,) = [line for line in LINES if line.endpoint == "community.picture"]
    for actor in ACTORS:
        browser, member = Browser(app), somebody(actor, world)
        if member is not None:
            browser.sign_in(member)
            seen = [number for number in world.values["contribution_id"] if may_see(member, number)]
            assert seen == [], actor
        asked = [browser.get(url).status_code for url in addresses(app, line, "GET", world)]
        assert (len(asked), set(asked)) == (3, {404}), actor


def test_no_letter_and_no_bell_rings_outside(app: Flask, world: Sealed) -> None:
    inside = set(
        db.session.scalars(select(Member.email).join(CircleMember, CircleMember.member_id == Member.id))
    )
    inside |= set(db.session.scalars(select(Member.email).where(Member.role_name == Role.ADMIN.value)))
    written = db.session.scalars(select(MailMessage).where(MailMessage.recipient.not_in(inside))).all()
    assert [
        secret for letter in written for secret in SECRETS if secret in f"{letter.subject}{letter.text}"
    ] == []
    assert db.session.scalars(select(Notice).where(Notice.member_id == world.former.id)).all() != []
    browser = Browser(app).sign_in(world.former)
    assert browser.get("/contributions/numbers").json["unread"] == 0
    assert "masthead__dot" not in browser.get("/").text


def test_who_leaves_the_circle_stops_hearing_of_it(
    app: Flask, world: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(realtime, "recheck", lambda room="every room": asked.append(room))
    admin = Browser(app).sign_in(a_member(Role.ADMIN))
    admin.post(f"/spaces/{world.space.slug}/circle/{world.author.id}/removal")
    assert asked == ["every room"]


def test_those_inside_read_it_all(app: Flask, world: Sealed) -> None:
    """The attack would pass on an empty house; so those who may must find everything."""
    browser = Browser(app).sign_in(world.author)
    url = f"/ideas/{world.idea.id}-{world.idea.slug}"
    page = browser.get(url)
    assert {"zqtitle", "zqtext", "zqtag", "zqcomment", "zqspace", "zqanswer"} <= set(told(page))
    assert "zqtitle" in told(browser.get("/search", query_string={"q": COMMON}))
    db.session.execute(delete(CircleMember).where(CircleMember.member_id == world.author.id))
    assert told(Browser(app).sign_in(a_member(Role.ADMIN)).get(url)) != []


def test_every_page_that_shows_a_text_of_the_circle_is_written_down(app: Flask, world: Sealed) -> None:
    admin = a_member(Role.ADMIN)
    db.session.commit()
    browser, unlogged = Browser(app).sign_in(admin), []
    for line in LINES:
        if "GET" not in line.methods or line.endpoint.startswith(("customers.", "community.picture")):
            continue
        for url in addresses(app, line, "GET", world):
            db.session.execute(delete(Reading))
            db.session.commit()
            shown = {"zqtext", "zqcomment"} & set(told(browser.get(url)))
            read = db.session.scalars(select(Reading).where(Reading.member_id == admin.id)).all()
            if shown and not read and line.endpoint not in LISTS:
                unlogged.append(f"{url}: {sorted(shown)}")
    assert not unlogged, "\n".join(unlogged)
