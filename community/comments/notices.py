"""The words of notices about what was said."""

from flask import Flask, url_for

from community.notices import kinds
from community.notices.models import Notice
from foundation.language import _


def register(app: Flask) -> None:
    """Name the kinds of notices that talk makes."""
    kinds.register(app, "community.comment", _commented, _there, topic="replies")
    kinds.register(app, "community.reply", _replied, _there, topic="replies")
    kinds.register(app, "community.mention", _mentioned, _there, topic="replies")


def _commented(notice: Notice) -> str:
    return _("%(name)s commented on “%(title)s”", name=kinds.actor_name(notice), title=kinds.title(notice))


def _replied(notice: Notice) -> str:
    return _(
        "%(name)s answered where you spoke, on “%(title)s”",
        name=kinds.actor_name(notice),
        title=kinds.title(notice),
    )


def _mentioned(notice: Notice) -> str:
    return _("%(name)s named you on “%(title)s”", name=kinds.actor_name(notice), title=kinds.title(notice))


def _there(notice: Notice) -> str:
    said, about = notice.data["said"], notice.contribution_id
    if about is None or about == said:
        return url_for("community.contribution", contribution_id=said)
    return url_for("community.contribution", contribution_id=about, _anchor=f"comment-{said}")
