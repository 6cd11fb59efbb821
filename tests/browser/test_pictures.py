"""Pictures in a real browser: sent with words of their own, made small on the way, and veiled at the desk."""

from playwright.sync_api import expect

from tests.browser.fixtures import Live, Open, wider_than_screen
from tests.factories.pictures import a_file, a_scene

TEXT = "I travel for three weeks in January and two bags wait on the landing."
LOADED = "(picture) => picture.decode().then(() => picture.naturalWidth)"


def test_a_photo_is_made_small_described_and_shown(live: Live, open_as: Open, accessible) -> None:
    live.scene("space", "Subscription")
    photo = a_file(a_scene(1, (3000, 2250)), quality=95)
    page = open_as("customer", width=390)
    page.goto("/ideas/new")
    page.get_by_label("What were you trying to do").fill(TEXT)
    page.get_by_label("In one line").fill("Pause for three weeks")
    field = page.locator('input[name="pictures"]')
    field.set_input_files([{"name": "trip.jpg", "mimeType": "image/jpeg", "buffer": photo},
                           {"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture"},
                           {"name": "sketch.svg", "mimeType": "image/svg+xml", "buffer": b"<svg"}])  # fmt: skip
    expect(page.locator(".tray__one canvas")).to_have_count(1)
    expect(page.locator(".tray .field__error")).to_have_count(2)
    for name in ("notes.png", "sketch.svg"):
        page.get_by_role("button", name=f"Remove {name}").click()
    expect(page.locator(".tray .field__error")).to_have_count(0)
    expect(page.locator('.tray input[name="picture"]')).to_have_count(1)  # it is there before the form
    assert field.evaluate("(field) => field.files.length") == 0
    accessible(page)
    assert not wider_than_screen(page)
    page.get_by_label("What it shows").fill("Two bags on the landing")
    page.get_by_role("button", name="Publish my idea").click()
    shown = page.get_by_role("img", name="Two bags on the landing")
    shown.scroll_into_view_if_needed()
    assert shown.evaluate(LOADED) == 960
    accessible(page)
    assert not wider_than_screen(page)


def test_pictures_of_a_comment_come_back_without_scripts_to_get_their_words(
    live: Live, open_as: Open
) -> None:
    url = live.scene("idea", "Braille on the bags")["url"]
    page = open_as("customer", scripts=False, forgiving=True)
    page.goto(str(url))
    page.get_by_label("Add to the conversation").fill("Like this one.")
    page.get_by_text("Add pictures").click()
    page.get_by_label("Choose pictures").set_input_files(
        {"name": "bag.jpg", "mimeType": "image/jpeg", "buffer": a_file()}
    )
    page.locator("form.write").get_by_role("button", name="Publish").click()
    expect(page.get_by_label("Add to the conversation")).to_have_value("Like this one.")
    page.get_by_label("What it shows").fill("A bag with dots")
    page.locator("form.write").get_by_role("button", name="Publish").click()
    shown = page.get_by_role("img", name="A bag with dots")
    shown.scroll_into_view_if_needed()
    assert shown.evaluate("(picture) => picture.getAttribute('width')") == "640"


def test_a_picture_at_the_desk_is_veiled_until_the_key_is_pressed(live: Live, open_as: Open) -> None:
    page = open_as("moderator")
    page.goto(f"/moderation/cases/{live.scene('pictured_case')}")
    small, large = page.locator(".veil__small img"), page.locator(".veil > img")
    assert "grayscale(1)" in small.evaluate("(picture) => getComputedStyle(picture).filter")
    expect(large).not_to_be_visible()
    page.keyboard.press("p")
    expect(large).to_be_visible()
    assert large.evaluate(LOADED) == 640
    page.keyboard.press("p")
    expect(large).not_to_be_visible()
