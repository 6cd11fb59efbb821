"""Budgets of attempts, kept in the database and shared by all processes.

Each budget refills steadily (the generic cell rate algorithm): a few attempts at once, then one every so often.
It delays and never locks out; an attempt that is refused costs nothing. Without the database nothing passes.
"""

import hashlib
import ipaddress
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from accounts.models import Throttle
from foundation.clock import now
from foundation.database import db
from foundation.errors import TooMany
from foundation.upsert import insert_new


@dataclass(frozen=True)
class Rate:
    """So many attempts at once, refilled over a time."""

    name: str
    attempts: int
    over: timedelta

    def of(self, subject: str) -> "Budget":
        """The budget of one account, address or network."""
        return Budget(self, f"{self.name}:{hashlib.sha256(subject.encode()).hexdigest()[:40]}")


@dataclass(frozen=True)
class Budget:
    """One row of attempts."""

    rate: Rate
    key: str


SIGN_IN_ACCOUNT = Rate("sign-in-account", 10, timedelta(minutes=5))
SIGN_IN_NETWORK = Rate("sign-in-network", 30, timedelta(minutes=5))
SIGN_IN_ALL = Rate("sign-in-all", 1000, timedelta(minutes=5))
CODE = Rate("code", 5, timedelta(minutes=5))
CODE_DAY = Rate("code-day", 50, timedelta(days=1))
REGISTER_NETWORK = Rate("register-network", 20, timedelta(hours=1))
REGISTER_ALL = Rate("register-all", 500, timedelta(hours=1))
LETTER_ADDRESS = Rate("letter-address", 5, timedelta(days=1))
LETTER_AGAIN = Rate("letter-again", 1, timedelta(minutes=1))
LETTER_NETWORK = Rate("letter-network", 20, timedelta(hours=1))
NAME = Rate("name", 5, timedelta(days=30))


class TooManyAttempts(TooMany):
    """The budget is spent for the moment."""

    message = _l("That was a lot of attempts in a short time. Please wait a moment and try again.")


def network(address: str | None) -> str:
    """The network an address belongs to: itself for IPv4, its /64 for IPv6."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def spent(free_at: datetime, rate: Rate, moment: datetime) -> tuple[datetime, float]:
    """When the budget is whole again after one more attempt, and the seconds to wait before it (0 when free)."""
    step = rate.over / rate.attempts
    after = max(free_at, moment) + step
    return after, max(0.0, (after - moment - rate.over).total_seconds())


def spend(*budgets: Budget) -> None:
    """Take one attempt from each budget, or from none and refuse with the time to wait."""
    moment = now()
    rows = [(budget, _row(budget.key, moment)) for budget in sorted(budgets, key=lambda budget: budget.key)]
    asked = [(row, *spent(row.free_at, budget.rate, moment)) for budget, row in rows]
    wait = max(seconds for _row, _after, seconds in asked)
    if wait > 0:
        raise TooManyAttempts(retry_after=math.ceil(wait))
    for row, after, _seconds in asked:
        row.free_at = after


def refund(budget: Budget) -> None:
    """Make a budget whole: the person has shown who they are."""
    db.session.execute(delete(Throttle).where(Throttle.key == budget.key))


def forget_whole() -> None:
    """Delete the rows that say nothing any more."""
    db.session.execute(delete(Throttle).where(Throttle.free_at < now()))


def of_sign_in(email: str, address: str | None) -> Sequence[Budget]:
    """What an attempt to sign in costs: the account, the network, everybody."""
    return SIGN_IN_ACCOUNT.of(email), SIGN_IN_NETWORK.of(network(address)), SIGN_IN_ALL.of("")


def _row(key: str, moment: datetime) -> Throttle:
    insert_new(Throttle, key=key, free_at=moment)
    question = select(Throttle).where(Throttle.key == key).with_for_update()
    return db.session.scalars(question.execution_options(populate_existing=True)).one()
