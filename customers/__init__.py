"""The customer file: who buys, what they bought, what they need in their own words, and what they allow."""

from flask import Flask

from customers import cli, listeners, views
from customers.blueprint import bp


def init_app(app: Flask) -> None:
    """Open the customer file."""
    assert views.desk.bp is bp
    app.register_blueprint(bp)
    listeners.init_app(app)
    app.cli.add_command(cli.group)
