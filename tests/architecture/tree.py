"""What the architecture checks read: the files of a tree, whether the real one or a copy with plants in it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGES = (
    "accounts",
    "community",
    "customers",
    "feedback",
    "foundation",
    "ideas",
    "moderation",
    "operations",
    "portal",
)


def modules(tree: Path, *packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """Give each module of the product (or of the named packages) with its syntax."""
    for package in packages or PACKAGES:
        for file in sorted((tree / package).rglob("*.py")):
            yield file, syntax(file.read_text(encoding="utf-8"))


@cache
def syntax(text: str) -> ast.Module:
    """Parse a module; every check asks for it again, and it never changes."""
    return ast.parse(text)


def files(tree: Path, folder: str, ending: str) -> Iterator[tuple[Path, str]]:
    """Give each text file of a folder with its text; what others wrote lies in `vendor` and is left out."""
    for file in sorted((tree / folder).rglob(f"*{ending}")):
        if "vendor" not in file.parts:
            yield file, file.read_text(encoding="utf-8")


def located(tree: Path, file: Path, line: int, message: str) -> str:
    """Write a violation the way editors can follow."""
    return f"{file.relative_to(tree)}:{line}: {message}"


def found(tree: Path, file: Path, text: str, pattern: str, message: str) -> Iterator[str]:
    """Give one violation for each match of a pattern."""
    for match in re.finditer(pattern, text, re.IGNORECASE | re.DOTALL):
        yield located(tree, file, text.count("\n", 0, match.start()) + 1, message)


def without_comments(text: str) -> str:
    """Blank out template and style comments, keeping the lines where they are."""
    return re.sub(
        r"\{#.*?#\}|/\*.*?\*/|<!--.*?-->",
        lambda match: re.sub(r"[^\n]", " ", match.group()),
        text,
        flags=re.DOTALL,
    )
