"""The HTML of every screen as the server sends it, and whether it is valid."""

import contextvars
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from tests.face import tools
from tests.face.demo import Site
from tests.face.screens import Screen

FORM = re.compile(r'<form(?=[^>]*\smethod="post")(?![^>]*data-vote)[^>]*>.*?</form>', re.DOTALL)
LANGUAGES = ("en", "fr")


def read(site: Site, screen: Screen, language: str) -> str:
    """What the server sends for a screen."""
    cookie, client = site.cookie(screen.member(), language), site.app.test_client()
    client.set_cookie(cookie["name"], cookie["value"], domain="127.0.0.1")
    # Each in a context of its own, not within the request that asks for addresses.
    answer = contextvars.Context().run(client.get, screen.path(), base_url=site.url)
    if screen.sent:
        action, token = _form_of(answer.text)
        answer = contextvars.Context().run(client.post, action, base_url=site.url, data={"csrf_token": token})
    assert answer.status_code == screen.status, f"{screen.name} answers {answer.status_code}"
    return answer.text


def _form_of(html: str) -> tuple[str, str]:
    """Where the form of a page goes, and its token."""
    page = html[html.index("<main") : html.index("</main>")]
    form = next(form.group() for form in FORM.finditer(page) if "demo" not in form.group().split(">")[0])
    action, token = (
        re.search(r'action="([^"]+)"', form),
        re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form),
    )
    assert action
    assert token
    return unescape(action[1]), token[1]


def invalid(pages: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What the Nu checker says of pages, each a name with its HTML; errors only."""
    with tempfile.TemporaryDirectory() as place:
        for name, html in pages:
            (Path(place) / f"{name}.html").write_text(html, encoding="utf-8")
        command = [*tools.html_checker(), "--format", "json", "--errors-only", "--exit-zero-always", place]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        for message in json.loads(said.stderr)["messages"]:
            yield f"{Path(message['url']).stem}, line {message.get('lastLine')}: {message['message']}"
