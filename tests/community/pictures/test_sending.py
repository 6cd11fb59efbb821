"""Pictures are sent with a form: kept while it is put right, placed with it, changed and taken out."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.comments.models import Comment
from community.contributions.models import State
from community.pictures import commands
from community.pictures.models import Picture
from community.spaces.models import Mode
from foundation import files
from foundation.audit import AuditLine
from foundation.database import db
from ideas.models import Idea
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.factories.pictures import a_file, a_picture, a_scene

WORDS = {
    "title": "Pause my subscription",
    "text": "I travel three weeks in January and two bags wait on the landing.",
}


def sent(*seeds: int) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(a_file(a_scene(seed))), f"photo-{seed}.jpg") for seed in seeds]


def proposed(browser: Browser, pictures: list[Any], alts: list[str], **more: Any) -> Any:
    fields = WORDS | {"space": str(a_space().id), "pictures": pictures, "alt": alts} | more
    return browser.post("/ideas/new", data=fields)


def pictures() -> list[Picture]:
    return list(db.session.scalars(select(Picture).order_by(Picture.position, Picture.id)))


def keys_in(page: str) -> list[str]:
    return re.findall(r'name="picture" value="([^"]+)"', page)


def test_an_idea_shows_the_pictures_it_was_proposed_with(browser: Browser) -> None:
    answer = proposed(browser.sign_in(a_customer()), sent(1, 2), ["A bag", "Two bags"])
    assert answer.status_code == 303
    assert [(one.alt, one.position) for one in pictures()] == [("A bag", 1), ("Two bags", 2)]
    page = browser.stranger().get(answer.location).text
    for one in pictures():
        assert f'src="/pictures/{one.key}/page.webp" width="640" height="480" alt="{one.alt}"' in page
        shown = browser.stranger().get(f"/pictures/{one.key}/page.webp")
        assert (shown.status_code, shown.mimetype) == (200, "image/webp")


def test_pictures_without_words_come_back_with_a_place_for_them(browser: Browser) -> None:
    browser.sign_in(a_customer())
    answer = proposed(browser, sent(1, 2), [])
    assert answer.status_code == 422
    assert "Say in a few words what each picture shows" in answer.text
    assert WORDS["text"] in answer.text
    keys = keys_in(answer.text)
    assert len(keys) == 2
    again = {f"alt-{key}": f"Bag {place}" for place, key in enumerate(keys)}
    assert proposed(browser, [], [], picture=keys, **again).status_code == 303
    assert [one.alt for one in pictures()] == ["Bag 0", "Bag 1"]
    assert {one.contribution_id for one in pictures()} == {db.session.scalar(select(Idea.id))}


def test_a_form_that_is_refused_keeps_its_pictures(browser: Browser) -> None:
    answer = proposed(browser.sign_in(a_customer()), sent(1), ["A bag"], text="Short")
    assert answer.status_code == 422
    assert len(keys_in(answer.text)) == 1
    assert 'value="A bag"' in answer.text


def test_a_damaged_file_is_named_and_the_good_one_stays(browser: Browser) -> None:
    good = sent(1)
    answer = proposed(
        browser.sign_in(a_customer()), [*good, (io.BytesIO(b"GIF89a nonsense"), "trip.gif")], ["A", "B"]
    )
    assert answer.status_code == 422
    assert "trip.gif" in answer.text
    assert "damaged" in answer.text
    assert len(keys_in(answer.text)) == 1


def test_a_fifth_picture_is_left_out(browser: Browser) -> None:
    answer = proposed(browser.sign_in(a_customer()), sent(1, 2, 3, 4, 5), ["a", "b", "c", "d", "e"])
    assert answer.status_code == 422
    assert "At most four" in answer.text
    assert len(keys_in(answer.text)) == 4


def test_the_same_file_twice_is_one_picture(browser: Browser) -> None:
    assert proposed(browser.sign_in(a_customer()), sent(1, 1), ["A bag", "A bag"]).status_code == 303
    assert len(pictures()) == 1


def test_a_name_with_a_path_leads_nowhere(browser: Browser, app: Flask) -> None:
    odd = [(io.BytesIO(a_file()), "../../../../etc/cron.d/evil.php")]
    assert proposed(browser.sign_in(a_customer()), odd, ["A bag"]).status_code == 303
    (one,) = pictures()
    assert all(re.fullmatch(r"picture/[0-9a-f]{2}/[0-9a-f]{32}\.webp", name) for name in one.files)


def test_a_visitor_sends_no_pictures(browser: Browser) -> None:
    answer = proposed(browser, sent(1), ["A bag"])
    assert answer.status_code == 303
    assert not pictures()
    assert "once you have signed in" in browser.get("/ideas/new").text


def test_who_may_not_propose_yet_sends_no_pictures(browser: Browser) -> None:
    assert proposed(browser.sign_in(a_member(email_verified_at=None)), sent(1), ["A bag"]).status_code == 403
    assert not pictures()


def test_a_picture_of_somebody_else_cannot_be_placed(browser: Browser) -> None:
    theirs = a_picture(by=a_member())
    proposed(browser.sign_in(a_customer()), [], [], picture=[theirs.key], **{f"alt-{theirs.key}": "Mine now"})
    assert theirs.contribution_id is None
    placed = a_picture(an_idea(), by=a_member(), seed=2)
    was = placed.contribution_id
    proposed(browser, [], [], picture=[placed.key], nonce="other", **{f"alt-{placed.key}": "Mine now"})
    assert placed.contribution_id == was
    assert placed.alt == "Shapes"


def test_its_author_adds_changes_and_takes_out_pictures(browser: Browser, drain: Callable[[], int]) -> None:
    ines = a_customer()
    idea = an_idea(author=ines)
    gone, stays = a_picture(idea, by=ines), a_picture(idea, by=ines, seed=2)
    gone.position, stays.position = 1, 2
    names, page = gone.files, browser.sign_in(ines).get(f"/ideas/{idea.id}/edit").text
    assert keys_in(page) == [gone.key, stays.key]
    fields = {
        "title": idea.title, "text": "Because of a very good reason.", "revision": idea.revision,
        "picture": [gone.key, stays.key], "drop-picture": [gone.key],
        f"alt-{gone.key}": "Old", f"alt-{stays.key}": "New words", "pictures": sent(3), "alt": ["Added"],
    }  # fmt: skip
    assert browser.post(f"/ideas/{idea.id}/edit", data=fields).status_code == 303
    assert [one.alt for one in pictures()] == ["New words", "Added"]
    drain()
    for name in names:
        with pytest.raises(FileNotFoundError):
            files.open_file(name)


def test_other_pictures_alone_are_read_again_where_all_is_read_first(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(
        author=ines, space=a_space(moderation=Mode.PRE.value), source="Because of reason number one."
    )
    fields = {
        "title": idea.title,
        "text": idea.source,
        "revision": idea.revision,
        "pictures": sent(1),
        "alt": ["A bag"],
    }
    browser.sign_in(ines).post(f"/ideas/{idea.id}/edit", data=fields)
    assert idea.state == State.HELD.value


def test_a_comment_shows_its_picture(browser: Browser) -> None:
    idea = an_idea()
    browser.sign_in(a_customer())
    fields = {"text": "Look here.", "nonce": "n", "pictures": sent(1), "alt": ["A bag"]}
    assert browser.post(f"/contributions/{idea.id}/comments", data=fields).status_code == 303
    (one,) = pictures()
    assert one.contribution_id == db.session.scalar(select(Comment.id))
    assert f"/pictures/{one.key}/page.webp" in browser.stranger().get(f"/ideas/{idea.id}-{idea.slug}").text
    edited = {
        "text": "Look here again.",
        "revision": 1,
        "picture": one.key,
        "drop-picture": one.key,
        f"alt-{one.key}": "x",
    }
    assert browser.post(f"/comments/{one.contribution_id}/edit", data=edited).status_code == 303
    assert not pictures()


def test_who_sent_very_much_waits_a_day(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "A_DAY", (1, commands.A_DAY[1]))
    answer = proposed(browser.sign_in(a_customer()), sent(1, 2), ["A", "B"])
    assert answer.status_code == 422
    assert "a lot in a short time" in answer.text
    assert len(pictures()) == 1


def test_who_has_filled_their_room_is_told(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "MOST_STORED", 10)
    answer = proposed(browser.sign_in(a_customer()), sent(1), ["A"])
    assert answer.status_code == 422
    assert "fill the room" in answer.text


def test_a_form_of_more_than_all_pictures_together_is_too_large(
    browser: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.extensions["heavy"]["ideas.propose"] > 4 * 8 * 1024 * 1024
    monkeypatch.setitem(app.extensions["heavy"], "ideas.propose", 5_000)
    assert proposed(browser.sign_in(a_customer()), sent(1), ["A"]).status_code == 413
    assert db.session.scalar(select(func.count(Idea.id))) == 0


def test_a_moderator_who_takes_out_a_picture_leaves_a_line(browser: Browser) -> None:
    ines = a_customer()
    idea = an_idea(author=ines)
    one = a_picture(idea, by=ines)
    fields = {"title": idea.title, "text": "Because of a very good reason.", "revision": idea.revision}
    fields |= {"picture": one.key, "drop-picture": one.key, f"alt-{one.key}": "Shapes"}
    assert browser.sign_in(a_moderator()).post(f"/ideas/{idea.id}/edit", data=fields).status_code == 303
    assert "community.pictures.removed" in set(db.session.scalars(select(AuditLine.action)))
