"""The random audit: a few of the texts that nothing held are read by people, and so say how much is missed.

The draw depends on the site's secret, the text and its revision alone: nobody can foresee it, and saving a text again
unchanged does not draw again.
"""

import hashlib
import hmac
from datetime import timedelta

from sqlalchemy import exists, func, select

from foundation.clock import now
from foundation.database import db
from foundation.settings import current
from moderation.learning.quality import interval
from moderation.models import Case, Decision, Finding
from moderation.reasons import Because, Verdict
from moderation.watching import Act, Found, Written

PERIOD = timedelta(days=90)
PURPOSE = b"moderation.sample"


def watch(written: Written) -> list[Found]:
    """Now and then, a case for what is published anyway."""
    about = written.contribution
    if about is None or not drawn(about.id, about.revision):
        return []
    return [Found(Because.SAMPLE, act=Act.REVIEW)]


def drawn(contribution_id: int, revision: int) -> bool:
    """Whether the lot falls on this revision of a text."""
    key = hashlib.sha256(PURPOSE + current().secret_key.encode()).digest()
    lot = hmac.digest(key, f"{contribution_id}:{revision}".encode(), "sha256")
    return int.from_bytes(lot[:8], "big") < current().audit_share * 2**64


def measured() -> tuple[int, int, tuple[float, float]]:
    """Of the last 90 days: how many passed texts were read, how many of them were not let stand, and the interval."""
    passed = exists().where(Finding.case_id == Case.id, Finding.kind == Because.SAMPLE.value)
    caught = exists().where(
        Finding.case_id == Case.id, Finding.kind != Because.SAMPLE.value, Finding.act > Act.NOTE.value
    )
    missed = func.count().filter(Decision.verdict != Verdict.APPROVE.value)
    question = select(func.count(), missed).select_from(Decision).join(Decision.case)
    since = (Decision.decided_at >= now() - PERIOD, Decision.undone_at.is_(None))
    looked_at, bad = db.session.execute(question.where(*since, passed, ~caught)).one()
    return looked_at, bad, interval(bad, looked_at)
