"""When what is written appears: the mode of a space, what is read first in it, and the mode of a crisis."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Member, Role
from community.comments.commands import comment
from community.comments.models import Comment
from community.contributions.models import State
from community.contributions.transitions import path_of
from community.pictures.models import Picture
from community.spaces.models import Mode, Space
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from moderation.models import Finding
from moderation.modes import commands as crises
from moderation.modes.models import Crisis
from moderation.modes.queries import running
from moderation.modes.watchers import has_pictures
from moderation.queries import open_case
from moderation.reasons import Because
from moderation.watching import Written
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space


def said(space: Space, author: Member | None = None, text: str = "Yes please") -> Comment:
    """A comment under something of that space."""
    return comment(a_contribution(space=space), author or a_customer(), text)


def why(written: Comment) -> list[tuple[str, str]]:
    """What its open case says, in order."""
    case = open_case(written.id)
    found = select(Finding.kind, Finding.detail).where(Finding.case_id == (case.id if case else 0))
    return [(row.kind, row.detail) for row in db.session.execute(found.order_by(Finding.id))]


def test_a_space_that_reacts_publishes_at_once_and_opens_no_case(app: Flask) -> None:
    written = said(a_space(moderation=Mode.REACTIVE.value))
    assert written.state == State.PUBLISHED
    assert open_case(written.id) is None


def test_a_space_read_afterwards_publishes_at_once_and_opens_a_case(app: Flask) -> None:
    written = said(a_space(moderation=Mode.POST.value))
    assert written.state == State.PUBLISHED
    assert why(written) == [(Because.POST_MODERATED, "")]
    (row,) = path_of(written.id)
    assert (row.became, row.automated_detection, row.automated_decision) == ("published", False, False)


def test_a_space_read_first_holds(app: Flask) -> None:
    written = said(a_space(moderation=Mode.PRE.value))
    assert written.state == State.HELD
    assert why(written) == [(Because.PRE_MODERATED, "")]


def test_the_first_three_texts_of_a_new_member_are_read_first_and_the_fourth_is_not(app: Flask) -> None:
    space, author = a_space(first_held=3), a_customer()
    for _text in range(3):
        written = said(space, author)
        assert why(written) == [(Because.NEWCOMER, "3")]
        written.state = State.PUBLISHED.value
        db.session.flush()
    assert said(space, author).state == State.PUBLISHED


def test_what_waits_or_was_refused_makes_nobody_known(app: Flask) -> None:
    space, author = a_space(first_held=1), a_customer()
    for state in (State.HELD, State.REJECTED, State.REMOVED):
        a_contribution(author, state=state.value)
    assert said(space, author).state == State.HELD


@pytest.mark.parametrize("role", [Role.TRUSTED, Role.MODERATOR])
def test_whoever_is_trusted_is_new_nowhere(app: Flask, role: Role) -> None:
    assert said(a_space(first_held=3), a_member(role=role)).state == State.PUBLISHED


def test_a_link_is_read_first_where_the_space_says_so(app: Flask) -> None:
    text = "See https://roaster.example/filters for how they do it."
    assert said(a_space(), text=text).state == State.PUBLISHED
    written = said(a_space(links_held=True), text=text)
    assert written.state == State.HELD
    assert (Because.HAS_LINK, "roaster.example") in why(written)
    assert path_of(written.id)[0].automated_detection


def test_a_picture_is_seen_before_its_text_appears(app: Flask) -> None:
    text = a_contribution()
    written = Written.of(text, None)
    assert not has_pictures(written)
    print_ = {"phash": "0" * 16, "dhash": "0" * 16, "mirror_phash": "0" * 16, "mirror_dhash": "0" * 16}
    files = {"full": "a", "page": "b", "small": "c"}
    measures = {"width": 1, "height": 1, "weight": 1, "digest": "0" * 64}
    db.session.add(Picture(key="k", contribution_id=text.id, **print_, **files, **measures))
    db.session.flush()
    assert has_pictures(written)


def test_in_a_crisis_everything_is_held_whatever_the_space_says(app: Flask) -> None:
    crises.begin(a_moderator(), "A recall")
    written = said(a_space())
    assert written.state == State.HELD
    assert why(written) == [(Because.CRISIS, "")]


def test_the_team_still_speaks_in_a_crisis(app: Flask) -> None:
    crises.begin(a_moderator(), "A recall")
    assert said(a_space(), a_moderator()).state == State.PUBLISHED


def test_a_crisis_ends_by_itself_after_a_day(app: Flask) -> None:
    crises.begin(a_moderator(), "A recall")
    with frozen(now() + timedelta(hours=23, minutes=59)):
        assert running() is not None
    with frozen(now() + timedelta(hours=24, minutes=1)):
        assert running() is None
        assert said(a_space()).state == State.PUBLISHED


def test_a_crisis_is_prolonged_by_a_day_from_now_and_begun_once_only(app: Flask) -> None:
    by = a_moderator()
    first = crises.begin(by, "A recall")
    assert crises.begin(by, "Again") is first
    with frozen(now() + timedelta(hours=20)):
        crises.prolong(by)
    with frozen(now() + timedelta(hours=43)):
        assert running() is not None


def test_a_crisis_that_is_over_is_neither_prolonged_nor_ended(app: Flask) -> None:
    by = a_moderator()
    crises.begin(by, "A recall")
    crises.end(by)
    assert running() is None
    with pytest.raises(crises.NoCrisis):
        crises.prolong(by)
    with pytest.raises(crises.NoCrisis):
        crises.end(by)


def test_every_turn_of_the_switch_is_in_the_audit(app: Flask) -> None:
    by = a_moderator()
    crises.begin(by, "A recall")
    crises.prolong(by)
    crises.end(by)
    lines = db.session.scalars(
        select(AuditLine.action).where(AuditLine.object_kind == "crisis").order_by(AuditLine.id)
    )
    assert [line.rsplit(".", 1)[1] for line in lines] == ["begun", "prolonged", "ended"]


def test_every_desk_says_that_a_crisis_runs(browser: Browser) -> None:
    manager = a_member(role=Role.COMMUNITY_MANAGER)
    browser.sign_in(manager)
    assert "Everything is read before it appears" not in browser.get("/moderation/").text
    browser.post("/moderation/crisis", why="Batch 4417 is called back")
    for path in ("/moderation/", "/moderation/decisions", "/spaces/new"):
        page = browser.get(path).text
        assert "Everything is read before it appears" in page, path
        assert "Prolong or end it" in page
    theirs = browser.stranger().sign_in(a_moderator()).get("/moderation/").text
    assert "Batch 4417 is called back" in theirs
    assert "Prolong or end it" not in theirs
    assert "Batch 4417" not in browser.stranger().get("/").text


def test_the_page_of_the_switch_begins_prolongs_and_ends(browser: Browser) -> None:
    browser.sign_in(a_member(role=Role.ADMIN))
    assert browser.post("/moderation/crisis", why="").status_code == 422
    browser.post("/moderation/crisis", why="A recall")
    assert "End it now" in browser.get("/moderation/crisis").text
    browser.post("/moderation/crisis/prolongation")
    browser.post("/moderation/crisis/end")
    page = browser.get("/moderation/crisis").text
    assert "Begin crisis mode" in page
    assert "A recall" in page
    assert browser.post("/moderation/crisis/end").status_code == 409


def test_the_server_has_the_switch_too(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert "no crisis" in run(args=["moderation", "crisis", "status"]).output
    run(args=["moderation", "crisis", "begin", "--why", "Power cut"])
    assert "Power cut" in run(args=["moderation", "crisis", "status"]).output
    assert db.session.scalars(select(Crisis)).one().begun_by_id is None
    assert "no crisis" in run(args=["moderation", "crisis", "end"]).output
    assert run(args=["moderation", "crisis", "end"]).exit_code == 1


def test_a_space_keeps_what_is_read_first_in_it(browser: Browser) -> None:
    browser.sign_in(a_member(role=Role.ADMIN))
    assert 'value="3"' in browser.get("/spaces/new").text
    given = {"name": "Brews", "slug": "brews", "audience": "public", "moderation": "post", "position": "1"}
    browser.post("/spaces/new", **given, first_held="2", links_held="y")
    space = db.session.scalars(select(Space).where(Space.slug == "brews")).one()
    assert (space.moderation, space.first_held, space.links_held, space.pictures_held) == (
        "post",
        2,
        True,
        False,
    )
