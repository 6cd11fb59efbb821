"""The rules of the house that a machine can see; each check takes a tree and gives its violations."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.styles import id_selectors, sides_of_the_screen, styles_nobody_asks_for
from tests.architecture.tree import PACKAGES, files, found, located, modules, without_comments
from translations import texts

# The demo lives months of requests again, each of them its own commit.
EDGES = {"views", "api", "jobs", "cli", "listeners", "demo"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
LONGEST = {("templates", ".html"): 80, ("static", ".css"): 150, ("static", ".js"): 60}
# The cleaner; the icons and the token field, which are written from our own names only.
MARKUP_MAKERS = ("foundation/html", "foundation/assets.py", "foundation/page.py")
# What says how much a customer buys or is worth: tables, columns and the words a page would call them by.
VALUE_TABLES = r"(?:customer|purchase|contact_point|identity_link|need_evidence|customer_note)"
VALUE_NAMES = re.compile(
    r"\b(?:spent(?:_\w+)?|spend_\w+|\w+_spen[dt]|purchases?|purchase_\w+|last_purchase\w*|revenue\w*|lifetime_value|customer_value|value_tier|"
    r"customer_id|customers|needs_value|turnover|basket)\b"
)
OTHER_CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.datetime.now",
    "date.today",
    "datetime.date.today",
}


def imports_inside_functions(tree: Path) -> Iterator[str]:
    """Imports stand at the top, where import-linter and the reader see the floors."""
    for file, module in modules(tree):
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        yield located(tree, file, node.lineno, f"import inside {function.name}()")


def commits_away_from_the_edge(tree: Path) -> Iterator[str]:
    """Only views, api, jobs, cli and listeners commit; the foundation carries the machinery they use."""
    for file, module in modules(tree, *(package for package in PACKAGES if package != "foundation")):
        if EDGES & {file.stem, *file.relative_to(tree).parts[1:-1]}:
            continue
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "commit"
            ):
                yield located(tree, file, node.lineno, "commits outside views, api, jobs, cli and listeners")


def markup_made_elsewhere(tree: Path) -> Iterator[str]:
    """Text becomes trusted HTML in one module, which cleans it; nowhere else."""
    for file, module in modules(tree):
        if str(file.relative_to(tree)).startswith(MARKUP_MAKERS):
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name == "Markup":
                    yield located(tree, file, node.lineno, "makes Markup outside foundation/html")
    for file, text in files(tree, "templates", ".html"):
        text = without_comments(text)
        yield from found(tree, file, text, r"\|\s*safe\b", "declares text safe")
        yield from found(tree, file, text, r"\{%-?\s*autoescape\s+false", "switches escaping off")
        # `cleaned` is for what was cleaned when it was stored, and all that is called `html`.
        yield from found(
            tree, file, text, r"\b(?!(?:\w+_)?html\b)\w+\s*\|\s*cleaned\b", "trusts what is not stored HTML"
        )


def inline_script_or_style(tree: Path) -> Iterator[str]:
    """The content security policy forbids them: they would silently not work."""
    for file, text in files(tree, "templates", ".html"):
        text = without_comments(text)
        yield from found(tree, file, text, r"<[^<>]*?\sstyle\s*=", "inline style")
        yield from found(tree, file, text, r"<style\b", "style element")
        yield from found(
            tree, file, text, r"<[a-z][^<>]*?\s(on[a-z]+|(data-)?hx-on[\w:-]*)\s*=\s*[\"']", "inline handler"
        )
        yield from found(
            tree, file, text, r"(href|src|action)\s*=\s*[\"']?\s*javascript:", "javascript: address"
        )
        yield from found(
            tree, file, text, r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>", "inline script"
        )


def forms_without_token(tree: Path) -> Iterator[str]:
    """Every form that changes something carries the token that proves it came from our page."""
    for file, text in files(tree, "templates", ".html"):
        for form in re.finditer(r"<form\b.*?</form>", without_comments(text), re.IGNORECASE | re.DOTALL):
            body = form.group()
            if re.search(r"method\s*=\s*[\"']?post", body, re.IGNORECASE) and "csrf" not in body:
                yield located(tree, file, text.count("\n", 0, form.start()) + 1, "form without {{ csrf() }}")


def files_too_long(tree: Path) -> Iterator[str]:
    """Pages, style sheets and scripts that stay short enough to be read at once."""
    for (folder, ending), limit in LONGEST.items():
        for file, text in files(tree, folder, ending):
            length = len(text.splitlines())
            if length > limit:
                yield located(tree, file, limit + 1, f"{length} lines, {limit} at most")


def names_that_say_nothing(tree: Path) -> Iterator[str]:
    """A file is named after what it holds, so that one knows where to look and what not to add."""
    for package in (*PACKAGES, "templates", "static", "tests", "bench"):
        for path in sorted((tree / package).rglob("*")):
            # A layer of the style sheets is called `base` all over the trade.
            if path.stem.lstrip("_") in FORBIDDEN_NAMES and path.suffix not in (".css", ".pyc"):
                yield located(tree, path, 1, f"`{path.stem}` says nothing about what is in it")


def relations_that_load_by_themselves(tree: Path) -> Iterator[str]:
    """Each relationship says lazy="raise": a list page must not ask one question per row in silence."""
    for file, module in modules(tree):
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "relationship"
            ):
                lazy = next((word.value for word in node.keywords if word.arg == "lazy"), None)
                if not (isinstance(lazy, ast.Constant) and lazy.value in ("raise", "raise_on_sql")):
                    yield located(tree, file, node.lineno, 'relationship without lazy="raise"')


def clocks_read_elsewhere(tree: Path) -> Iterator[str]:
    """The time comes from foundation.clock, so that tests can stop it."""
    for file, module in modules(tree):
        if file == tree / "foundation/clock.py":
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in OTHER_CLOCKS:
                yield located(tree, file, node.lineno, f"reads {ast.unparse(node)}, not foundation.clock")


def settings_without_words(tree: Path) -> Iterator[str]:
    """Every setting stands in docs/settings.md, and nothing else does."""
    file = tree / "foundation/settings.py"
    declared: dict[str, int] = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and node.name == "Settings":
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    declared[f"ENSEMBLE_{line.target.id.upper()}"] = line.lineno
    page = tree / "docs/settings.md"
    text = page.read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(ENSEMBLE_\w+)`", text, re.MULTILINE))
    for name in sorted(set(declared) - documented):
        yield located(tree, file, declared[name], f"{name} is not in docs/settings.md")
    read_by_programs = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*(tree / "bin").iterdir(), tree / "gunicorn.conf.py"]
        if path.is_file()
    )
    for name in sorted(documented - set(declared)):
        if name not in read_by_programs:
            yield located(tree, page, 1, f"{name} is documented and does not exist")


def commands_without_words(tree: Path) -> Iterator[str]:
    """Every `bin/ensemble` command stands in docs/commands.md."""
    text = (tree / "docs/commands.md").read_text(encoding="utf-8")
    for file, module in modules(tree):
        for line, words in commands_of(module, file.relative_to(tree).parts[0]):
            if f"bin/ensemble {words}" not in text:
                yield located(tree, file, line, f"`bin/ensemble {words}` is not in docs/commands.md")


def links_to_nothing(tree: Path) -> Iterator[str]:
    """What a page of the documentation points at is there."""
    for page in sorted([*tree.glob("*.md"), *(tree / "docs").rglob("*.md")]):
        text = page.read_text(encoding="utf-8")
        for match in re.finditer(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
            if not (page.parent / match.group(1)).exists():
                yield located(
                    tree, page, text.count("\n", 0, match.start()) + 1, f"{match.group(1)} is not there"
                )


def texts_without_french(tree: Path) -> Iterator[str]:
    """Every text has its French, finished and well written; `bin/texts` makes the places for it."""
    for package in PACKAGES:
        for violation in texts.violations(tree, package):
            yield located(tree, texts.catalogue(tree, package), 1, violation)
    yield from texts.disagreements(tree)


def customer_value_in_moderation(tree: Path) -> Iterator[str]:
    """Moderation cannot read what a customer buys or is worth: no import, no table, no name of it, in code or pages."""
    for file, module in modules(tree, "moderation"):
        for node in ast.walk(module):
            told = _value_named_by(node)
            if told:
                yield located(tree, file, getattr(node, "lineno", 1), f"reads customer value: {told}")
    for file, text in files(tree, "templates/moderation", ".html"):
        text = without_comments(text)
        for block in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL):
            # What stands between quotes is a text or an address; only a desk's own link to its list is one of ours.
            code = re.sub(r"\"[^\"]*\"|'[^']*'", "", block.group())
            brought = re.search(
                r"(?:include|import|from|extends)\s+[\"'](?:customers|feedback)/", block.group()
            )
            if VALUE_NAMES.search(code) or brought:
                line = text.count("\n", 0, block.start()) + 1
                yield located(tree, file, line, "a page of moderation reads customer value")
        for fetched in re.finditer(
            r"\b(?:hx-\w+|src|data-\w+)=\"[^\"]*(?:/|')(?:customers|feedback)[/.]", text
        ):
            line = text.count("\n", 0, fetched.start()) + 1
            yield located(tree, file, line, "a page of moderation fetches customer value")


def _value_named_by(node: ast.AST) -> str:
    """What of a customer's value a piece of code names, if anything."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        brought = [getattr(node, "module", None) or "", *(name.name for name in node.names)]
        roots = {name.split(".")[0] for name in brought[: 1 if isinstance(node, ast.ImportFrom) else None]}
        return ", ".join(sorted(roots & {"customers", "feedback", "operations", "portal", "ideas"}))
    if isinstance(node, ast.Attribute | ast.Name):
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        return name if VALUE_NAMES.fullmatch(name) else ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        sql = rf"\b(?:from|join|update|into)\s+(?:\"?\w+\"?\.)?\"?{VALUE_TABLES}\b"
        # A table, a column or a package by its name: what brings in at run time what no import shows.
        named = rf"{VALUE_TABLES}|{VALUE_NAMES.pattern}|(?:customers|feedback)\..+"
        return (
            node.value if re.search(sql, node.value, re.IGNORECASE) or re.fullmatch(named, node.value) else ""
        )
    return ""


def commands_of(module: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """Give the words of each click command a module declares, groups included."""
    groups: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            maker = getattr(node.value.func, "id", getattr(node.value.func, "attr", ""))
            if maker in ("AppGroup", "Group") and isinstance(node.targets[0], ast.Name):
                groups[node.targets[0].id] = _first_word(node.value) or node.targets[0].id
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for decorator in function.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
            if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("command", "group"):
                continue
            parent = _words_of_parent(call.func.value, groups, package)
            words = f"{parent} {_first_word(call) or function.name.replace('_', '-')}".strip()
            if call.func.attr == "group":
                groups[function.name] = words
            else:
                yield function.lineno, words


def _words_of_parent(parent: ast.expr, groups: dict[str, str], package: str) -> str:
    """`click.command` and `app.cli.command` stand at the top; a group lends its words; an imported one is the package's."""
    if isinstance(parent, ast.Name):
        return "" if parent.id == "click" else groups.get(parent.id, package)
    if isinstance(parent, ast.Attribute) and parent.attr == "cli":
        return package if getattr(parent.value, "id", "") in ("bp", "blueprint") else ""
    return package


def _first_word(call: ast.Call) -> str | None:
    named = next((word.value for word in call.keywords if word.arg == "name"), None)
    first = named or (call.args[0] if call.args else None)
    return str(first.value) if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


CHECKS = (
    imports_inside_functions,
    commits_away_from_the_edge,
    markup_made_elsewhere,
    inline_script_or_style,
    forms_without_token,
    files_too_long,
    names_that_say_nothing,
    id_selectors,
    sides_of_the_screen,
    styles_nobody_asks_for,
    relations_that_load_by_themselves,
    clocks_read_elsewhere,
    settings_without_words,
    commands_without_words,
    links_to_nothing,
    texts_without_french,
    customer_value_in_moderation,
)
