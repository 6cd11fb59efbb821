"""Votes under kill -9: what was acknowledged is stored, and stored once.

    python -m bench.kill_votes                    on a SQLite file of its own
    python -m bench.kill_votes --database-url URL  on an empty PostgreSQL database

Many clients send every vote twice and insist until each was acknowledged, while the server (master and workers) is
killed again and again. At the end the votes acknowledged, the rows, the counters and the recount must all agree.
"""

import argparse
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select, text

from accounts.models import Member, MemberSession
from accounts.sessions import digest
from community.contributions.models import Contribution, State
from community.spaces.models import Space
from community.votes.models import Vote
from foundation import counters
from foundation.clock import now
from foundation.database import db
from foundation.settings import ROOT, Settings
from wsgi import create_app

from .people import People
from .seed import token_of

SECRET = "the bench keeps no secret, but needs thirty-two letters"
IDEAS = 20


@dataclass
class Outcome:
    """What the run proved."""

    votes: int
    requests: int = 0
    broken: int = 0
    refused: int = 0
    kills: int = 0
    seconds: float = 0.0
    acknowledged: int = 0
    rows: int = 0
    counted: int = 0
    drifts: list[str] = field(default_factory=list)
    integrity: str = ""

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        agree = self.acknowledged == self.rows == self.counted == self.votes
        return agree and not self.drifts and not self.refused and self.integrity == "ok"

    def __str__(self) -> str:
        """Everything on a few lines."""
        return (
            f"{self.requests} requests for {self.votes} votes, each sent twice, in {self.seconds:.1f} s; "
            f"{self.kills} kills, {self.broken} broken connections, {self.refused} refusals\n"
            f"acknowledged {self.acknowledged}, rows {self.rows}, sum of counters {self.counted}, "
            f"wrong counters {len(self.drifts)}, integrity {self.integrity}\n"
            f"{'The promise holds.' if self.holds else 'THE PROMISE IS BROKEN.'}"
        )


class Server:
    """The product under gunicorn, in a group of processes that can be killed at once."""

    def __init__(self, port: int, url: str, data: Path, processes: int) -> None:
        self.port = port
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("ENSEMBLE_")} | {
            "ENSEMBLE_ENV": "development", "ENSEMBLE_SECRET_KEY": SECRET, "ENSEMBLE_DATABASE_URL": url,
            "ENSEMBLE_DATA_DIR": str(data), "ENSEMBLE_BASE_URL": f"http://127.0.0.1:{port}", "ENSEMBLE_LOG_LEVEL": "ERROR",
            "ENSEMBLE_REALTIME": "off",
        }  # fmt: skip
        self.log = data / "server.log"
        self.line = [
            sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--workers", str(processes),
            "--bind", f"127.0.0.1:{port}", "wsgi:app",
        ]  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and go on at once; the clients wait by themselves."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.line, cwd=ROOT, env=self.env, stdout=out, stderr=out, start_new_session=True
            )

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End the whole group."""
        assert self.process is not None
        os.killpg(self.process.pid, how)
        self.process.wait(20)


class Clients:
    """Threads that send votes until every one was acknowledged."""

    def __init__(self, port: int, people: People, todo: list[tuple[int, int]], outcome: Outcome) -> None:
        self.port, self.people, self.outcome = port, people, outcome
        self.todo = deque(todo)
        self.acknowledged: set[tuple[int, int]] = set()
        self.answered = 0
        self._lock = threading.Lock()

    def run(self, count: int) -> list[threading.Thread]:
        """Start the threads."""
        threads = [threading.Thread(target=self._work, daemon=True) for _number in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def _work(self) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            while (vote := self._next()) is not None:
                while not self._sent(line, *vote):
                    line.close()
                    time.sleep(0.05)

    def _next(self) -> tuple[int, int] | None:
        with self._lock:
            return self.todo.popleft() if self.todo else None

    def _sent(self, line: http.client.HTTPConnection, member_id: int, idea_id: int) -> bool:
        """Send one vote; False when nobody answered, so that it is sent again."""
        headers = self.people.form(member_id) | {"Accept": "application/json"}
        try:
            line.request(
                "POST", f"/contributions/{idea_id}/vote", f"csrf_token={self.people.form_token}", headers
            )
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            with self._lock:
                self.outcome.broken += 1
            return False
        with self._lock:
            self.outcome.requests += 1
            if answer.status == 503:
                return False
            self.answered += 1
            if answer.status < 400:
                self.acknowledged.add((member_id, idea_id))
            else:
                self.outcome.refused += 1
        return True


def populate(members: int) -> tuple[list[int], list[int]]:
    """Members with sessions, and ideas of somebody else; the ids of both."""
    people = [
        Member(name=f"Voter {number}", name_skeleton=f"voter{number}", email=f"v{number}@example.org",
               email_verified_at=now(), language="en", timezone="UTC")
        for number in range(members)
    ]  # fmt: skip
    space = Space(slug="ideas", name="Ideas", purpose="To be voted for")
    db.session.add_all([*people, space])
    db.session.flush()
    ideas = [
        Contribution(space_id=space.id, title=f"Idea {number}", state=State.PUBLISHED.value)
        for number in range(IDEAS)
    ]
    db.session.add_all(ideas)
    db.session.add_all(MemberSession(token_hash=digest(token_of(one.id)), member_id=one.id) for one in people)
    db.session.flush()
    ids = [one.id for one in people], [one.id for one in ideas]
    db.session.commit()
    return ids


def run(app: Flask, data: Path, *, votes: int, clients: int, kills: int, processes: int) -> Outcome:
    """Vote, kill, count."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    members, ideas = populate(-(-votes // IDEAS))
    pairs = [(member, idea) for member in members for idea in ideas][:votes]
    todo = pairs * 2
    random.Random(1).shuffle(todo)
    outcome = Outcome(votes)
    server = Server(port, app.config["SQLALCHEMY_DATABASE_URI"], data, processes)
    sending = Clients(port, People(app), todo, outcome)
    began = time.monotonic()
    server.start()
    threads = sending.run(clients)
    try:
        while any(thread.is_alive() for thread in threads):
            if outcome.kills < kills and sending.answered >= (outcome.kills + 1) * len(todo) // (kills + 1.5):
                server.kill()
                server.start()
                outcome.kills += 1
            time.sleep(0.02)
    finally:
        server.kill()
    outcome.seconds = time.monotonic() - began
    outcome.acknowledged = len(sending.acknowledged)
    _count(outcome)
    return outcome


def _count(outcome: Outcome) -> None:
    outcome.rows = db.session.scalar(select(func.count()).select_from(Vote)) or 0
    outcome.counted = db.session.scalar(select(func.sum(Contribution.vote_count))) or 0
    outcome.drifts = [str(drift) for drift in counters.drifts()]
    sqlite = db.engine.dialect.name == "sqlite"
    outcome.integrity = db.session.scalar(text("PRAGMA integrity_check")) if sqlite else "ok"
    db.session.rollback()


def main() -> None:
    """Run it as the issue asks: 12,000 requests, 16 clients, seven kills."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database-url", default="")
    parser.add_argument("--votes", type=int, default=6000, help="each is sent twice")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--kills", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        url = chosen.database_url or f"sqlite:///{data / 'votes.db'}"
        app = create_app(
            Settings(_env_file=None, env="development", secret_key=SECRET, database_url=url, data_dir=data)
        )
        with app.app_context():
            db.create_all()
            processes = 1 if url.startswith("sqlite") else 2
            outcome = run(
                app, data, votes=chosen.votes, clients=chosen.clients, kills=chosen.kills, processes=processes
            )
            print(outcome)
            db.session.remove()
            db.engine.dispose()
    sys.exit(0 if outcome.holds else 1)


if __name__ == "__main__":
    main()
