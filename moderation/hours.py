"""When the team works: what every clock of moderation that counts hours of business goes by."""

from datetime import datetime, time, timedelta

from foundation.clock import now
from foundation.settings import current
from moderation.measures.clocks import Hours


def office() -> Hours:
    """The hours of business of this site."""
    said = current()
    return Hours(
        opens=time(said.office_opens),
        closes=time(said.office_closes),
        zone=said.office_zone,
        off=frozenset(said.office_closed.replace(",", " ").split()),
    )


def due_in(hours: float, begun: datetime | None = None) -> datetime:
    """When so many hours of business are over, from a moment or from now."""
    return office().due(begun or now(), timedelta(hours=hours))


def due_in_days(days: int, begun: datetime | None = None) -> datetime:
    """When so many working days are over, from a moment or from now."""
    said = current()
    return due_in(days * (said.office_closes - said.office_opens), begun)
