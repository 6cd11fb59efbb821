"""No screen is forgotten."""

from accounts import permissions
from tests.face.screens import DESIGN, NOT_SCREENS, SCREENS


def test_every_page_of_the_site_is_among_the_screens() -> None:
    lines = permissions.read(permissions.FILE.read_text(encoding="utf-8"))
    pages = {line.endpoint for line in lines if "GET" in line.methods}
    shown = {screen.endpoint for screen in (*SCREENS, DESIGN)}
    assert pages - NOT_SCREENS - shown == set(), "tests/face/screens.py lists every page"
    assert NOT_SCREENS & shown == set()


def test_no_two_screens_have_one_name() -> None:
    names = [screen.name for screen in SCREENS]
    assert len(names) == len(set(names))
