"""When a member leaves, what was stated to them goes, and what is counted stays."""

from flask import Flask

from accounts.facts import MemberErased
from foundation import outbox
from moderation.statements.commands import forget


def forget_statements(fact: MemberErased) -> None:
    """Empty the statements of somebody who has left."""
    forget(fact.member_id)


def init_app(app: Flask) -> None:
    """Listen."""
    outbox.listen(app, MemberErased, forget_statements, durable=True)
