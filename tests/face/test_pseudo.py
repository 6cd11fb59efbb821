"""A language two fifths longer breaks nothing, and shows which words of the interface no catalogue has."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import pytest
from babel import Locale
from playwright.sync_api import Browser
from sqlalchemy import select

from foundation.database import Base, db
from tests.face import pseudo, sources
from tests.face.demo import Site
from tests.face.screens import ONE_OF_EACH, Screen
from tests.face.windows import Windows, show, sideways

pytestmark = pytest.mark.slow

SPOKEN = ("aria-label", "title", "placeholder", "alt")
SILENT = {"script", "style", "kbd", "pre", "code", "time", "option", "svg"}
WRITTEN_BY_US = {"mail_message.text", "mail_message.html", "outbox_job.kind"}
WORD = re.compile(r"[A-Za-z]{3,}")
# Names, which are the same in every language; and Babel speaks French for a day and for how long ago.
NAMES = re.compile(
    r"Ensemble|Maison Brume|Français|English|JSON|CSV|EUR\b|SQLite|sqlite|http://\S+|\S+@\S+|Europe/\w+|Camille N\.|Robin P\.",
)
DAYS = re.compile(
    "|".join(
        re.escape(name)
        for kind in (Locale("fr").months, Locale("fr").days)
        for width in ("wide", "abbreviated")
        for name in kind["format"][width].values()
    )
    + "|il y a|dans|heures?|jours?|semaines?|mois|années?|minutes?|secondes?"
)


class Words(HTMLParser):
    """The texts of a page that eyes and ears meet, but what is in a language of its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what attributes say."""
        given = dict(attrs)
        silent = (
            tag in SILENT or ("lang" in given and tag != "html") or any(quiet for _tag, quiet in self.open)
        )
        if not silent:
            self.found += [given[name] or "" for name in SPOKEN if given.get(name)]
        if tag not in ("input", "meta", "link", "br", "img", "hr", "source", "use", "path"):
            self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        """Close down to the tag."""
        if tag in (one for one, _quiet in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self.open and not any(quiet for _tag, quiet in self.open):
            self.found.append(data)


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo in the language nobody speaks."""
    with pseudo.running(tmp_path_factory.mktemp("strange")) as site:
        yield site


def test_every_word_of_the_interface_is_in_a_catalogue(strange: Site) -> None:
    written = _written_by_people()
    bare = {
        f"{screen.name}: {text}"
        for screen in ONE_OF_EACH
        for text in Words(sources.read(strange, screen, "fr")).found
        if _is_bare(text, written)
    }
    assert not bare, "\n".join(sorted(bare))


def _is_bare(text: str, written: str) -> bool:
    """Whether a text has words that neither a catalogue nor a person wrote."""
    plain = " ".join(text.split()).strip("–:,#… ")
    if pseudo.OPEN in plain or pseudo.CLOSE in plain or plain.casefold() in written:
        return False
    rest = NAMES.sub("", plain).strip("–:,#… ")
    return bool(WORD.search(DAYS.sub("", rest))) and rest.casefold() not in written


def _written_by_people() -> str:
    columns = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if f"{table.name}.{column.name}" not in WRITTEN_BY_US
    ]
    texts = (
        text for column in columns for text in db.session.scalars(select(column)) if isinstance(text, str)
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", "", " ".join(texts))).split()).casefold()


@pytest.fixture(scope="module")
def strange_windows(strange: Site, chromium: Browser) -> Iterator[Windows]:
    """Windows of its people."""
    kept = Windows(strange, chromium)
    yield kept
    kept.close()


@pytest.mark.browser
@pytest.mark.parametrize("screen", ONE_OF_EACH, ids=lambda screen: screen.name)
def test_longer_words_fit_a_phone(strange_windows: Windows, screen: Screen) -> None:
    page = strange_windows.page(screen, language="fr")
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, screen)
    assert pseudo.OPEN in page.content()
    assert sideways(page) <= 0, page.url
