"""The customer file: who buys, what they bought, what they need in their own words, and what they allow."""

from flask import Flask

from accounts import anteroom, asking
from customers import cli, commands, listeners, views
from customers.blueprint import bp
from customers.models import Purpose
from foundation.language import _
from foundation.mail import stopping


def init_app(app: Flask) -> None:
    """Open the customer file."""
    assert views.desk.bp is bp
    app.register_blueprint(bp)
    listeners.init_app(app)
    anteroom.open_door(app, "customers.my_data", "customers.my_export")
    stopping.register(app, Purpose.LOOP.value, commands.stop_letters)
    asking.register(
        app,
        "customers.my_data",
        lambda: _("What we know about you is shown to you alone, so please sign in."),
    )
    app.cli.add_command(cli.group)
