"""A language nobody speaks, in the place of French: every text of the catalogues accented, two fifths longer, in brackets."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from werkzeug.serving import make_server

from foundation import language
from foundation.settings import ROOT, Settings
from tests import servers
from tests.face.demo import Site, copy_of_the_demo
from wsgi import create_app

OPEN, CLOSE = "⟦", "⟧"
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]+>|&\w+;)")
ACCENTED = str.maketrans("aceilnorsuyACEILNORSUY", "àçéïĺñöŕšüýÀÇÉÏĹÑÖŔŠÜÝ")


def told(text: str) -> str:
    """A text in that language; what is filled in later stays as it is."""
    if not text.strip():
        return text
    accented = "".join(
        part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text)
    )
    words = KEPT.sub(" ", text).translate(ACCENTED).split()
    longer, wanted = "", round(len(text) * 0.4) - 2
    for word in words * (wanted // max(1, len("".join(words))) + 1):
        longer += f" {word}" if len(longer) < wanted else ""
    return f"{OPEN}{accented}{longer}{CLOSE}"


def write_catalogues(folder: Path) -> None:
    """The catalogues of all packages, told anew."""
    for source in sorted(ROOT.glob("translations/*/fr/LC_MESSAGES/messages.po")):
        with source.open("rb") as read:
            catalogue = read_po(read, locale="fr")
        for message in catalogue:
            if message.id:
                message.string = tuple(map(told, message.id)) if message.pluralizable else told(message.id)
        target = folder / source.relative_to(ROOT / "translations").with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with target.open("wb") as write:
            write_mo(write, catalogue)


@contextmanager
def running(place: Path) -> Iterator[Site]:
    """The demo, served from this process in that language to whoever asks for French."""
    write_catalogues(place / "translations")
    before, language.TRANSLATIONS = language.TRANSLATIONS, place / "translations"
    port, data = servers.free_port(), copy_of_the_demo(place)
    url = f"http://127.0.0.1:{port}"
    try:
        app = create_app(
            Settings(
                _env_file=None, env="demo", data_dir=data, base_url=url, worker="apart", log_level="ERROR",
                database_url=f"sqlite:///{data / 'ensemble.db'}",
            )
        )  # fmt: skip
    finally:
        language.TRANSLATIONS = before
    servers.keep_templates(app)
    server = make_server("127.0.0.1", port, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(url, app)
    server.shutdown()
