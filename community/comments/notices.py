"""The words of notices about what was said."""

from collections.abc import Sequence

from flask import Flask, url_for

from community.notices import kinds
from community.notices.models import Notice
from foundation.language import _, _n


def register(app: Flask) -> None:
    """Name the kinds of notices that talk makes."""
    kinds.register(app, "community.comment", _commented, _there, topic="replies", several=_all_commented)
    kinds.register(app, "community.reply", _replied, _there, topic="replies", several=_all_replied)
    kinds.register(app, "community.mention", _mentioned, _there, topic="replies")


def _commented(notice: Notice) -> str:
    return _("%(name)s commented on “%(title)s”", name=kinds.actor_name(notice), title=kinds.title(notice))


def _all_commented(notices: Sequence[Notice], people: int) -> str:
    title, name = kinds.title(notices[0]), kinds.actor_name(notices[0])
    if people == 1:
        return _n(
            "%(name)s commented %(num)d time on “%(title)s”",
            "%(name)s commented %(num)d times on “%(title)s”",
            len(notices),
            name=name,
            title=title,
        )
    return _n(
        "%(num)d person commented on “%(title)s”",
        "%(num)d people commented on “%(title)s”",
        people,
        title=title,
    )


def _all_replied(notices: Sequence[Notice], people: int) -> str:
    title, name = kinds.title(notices[0]), kinds.actor_name(notices[0])
    if people == 1:
        return _n(
            "%(name)s answered %(num)d time where you spoke, on “%(title)s”",
            "%(name)s answered %(num)d times where you spoke, on “%(title)s”",
            len(notices),
            name=name,
            title=title,
        )
    return _n(
        "%(num)d person answered where you spoke, on “%(title)s”",
        "%(num)d people answered where you spoke, on “%(title)s”",
        people,
        title=title,
    )


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
