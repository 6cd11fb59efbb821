"""A crash between decision and message loses neither, and doubles neither."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from community.notices.models import Notice
from foundation.database import db
from foundation.mail import MailMessage
from foundation.outbox import OutboxJob, worker
from moderation.deciding import decide
from moderation.models import Case
from moderation.reasons import Reason, Verdict
from moderation.statements.models import Statement
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.moderation import a_case, written_by
from tests.foundation.test_killed_worker import far_app  # noqa: F401  a fixture
from tests.servers import environment, start

pytestmark = pytest.mark.slow


def rows() -> tuple[int, int, int]:
    """How often it was stated, told and written, whatever else follows from a decision."""
    stated = db.session.scalars(select(Statement.id).where(Statement.key.startswith("decision-"))).all()
    told = db.session.scalars(select(Notice.id).where(Notice.kind == "moderation.decided")).all()
    letters = db.session.scalars(select(MailMessage.text)).all()
    return len(stated), len(told), sum(f"/statements/{one}\n" in text for text in letters for one in stated)


@pytest.mark.parametrize("step", ["stated", "mailed"])
def test_a_worker_killed_between_decision_and_message_loses_neither(
    far_app: Flask,  # noqa: F811
    tmp_path: Path,
    step: str,
) -> None:
    far_app.extensions["settings"].undo_seconds = 0
    about = written_by(a_customer(language="fr"))
    moderator, case = a_moderator(), db.session.get_one(Case, a_case(about).id)
    db.session.refresh(case, ["contribution"])
    decide(case, moderator, Verdict.REJECT, Reason.SPAM, "Trois fois la même chose.", expected_version=1)
    db.session.commit()
    worker.run_due(limit=1)  # says that the case is decided; what follows is in line now
    env = environment(far_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    program = "tests.moderation.statements.dying_worker"
    dying = start("-m", program, step, env=env, log=tmp_path / "worker.log")
    assert dying.wait(30) == -9
    if step != "mailed":
        assert rows() == (0, 0, 0)
    db.session.rollback()
    worker.release_the_dead()
    worker.drain()
    assert rows() == (1, 1, 1)
    assert not db.session.scalar(select(OutboxJob.id).where(OutboxJob.parked_at.is_not(None)))
