"""The ground floor: settings, database, facts, outbox, language, errors and the other things that know no domain."""

from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from . import (
    assets,
    brand,
    charts,
    compression,
    database,
    headers,
    incoming,
    language,
    logs,
    mail,
    outbox,
    page,
    pages,
    realtime,
    refusals,
    search,
    web,
)
from .outbox import cli, queue, worker
from .settings import Settings

csrf = CSRFProtect()


def init_app(app: Flask, settings: Settings) -> None:
    """Lay the foundation under an application."""
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.env == "test",
        MAX_CONTENT_LENGTH=8 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=500,
        SESSION_COOKIE_NAME="__Host-ensemble" if settings.secure_cookies else "ensemble",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    compression.init_app(app)
    queue.init_app(app)
    logs.init_app(app, settings)
    incoming.init_app(app)
    headers.init_app(app, settings)
    web.init_app(app)
    database.init_app(app, settings)
    language.init_app(app, settings)
    csrf.init_app(app)
    mail.init_app(app)
    search.init_app(app, settings)
    outbox.every(app, timedelta(days=1), "outbox.forget_done", worker.forget_done)
    app.cli.add_command(cli.jobs)
    refusals.init_app(app)
    assets.init_app(app, cache=settings.data_dir / "cache" / "assets")
    if settings.env == "development":
        assets.follow_changes(app)
    page.init_app(app, settings.base_url)
    charts.init_app(app)
    pages.init_app(app)
    realtime.init_app(app, settings)
    brand.init_app(app)


__all__ = ["csrf", "init_app", "outbox"]
