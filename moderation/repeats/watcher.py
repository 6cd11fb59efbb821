"""The watcher for repetition: near copies of one author within a month, and of several authors within a day.

Three short looks into indexes at once: the same bits, the latest of the author, the latest of everybody. What is nearly the
same is compared here, bit by bit, for no index of a database does it; the numbers looked at are bounded.
"""

from collections.abc import Iterable
from datetime import timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, bindparam, delete, select, union_all

from foundation.clock import now
from foundation.database import db
from foundation.upsert import insert_new
from moderation.reasons import Because
from moderation.repeats.models import Fingerprint
from moderation.screening.nearness import fingerprint, is_near
from moderation.watching import Act, Found, Written

OWN, OTHERS = "own", "others"
A_MONTH, A_DAY = timedelta(days=30), timedelta(days=1)
OF_AUTHOR, OF_ALL = 50, 300
# One copy may be a slip, and three people may share a campaign; beyond that a person reads first.
READ_OWN, HOLD_OWN = 1, 3
READ_OTHERS, HOLD_OTHERS = 2, 4
SEVERITY = 0.4
MOST_NAMED = 10
NOBODY = 0

Known = tuple[int, int | None, int]


def repeated(written: Written) -> list[Found]:
    """How often nearly the same was written before; what is only typed leaves no trace."""
    bits = fingerprint(f"{written.title} {written.text}")
    if written.contribution is not None:
        _remember(written, bits)
    if bits is None:
        return []
    near = _near(written, bits)
    author_id = written.author.id if written.author else None
    own = [one for one, by, _bits in near if by is not None and by == author_id]
    others = {by: one for one, by, _bits in near if by is not None and by != author_id}
    return [
        *_found(OWN, own, len(own), READ_OWN, HOLD_OWN),
        *_found(OTHERS, others.values(), len(others), READ_OTHERS, HOLD_OTHERS),
    ]


def _found(whose: str, near: Iterable[int], count: int, read: int, hold: int) -> list[Found]:
    if count < read:
        return []
    act = Act.HOLD if count >= hold else Act.REVIEW
    return [
        Found(Because.REPEAT, whose, act, SEVERITY, seen={"near": sorted(near)[-MOST_NAMED:], "count": count})
    ]


def _near(written: Written, bits: int) -> list[Known]:
    """Near copies, none of them the text itself, each once."""
    moment = now()
    author_id = written.author.id if written.author else NOBODY
    asked = {"bits": bits, "author_id": author_id, "day": moment - A_DAY, "month": moment - A_MONTH}
    itself = written.contribution.id if written.contribution else NOBODY
    rows = db.session.execute(LOOKS, asked).all()
    near = {tuple(row) for row in rows if row[0] != itself and is_near(row[2], bits)}
    return sorted(near, key=itemgetter(0))


def _looks() -> Select[*tuple[Any, ...]]:
    """The three looks as one statement, made once: it is asked for every text."""
    latest = select(Fingerprint.contribution_id, Fingerprint.author_id, Fingerprint.bits)
    latest = latest.order_by(Fingerprint.written_at.desc())
    recent = latest.where(Fingerprint.written_at > bindparam("day"))
    its = (Fingerprint.author_id == bindparam("author_id"), Fingerprint.written_at > bindparam("month"))
    looks = (
        recent.where(Fingerprint.bits == bindparam("bits")).limit(OF_AUTHOR),
        recent.limit(OF_ALL),
        latest.where(*its).limit(OF_AUTHOR),
    )
    together = union_all(*(select(look.subquery()) for look in looks)).subquery()
    return select(*together.columns)


LOOKS = _looks()


def _remember(written: Written, bits: int | None) -> None:
    """Keep the newest fingerprint of a text; texts of a few words have none."""
    contribution = written.contribution
    assert contribution is not None
    if contribution.revision > 1:
        db.session.execute(delete(Fingerprint).where(Fingerprint.contribution_id == contribution.id))
    if bits is not None:
        author_id = written.author.id if written.author else None
        insert_new(Fingerprint, contribution_id=contribution.id, author_id=author_id, bits=bits)
