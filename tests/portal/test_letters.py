"""Every letter: the same words as text and as HTML, small, safe, in both languages, and stopped with one press."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import wordings
from community.notices.queries import mail_choice_of
from customers.commands import give_consent
from customers.models import Purpose
from customers.queries import consents_of
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, Words, post, smtp, stopping
from foundation.settings import Settings
from portal.samples import LETTERS, reader
from tests.browser_client import Browser
from tests.factories.accounts import a_customer

EACH = [(name, code) for name in LETTERS for code in ("en", "fr")]
HOSTILE = '<script>alert(1)</script>"onload=x {{7*7}}'


def words_in(html: str) -> str:
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(("name", "code"), EACH)
def test_text_and_html_say_the_same(app: Flask, name: str, code: str) -> None:
    letter = LETTERS[name](code)
    said = re.sub(r"\s", "", words_in(letter.html))
    for line in letter.text.splitlines():
        bare = re.sub(r"https?://\S*/letters/stop/\S+", "", line.removeprefix("> ").removesuffix("-- "))
        assert re.sub(r"\s", "", bare) in said, line


@pytest.mark.parametrize(("name", "code"), EACH)
def test_a_letter_is_small_and_loads_nothing(app: Flask, name: str, code: str) -> None:
    html = LETTERS[name](code).html
    assert len(html.encode()) < 30_000
    assert not re.search(r"<(img|script|link|iframe)|url\(|@import|https?://(?!localhost)", html)
    assert f'lang="{code}"' in html
    assert "prefers-color-scheme:dark" in html


@pytest.mark.parametrize(("name", "code"), EACH)
def test_links_are_whole_addresses_of_ours(app: Flask, name: str, code: str) -> None:
    letter = LETTERS[name](code)
    assert all(link.startswith("http://localhost/") for link in re.findall(r'href="([^"]*)"', letter.html))
    if letter.press:
        assert letter.press[1] in letter.text


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_written_in_french_too(app: Flask, name: str) -> None:
    english, french = LETTERS[name]("en"), LETTERS[name]("fr")
    assert english.subject != french.subject
    assert "Bonjour" in french.text
    assert not set(english.news) & set(french.news)
    assert not re.search(r"[^\u00a0\s][;!?»](?!\w)| :\s", re.sub(r"https?://\S+", "", french.text))


def test_a_hostile_name_stays_a_name(app: Flask) -> None:
    letter = wordings.confirm(reader("en", HOSTILE), "http://localhost/welcome/x")
    assert HOSTILE in letter.text
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "49" not in letter.html.split("<body")[1].split("Confirm")[0]


def test_a_letter_one_may_stop_says_so_to_the_mail_program(app: Flask, settings: Settings) -> None:
    post("ines@example.org", LETTERS["comment"]("en"), key="k")
    kept = db.session.scalars(select(MailMessage)).one()
    letter = smtp.Letter(
        kept.message_id, kept.recipient, kept.subject, kept.text, kept.html, kept.created_at, kept.stop
    )
    sent = smtp.composed(letter, settings.mail_from)
    assert sent["List-Unsubscribe"] == f"<{kept.stop}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in sent.iter_parts()] == ["text/plain", "text/html"]


def test_what_one_asked_for_oneself_cannot_be_stopped(app: Flask) -> None:
    assert not any(LETTERS[name]("en").stop for name in ("confirm", "reset", "password-changed"))


def test_one_press_stops_the_letters_and_nothing_else(browser: Browser) -> None:
    member = a_customer()
    path = stopping.address("answers", member.id).removeprefix("http://localhost")
    assert "One press" in browser.get(path).text
    assert mail_choice_of(member).answers
    assert browser.post(path).status_code == 200
    assert not mail_choice_of(member).answers
    assert browser.post(path + "x").status_code == 404


def test_the_letters_about_answers_stop_with_the_consent(browser: Browser) -> None:
    member = a_customer()
    give_consent(member, Purpose.LOOP)
    path = stopping.address(Purpose.LOOP.value, member.id).removeprefix("http://localhost")
    browser.post(path)
    assert not consents_of(member.id)[Purpose.LOOP.value].given


def test_all_letters_can_be_looked_at_in_development(browser: Browser) -> None:
    page = browser.get("/design/letters").text
    assert all(f"/design/letters/{name}/en" in page for name in LETTERS)
    shown = browser.get("/design/letters/confirm/fr")
    assert "Confirmez votre adresse" in shown.text
    assert "style-src 'unsafe-inline'" in shown.headers["Content-Security-Policy"]


def test_the_list_of_mails_shows_the_news_first(app: Flask, drain: Callable[[], int]) -> None:
    words = Words("en", "Subject", "Hello,", ("News " * 60,))
    assert len(words.preheader) <= 110


def test_the_address_that_stops_letters_goes_over_the_line_as_it_is(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "base_url", "https://ideas.maison-brume.example")
    stop = stopping.address("answers", 123_456)
    assert len(stop) > 78, "longer than a line of a message: others are folded there, and encoded"
    letter = smtp.Letter("<a@b>", "ines@example.org", "Né", "Hello", "<p>Hello</p>", now(), stop)
    sent = smtp.composed(letter, settings.mail_from).as_bytes()
    assert f"\nList-Unsubscribe: <{stop}>\n".encode() in sent
    assert b"Subject: =?utf-8?" in sent
