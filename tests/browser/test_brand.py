"""The brand page in a browser: the preview follows what one types, with scripts and without."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.fixtures import wider_than_screen

Open = Callable[..., Page]
BUTTON = "getComputedStyle(document.querySelector('.look[data-theme={}] .button')).backgroundColor"


@pytest.fixture
def as_it_was(open_as: Open) -> Iterator[None]:
    """The other tests find the built-in look again."""
    yield
    page = open_as("admin")
    page.goto("/admin/brand")
    page.get_by_role("button", name="Back to the built-in look").click()
    page.get_by_role("dialog").get_by_role("button", name="Back to the built-in look").click()
    expect(page.get_by_text("The built-in look is back.")).to_be_visible()


def test_the_preview_follows_what_one_types(open_as: Open, accessible: Callable[[Page], None]) -> None:
    page = open_as("admin")
    page.goto("/admin/brand")
    assert page.evaluate(BUTTON.format("light")) == "rgb(36, 64, 191)"
    page.get_by_label("Colour", exact=True).fill("#ffd400")
    page.get_by_label("Name of the site").fill("Café Lune")
    expect(page.get_by_text("By day darkened from #ffd400")).to_be_visible()
    expect(page.locator(".look .masthead__name").first).to_have_text("Café Lune")
    assert page.evaluate(BUTTON.format("light")) == "rgb(117, 96, 0)"
    assert page.evaluate(BUTTON.format("dark")) == "rgb(255, 212, 0)"
    assert page.get_by_label("Pick the colour").input_value() == "#ffd400"
    accessible(page)
    page.reload()
    expect(page.locator(".look .masthead__name").first).to_have_text("Maison Brume")


def test_the_preview_works_without_scripts(open_as: Open) -> None:
    page = open_as("admin", scripts=False)
    page.goto("/admin/brand")
    page.get_by_label("Colour", exact=True).fill("#ffd400")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("By day darkened from #ffd400")).to_be_visible()
    expect(page.locator(".look[data-theme=light] .look__go .button").first).to_have_css(
        "background-color", "rgb(117, 96, 0)"
    )
    expect(page.get_by_label("Colour", exact=True)).to_have_value("#ffd400")


@pytest.mark.usefixtures("as_it_was")
def test_a_brand_is_worn_by_every_page(
    open_as: Open, accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    drawn = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#aa3300").save(drawn)
    page = open_as("admin")
    page.goto("/admin/brand")
    page.get_by_label("Colour", exact=True).fill("#e0562b")
    page.get_by_label("Choose a picture").set_input_files(drawn)
    expect(page.locator(".look .logo").first).to_have_attribute("src", re.compile("^data:image/png"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every page shows the new look")).to_be_visible()
    for width, theme in ((320, "dark"), (1440, "light")):
        stranger = open_as(width=width, theme=theme)
        asked: list[str] = []
        stranger.on("request", lambda request, asked=asked: asked.append(request.url))
        stranger.goto("/ideas/", wait_until="networkidle")
        assert len([url for url in asked if "drawings" not in url]) <= 8  # an empty board is drawn
        assert stranger.locator(".masthead .logo").evaluate(
            "(logo) => logo.complete && logo.naturalWidth > 0"
        )
        assert not wider_than_screen(stranger)
        accessible(stranger)


def test_the_page_fits(open_as: Open) -> None:
    page = open_as("admin", language="fr")
    page.goto("/admin/brand")
    for width in (768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert not wider_than_screen(page), width
