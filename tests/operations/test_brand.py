"""The brand page: what an admin sets is on every page at once, and nothing hostile gets through."""

import io
import re
import zlib
from dataclasses import replace

import pytest
from flask import Flask
from PIL import Image, ImageDraw, PngImagePlugin
from sqlalchemy import select

from foundation import brand
from foundation.audit import AuditLine
from foundation.brand import BrandVersion, Look, commands
from foundation.brand.logo import MOST_BYTES, TooHeavy, cleaned
from foundation.database import db
from foundation.mail.words import Words
from tests.browser_client import Browser
from tests.factories.accounts import a_moderator, a_product_manager, an_admin

STYLE = re.compile(r'href="(/brand\.[0-9a-f]{24}\.css)"')
LOGO = re.compile(r'src="(/brand/logo-[0-9a-f]{16}\.webp)"')


@pytest.fixture
def admin(browser: Browser) -> Browser:
    """Odile's browser."""
    return browser.sign_in(an_admin())


def picture(
    form: str = "PNG", size: tuple[int, int] = (300, 100), colour: str = "#c00000", **how: object
) -> bytes:
    """A disc on a transparent ground, or on white where the form knows no transparency."""
    drawn = Image.new(
        "RGB" if form == "JPEG" else "RGBA", size, "#ffffff" if form == "JPEG" else (0, 0, 0, 0)
    )
    ImageDraw.Draw(drawn).ellipse((0, 0, size[0] - 1, size[1] - 1), colour)
    held = io.BytesIO()
    drawn.save(held, form, **how)
    return held.getvalue()


def save(browser: Browser, made_from: int = 0, logo: bytes | None = None, **fields: str):
    """Send the form."""
    sent: dict[str, object] = {"made_from": str(made_from), **fields}
    if logo is not None:
        sent["logo"] = (io.BytesIO(logo), "logo.png")
    return browser.post("/admin/brand", data=sent, how={"content_type": "multipart/form-data"})


def test_what_is_saved_is_on_every_page_at_once(admin: Browser) -> None:
    stranger = admin.stranger()
    before = stranger.get("/ideas/")
    answer = save(
        admin, name="Café Lune", accent="FFD400", welcome_fr="Dites-nous tout.", lead_en="We listen."
    )
    assert answer.status_code == 303
    page = stranger.get("/ideas/", headers={"If-None-Match": before.headers["ETag"]})
    assert page.status_code == 200
    assert "Café Lune" in page.text
    style = stranger.get(STYLE.findall(page.text)[0])
    assert "--accent: light-dark(#756000, #ffd400)" in style.text
    assert "immutable" in style.headers["Cache-Control"]
    assert "Dites-nous tout." in stranger.get("/", headers={"Accept-Language": "fr"}).text
    english = stranger.get("/", headers={"Accept-Language": "en"}).text
    assert "We listen." in english
    assert "Dites-nous" not in english


def test_the_built_in_look_costs_no_request(browser: Browser) -> None:
    page = browser.get("/ideas/").text
    assert not STYLE.findall(page)
    assert "favicon" in page
    assert "Maison Brume" in page


def test_only_admins_come_in(browser: Browser) -> None:
    assert browser.get("/admin/brand").status_code == 303
    for member in (a_moderator(), a_product_manager()):
        one = browser.stranger().sign_in(member)
        assert one.get("/admin/brand").status_code == 403
        assert one.get("/admin/brand/preview.css?accent=%23ffffff").status_code == 403
        for way in ("", "/preview", "/return"):
            assert one.post(f"/admin/brand{way}", made_from="0", number="0").status_code == 403
    assert db.session.scalars(select(BrandVersion)).all() == []


def test_the_page_says_how_far_a_colour_was_moved(admin: Browser) -> None:
    page = admin.post("/admin/brand/preview", accent="#ffd400").text
    assert re.search(r"By day darkened from #ffd400 to #[0-9a-f]{6} \(lightness 8\d to \d+ %\)", page)
    assert "By night your colour is used as it is." in page
    part = admin.htmx("POST", "/admin/brand/preview", accent="#ffd400").text
    assert "<html" not in part
    assert 'data-night="#ffd400"' in part
    assert db.session.scalars(select(BrandVersion)).all() == []


def test_of_two_admins_who_save_at_once_one_is_told_and_loses_nothing(admin: Browser) -> None:
    other = admin.stranger().sign_in(an_admin())
    assert save(admin, name="First").status_code == 303
    answer = save(other, name="Second")
    assert answer.status_code == 409
    assert 'value="Second"' in answer.text
    assert 'name="made_from" type="hidden" value="1"' in answer.text
    assert brand.name() == "First"
    assert save(other, made_from=1, name="Second").status_code == 303
    assert brand.name() == "Second"


def test_the_same_moment_in_another_process_is_a_conflict_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.save(Look(name="First"), made_from=0, actor_id=None)
    db.session.commit()
    monkeypatch.setattr(commands, "last", lambda: None)  # it looked before the other one saved
    with pytest.raises(commands.ChangedMeanwhile):
        commands.save(Look(name="Second"), made_from=0, actor_id=None)


def test_an_upload_without_end_is_refused_at_the_door(admin: Browser) -> None:
    sent = {
        "content_type": "multipart/form-data; boundary=x",
        "environ_overrides": {"CONTENT_LENGTH": str(9 << 20)},
    }
    assert admin.post("/admin/brand", data=b"x", how=sent).status_code == 413


def test_saving_the_same_twice_makes_one_version(admin: Browser) -> None:
    save(admin, name="Lune")
    save(admin, made_from=1, name="Lune")
    assert [one.number for one in db.session.scalars(select(BrandVersion))] == [1]


def test_one_can_go_back_and_the_audit_knows_all(admin: Browser) -> None:
    save(admin, name="Lune", accent="#aa0000")
    save(admin, made_from=1, name="Soleil", accent="#00aa00")
    assert admin.post("/admin/brand/return", number="1", made_from="2").status_code == 303
    assert (brand.name(), brand.look().accent) == ("Lune", "#aa0000")
    assert admin.post("/admin/brand/return", number="0", made_from="3").status_code == 303
    assert brand.look() == Look()
    assert admin.post("/admin/brand/return", number="77", made_from="4").status_code == 404
    assert admin.post("/admin/brand/return", number="9" * 30, made_from="4").status_code == 404
    assert admin.post("/admin/brand/return", number="1", made_from="2").status_code == 409
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action == "brand.saved")).all()
    assert [line.after.get("name") for line in lines] == ["Lune", "Soleil", "Lune", ""]
    assert lines[1].before == {"name": "Lune", "accent": "#aa0000"}


@pytest.mark.parametrize(
    "accent",
    [
        "red",
        "#12345",
        "#fff;} body{display:none",
        "url(//evil.example)",
        "#fff</style>",
        "#ff\u0661\u0661\u0661\u0661",
        "x" * 5000,
    ],
)
def test_nothing_but_a_colour_gets_into_a_style_sheet(admin: Browser, accent: str) -> None:
    answer = save(admin, accent=accent)
    assert answer.status_code == 422
    assert "Please write the colour like" in answer.text
    assert admin.get("/admin/brand/preview.css", query_string={"accent": accent}).status_code == 404
    assert admin.htmx("POST", "/admin/brand/preview", accent=accent).status_code == 200
    assert brand.look() == Look()


def test_hostile_words_stay_words(admin: Browser) -> None:
    name = '"><script>alert(1)</script>\u202e'
    save(admin, name=name, welcome_en="{{ 7*7 }}<img src=x>", lead_en="</p><svg onload=alert(1)>")
    for path in ("/", "/ideas/", "/sign-in", "/admin/brand", "/offline"):
        page = admin.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<svg onload" not in page
        assert "\u202e" not in page
    assert "{{ 7*7 }}&lt;img" in admin.stranger().get("/").text


def test_texts_are_bounded(admin: Browser) -> None:
    answer = save(admin, name="n" * 61, welcome_en="w" * 81, lead_fr="l" * 301)
    assert answer.status_code == 422
    assert answer.text.count("Please use at most") >= 3


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_written_anew_and_shown(admin: Browser, form: str) -> None:
    assert save(admin, logo=picture(form), logo_alt="Lune").status_code == 303
    page = admin.stranger().get("/ideas/").text
    sent = admin.stranger().get(LOGO.findall(page)[0])
    assert sent.mimetype == "image/webp"
    assert "immutable" in sent.headers["Cache-Control"]
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(sent.data)).height <= 80
    letter = admin.stranger().get(LOGO.findall(page)[0].replace(".webp", ".png"))
    assert Image.open(io.BytesIO(letter.data)).format == "PNG"


def test_nothing_hidden_in_a_picture_is_kept(admin: Browser) -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "my address is 5 rue Secrète")
    save(admin, logo=picture(pnginfo=said) + b"<?php evil() ?>")
    sent = admin.get(LOGO.findall(admin.get("/").text)[0].replace(".webp", ".png")).data
    assert b"Secr" not in sent
    assert b"php" not in sent
    assert Image.open(io.BytesIO(sent)).info == {}


def bomb() -> bytes:
    """A small file that says it is 30,000 pixels wide and high."""
    made = bytearray(picture(size=(64, 64)))
    made[16:24] = (30000).to_bytes(4, "big") * 2
    made[29:33] = zlib.crc32(made[12:29]).to_bytes(4, "big")
    return bytes(made)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "SVG drawings may carry",
        ),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><SVG/>', "SVG drawings may carry"),
        (b"GIF89a" + b"\0" * 64, "We could not read this picture"),
        (b"not a picture", "We could not read this picture"),
        (picture()[:200], "We could not read this picture"),
        (picture()[:40] + b"\xff" * 400, "We could not read this picture"),
        (bomb(), "This picture is too large"),
        (picture(size=(8, 8)), "too small"),
        (picture(size=(2000, 20)), "too small"),
        (picture(colour="#00000000"), "too small"),
    ],
)
def test_a_picture_we_cannot_use_is_refused_with_a_reason(admin: Browser, sent: bytes, said: str) -> None:
    answer = save(admin, logo=sent, name="Kept as typed")
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Kept as typed"' in answer.text
    assert brand.look() == Look()


def test_a_heavy_file_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TooHeavy):
        cleaned(picture() + b"\0" * MOST_BYTES)


def test_a_logo_can_be_taken_away_and_comes_back(admin: Browser) -> None:
    save(admin, logo=picture())
    save(admin, made_from=1, without_logo="y")
    assert not LOGO.findall(admin.get("/").text)
    admin.post("/admin/brand/return", number="1", made_from="2")
    assert admin.get(LOGO.findall(admin.get("/").text)[0]).status_code == 200


def test_a_logo_that_would_vanish_in_the_dark_gets_its_ground(admin: Browser) -> None:
    save(admin, logo=picture(colour="#101010"))
    assert brand.look().logo_ground == "light"
    save(admin, made_from=1, logo=picture(colour="#ffffff"))
    assert brand.look().logo_ground == "dark"
    save(admin, made_from=2, logo=picture(colour="#c00000"))
    assert brand.look().logo_ground == ""


def test_a_letter_of_last_year_still_shows_its_logo(admin: Browser) -> None:
    save(admin, logo=picture(colour="#101010"), logo_alone="y")
    words = Words("en", "News", "Hello Inès,", ("It shipped.",))
    src, alt = re.findall(
        r'<img src="http://localhost(/brand/logo-[0-9a-f]{16}\.png)" height="36" alt="([^"]*)"', words.html
    )[0]
    assert alt == "Maison Brume"
    admin.post("/admin/brand/return", number="0", made_from="1")
    assert "<img" not in words.html
    sent = admin.stranger().get(src)
    assert sent.status_code == 200
    assert sent.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(io.BytesIO(sent.data)).getpixel((0, 0)) == (
        251,
        249,
        244,
        255,
    )  # its ground comes along
    for other in ("0" * 16, "%" * 16, "a", "../../x"):
        assert admin.get(f"/brand/logo-{other}.png").status_code == 404


def test_a_light_middle_needs_no_ground(admin: Browser) -> None:
    drawn = Image.open(io.BytesIO(picture(size=(300, 300))))
    ImageDraw.Draw(drawn).ellipse((60, 60, 240, 240), "#fff4e6")
    held = io.BytesIO()
    drawn.save(held, "PNG")
    save(admin, logo=held.getvalue())
    assert brand.look().logo_ground == ""


def test_an_empty_file_field_changes_nothing(admin: Browser) -> None:
    save(admin, logo=picture())
    before = brand.look()
    save(admin, made_from=1, logo=b"")
    assert brand.look() == before


def test_a_page_of_another_process_finds_its_style_here(app: Flask, admin: Browser) -> None:
    save(admin, accent="#aa0000")
    style = STYLE.findall(admin.get("/").text)[0]
    kept = app.extensions["brand"]
    kept.look, kept.number, kept.looked = Look(), 0, float("inf")  # this process has not looked since
    assert admin.get(style).status_code == 200
    assert admin.get("/brand.000000000000000000000000.css").status_code == 404


def test_icons_are_drawn_for_every_look(admin: Browser) -> None:
    for look in (Look(), Look(accent="#ffd400")):
        with_kept = replace(look)
        admin.app.extensions["brand"].look = with_kept
        for side in (48, 180, 192, 512):
            for kind in ("plain", "whole", "maskable"):
                sent = admin.get(f"/brand/icon-{look.icon_digest}-{side}-{kind}.png")
                assert Image.open(io.BytesIO(sent.data)).size == (side, side)
    assert admin.get("/brand/icon-000000000000-192-plain.png").status_code == 404
    assert admin.get(f"/brand/icon-{look.icon_digest}-999-plain.png").status_code == 404
