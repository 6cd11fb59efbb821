import gzip
import re
import time
from pathlib import Path

import brotli
import pytest

from foundation.assets import STATIC, Assets
from tests.browser_client import Browser


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC, None)


def test_styles_are_one_file_in_the_order_of_their_list(assets: Assets) -> None:
    style = assets.by_path["css/site.css"].body.decode()
    assert style.lstrip().startswith("@layer reset,tokens,base,components,pages,utilities;")
    assert "@import" not in style
    assert style.index(".vote__button") < style.index(".hero")


def test_every_style_sheet_is_on_a_list_and_no_page_loads_one_twice() -> None:
    entries = [path for path in (STATIC / "css").glob("*.css") if "@import" in path.read_text()]
    lists = {entry.name: re.findall(r'@import url\("([^"]+)"\)', entry.read_text()) for entry in entries}
    there = {path.relative_to(STATIC / "css").as_posix() for path in (STATIC / "css").rglob("*.css")}
    assert there - set(lists) == {name for listed in lists.values() for name in listed}
    for name, listed in lists.items():
        # Every page loads site.css, the rooms of the desks also desk.css.
        with_it = listed if name == "site.css" else lists["site.css"] + listed
        with_it = with_it + lists["desk.css"] if name == "rooms.css" else with_it
        assert len(with_it) == len(set(with_it)), f"{name} loads a sheet twice"


def test_every_script_is_on_one_list() -> None:
    scripts = {path.name: path.read_text() for path in (STATIC / "js").glob("*.js")}
    listed = [
        name for text in scripts.values() for name in re.findall(r"^// join: js/(\S+)$", text, re.MULTILINE)
    ]
    entries = {name for name, text in scripts.items() if "// join:" in text}
    assert set(scripts) - entries - {"worker.js"} == set(listed), "the worker is a file of its own"
    assert len(listed) == len(set(listed)), "a script is loaded twice"


def test_what_styles_name_has_its_hashed_address(assets: Assets) -> None:
    named = re.findall(r'url\("([^"]+)"\)', assets.by_path["css/site.css"].body.decode())
    assert named
    assert set(named) <= set(assets.by_url)


def test_what_only_authors_read_does_not_travel(assets: Assets) -> None:
    script = assets.by_path["js/site.js"].body.decode()
    ours = script.partition("\n")[2].replace((STATIC / "vendor/htmx.min.js").read_text(), "")
    assert not re.search(r"^\s*// ", ours, re.MULTILINE)
    assert "/*" not in assets.by_path["css/site.css"].body.decode()


def test_another_content_has_another_address(tmp_path: Path) -> None:
    for folder in ("css", "js"):
        (tmp_path / folder).mkdir()
    (tmp_path / "css/p.css").write_text("p{}")
    (tmp_path / "css/site.css").write_text('@import url("p.css");\n')
    first = Assets(tmp_path, None).by_path["css/site.css"].url
    (tmp_path / "css/p.css").write_text("q{}")
    assert Assets(tmp_path, None).by_path["css/site.css"].url != first


def test_reading_the_folder_is_quick() -> None:
    begun = time.process_time()
    Assets(STATIC, None)
    assert time.process_time() - begun < 0.15


@pytest.mark.parametrize(
    ("accepted", "encoding", "undo"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_a_file_comes_compressed_as_the_browser_likes(
    browser: Browser, accepted: str, encoding: str, undo
) -> None:
    assets: Assets = browser.app.extensions["assets"]
    wanted = assets.by_path["css/site.css"]
    answer = browser.get(wanted.url, headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == encoding
    assert undo(answer.data) == wanted.body
    assert "immutable" in answer.headers["Cache-Control"]


def test_an_image_comes_as_it_is(browser: Browser) -> None:
    wanted = browser.app.extensions["assets"].by_path["fonts/radio-canada.woff2"]
    answer = browser.get(wanted.url, headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == wanted.body


def test_a_cache_that_cannot_be_written_harms_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    body, encoding = Assets(STATIC, None).by_path["icons.svg"].best_form("br", blocked / "cache")
    assert encoding == "br"
    assert brotli.decompress(body).startswith(b"<svg")


def test_plain_addresses_and_other_folders_are_not_served(browser: Browser) -> None:
    for path in ("/static/css/site.css", "/static/../wsgi.py", "/static/"):
        assert browser.get(path).status_code == 404
