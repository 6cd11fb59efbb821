"""Every page in both languages is valid HTML whose parts find each other."""

import re

import pytest

from tests.face import sources, tools
from tests.face.demo import Site
from tests.face.screens import SCREENS
from tests.face.structure import Structure

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(site: Site) -> list[tuple[str, str]]:
    """Each screen's name and what the server sends for it."""
    with site.asked():
        return [
            (f"{screen.name}-{language}", sources.read(site, screen, language))
            for screen in SCREENS
            for language in sources.LANGUAGES
        ]


def test_what_refers_finds_and_headings_do_not_jump(pages: list[tuple[str, str]]) -> None:
    wrong = [f"{name}: {fault}" for name, html in pages for fault in Structure(html).wrong()]
    assert not wrong, "\n".join(wrong)


def test_every_key_that_a_page_takes_stands_in_its_list(pages: list[tuple[str, str]]) -> None:
    wrong = [f"{name}: {key}" for name, html in pages for key in sorted(_unlisted(html))]
    assert not wrong, "\n".join(wrong)


def _unlisted(html: str) -> set[str]:
    """The keys that press something on a page and that its own list keeps to itself."""
    listed = re.search(r'<div class="keys__list">(.*?)</div>', html, re.DOTALL)
    if listed is None:
        return set()
    told = {key for said in re.findall(r"<kbd>(.*?)</kbd>", listed[1]) for key in said.split()}
    ranges = [said.split("–") for said in told if "–" in said]
    told |= {str(number) for first, last in ranges for number in range(int(first), int(last) + 1)}
    return set(re.findall(r'data-key="([^"]+)"', html)) - told


def test_the_checker_finds_no_error(pages: list[tuple[str, str]]) -> None:
    try:
        wrong = list(sources.invalid(pages))
    except tools.Absent as absent:
        pytest.skip(str(absent))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h1>A</h1><p id=a></p><p id=a></p>", "the id a is there 2 times"),
        ("<h1>A</h1><label for=b>B</label>", 'for="b" leads nowhere'),
        ("<h1>A</h1><a href=#><button>B</button></a>", "<button> inside <a>"),
        ("<h1>A</h1><input name=c>", "a field without a label: c"),
        ("<h1>A</h1><h3>B</h3>", "h3 follows h1"),
    ],
)
def test_planted_faults_are_found(html: str, said: str) -> None:
    assert said in list(Structure(html).wrong())
