"""Pages stay light, and ask nobody but this site."""

import pytest
from playwright.sync_api import Browser

from tests.face import weights
from tests.face.budgets import PAGES
from tests.face.demo import Site

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_at_first_and_lighter_then(site: Site, chromium: Browser, name: str) -> None:
    first, second = weights.first_and_second(site, chromium, PAGES[name])
    assert not weights.broken(name, first, second)
