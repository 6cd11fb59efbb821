"""How the rest of the house learns of measures: who is read first, and what stays open to who is shut out."""

from flask import Flask

from accounts import anteroom
from moderation import watching
from moderation.sanctions.watcher import probation

SERVICE = ("new", "ask", "mine", "case", "say")
STATED = ("my_texts", "statements", "statement", "statement_data", "statement_about")
OBJECTION = ("appeal", "withdraw_appeal", "terms_version", "terms_data")


def init_app(app: Flask) -> None:
    """Watch what is written on probation, and open the anteroom: why, a way to object, and a way to ask."""
    watching.register(app, "probation", probation)
    anteroom.leads_to(app, "moderation.standing")
    anteroom.open_door(app, *(f"moderation.service_{deed}" for deed in SERVICE))
    anteroom.open_door(app, *(f"moderation.{page}" for page in (*STATED, *OBJECTION)))
