"""The port through which moderation looks at a contribution before it is published.

Community cannot import moderation, yet whether a text is published must be decided in the transaction that
writes it. So moderation hands its screen down when the application starts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask, current_app
from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import Contribution, State
from community.contributions.transitions import SCREEN, Cause
from community.spaces.models import Mode, Space
from foundation.database import db


@dataclass(frozen=True)
class Screened:
    """Where a contribution stands once it was looked at, and why."""

    state: State
    cause: Cause = field(default=Cause(role=SCREEN))


Screen = Callable[[Contribution], Screened]
AskAbout = Callable[[Contribution, Member], None]
_NAME, _ASKED = "community.screen", "community.screen.asked"


def register(app: Flask, screen: Screen, asked: AskAbout) -> None:
    """Name what looks at contributions, and who is asked about what staff put into the text of somebody else."""
    app.extensions[_NAME], app.extensions[_ASKED] = screen, asked


def screen(contribution: Contribution) -> Screened:
    """Published, limited or held: the registered screen's word, else the mode of the space."""
    registered: Screen = current_app.extensions.get(_NAME, by_mode)
    return registered(contribution)


def ask_about(contribution: Contribution, editor: Member) -> None:
    """What staff change is not screened; it is refused where it says what nobody may tell yet."""
    asked: AskAbout | None = current_app.extensions.get(_ASKED)
    if asked is not None:
        asked(contribution, editor)


def by_mode(contribution: Contribution) -> Screened:
    """What the space's own mode says."""
    mode = db.session.scalar(select(Space.moderation).where(Space.id == contribution.space_id))
    return Screened(State.HELD if mode == Mode.PRE.value else State.PUBLISHED)
