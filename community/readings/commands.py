"""Write down who opened what of a circle and who took it out; forget it when its time is over."""

from datetime import timedelta

from flask import after_this_request
from flask.wrappers import Response
from sqlalchemy import ColumnElement, delete, false, func, inspect, or_, select, update

from accounts.access import current_member
from accounts.holds.queries import held_contributions, held_members
from community.contributions.models import Contribution
from community.readings.models import How, Reading
from community.spaces.models import Audience, Space
from foundation import database
from foundation.clock import now
from foundation.database import db
from foundation.settings import current
from foundation.upsert import insert_new

ONE_VISIT = timedelta(minutes=5)
NOT_MODIFIED = 304
"""The browser shows once more what it kept: that is a reading, too."""


def opened(contribution: Contribution) -> None:
    """See to it that a sealed contribution does not leave the house unless its reading is written down.

    It is written after the page is made; were that to fail, the page would not be sent. What is not sealed costs nothing.
    """
    member = current_member()
    if member is None or not is_sealed(contribution):
        return
    of = (contribution.space_id, contribution.id, member.id)

    @after_this_request
    def keep(response: Response) -> Response:
        shown = response.status_code < 300 or response.status_code == NOT_MODIFIED
        if shown and _is_another_visit(*of):
            with database.writing():
                write_down(*of)
        return response


def taken(space_ids: list[int], what: str) -> None:
    """Write down, before a file is handed out, that something of these spaces was taken out."""
    member = current_member()
    if member is None or not space_ids:
        return
    rows = [(space_id, member.id) for space_id in space_ids]

    @after_this_request
    def keep(response: Response) -> Response:
        with database.writing():
            for space_id, member_id in rows:
                row = Reading(
                    space_id=space_id, member_id=member_id, how=How.TAKEN.value, what=what, day=now().date()
                )
                db.session.add(row)
        return response


def is_sealed(contribution: Contribution) -> bool:
    """Whether it stands in a circle; asks nothing when its space is at hand."""
    if "space" not in inspect(contribution).unloaded:
        return contribution.space.audience == Audience.CIRCLE.value
    audience = select(Space.audience).where(Space.id == contribution.space_id)
    return db.session.scalar(audience) == Audience.CIRCLE.value


def forget_old(_payload: object = None, _job: object = None) -> None:
    """Delete what is older than the log is kept, except about what is held for the law."""
    old = Reading.day < now().date() - timedelta(days=current().readings_days)
    held = or_(Reading.contribution_id.in_(held_contributions()), Reading.member_id.in_(held_members()))
    db.session.execute(delete(Reading).where(old, ~func.coalesce(held, false())))


def _is_another_visit(_space_id: int, contribution_id: int, member_id: int) -> bool:
    last = select(Reading.last_at).where(*_its(contribution_id, member_id))
    seen = db.session.scalar(last)
    return seen is None or seen < now() - ONE_VISIT


def write_down(space_id: int, contribution_id: int, member_id: int) -> None:
    """One more visit of a person to a text on this day."""
    values = {
        "contribution_id": contribution_id,
        "member_id": member_id,
        "day": now().date(),
        "how": How.READ.value,
    }
    values |= {"space_id": space_id, "what": "", "times": 1, "first_at": now(), "last_at": now()}
    if not insert_new(Reading, **values):
        again = update(Reading).where(*_its(contribution_id, member_id))
        db.session.execute(again.values(times=Reading.times + 1, last_at=now()))


def _its(contribution_id: int, member_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Reading.contribution_id == contribution_id,
        Reading.member_id == member_id,
        Reading.day == now().date(),
        Reading.how == How.READ.value,
    )
