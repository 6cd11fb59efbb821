"""The rules of the house in the demo: written, tried, counted and let act by its people, each at its time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from foundation.database import db
from moderation.rules import commands
from moderation.rules.conditions import read
from moderation.rules.models import Action, Rule
from moderation.rules.queries import last_test, versions_of
from moderation.rules.trial import trial
from operations.demo import script
from operations.demo.stage import Cast, Event

LEADS = "noor"


def events(cast: Cast, end: datetime) -> Iterator[Event]:
    """All that happens to the rules, each step so many days ago."""
    for given in script.rules():
        for step, deed in STEPS.items():
            if step in given:
                yield end - timedelta(days=given[step]), partial(deed, cast, given)


def _write(cast: Cast, given: dict[str, Any]) -> None:
    rows = [dict(zip(("field", "comparison", "value"), asked, strict=True)) for asked in given["asks"]]
    conditions, by = read(rows), cast.member(given["by"])
    said = (given["name"], given["why"], conditions, Action(given["action"]), given.get("target", ""))
    commands.write_rule(commands.Wording(*said), trial(conditions, by), by)


def _count(cast: Cast, given: dict[str, Any]) -> None:
    commands.count_in_shadow(_rule(given), cast.member(given["by"]), number=1)


def _test(cast: Cast, given: dict[str, Any]) -> None:
    """Try the newest version again, as is asked before it may act."""
    by = cast.member(given["by"])
    version = versions_of(_rule(given))[0]
    commands.keep_trial(version, trial(read(version.conditions), by), by)


def _act(cast: Cast, given: dict[str, Any]) -> None:
    _test(cast, given)
    db.session.flush()
    rule, version = _rule(given), versions_of(_rule(given))[0]
    commands.go_live(rule, version, last_test(version), cast.member(LEADS), meant=False)


def _retire(cast: Cast, given: dict[str, Any]) -> None:
    commands.retire(_rule(given), cast.member(LEADS))


def _rule(given: dict[str, Any]) -> Rule:
    return db.session.scalars(select(Rule).where(Rule.name == given["name"])).one()


STEPS: dict[str, Callable[[Cast, dict[str, Any]], None]] = {
    "written": _write,
    "shadow": _count,
    "live": _act,
    "tested": _test,
    "retired": _retire,
}
