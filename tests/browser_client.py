"""A test browser: cookies, forms with their token, and each request in a context of its own."""

import contextvars
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from accounts import access
from accounts.models import Member
from accounts.sessions import open_session
from foundation.database import db


class Browser:
    """A browser for tests; without sign_in it is a stranger's."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        app.config["WTF_CSRF_ENABLED"] = False

    def sign_in(self, member: Member) -> "Browser":
        """Give this browser a session of the member."""
        token = open_session(member, "test browser")
        db.session.commit()

        def put() -> None:
            with self.client.session_transaction() as session:
                session[access.TOKEN] = token

        contextvars.Context().run(put)
        return self

    def stranger(self) -> "Browser":
        """Another browser, signed in as nobody."""
        return Browser(self.app)

    def get(self, url: str, **how: Any) -> TestResponse:
        """Ask for a page."""
        return self.open("GET", url, **how)

    def post(self, url: str, **fields: Any) -> TestResponse:
        """Send a form; keyword `how` may hold headers and the like."""
        return self.open("POST", url, data=fields.pop("data", fields), **fields.pop("how", {}))

    def htmx(self, method: str, url: str, **fields: Any) -> TestResponse:
        """Do as htmx does."""
        return self.open(method, url, data=fields, headers={"HX-Request": "true"})

    def open(self, method: str, url: str, **how: Any) -> TestResponse:
        """Send a request in a fresh context, then forget what this side had loaded."""
        db.session.commit()
        response: TestResponse = contextvars.Context().run(self.client.open, url, method=method, **how)
        db.session.expire_all()
        return response
