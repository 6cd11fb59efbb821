"""The front door: home page, search, language, the short pages about the house, and the sheet of components."""

from typing import Any

from flask import Flask, current_app

from accounts.facts import MemberErased, MemberSealed
from community.contributions.facts import (
    ContributionEdited,
    ContributionHeld,
    ContributionHidden,
    ContributionLimited,
)
from foundation import outbox

from . import branding, installing
from .design import design
from .views import portal

VIEWS = (branding, installing)
MOVED = (ContributionHidden, ContributionHeld, ContributionLimited, ContributionEdited)


def init_app(app: Flask) -> None:
    """Open the front door."""
    app.register_blueprint(portal)
    app.jinja_env.globals.update(site_style=branding.site_style)
    app.register_blueprint(design)
    for fact in (*MOVED, MemberErased, MemberSealed):
        outbox.listen(app, fact, look_again)


def look_again(_fact: Any) -> None:
    """What was taken away, or who has left, is not shown for the rest of the minute."""
    current_app.extensions.pop("portal.home", None)
