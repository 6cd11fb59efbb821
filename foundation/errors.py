"""Refusals: why a deed was not done, in words for the person who tried."""

from flask_babel import lazy_gettext as _l


class Refused(Exception):
    """A deed the rules do not allow; nothing was changed."""

    status = 409
    message = _l("This could not be done. Please reload the page and try again.")
    field: str | None = None

    def __init__(self, message: object = None, *, field: str | None = None, **details: object) -> None:
        super().__init__(str(type(self).__name__))
        if message is not None:
            self.message = message  # plain and lazy texts both serve
        self.field = field or self.field
        self.details = details


class NotAllowed(Refused):
    """The person may know the thing but not do this to it."""

    status = 403
    message = _l("This is not open to you. If you need it, ask the team.")


class SignInNeeded(Refused):
    """Only somebody who has signed in may do this."""

    status = 401
    message = _l("Please sign in first.")


class NotFound(Refused):
    """The thing does not exist for this person."""

    status = 404
    message = _l("The page may have moved, or it is not open to you.")


class Conflict(Refused):
    """Somebody else was faster."""

    status = 409


class Invalid(Refused):
    """What was sent is not what was asked for."""

    status = 422
    message = _l("Please correct what is marked.")


class TooMany(Refused):
    """Too often in too short a time."""

    status = 429
    message = _l("That was a lot in a short time. Please wait a moment and try again.")
