"""The roof: settings, then the foundation, then the packages in floor order."""

from typing import TYPE_CHECKING

from flask import Flask

import accounts
import community
import customers
import feedback
import foundation
import ideas
import moderation
import operations
import portal
from foundation.settings import ROOT, Settings

if TYPE_CHECKING:
    app: Flask

PACKAGES = (accounts, community, moderation, customers, ideas, feedback, portal, operations)


def create_app(settings: Settings | None = None) -> Flask:
    """An application with everything in it; opens no connection and makes no folder."""
    app = Flask("ensemble", root_path=str(ROOT), template_folder="templates", static_folder=None)
    foundation.init_app(app, settings or Settings())
    for package in PACKAGES:
        package.init_app(app)
    accounts.permissions.check(app)
    return app


def __getattr__(name: str) -> Flask:
    """Make `wsgi.app` when a server asks for it, and only then."""
    if name != "app":
        raise AttributeError(name)
    globals()["app"] = create_app()
    made: Flask = globals()["app"]
    return made
