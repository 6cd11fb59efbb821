"""Members, roles, signing in, sessions, and access: the one gate."""

from flask import Flask

from accounts import asking, gate, jobs, listeners, permissions, views
from accounts.access import current_member, may
from accounts.blueprint import bp
from accounts.cli import cli
from accounts.sessions import LONGEST


def init_app(app: Flask) -> None:
    """Guard the door, and let templates and languages know who is here."""
    gate.init_app(app)
    listeners.init_app(app)
    app.register_blueprint(bp)
    app.cli.add_command(cli)
    jobs.init_app(app)
    asking.init_app(app)
    app.config["PERMANENT_SESSION_LIFETIME"] = LONGEST[False]
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.extensions["language.profile"] = _profile
    app.context_processor(lambda: {"current_member": current_member()})
    app.jinja_env.globals.update(may=may)


def _profile() -> tuple[str | None, str | None]:
    member = current_member()
    return (member.language, member.timezone) if member else (None, None)


__all__ = ["init_app", "permissions", "views"]
