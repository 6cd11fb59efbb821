"""Members, roles, signing in, sessions, and access: the one gate."""

from flask import Flask

from .access import current_member, may


def init_app(app: Flask) -> None:
    """Let templates and languages know who is here."""
    app.extensions["language.profile"] = _profile
    app.context_processor(lambda: {"current_member": current_member()})
    app.jinja_env.globals.update(may=may)


def _profile() -> tuple[str | None, str | None]:
    member = current_member()
    return (member.language, member.timezone) if member else (None, None)
