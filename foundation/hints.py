"""What we know better than a query planner."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class unindexed(FunctionElement[Any]):  # noqa: N801  reads like the SQL it stands for
    """A column whose index SQLite must not choose: it filters rows that come in the order of another index.

    PostgreSQL keeps statistics and decides for itself.
    """

    inherit_cache = True
    name = "unindexed"

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.type = column.type
        super().__init__(column)


@compiles(unindexed)
def _plain(element: unindexed, compiler: Any, **how: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **how))


@compiles(unindexed, "sqlite")
def _sqlite(element: unindexed, compiler: Any, **how: Any) -> str:
    return f"+{compiler.process(element.clauses.clauses[0], **how)}"
