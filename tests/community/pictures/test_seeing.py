"""Who may see a picture: those who may see its contribution, whatever address they know."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from accounts import commands as accounts
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.pictures import jobs, queries
from community.pictures.models import Picture
from community.spaces.models import Audience
from foundation import files
from foundation.clock import frozen, now
from foundation.database import db
from foundation.outbox import Job
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.ideas import an_idea
from tests.factories.pictures import a_picture

HIDDEN = (State.HELD, State.CHANGES_REQUESTED, State.REJECTED, State.REMOVED, State.DRAFT)


def address(one: Picture, size: str = "page") -> str:
    return f"/pictures/{one.key}/{size}.webp"


def status(browser: Browser, one: Picture) -> int:
    return browser.get(address(one)).status_code


@pytest.mark.parametrize("state", HIDDEN)
def test_what_the_public_cannot_read_it_cannot_see(browser: Browser, state: State) -> None:
    ines = a_customer()
    one = a_picture(an_idea(author=ines, state=state), by=ines)
    assert status(browser, one) == 404
    assert status(browser.stranger().sign_in(a_member()), one) == 404
    assert status(browser.stranger().sign_in(ines), one) == 200
    seen_by_staff = 404 if state is State.DRAFT else 200
    assert status(browser.stranger().sign_in(a_moderator()), one) == seen_by_staff


def test_a_picture_of_a_sealed_space_is_seen_in_its_circle_alone(browser: Browser) -> None:
    ines, theo = a_customer(), a_member()
    space = a_space(audience=Audience.CIRCLE.value, circle=(ines,))
    one = a_picture(an_idea(author=ines, space=space), by=ines)
    assert status(browser, one) == 404
    assert status(browser.stranger().sign_in(theo), one) == 404
    answer = browser.stranger().sign_in(ines).get(address(one))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_picture_of_a_comment_is_gone_with_what_it_is_about(browser: Browser) -> None:
    about = a_contribution()
    said = a_contribution(a_customer(), of=Comment, about_id=about.id)
    one = a_picture(said)
    assert status(browser, one) == 200
    about.state = State.HELD.value
    assert status(browser, one) == 404


def test_what_waits_in_a_form_is_seen_by_its_sender_alone(browser: Browser) -> None:
    ines = a_customer()
    one = a_picture(by=ines)
    assert status(browser, one) == 404
    assert status(browser.stranger().sign_in(a_moderator()), one) == 404
    assert status(browser.stranger().sign_in(ines), one) == 200


def test_the_answer_is_a_sealed_picture_and_kept_for_minutes(browser: Browser) -> None:
    one = a_picture(an_idea())
    answer = browser.get(address(one))
    assert answer.mimetype == "image/webp"
    assert answer.data[8:12] == b"WEBP"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    again = browser.get(address(one), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_address_kept_from_before_shows_nothing_once_it_is_held(browser: Browser) -> None:
    one = a_picture(idea := an_idea())
    tag = browser.get(address(one)).headers["ETag"]
    idea.state = State.HELD.value
    assert browser.get(address(one), headers={"If-None-Match": tag}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/pictures/{key}/huge.webp", "/pictures/{key}/page.svg", "/pictures/../{key}/page.webp", "/pictures/x/page.webp",
     "/pictures/%2e%2e%2fensemble.db/page.webp", "/files/picture/{key}", "/pictures/{key}%00/page.webp"],
)  # fmt: skip
def test_odd_addresses_lead_nowhere(browser: Browser, path: str) -> None:
    one = a_picture(an_idea())
    assert browser.get(path.format(key=one.key)).status_code == 404


def test_a_lost_file_is_not_there_rather_than_a_fault(browser: Browser) -> None:
    one = a_picture(an_idea())
    files.remove(one.page)
    assert status(browser, one) == 404


def test_who_leaves_takes_their_pictures_along(browser: Browser, drain: Callable[[], int]) -> None:
    ines = a_customer()
    one = a_picture(an_idea(author=ines), by=ines)
    waits, others, names = a_picture(by=ines, seed=2), a_picture(an_idea()), one.files
    kept, lost = others.key, {one.key, waits.key}
    accounts.erase(ines)
    drain()
    left = {one.key for one in db.session.query(Picture)}
    assert kept in left
    assert not lost & left
    for name in names:
        with pytest.raises(FileNotFoundError):
            files.open_file(name)


def test_what_nobody_placed_within_a_day_is_swept_with_its_files(
    app: Flask, drain: Callable[[], int]
) -> None:
    begun, placed = a_picture(by=a_customer()), a_picture(an_idea(), seed=2)
    names, stay = begun.files, placed.files
    job = Job(1, jobs.SWEEP, "sweep", 1)
    jobs.sweep({}, job)
    assert db.session.get(Picture, begun.id)
    with frozen(now() + timedelta(hours=25)):
        jobs.sweep({}, job)
    drain()
    assert [one.id for one in db.session.query(Picture)] == [placed.id]
    for name in names:
        with pytest.raises(FileNotFoundError):
            files.open_file(name)
    for name in stay:
        files.open_file(name).close()


def test_a_file_without_a_row_is_swept(app: Flask) -> None:
    placed = a_picture(an_idea())
    orphan = a_picture(an_idea(), seed=2)
    names = orphan.files
    db.session.delete(orphan)
    db.session.flush()
    with frozen(now() + timedelta(hours=25)):
        jobs.sweep({}, Job(1, jobs.SWEEP, "sweep", 1))
    for name in names:
        with pytest.raises(FileNotFoundError):
            files.open_file(name)
    files.open_file(placed.full).close()


def test_moderation_can_ask_whether_there_are_pictures(app: Flask) -> None:
    bare, shown = an_idea(), an_idea()
    a_picture(shown)
    assert (queries.has_pictures(bare), queries.has_pictures(shown)) == (False, True)
    assert isinstance(shown, Contribution)


def test_a_member_takes_a_list_of_their_pictures_along(browser: Browser) -> None:
    ines = a_customer()
    one = a_picture(idea := an_idea(author=ines), by=ines, alt="A bag")
    known: Any = browser.sign_in(ines).get("/me/data.json").json
    (told,) = known["pictures"]
    assert (told["contribution"], told["shows"]) == (idea.id, "A bag")
    assert told["address"].endswith(f"/pictures/{one.key}/full.webp")
