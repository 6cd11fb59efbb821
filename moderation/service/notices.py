"""The words in which author and owner hear of a service case."""

from flask import Flask, url_for

from community.notices import kinds
from community.notices.models import Notice
from foundation.language import _


def register(app: Flask) -> None:
    """Name the kinds of notices that service gives."""
    kinds.register(app, "service.opened", _opened, _where)
    kinds.register(app, "service.said", _said, _where, more=_words)
    kinds.register(app, "service.planned", _planned, _where, more=_words)
    kinds.register(app, "service.closed", _closed, _where, more=_words)
    kinds.register(app, "service.new", _new, _where)
    kinds.register(app, "service.reply", _reply, _where, more=_words)


def _opened(notice: Notice) -> str:
    return _("We heard you: “%(title)s” has somebody who looks after it", title=notice.data["subject"])


def _said(notice: Notice) -> str:
    return _("We answered you about “%(title)s”", title=notice.data["subject"])


def _planned(notice: Notice) -> str:
    return _("This is what we will do about “%(title)s”", title=notice.data["subject"])


def _closed(notice: Notice) -> str:
    return _("“%(title)s” is settled, as far as we can see", title=notice.data["subject"])


def _new(notice: Notice) -> str:
    return _("Somebody needs an answer: “%(title)s”", title=notice.data["subject"])


def _reply(notice: Notice) -> str:
    return _("The author wrote about “%(title)s”", title=notice.data["subject"])


def _words(notice: Notice) -> str:
    return str(notice.data.get("text", ""))


def _where(notice: Notice) -> str:
    return url_for("moderation.service_case", case_id=notice.data["case"])
