"""Workers killed with -9 while they work: every job has its effect, and has it once."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation import outbox
from foundation.database import db
from foundation.mail import MailMessage
from foundation.outbox import Job, OutboxJob, queries
from foundation.outbox.worker import Worker
from foundation.settings import Settings
from tests.servers import end, environment, own_database, start
from wsgi import create_app

pytestmark = pytest.mark.slow


@pytest.fixture
def far_app(tmp_path: Path) -> Iterator[Flask]:
    """An application on a database of its own, that other processes share."""
    with own_database(tmp_path) as url:
        settings = Settings(
            _env_file=None, env="test", database_url=url, data_dir=tmp_path, synchronous="NORMAL"
        )
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.engine.dispose()


def a_worker(app: Flask, folder: Path, lease: float) -> subprocess.Popen[bytes]:
    env = environment(app.config["SQLALCHEMY_DATABASE_URI"], folder)
    return start("-m", "tests.foundation.counting_worker", str(lease), env=env, log=folder / "worker.log")


def effects() -> tuple[int, int]:
    """Rows written, and different jobs among them."""
    rows = db.session.execute(select(func.count(), func.count(func.distinct(MailMessage.subject)))).one()
    db.session.rollback()
    return rows[0], rows[1]


def waiting() -> int:
    left = queries.waiting()
    db.session.rollback()
    return left


def run_and_kill(app: Flask, folder: Path, *, jobs: int, kills: int, workers: int) -> None:
    """Let workers do the jobs and kill one of them every now and then."""
    for number in range(jobs):
        outbox.enqueue("test.count", {"n": number})
    db.session.commit()
    crew = [a_worker(app, folder, lease=20) for _number in range(workers)]
    killed, until = 0, time.monotonic() + 600
    try:
        while waiting_for_count(jobs) and time.monotonic() < until:
            done, _different = effects()
            if killed < kills and done >= (killed + 1) * jobs // (kills + 2):
                victim = random.randrange(workers)
                end(crew[victim], signal.SIGKILL)
                crew[victim] = a_worker(app, folder, lease=20)
                killed += 1
            time.sleep(0.02)
    finally:
        for process in crew:
            end(process, signal.SIGKILL)
    assert killed == kills


def waiting_for_count(jobs: int) -> bool:
    return effects()[0] < jobs


@pytest.mark.parametrize(
    ("jobs", "kills"),
    [pytest.param(300, 2, id="small"), pytest.param(3000, 10, id="whole")],
)
def test_jobs_of_killed_workers_have_their_effect_once(
    far_app: Flask, tmp_path: Path, jobs: int, kills: int
) -> None:
    workers = 1 if far_app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") else 3
    run_and_kill(far_app, tmp_path, jobs=jobs, kills=kills, workers=workers)
    assert effects() == (jobs, jobs)


def test_a_worker_asked_to_stop_finishes_its_job_and_frees_the_rest(far_app: Flask, tmp_path: Path) -> None:
    env = environment(far_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    process = start("-m", "flask", "--app", "wsgi", "jobs", "work", env=env, log=tmp_path / "worker.log")
    outbox.enqueue("mail.send", {"mail_id": 1})
    db.session.commit()
    until = time.monotonic() + 120
    while time.monotonic() < until and queries.something_is_due():
        db.session.rollback()
        time.sleep(0.05)
    db.session.rollback()
    left = queries.something_is_due()
    db.session.rollback()  # or the worker would wait for the lock of this look
    assert not left
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(10) == 0
    assert b"Worker stopped." in (tmp_path / "worker.log").read_bytes()


def test_a_commit_wakes_the_worker_of_its_process(far_app: Flask) -> None:
    done = threading.Event()

    def handle(_payload: dict[str, Any], _job: Job) -> None:
        done.set()

    outbox.register(far_app, "test.quick", handle)
    worker = Worker(poll=60)
    worker.thread = threading.Thread(target=worker.work, args=(far_app,), daemon=True)
    worker.thread.start()
    time.sleep(0.5)
    outbox.enqueue("test.quick", {})
    db.session.commit()
    assert done.wait(5)
    worker.stop()
    assert not worker.thread.is_alive()


def test_mail_does_not_wait_for_what_takes_long(far_app: Flask) -> None:
    begun, done, enough = threading.Event(), threading.Event(), threading.Event()

    def learn(_payload: dict[str, Any], _job: Job) -> None:
        begun.set()
        assert enough.wait(20)

    outbox.register(far_app, "test.learn", learn, long=True)
    outbox.register(far_app, "test.quick", lambda _payload, _job: done.set())
    worker = Worker(poll=0.02)
    worker.thread = threading.Thread(target=worker.work, args=(far_app,), daemon=True)
    worker.thread.start()
    outbox.enqueue("test.learn", {})
    db.session.commit()
    assert begun.wait(10)
    outbox.enqueue("test.quick", {})
    db.session.commit()
    assert done.wait(10)
    enough.set()
    worker.stop()
    db.session.rollback()
    left = select(OutboxJob.kind).where(OutboxJob.kind == "test.learn", OutboxJob.done_at.is_(None))
    assert db.session.scalars(left).all() == []
