"""Who alters the audit behind its back is found, line by line."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from foundation import audit
from foundation.audit import AuditHead, AuditLine
from foundation.database import db
from tests.browser_client import Browser


@pytest.fixture(autouse=True)
def written(browser: Browser) -> None:
    for number in range(1, 7):
        audit.note(
            7, "moderation.approve", ("contribution", number), {"state": "held"}, {"größe": number / 3}
        )
        db.session.commit()


def line(number: int) -> Any:
    return AuditLine.__table__.c.number == number


def found() -> list[tuple[str, int]]:
    return sorted({(fault.what, fault.number) for fault in audit.faults()})


def test_a_chain_nobody_touched_is_whole() -> None:
    assert found() == []
    assert list(db.session.scalars(select(AuditLine.number).order_by(AuditLine.id))) == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"after": {"größe": 2}},
        {"actor_id": 8},
        {"action": "moderation.reject"},
        {"object_id": 99},
        {"request_id": "x"},
    ],
)
def test_an_altered_line_is_named(change: dict[str, Any]) -> None:
    db.session.execute(update(AuditLine).where(line(3)).values(**change))
    assert found() == [("altered", 3)]


def test_a_line_taken_out_is_named() -> None:
    db.session.execute(delete(AuditLine).where(line(4)))
    assert found() == [("missing", 4)]


def test_the_newest_lines_taken_out_are_named() -> None:
    db.session.execute(delete(AuditLine).where(AuditLine.number >= 5))
    assert found() == [("missing", 5), ("missing", 6)]


def test_lines_that_changed_places_are_named() -> None:
    for now, then in ((2, 100), (3, 2), (100, 3)):
        db.session.execute(update(AuditLine).where(line(now)).values(number=then))
    assert {number for _what, number in found()} >= {2, 3}


def test_a_line_altered_and_sealed_anew_breaks_the_next_one() -> None:
    row = db.session.scalars(select(AuditLine).where(line(3))).one()
    forged = audit.chain.digest_of(row.content | {"actor": 8}, row.salt or b"")
    before = db.session.scalars(select(AuditLine.link).where(line(2))).one() or b""
    link = audit.chain.link_of(before, 3, forged)
    db.session.execute(update(AuditLine).where(line(3)).values(actor_id=8, digest=forged, link=link))
    assert found() == [("moved", 4)]


def test_a_forged_head_is_named() -> None:
    db.session.execute(update(AuditHead).values(link=bytes(32)))
    assert found() == [("altered", 6), ("forged", 6)]


def test_a_tail_cut_off_together_with_the_head_is_found() -> None:
    fourth = db.session.scalars(select(AuditLine.link).where(line(4))).one()
    db.session.execute(delete(AuditLine).where(AuditLine.number > 4))
    db.session.execute(update(AuditHead).values(number=4, link=fourth))
    assert found() == [("forged", 4)]


def test_a_head_moved_back_is_found_though_no_line_is_gone() -> None:
    fourth = db.session.scalars(select(AuditLine.link).where(line(4))).one()
    db.session.execute(update(AuditHead).values(number=4, link=fourth, mark=audit.mark_of(4, fourth or b"")))
    assert found() == [("altered", 4)]


def test_the_newest_line_altered_and_sealed_anew_with_the_head_is_found() -> None:
    row = db.session.scalars(select(AuditLine).where(line(6))).one()
    before = db.session.scalars(select(AuditLine.link).where(line(5))).one() or b""
    forged = audit.chain.digest_of(row.content | {"actor": 8}, row.salt or b"")
    link = audit.chain.link_of(before, 6, forged)
    db.session.execute(update(AuditLine).where(line(6)).values(actor_id=8, digest=forged, link=link))
    db.session.execute(update(AuditHead).values(link=link))
    assert found() == [("forged", 6)]


def test_a_log_without_its_head_is_found() -> None:
    db.session.execute(delete(AuditHead))
    assert found() == [("altered", 0)]


def test_a_line_put_in_behind_the_chain_is_named() -> None:
    db.session.execute(AuditLine.__table__.insert().values(
        at=audit.now(), action="x", object_kind="y", object_id=1, before={}, after={}, request_id=""
    ))  # fmt: skip
    assert [fault.what for fault in audit.faults()] == ["unsealed"]


def test_what_the_law_erases_is_forgotten_and_the_chain_holds() -> None:
    assert audit.erase("contribution", 3, by_id=1) == 1
    db.session.commit()
    db.session.expire_all()
    row = db.session.scalars(select(AuditLine).where(line(3))).one()
    assert (row.before, row.after, row.actor_id, row.salt) == ({}, {}, None, None)
    assert found() == []


@pytest.mark.parametrize(
    "change", [{"action": "moderation.reject"}, {"object_id": 9}, {"after": {"lie": 1}}, {"actor_id": 9}]
)
def test_what_is_left_of_an_erased_line_cannot_be_altered(change: dict[str, Any]) -> None:
    audit.erase("contribution", 3, by_id=1)
    db.session.commit()
    db.session.execute(update(AuditLine).where(line(3)).values(**change))
    assert found() == [("altered", 3)]


def test_erasing_again_keeps_the_record_of_the_first_erasure() -> None:
    for deed in ("moderation.approve", "moderation.undo"):
        audit.note(7, deed, ("contribution", 3), after={"größe": 1})
        db.session.commit()
        audit.erase("contribution", 3, by_id=1)
        db.session.commit()
    assert found() == []


def test_an_erasure_that_is_not_on_record_is_named() -> None:
    db.session.execute(update(AuditLine).where(line(3)).values(salt=None, after={}))
    assert found() == [("erased", 3)]


def test_lines_of_a_deed_that_failed_are_not_in_the_chain() -> None:
    audit.note(7, "moderation.approve", ("contribution", 9))
    db.session.rollback()
    audit.note(7, "moderation.approve", ("contribution", 10))
    db.session.commit()
    assert found() == []
