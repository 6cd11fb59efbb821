"""The port through which upper packages ask for a second look before somebody is let into a circle."""

from collections.abc import Callable

from flask import Flask, current_app

from accounts.models import Member

Doubt = Callable[[Member], str]
_NAME = "community.doubts"


def register(app: Flask, doubt: Doubt) -> None:
    """Name a doubt: why to look twice, in the language spoken now, or nothing."""
    app.extensions.setdefault(_NAME, []).append(doubt)


def about(member: Member) -> list[str]:
    """Every reason to look twice."""
    asked: list[Doubt] = current_app.extensions.get(_NAME, [])
    return [why for doubt in asked if (why := doubt(member))]
