from flask import Flask
from sqlalchemy import delete, select, update

from foundation import audit
from foundation.audit import AuditHead, AuditLine
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_customer
from tests.factories.statements import a_statement


def test_a_log_nobody_touched_is_verified_and_names_its_newest_link(app: Flask, browser: Browser) -> None:
    audit.note(1, "moderation.approve", ("contribution", 1))
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["moderation", "verify-log"])
    assert result.exit_code == 0
    link = db.session.scalars(select(AuditLine.link).order_by(AuditLine.number.desc())).first()
    assert link is not None
    assert link.hex() in result.output
    kept = app.test_cli_runner().invoke(args=["moderation", "verify-log", "--head", link.hex()])
    assert kept.exit_code == 0


def test_a_tampered_log_is_refused_line_by_line(app: Flask, browser: Browser) -> None:
    for number in range(1, 5):
        audit.note(number, "moderation.approve", ("contribution", number))
        db.session.commit()
    ids = list(db.session.scalars(select(AuditLine.id).order_by(AuditLine.number)))
    db.session.execute(update(AuditLine).where(AuditLine.id == ids[1]).values(actor_id=99))
    db.session.execute(delete(AuditLine).where(AuditLine.id == ids[2]))
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["moderation", "verify-log"])
    assert result.exit_code != 0
    assert f"line 2 (id {ids[1]}) was altered" in result.output
    assert "line 3 is missing" in result.output


def test_a_log_written_anew_does_not_have_the_link_kept_elsewhere(app: Flask, browser: Browser) -> None:
    audit.note(1, "moderation.approve", ("contribution", 1))
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["moderation", "verify-log", "--head", "00ff"])
    assert result.exit_code != 0
    assert "written anew" in result.output


def test_the_words_of_a_thing_are_erased_by_one_command_and_the_log_stays_whole(
    app: Flask, browser: Browser
) -> None:
    audit.note(
        1, "moderation.complaint.removal_asked", ("contribution", 17), after={"reason": "Names a person"}
    )
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["moderation", "erase-log", "contribution", "17"]).exit_code == 0
    db.session.expire_all()
    assert "Names" not in str(db.session.scalars(select(AuditLine.after)).all())
    assert runner.invoke(args=["moderation", "verify-log"]).exit_code == 0
    assert runner.invoke(args=["moderation", "erase-log", "contribution", "18"]).exit_code == 1


def test_a_log_that_was_thrown_away_is_found_by_the_decisions_it_must_hold(
    app: Flask, browser: Browser
) -> None:
    a_statement(a_customer())
    db.session.execute(delete(AuditLine))
    db.session.execute(delete(AuditHead))
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["moderation", "verify-log"])
    assert (result.exit_code, "thrown away" in result.output) == (1, True)
