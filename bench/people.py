"""Signed-in requests without a browser: the cookie and the form token a member's browser would send."""

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from accounts import access

from .seed import token_of


class People:
    """Seeded members and what their browsers send."""

    def __init__(self, app: Flask) -> None:
        self.serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.cookie_name = str(app.config["SESSION_COOKIE_NAME"])
        signer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")  # type: ignore[arg-type]
        self.raw = "0123456789abcdef0123456789abcdef01234567"
        self.form_token = str(signer.dumps(self.raw))

    def cookie(self, member_id: int | None = None) -> str:
        """The cookie of a member's browser, or of a stranger's that has seen a form."""
        content = {"csrf_token": self.raw}
        if member_id is not None:
            content[access.TOKEN] = token_of(member_id)
        return f"{self.cookie_name}={self.serializer.dumps(content)}"

    def form(self, member_id: int | None = None) -> dict[str, str]:
        """Headers of a form post."""
        return {"Cookie": self.cookie(member_id), "Content-Type": "application/x-www-form-urlencoded"}
