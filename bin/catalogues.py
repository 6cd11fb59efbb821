"""Collect the texts of packages and merge them into their French catalogues."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "_l": None, "_n": (1, 2), "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def files_of(package: str) -> Iterator[Path]:
    """The code and the templates of a package; the layout and the components belong to the foundation."""
    yield from sorted((ROOT / package).rglob("*.py"))
    yield from sorted((ROOT / "templates" / package).rglob("*.html"))
    if package == "foundation":
        yield from sorted((ROOT / "templates").glob("*.html"))
        for folder in ("components", "errors"):
            yield from sorted((ROOT / "templates" / folder).rglob("*.html"))


def texts_of(package: str) -> Catalog:
    """Every text a package shows."""
    found = Catalog()
    for file in files_of(package):
        method = "python" if file.suffix == ".py" else "jinja2.ext:babel_extract"
        for _line, text, comments, _context in extract_from_file(method, file, keywords=KEYWORDS):
            found.add(text, auto_comments=comments)
    return found


def update(package: str) -> list[str]:
    """Write the catalogue anew; answer the texts that have no French yet."""
    path = ROOT / "translations" / package / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") if path.exists() else io.BytesIO(HEADER.encode()) as source:
        catalogue = read_po(source, locale="fr")
    catalogue.update(texts_of(package), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=110, omit_header=True, sort_output=True)
    path.write_text(HEADER + written.getvalue().decode().lstrip(), encoding="utf-8")
    return [str(text.id) for text in catalogue if text.id and not _complete(text.string)]


def _complete(french: object) -> bool:
    return all(french) if isinstance(french, list | tuple) else bool(french)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for missing in update(name):
            print(f"{name}: {missing}")
