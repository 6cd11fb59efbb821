"""The words in which an author hears that time runs out, or has."""

from datetime import datetime

from flask import Flask, url_for

from community.notices import kinds
from community.notices.models import Notice
from foundation.language import _, day


def register(app: Flask) -> None:
    """Name both kinds."""
    kinds.register(app, "moderation.expires", _expires, _where, more=_how)
    kinds.register(app, "moderation.expired", _expired, _where, more=_kept)


def _expires(notice: Notice) -> str:
    until = day(datetime.fromisoformat(notice.data["until"])) if notice.data.get("until") else ""
    return _("“%(title)s” waits for your change until %(day)s", title=kinds.title(notice), day=until)


def _how(_notice: Notice) -> str:
    return _(
        "Change it and save: a moderator then reads it again. After that day it stays with you as a draft."
    )


def _expired(notice: Notice) -> str:
    return _("“%(title)s” is a draft of yours again", title=kinds.title(notice))


def _kept(_notice: Notice) -> str:
    return _("The time to change it is over, and nothing is lost: edit it and save whenever you like.")


def _where(notice: Notice) -> str:
    if notice.contribution_id is None:
        return url_for("moderation.my_texts")
    return url_for("community.contribution", contribution_id=notice.contribution_id)
