"""Grown: two web processes and two workers on PostgreSQL and Redis are one site."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import socketio
from flask import Flask

from bench import kill_votes
from bench.people import People
from foundation import mail
from foundation.database import db
from foundation.outbox import queries
from foundation.settings import Settings
from tests.foundation.test_mail import PostOffice
from tests.servers import (
    POSTGRES,
    REDIS,
    environment,
    free_port,
    postgres_database,
    start,
    wait_until_it_answers,
)
from wsgi import create_app

pytestmark = [
    pytest.mark.slow,
    pytest.mark.redis,
    pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL: set ENSEMBLE_TEST_POSTGRES"),
    pytest.mark.skipif(not REDIS, reason="no Redis: set ENSEMBLE_TEST_REDIS"),
]

LETTERS = 40


@dataclass
class Grown:
    """The whole site: addresses of the web processes, ids of what is there, the mail server."""

    app: Flask
    ports: list[int]
    members: list[int]
    ideas: list[int]
    office: PostOffice

    def post(self, port: int, path: str, member_id: int) -> int:
        """Send a form as a member's browser would."""
        people = People(self.app)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.request("POST", path, f"csrf_token={people.form_token}", people.form(member_id))
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Grown]:
    """Start everything."""
    office = PostOffice()
    threading.Thread(target=office.serve, daemon=True).start()
    with postgres_database() as url:
        settings = Settings(
            _env_file=None,
            env="development",
            secret_key=kill_votes.SECRET,
            database_url=url,
            data_dir=tmp_path,
        )
        app = create_app(settings)
        more = {
            "ENSEMBLE_REDIS_URL": REDIS, "ENSEMBLE_WORKER": "apart", "ENSEMBLE_SECRET_KEY": kill_votes.SECRET,
            "ENSEMBLE_SMTP_HOST": "127.0.0.1", "ENSEMBLE_SMTP_PORT": str(office.port), "ENSEMBLE_SMTP_TLS": "none",
        }  # fmt: skip
        with app.app_context():
            db.create_all()
            members, ideas = kill_votes.populate(3)
            ports = [free_port(), free_port()]
            running = []
            try:
                for port in ports:
                    env = environment(url, tmp_path, ENSEMBLE_BASE_URL=f"http://127.0.0.1:{port}", **more)
                    line = (
                        "-m",
                        "gunicorn",
                        "--config",
                        "gunicorn.conf.py",
                        "--bind",
                        f"127.0.0.1:{port}",
                        "wsgi:app",
                    )
                    running.append(start(*line, env=env, log=tmp_path / "web.log"))
                for _number in range(2):
                    line = ("-m", "flask", "--app", "wsgi", "jobs", "work")
                    running.append(
                        start(*line, env=environment(url, tmp_path, **more), log=tmp_path / "work.log")
                    )
                for port in ports:
                    wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
                yield Grown(app, ports, members, ideas, office)
            finally:
                for process in running:
                    process.terminate()
                codes = [process.wait(30) for process in running]
                db.session.remove()
                db.engine.dispose()
                office.listener.close()
    assert codes == [0, 0, 0, 0]


def eventually(seen: Callable[[], Any], timeout: float = 120) -> bool:
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if seen():
            return True
        time.sleep(0.05)
    return bool(seen())


def test_a_vote_in_one_process_moves_the_page_of_another(grown: Grown) -> None:
    here, there = grown.ports
    voter, reader, idea = grown.members[0], grown.members[1], grown.ideas[0]
    heard: list[Any] = []
    page = socketio.Client(reconnection=False, websocket_extra_options={"suppress_origin": True})
    page.on("moved", heard.append)
    origin = f"http://127.0.0.1:{there}"
    headers = {"Cookie": People(grown.app).cookie(reader), "Origin": origin}
    page.connect(origin, headers=headers, transports=["websocket"], wait_timeout=60)
    line = page.eio.ws
    assert page.call("watch", [f"contribution:{idea}"]) == [f"contribution:{idea}"]
    assert grown.post(here, f"/contributions/{idea}/vote", voter) in (200, 303)
    assert eventually(lambda: heard)
    assert heard[-1] == {"id": idea, "votes": 1, "comments": 0}
    page.disconnect()
    line.shutdown()


def test_every_letter_leaves_once_whoever_works(grown: Grown) -> None:
    for number in range(LETTERS):
        mail.send(f"m{number}@example.org", f"Letter {number}", "Bonjour", key=f"letter-{number}")
    db.session.commit()

    def done() -> bool:
        left = queries.waiting()
        db.session.rollback()
        return left <= len(grown.app.extensions["outbox"].habits)

    assert eventually(lambda: len(grown.office.letters) >= LETTERS)
    assert eventually(done)
    subjects = [letter.split("Subject: ")[1].split("\r\n")[0] for letter in grown.office.letters]
    assert sorted(subjects) == sorted(f"Letter {number}" for number in range(LETTERS))
