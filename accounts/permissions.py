"""The table of permissions: which role may call which route, read from permissions.txt when the app starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app

from accounts.models import Member, Role

FILE = Path(__file__).with_name("permissions.txt")
VISITOR = "visitor"
ACTORS = (VISITOR, *(role.value for role in Role))
REFUSED, ALLOWED = "-", "*"
STATES = {"o": "own", "t": "other", "h": "hidden", "e": "erased"}
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})

Route = tuple[str, str]


class Undeclared(Exception):
    """The table and the routes of the application do not agree."""


@dataclass(frozen=True)
class Line:
    """What each actor may do at one endpoint with some methods."""

    endpoint: str
    methods: tuple[str, ...]
    subject: str
    cells: dict[str, str]

    @property
    def routes(self) -> Iterator[Route]:
        """The endpoint with each of its methods."""
        return ((self.endpoint, method) for method in self.methods)

    def states_for(self, actor: str) -> str:
        """The letters of the states of the subject in which the actor may do it."""
        cell = self.cells[actor]
        return "".join(STATES) if cell == ALLOWED else cell.replace(REFUSED, "")


def read(text: str) -> list[Line]:
    """The lines of a table; a line that is not well formed is refused."""
    lines = [_line(number, line) for number, line in enumerate(text.splitlines(), 1) if _says_something(line)]
    routes = [route for line in lines for route in line.routes]
    twice = sorted(
        {f"{endpoint} {method}" for endpoint, method in routes if routes.count((endpoint, method)) > 1}
    )
    if twice:
        raise Undeclared(f"permissions.txt says twice: {', '.join(twice)}")
    return lines


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _line(number: int, text: str) -> Line:
    words = text.split()
    if len(words) != 3 + len(ACTORS):
        raise Undeclared(
            f"permissions.txt line {number}: {3 + len(ACTORS)} columns are needed: {text.strip()}"
        )
    endpoint, methods, subject, *cells = words
    for cell in cells:
        if cell not in (REFUSED, ALLOWED) and (set(cell) - set(STATES) or subject == REFUSED):
            raise Undeclared(f"permissions.txt line {number}: a cell cannot be {cell}: {text.strip()}")
    return Line(endpoint, tuple(methods.split(",")), subject, dict(zip(ACTORS, cells, strict=True)))


def routes_of(app: Flask) -> set[Route]:
    """Every endpoint of an application with each method it answers."""
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - AUTOMATIC
    }


def check(app: Flask) -> None:
    """Refuse to start when a route has no line, or a line no route."""
    declared, existing = set(app.extensions["permissions"]), routes_of(app)
    faults = [f"no line for {endpoint} {method}" for endpoint, method in sorted(existing - declared)]
    faults += [f"no route for {endpoint} {method}" for endpoint, method in sorted(declared - existing)]
    if faults:
        raise Undeclared("accounts/permissions.txt: " + "; ".join(faults))


def cell(endpoint: str, method: str, member: Member | None) -> str:
    """What the table says of one actor at one route; what it does not know is refused."""
    table: dict[Route, Line] = current_app.extensions["permissions"]
    line = table.get((endpoint, "GET" if method == "HEAD" else method))
    return line.cells[member.role.value if member else VISITOR] if line else REFUSED


def init_app(app: Flask) -> None:
    """Read the table."""
    lines = read(FILE.read_text(encoding="utf-8"))
    app.extensions["permissions"] = {route: line for line in lines for route in line.routes}
