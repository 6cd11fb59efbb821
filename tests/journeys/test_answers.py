"""Journey 3: a product manager answers; the customer's file knows; those who asked are told in their language."""

import csv
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Live
from tests.journeys.conftest import Way
from tests.real_data import SHARED

POLIS = SHARED / "polis" / "scoop-hivemind.biodiversity"
SAID = {"en": "The house answered", "fr": "La maison a répondu"}


def enter(live: Live, page: Page, member_id: int) -> None:
    """Let somebody who is here already use this browser."""
    page.context.add_cookies([live.scene("enter", member_id) | {"url": live.url}])


def answer(way: Way, page: Page, idea: int, verdict: str, text: str) -> None:
    """Fill and send the one form of the review desk."""
    page.goto(f"/feedback/ideas/{idea}")
    way.look(page)
    page.locator(f'input[name="verdict"][value="{verdict}"]').check()
    page.locator('textarea[name="text"]').fill(text)
    if verdict == "declined":
        page.locator('select[name="decline_reason"]').select_option(index=1)
        page.locator('input[name="look_again_when"]').fill("the March crop lands")
    page.get_by_role("button", name=way.say("Publish the answer")).click()
    expect(page.locator("main")).to_contain_text(text)


def test_a_yes_and_a_change_of_mind_reach_everybody(live: Live, way: Way) -> None:
    title = "Ethiopia in winter too"
    made: dict[str, Any] = live.scene("asked", title)
    manager, file = way.open("product_manager"), way.open("crm_manager")
    manager.goto("/feedback/")
    way.look(manager)
    answer(way, manager, made["idea"], "planned", "Yes, from November.")
    live.scene("drain")

    file.goto(f"/customers/{made['customer']}")
    expect(file.locator(".need__name")).to_have_text(title)
    way.look(file)
    for who, language, address in zip(("author", "voter"), ("en", "fr"), made["addresses"], strict=True):
        page = way.open(language=language)
        enter(live, page, made[who])
        page.goto("/notices")
        expect(page.locator(".told__one").first).to_contain_text(SAID[language])
        way.look(page)
        page.locator(".told__link").first.click()
        expect(page.locator("main")).to_contain_text("Yes, from November.")
        assert SAID[language].rsplit(" ", 1)[-1] in live.scene("letters", address)[-1]
        page.goto("/me/data")
        expect(page.locator("main")).to_contain_text(title)
        way.look(page)

    answer(way, manager, made["idea"], "declined", "The harvest was lost.")
    live.scene("drain")
    file.reload()
    expect(file.locator(".need__name")).to_have_count(0)
    stranger = way.open()
    stranger.goto(f"/contributions/{made['idea']}")
    for words in ("The harvest was lost.", "the March crop lands"):
        expect(stranger.locator("main")).to_contain_text(words)
    way.look(stranger)


@pytest.mark.skipif(not POLIS.is_dir(), reason=f"no {Path(*POLIS.parts[-2:])}: set ENSEMBLE_SHARED_DATA")
@pytest.mark.parametrize("way", ["on a wide screen"], indirect=True)
def test_an_idea_of_a_real_consultation_is_answered(live: Live, way: Way) -> None:
    made: dict[str, Any] = live.scene("consultation", str(POLIS))
    assert len(made["tallies"]) == 316
    assert made["tallies"] == last_votes(POLIS)
    manager, file, voter = way.open("product_manager"), way.open("crm_manager"), way.open()
    answer(way, manager, made["idea"], "planned", "Yes, and this is how.")
    live.scene("drain")
    file.goto(f"/customers/{made['customer']}")
    expect(file.locator(".need__name")).to_have_count(1)
    enter(live, voter, made["voter"])
    voter.goto("/notices")
    voter.locator(".told__link").first.click()
    expect(voter.locator("main")).to_contain_text("Yes, and this is how.")
    way.look(voter)


def last_votes(folder: Path) -> dict[str, list[int]]:
    """Count the file anew: the last vote of each person on each statement, as for, against and undecided."""
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as read:
        counts = {row["comment-id"]: [0, 0, 0] for row in csv.DictReader(read)}
    last: dict[tuple[str, str], tuple[int, str]] = {}
    with (folder / "votes.csv").open(encoding="utf-8", newline="") as read:
        for row in csv.DictReader(read):
            pair, one = (row["voter-id"], row["comment-id"]), (int(row["timestamp"]), row["vote"])
            if pair not in last or one[0] >= last[pair][0]:
                last[pair] = one
    for (_voter, statement), (_at, vote) in last.items():
        counts[statement][{"1": 0, "-1": 1, "0": 2}[vote]] += 1
    return counts
