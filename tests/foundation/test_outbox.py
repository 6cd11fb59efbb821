"""The outbox: written with the deed, done at least once, its effect exactly once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation import clock, outbox
from foundation.clock import now
from foundation.database import db
from foundation.outbox import GiveUp, Job, OutboxJob, queries, worker
from foundation.outbox.commands import resend
from foundation.outbox.worker import Worker

Drain = Callable[[], int]


@pytest.fixture
def seen(app: Flask) -> Iterator[list[tuple[dict[str, Any], Job]]]:
    """What the handler of "test.note" was given."""
    given: list[tuple[dict[str, Any], Job]] = []
    outbox.register(app, "test.note", lambda payload, job: given.append((payload, job)))
    yield given
    del app.extensions["outbox"].handlers["test.note"]


@pytest.fixture
def broken(app: Flask) -> Iterator[None]:
    """A kind of work that never succeeds."""

    def fail(_payload: dict[str, Any], _job: Job) -> None:
        raise RuntimeError("the other side is closed")

    outbox.register(app, "test.broken", fail)
    yield
    del app.extensions["outbox"].handlers["test.broken"]


def the_job() -> OutboxJob:
    return db.session.scalars(select(OutboxJob)).one()


def test_work_is_done_once_and_marked(seen: list[Any], drain: Drain) -> None:
    outbox.enqueue("test.note", {"idea": 7})
    assert drain() == 1
    assert drain() == 0
    assert [payload for payload, _job in seen] == [{"idea": 7}]
    assert the_job().done_at is not None


def test_a_key_known_already_adds_no_work(seen: list[Any], drain: Drain) -> None:
    outbox.enqueue("test.note", {"n": 1}, key="once")
    outbox.enqueue("test.note", {"n": 2}, key="once")
    drain()
    outbox.enqueue("test.note", {"n": 3}, key="once")
    drain()
    assert [(payload["n"], job.key) for payload, job in seen] == [(1, "once")]


def test_an_undone_deed_leaves_no_work(app: Flask) -> None:
    outbox.enqueue("test.note", {})
    db.session.rollback()
    assert queries.waiting() == 0


def test_work_for_later_waits(seen: list[Any], drain: Drain) -> None:
    outbox.enqueue("test.note", {}, run_at=now() + timedelta(hours=1))
    assert drain() == 0
    with clock.frozen(now() + timedelta(hours=2)):
        assert drain() == 1
    assert len(seen) == 1


@pytest.mark.usefixtures("broken")
def test_failures_wait_longer_each_time_and_are_parked_with_their_reason(drain: Drain) -> None:
    outbox.enqueue("test.broken", {})
    waits = []
    moment = now()
    for _attempt in range(worker.TRIES):
        with clock.frozen(moment):
            assert drain() == 1
            waits.append((the_job().run_at - moment).total_seconds())
        moment = the_job().run_at + timedelta(seconds=1)
    job = the_job()
    assert waits[:5] == sorted(waits[:5])
    assert max(waits) <= 3600 * 1.1
    assert job.parked_at is not None
    assert job.last_error == "RuntimeError: the other side is closed"
    with clock.frozen(moment + timedelta(days=1)):
        assert drain() == 0


def test_giving_up_parks_at_once_and_a_person_may_resend(app: Flask, drain: Drain) -> None:
    answers = iter([GiveUp("no such mailbox"), None])

    def hand_over(_payload: dict[str, Any], _job: Job) -> None:
        if answer := next(answers):
            raise answer

    outbox.register(app, "test.picky", hand_over)
    outbox.enqueue("test.picky", {})
    drain()
    assert (the_job().parked_at is not None, the_job().last_error) == (True, "no such mailbox")
    assert resend(the_job().id) == 1
    assert drain() == 1
    assert the_job().done_at is not None


def test_a_failed_job_leaves_nothing_of_its_effect(app: Flask, drain: Drain) -> None:
    def half(_payload: dict[str, Any], _job: Job) -> None:
        outbox.enqueue("test.second", {})
        db.session.flush()
        raise RuntimeError("in the middle")

    outbox.register(app, "test.half", half)
    outbox.enqueue("test.half", {})
    drain()
    assert db.session.scalar(select(func.count()).select_from(OutboxJob)) == 1


def test_who_lost_the_lease_leaves_no_effect(app: Flask, seen: list[Any]) -> None:
    outbox.enqueue("test.note", {})
    db.session.commit()
    slow, quick = Worker(), Worker()
    with clock.frozen(now()):
        late = slow.claim()
    with clock.frozen(now() + worker.LEASE + timedelta(seconds=1)):
        assert [job.id for job in quick.claim()] == [job.id for job in late]
        slow.do(late[0])
        assert the_job().lease_by == quick.name
        assert the_job().done_at is None


def test_what_one_worker_holds_no_other_takes(app: Flask) -> None:
    for _number in range(4):
        outbox.enqueue("test.note", {})
    db.session.commit()
    first, second = Worker(batch=3), Worker(batch=3)
    assert (len(first.claim()), len(second.claim())) == (3, 1)


def test_jobs_of_a_worker_that_died_here_are_free_at_once(app: Flask) -> None:
    outbox.enqueue("test.note", {})
    db.session.commit()
    gone = Worker()
    gone.name = f"{worker.HOST}/999999999/dead"
    gone.claim()
    assert worker.release_the_dead() == 1
    assert len(Worker().claim()) == 1


def test_a_stopping_worker_gives_back_what_it_did_not_begin(app: Flask, seen: list[Any]) -> None:
    for number in range(3):
        outbox.enqueue("test.note", {"n": number})
    db.session.commit()
    stopping = Worker()
    outbox.register(app, "test.note", lambda _payload, _job: stopping.stopping.set())
    stopping.round()
    left = db.session.scalars(
        select(OutboxJob).where(queries.open_jobs(), OutboxJob.kind == "test.note")
    ).all()
    assert [(job.lease_by, job.attempts) for job in left] == [(None, 0), (None, 0)]


def test_a_job_that_kills_its_workers_is_parked(app: Flask, seen: list[Any], drain: Drain) -> None:
    outbox.enqueue("test.note", {})
    db.session.commit()
    the_job().attempts = worker.CLAIMS
    drain()
    assert seen == []
    assert "kill its workers" in (the_job().last_error or "")


def test_a_habit_is_planned_once_per_interval(app: Flask, seen: list[Any], drain: Drain) -> None:
    hour = outbox.queue.Habit("test.note", timedelta(hours=1))
    app.extensions["outbox"].habits.append(hour)
    start = now().replace(minute=10)
    try:
        for minutes in (0, 20, 70):
            with clock.frozen(start + timedelta(minutes=minutes)):
                worker.plan_habits()
                worker.plan_habits()
                drain()
    finally:
        app.extensions["outbox"].habits.remove(hour)
    assert len(seen) == 2


def test_jobs_done_long_ago_are_forgotten(seen: list[Any], drain: Drain) -> None:
    outbox.enqueue("test.note", {"name": "Inès"})
    drain()
    with clock.frozen(now() + timedelta(days=31)):
        worker.forget_done()
    assert db.session.scalar(select(func.count()).select_from(OutboxJob)) == 0


def test_the_lag_is_that_of_the_oldest_late_job(app: Flask) -> None:
    assert queries.lag() == 0
    outbox.enqueue("test.note", {}, run_at=now() - timedelta(seconds=90))
    db.session.flush()
    assert 89 < queries.lag() < 120
