"""A check nobody has seen fail protects nothing: each one must find what is planted in a copy of the tree."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import checks
from tests.architecture.test_house import ROOT

pytestmark = pytest.mark.slow

KEPT = ("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml", "*.txt", "*.po")
LEFT_OUT = {
    ".git",
    ".venv",
    "var",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "node_modules",
    "__pycache__",
    "shots",
}

PLANTS: list[tuple[Callable[[Path], Iterator[str]], str, str]] = [
    (
        checks.imports_inside_functions,
        "ideas/planted.py",
        "def dodge():\n    from feedback import commands\n",
    ),
    (
        checks.commits_away_from_the_edge,
        "ideas/planted/commands.py",
        "def deed(db):\n    db.session.commit()\n",
    ),
    (checks.commits_away_from_the_edge, "accounts/planted.py", "def deed(session):\n    session.commit()\n"),
    (
        checks.markup_made_elsewhere,
        "community/planted.py",
        "from markupsafe import Markup\nx = Markup('<b>')\n",
    ),
    (checks.markup_made_elsewhere, "templates/planted.html", "<p>{{ idea.title | safe }}</p>"),
    (
        checks.markup_made_elsewhere,
        "templates/planted.html",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
    ),
    (checks.markup_made_elsewhere, "templates/planted.html", "<p>{{ idea.source|cleaned }}</p>"),
    (checks.inline_script_or_style, "templates/planted.html", '<p class="a"\n   style="color: red">red</p>'),
    (checks.inline_script_or_style, "templates/planted.html", "<style>p { color: red }</style>"),
    (checks.inline_script_or_style, "templates/planted.html", '<button onclick="vote()">Vote</button>'),
    (checks.inline_script_or_style, "templates/planted.html", '<button hx-on:click="vote()">Vote</button>'),
    (checks.inline_script_or_style, "templates/planted.html", '<a href="javascript:vote()">Vote</a>'),
    (checks.inline_script_or_style, "templates/planted.html", "<script>vote()</script>"),
    (checks.inline_script_or_style, "templates/planted.html", '<script type="module">vote()</script>'),
    (
        checks.customer_value_in_moderation,
        "moderation/sanctions/planted.py",
        "from customers.queries import link_of\n",
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/planted.py",
        'def spent(db, text):\n    return db.session.execute(text("SELECT sum(amount) FROM purchase"))\n',
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/planted.py",
        'def of(metadata):\n    return metadata.tables["purchase"]\n',
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/planted.py",
        "def of(row):\n    return row.spend_cents\n",
    ),
    (
        checks.customer_value_in_moderation,
        "templates/moderation/sanctions/planted.html",
        "<p>{{ member.spend_cents }}</p>",
    ),
    (
        checks.customer_value_in_moderation,
        "templates/moderation/planted.html",
        '{% include "customers/_value.html" %}',
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/sanctions/planted.py",
        'def of(import_module):\n    return import_module("customers.queries")\n',
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/sanctions/planted.py",
        'def of(app, member):\n    return app.extensions["customers"].worth(member)\n',
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/sanctions/planted.py",
        'def of(member):\n    return getattr(member, "lifetime_value")\n',
    ),
    (
        checks.customer_value_in_moderation,
        "moderation/sanctions/planted.py",
        'SQL = "SELECT sum(amount) FROM public.purchase"\n',
    ),
    (
        checks.customer_value_in_moderation,
        "templates/moderation/sanctions/planted.html",
        '<div hx-get="/customers/{{ member.id }}" hx-trigger="load"></div>',
    ),
    (
        checks.customer_value_in_moderation,
        "templates/moderation/sanctions/planted.html",
        "<div hx-get=\"{{ url_for('customers.customer', number=1) }}\"></div>",
    ),
    (checks.forms_without_token, "templates/planted.html", '<form method="post"><button>Go</button></form>'),
    (checks.files_too_long, "templates/planted.html", "<p>line</p>\n" * 81),
    (checks.files_too_long, "static/css/planted.css", ".a { color: red }\n" * 151),
    (checks.files_too_long, "static/js/planted.js", "go();\n" * 61),
    (checks.names_that_say_nothing, "ideas/utils.py", "x = 1\n"),
    (checks.names_that_say_nothing, "community/votes/helpers.py", "x = 1\n"),
    (checks.names_that_say_nothing, "moderation/common/__init__.py", ""),
    (checks.id_selectors, "static/css/planted.css", "@layer components {\n  #vote { color: #fff }\n}\n"),
    (checks.styles_nobody_asks_for, "static/css/planted.css", ".teaser__bags { color: red }\n"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { margin-left: 1px }"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { position: absolute; left: 0 }"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { text-align: right }"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { border-top-left-radius: 2px }"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { max-width: 3rem }"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { padding: 0 1px 0 calc(2px + 1px) }"),
    (checks.sides_of_the_screen, "static/css/planted.css", ".a { box-shadow: inset 3px 0 red }"),
    (checks.relations_that_load_by_themselves, "ideas/planted.py", "author = relationship('Member')\n"),
    (checks.clocks_read_elsewhere, "ideas/planted.py", "moment = datetime.now(UTC)\n"),
    (
        checks.settings_without_words,
        "foundation/settings.py",
        "class Settings:\n    secret_sauce: str = ''\n",
    ),
    (checks.links_to_nothing, "docs/planted.md", "See [the other page](elsewhere.md).\n"),
    (checks.texts_without_french, "portal/planted.py", "title = _('Nobody has put this into French yet')\n"),
    (checks.texts_without_french, "templates/planted.html", "{{ _('Nor this') }}"),
    (
        checks.texts_without_french,
        "translations/portal/fr/LC_MESSAGES/messages.po",
        'msgid "Old"\nmsgstr "Vieux"\n',
    ),
    (
        checks.commands_without_words,
        "ideas/planted.py",
        "cli = AppGroup('ideas')\n@cli.command('forget-all')\ndef forget():\n    pass\n",
    ),
    (
        checks.commands_without_words,
        "ideas/planted.py",
        "cli = AppGroup('ideas')\n@cli.group()\ndef import_():\n    pass\n@import_.command()\ndef tablets():\n    pass\n",
    ),
]


def copied(source: Path, target: Path) -> None:
    """Copy what the checks read, without what is made or downloaded."""
    for path in source.iterdir():
        if path.name in LEFT_OUT:
            continue
        if path.is_dir():
            copied(path, target / path.name)
        elif any(path.match(pattern) for pattern in KEPT) or target.name == "bin":
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / path.name)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    copied(ROOT, tree)
    return tree


@pytest.fixture
def plant(copy: Path) -> Iterator[Callable[[str, str], Path]]:
    planted: dict[Path, str | None] = {}

    def put(path: str, text: str) -> Path:
        file = copy / path
        planted[file] = file.read_text(encoding="utf-8") if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    yield put
    for file, before in planted.items():
        if before is None:
            file.unlink()
            if file.parent != copy and not any(file.parent.iterdir()):
                file.parent.rmdir()
        else:
            file.write_text(before, encoding="utf-8")


@cache
def clean(check: Callable[[Path], Iterator[str]], copy: Path) -> set[str]:
    """What a check finds before anything is planted."""
    return set(check(copy))


@pytest.mark.parametrize(
    ("check", "path", "text"),
    PLANTS,
    ids=[f"{check.__name__}-{number}" for number, (check, _, _) in enumerate(PLANTS)],
)
def test_a_planted_violation_is_found(
    check: Callable[[Path], Iterator[str]],
    path: str,
    text: str,
    copy: Path,
    plant: Callable[[str, str], Path],
) -> None:
    before = clean(check, copy)
    plant(path, text)
    new = set(check(copy)) - before
    assert new, f"nothing found in {path}"


CATALOGUE = "translations/portal/fr/LC_MESSAGES/messages.po"
SLIPS = [
    ("We don't know", "Nous ne savons pas", "English typography"),
    ("Wait...", "Attendez", "English typography"),
    ('Press \\"Save\\"', "Enregistrez", "English typography"),
    ("All of it", "Voici : tout", "French typography"),
    ("All of it", "L'idée", "French typography"),
    ("All of it", "Attendez...", "French typography"),
    ("All of it", "« Tout »", "French typography"),
    ("All of it", "Attendez 30 minutes", "French typography"),
    ("All of %(num)d", "Toutes les %(num)d idées", "French typography"),
    ("All of it", "Rien n’est encore arrivé.Rien n’est encore arrivé.", "said twice"),
]


@pytest.mark.parametrize(("english", "french", "told"), SLIPS, ids=[french for _, french, _ in SLIPS])
def test_a_badly_written_text_is_found(
    english: str, french: str, told: str, copy: Path, plant: Callable[[str, str], Path]
) -> None:
    before = clean(checks.texts_without_french, copy)
    known = (copy / CATALOGUE).read_text(encoding="utf-8")
    plant("portal/planted.py", f"text = _({english.replace(chr(92), '')!r})\n")
    plant(CATALOGUE, f'{known}\nmsgid "{english}"\nmsgstr "{french}"\n')
    new = set(checks.texts_without_french(copy)) - before
    assert [told in line for line in new] == [True], new


def test_two_french_for_one_english_are_found(copy: Path, plant: Callable[[str, str], Path]) -> None:
    known = (copy / CATALOGUE).read_text(encoding="utf-8")
    plant("portal/planted.py", "text = _('Sign out')\n")
    plant(CATALOGUE, f'{known}\nmsgid "Sign out"\nmsgstr "Partir"\n')
    assert any("differ in the French of 'Sign out'" in line for line in checks.texts_without_french(copy))


IMPORTS = [
    ("Floors", "accounts/planted.py", "import community\n"),
    ("Floors", "community/planted.py", "from moderation import models\n"),
    ("Floors", "ideas/planted.py", "import customers\n"),
    ("Floors", "customers/planted.py", "import ideas\n"),
    ("Floors", "portal/planted.py", "import operations\n"),
    ("Roof", "foundation/planted.py", "import wsgi\n"),
    ("Rooms", "ideas/commands.py", "from ideas import views\n"),
    ("Rooms", "community/votes/models.py", "from community.votes import commands\n"),
    ("No circles", "community/spaces/planted.py", "import community.votes.commands\n"),
    ("Pure", "foundation/search/words.py", "import flask\n"),
]


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of each contract when all of that is planted: its one run takes seconds."""
    tree = tmp_path_factory.mktemp("imports")
    copied(ROOT, tree)
    for _contract, path, text in IMPORTS:
        (tree / path).write_text(text, encoding="utf-8")
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    outcome = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    _contracts, broken = outcome.stdout.split("Broken contracts", 1)
    return {part.split("\n")[0]: part for part in re.split(r"\n(?=\S[^\n]*\n-{3,}\n)", broken)}


@pytest.mark.parametrize(("contract", "path", "text"), IMPORTS, ids=[f"{it[0]}-{it[1]}" for it in IMPORTS])
def test_the_import_contracts_refuse(contract: str, path: str, text: str, refused: dict[str, str]) -> None:
    (said,) = [part for heading, part in refused.items() if heading.startswith(contract)]
    importer = path.removesuffix(".py").replace("/", ".")
    # A circle is told by its rooms, what goes up by its modules.
    assert (".spaces -> .votes" if contract == "No circles" else f"{importer} -> ") in said, said
