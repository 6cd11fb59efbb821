"""A picture may arrive ahead of its form, which then names it."""

import io

from sqlalchemy import select

from community.pictures.models import Picture
from foundation.database import db
from tests.browser_client import Browser
from tests.community.pictures.test_sending import WORDS
from tests.factories.accounts import a_customer
from tests.factories.community import a_space
from tests.factories.pictures import a_file

JSON = {"headers": {"Accept": "application/json"}}


def ahead(browser: Browser, content: bytes):
    return browser.post("/pictures", data={"picture": (io.BytesIO(content), "bag.jpg")}, how=JSON)


def test_a_picture_that_came_ahead_is_placed_by_the_form_that_names_it(browser: Browser) -> None:
    browser.sign_in(a_customer())
    answer = ahead(browser, a_file())
    assert answer.status_code == 201
    key = answer.json["key"]
    fields = WORDS | {"space": str(a_space().id), "picture": key, f"alt-{key}": "A bag with dots"}
    assert browser.post("/ideas/new", data=fields).status_code == 303
    placed = db.session.scalars(select(Picture)).one()
    assert (placed.key, placed.alt) == (key, "A bag with dots")
    assert placed.contribution_id is not None


def test_what_cannot_be_read_as_a_picture_is_said_at_once(browser: Browser) -> None:
    browser.sign_in(a_customer())
    answer = ahead(browser, b"no picture")
    assert answer.status_code == 422
    assert answer.json["detail"]
    assert browser.post("/pictures", how=JSON).status_code == 422
    assert db.session.scalars(select(Picture)).first() is None


def test_nobody_names_the_picture_that_another_sent_ahead(browser: Browser) -> None:
    browser.sign_in(a_customer())
    key = ahead(browser, a_file()).json["key"]
    other = browser.stranger().sign_in(a_customer())
    fields = WORDS | {"space": str(a_space().id), "picture": key, f"alt-{key}": "Mine"}
    assert other.post("/ideas/new", data=fields).status_code == 303
    assert db.session.scalars(select(Picture)).one().contribution_id is None
