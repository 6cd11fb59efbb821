import brotli
import pytest

from tests.browser_client import Browser

HERE = {"Accept-Encoding": "gzip, br", "Sec-Fetch-Site": "same-origin"}


def test_a_page_asked_for_here_comes_compressed(browser: Browser) -> None:
    answer = browser.get("/rules", headers=HERE)
    assert answer.headers["Content-Encoding"] == "br"
    assert "Rules of the house" in brotli.decompress(answer.data).decode()
    assert {"Accept-Encoding", "Sec-Fetch-Site"} <= set(answer.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        HERE | {"Sec-Fetch-Site": "cross-site"},
        {"Accept-Encoding": "br"},
        HERE | {"Accept-Encoding": "gzip"},
    ],
)
def test_a_page_that_another_site_asked_for_tells_nothing_by_its_length(
    browser: Browser, headers: dict[str, str]
) -> None:
    answer = browser.get("/rules", headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert "Rules of the house" in answer.text


def test_a_page_known_already_is_not_sent_again(browser: Browser) -> None:
    first = browser.get("/ideas/", headers=HERE)
    again = browser.get("/ideas/", headers=HERE | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
