"""Banned pictures: what is like one waits, says which, and nobody sees it before they ask."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from PIL import Image, ImageEnhance, ImageOps
from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import State
from community.pictures.commands import keep, store
from community.pictures.models import Picture
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from foundation.pictures import cleaned
from ideas.models import Idea
from moderation.lists.commands import add_word
from moderation.models import Case, Finding
from moderation.pictures import commands, queries
from moderation.pictures.models import BannedPicture
from moderation.reasons import Because, Reason
from tests.browser_client import Browser
from tests.face.structure import Structure
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_case
from tests.factories.pictures import a_file, a_picture, a_scene

WORDS = {"title": "Pause my subscription", "text": "I travel three weeks in January and two bags wait."}


def banned(seed: int = 1, **given: object) -> BannedPicture:
    return commands.ban(a_picture(seed=seed), a_moderator(), Reason.HATE, **given)  # type: ignore[arg-type]


def proposes(browser: Browser, scene: Image.Image, alt: str = "A bag") -> Idea:
    pictures = [(io.BytesIO(a_file(scene)), "photo.jpg")]
    fields = WORDS | {"space": str(a_space().id), "pictures": pictures, "alt": [alt]}
    assert browser.sign_in(a_customer()).post("/ideas/new", data=fields).status_code == 303
    return db.session.scalars(select(Idea).order_by(Idea.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize(
    "change",
    [
        lambda scene: scene,
        lambda scene: scene.resize((200, 150)),
        ImageOps.mirror,
        lambda scene: scene.convert("L").convert("RGB"),
        lambda scene: ImageEnhance.Brightness(scene).enhance(1.15),
    ],
    ids=["same", "smaller", "mirrored", "grey", "brighter"],
)
def test_a_picture_like_a_banned_one_holds_its_idea(
    browser: Browser, change: Callable[[Image.Image], Image.Image]
) -> None:
    ban = banned()
    idea = proposes(browser, change(a_scene(1)))
    assert idea.state == State.HELD.value
    found = db.session.scalars(select(Finding).where(Finding.kind == Because.PICTURE.value)).one()
    assert (found.detail, found.seen["ban"]) == (str(ban.id), ban.id)
    assert found.seen["distance"] <= 10


def test_another_picture_is_published(browser: Browser) -> None:
    banned()
    assert proposes(browser, a_scene(2)).state == State.PUBLISHED.value
    assert db.session.scalars(select(Case)).first() is None


def test_a_ban_that_is_over_or_lifted_holds_nothing(browser: Browser) -> None:
    ban = banned(days=30)
    with frozen(now() + timedelta(days=31)):
        assert not queries.in_force()
    commands.lift(ban, a_moderator())
    assert proposes(browser, a_scene(1)).state == State.PUBLISHED.value


def test_words_for_a_picture_are_read_like_the_text(browser: Browser) -> None:
    add_word("en", "snake oil", "", a_moderator())
    assert proposes(browser, a_scene(3), alt="A bottle of snake oil").state == State.HELD.value


def test_a_moderator_bans_a_picture_from_its_case(browser: Browser, drain: Callable[[], int]) -> None:
    ines = a_customer()
    idea, elsewhere = an_idea(author=ines, state=State.HELD), an_idea()
    one, twin = a_picture(idea, by=ines), a_picture(elsewhere)
    case, moderator = a_case(idea), a_moderator()
    page = browser.sign_in(moderator).get(f"/moderation/cases/{case.id}").text
    assert re.search(r'<details class="veil"><summary data-key="p">', page)
    assert "Ban this picture" in page
    sent = {"reason": Reason.HATE.value, "days": "365", "note": "Seen twice"}
    answer = browser.post(f"/moderation/cases/{case.id}/pictures/{one.key}/ban", data=sent)
    assert answer.status_code == 303
    ban = db.session.scalars(select(BannedPicture)).one()
    assert (ban.reason, ban.note, ban.by_id, ban.case_id) == ("hate", "Seen twice", moderator.id, case.id)
    assert "moderation.picture.banned" in set(db.session.scalars(select(AuditLine.action)))
    assert f"Banned picture no. {ban.id}" in browser.get(f"/moderation/cases/{case.id}").text
    drain()
    found_again = db.session.scalars(select(Case).where(Case.contribution_id == twin.contribution_id)).one()
    assert found_again.is_open
    assert elsewhere.state == State.PUBLISHED.value
    assert "Seen twice" in browser.get("/moderation/pictures").text
    assert browser.post(f"/moderation/pictures/{ban.id}/lift").status_code == 303
    assert not queries.in_force()


def test_the_same_picture_is_banned_once(browser: Browser) -> None:
    banned()
    with pytest.raises(commands.BannedAlready):
        banned()


def test_only_pictures_of_the_case_are_banned_there(browser: Browser) -> None:
    case, other = a_case(an_idea(state=State.HELD)), a_picture(an_idea())
    sent = {"reason": Reason.HATE.value, "days": "0"}
    browser.sign_in(a_moderator())
    assert browser.post(f"/moderation/cases/{case.id}/pictures/{other.key}/ban", data=sent).status_code == 404


def test_no_copy_of_a_banned_picture_is_kept(app: Flask) -> None:
    columns = {column.name for column in BannedPicture.__table__.columns}
    assert not columns & {"full", "page", "small", "picture_id"}


def test_five_thousand_bans_are_compared_in_time(app: Flask) -> None:
    import time

    bans = [
        BannedPicture(phash=f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}", dhash=f"{n * 0xC2B2AE3D27D4EB4F % 2**64:016x}",
                      mirror_phash=f"{n * 0x165667B19E3779F9 % 2**64:016x}", mirror_dhash=f"{n:016x}")
        for n in range(1, 1001)
    ]  # fmt: skip
    shown = [a_picture(seed=1), a_picture(seed=2)]
    began = time.process_time()
    queries.banned_among(shown, bans)
    assert time.process_time() - began < 0.2


def test_two_who_send_a_picture_at_once_keep_both(app: Flask) -> None:
    ines: Member = a_member()
    made = cleaned(a_file(a_scene(5)))
    first, second = (keep(who, made, store(made), "One") for who in (ines, a_member()))
    assert first.key != second.key
    assert db.session.get(Picture, first.id)


def test_each_picture_of_a_case_is_banned_by_fields_of_its_own(browser: Browser) -> None:
    idea = an_idea(state=State.HELD)
    case = a_case(idea)
    for seed in (1, 2):
        a_picture(idea, seed=seed)
    page = browser.sign_in(a_moderator()).get(f"/moderation/cases/{case.id}").text
    assert page.count("Ban this picture") == 2
    assert not list(Structure(page).wrong())
