"""The word index deleted or damaged while the site runs: people find a little less, and nobody sees a fault."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from community.contributions.facts import ContributionPublished
from foundation.database import db
from foundation.facts import tell
from tests.browser_client import Browser
from tests.factories.accounts import a_member
from tests.factories.ideas import an_idea

PAGES = (
    "/search?q=cardboard",
    "/ideas/?q=cardboard",
    "/ideas/similar?text=cardboard+cups+for+all",
    "/ideas/new?text=cardboard+cups",
)


def deleted(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def emptied(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"")


def scrambled(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\xff\x00nonsense" * 50)


def turned_into_a_file(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_bytes(b"not a folder")


@pytest.mark.parametrize("harm", [deleted, emptied, scrambled, turned_into_a_file])
def test_searching_goes_on_and_mends_itself(
    app: Flask, browser: Browser, drain: Callable[[], int], harm: Callable[[Path], None]
) -> None:
    folder = app.extensions["settings"].data_dir / "index"
    browser.sign_in(a_member())
    for title in ("Cardboard cups", "Cardboard boxes"):
        tell(ContributionPublished(an_idea(title=title).id, "idea"))
    drain()
    assert "Cardboard cups" in browser.get(PAGES[0]).text
    try:
        harm(folder)
        assert [browser.get(page).status_code for page in PAGES] == [200] * len(PAGES)
        assert "Cardboard cups" in browser.get(PAGES[1]).text
        if folder.is_file():
            folder.unlink()
        tell(ContributionPublished(an_idea(title="Cardboard lids").id, "idea"))
        db.session.commit()
        drain()
        assert "Cardboard lids" in browser.get(PAGES[0]).text
    finally:
        if folder.is_file():
            folder.unlink()
