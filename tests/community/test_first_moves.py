"""Texts from before ways were kept begin theirs with one row, and those that have a way keep it as it is."""

from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import select

from community.contributions.commands import publish
from community.contributions.models import State
from community.contributions.transitions import Cause, path_of, taken_away
from foundation.database import db
from tests.factories.accounts import a_customer
from tests.factories.community import a_contribution

MIGRATION = import_module("migrations.versions.20261122_first_moves")


def upgraded() -> None:
    with Operations.context(MigrationContext.configure(db.session.connection())):
        MIGRATION.upgrade()


def test_every_text_has_a_way_after_the_upgrade_and_only_one_beginning(app: Flask) -> None:
    ines = a_customer()
    old, gone = a_contribution(ines), a_contribution(ines, state=State.REMOVED)
    known = a_contribution(ines, state=State.HELD)
    publish(known, Cause(role="moderator"))
    db.session.flush()
    upgraded()
    upgraded()
    [first] = path_of(old.id)
    assert (first.was, first.became, first.actor_id, first.role) == ("draft", "published", ines.id, "author")
    assert (first.revision, first.at) == (old.revision, old.created_at)
    assert [one.role for one in path_of(known.id)] == ["moderator"]
    assert path_of(gone.id)
    assert not db.session.scalar(select(taken_away(type(gone))).where(type(gone).id == gone.id))
