"""The words of notices about the model."""

from flask import Flask, url_for

from community.notices import kinds
from community.notices.models import Notice
from foundation.language import _
from moderation.learning.stages import Stage


def register(app: Flask) -> None:
    """Name the kind of notice that the model gives."""
    kinds.register(app, "moderation.model", _moved, _where, more=_why)


def _moved(notice: Notice) -> str:
    match Stage(notice.data["stage"]):
        case Stage.SORTING:
            return _("The moderation model sorts the queue again, and holds nothing")
        case Stage.TRIAL:
            return _("The moderation model is on trial: what it would hold is published and opens a case")
        case Stage.ACTING:
            return _("The moderation model now holds by itself; a person decides")
        case Stage.SUSPENDED:
            return _("The moderation model switched itself off: one of its figures left its band")
        case Stage.OFF:
            return _("The moderation model was switched off")


def _why(notice: Notice) -> str:
    if notice.data["stage"] != Stage.SUSPENDED:
        return ""
    return _("It holds nothing until a person lets it try again. Its page says which figure it was.")


def _where(_notice: Notice) -> str:
    return url_for("moderation.model")
