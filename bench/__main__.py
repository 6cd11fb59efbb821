"""bin/bench: seed a large site, measure each operation beside the yardstick, print and keep the figures."""

import argparse
import json
import os
import platform
import random
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import make_url, select

from community.votes.models import Vote
from foundation.database import db
from foundation.settings import Settings
from ideas.models import OPEN, Idea
from wsgi import create_app

from . import learning, lists, queue, screening, yardstick
from .load import Heard, Sent, run
from .people import People
from .postgres import throwaway
from .processes import cpu_seconds, gunicorn, memory_mb
from .seed import PASSWORD, THEMES, Size, author_of, seed, sentence

SECRET = "the bench keeps no secret, but needs thirty-two letters"
PORT = 8471


class Bench:
    """One run on one database: servers, requests, figures."""

    def __init__(self, arguments: argparse.Namespace, folder: Path, url: str) -> None:
        self.url, self.folder, self.scale = url, folder, arguments.scale
        self.size = Size(arguments.ideas, arguments.members, arguments.votes, arguments.comments)
        self.environment = {
            "ENSEMBLE_ENV": "production",
            "ENSEMBLE_SECRET_KEY": SECRET,
            "ENSEMBLE_DATABASE_URL": url,
            "ENSEMBLE_DATA_DIR": str(folder),
            "ENSEMBLE_BASE_URL": f"http://127.0.0.1:{PORT}",
            "ENSEMBLE_PROXY_HOPS": "1",
            "ENSEMBLE_LOG_LEVEL": "WARNING",
        }
        os.environ.update(self.environment)
        self.app = create_app(Settings(_env_file=None))
        self.people = People(self.app)
        self.luck = random.Random(7)
        self.postmaster: int | None = None
        self.figures: dict[str, dict[str, float]] = {}

    def measure(
        self, name: str, pid: int, requests: list[Sent], *, port: int = PORT, connections: int = 8
    ) -> Heard:
        """Warm up with a tenth, then measure the rest."""
        warm = max(connections, len(requests) // 10)
        run(port, requests[:warm], connections)
        before = cpu_seconds(pid), self._database_cpu()
        heard = run(port, requests[warm:], connections)
        count = len(heard.seconds)
        self.figures[name] = {
            "requests": count,
            "per_second": round(heard.per_second, 1),
            "p50_ms": round(heard.quantile(0.5), 2),
            "p99_ms": round(heard.quantile(0.99), 2),
            "cpu_server_ms": round((cpu_seconds(pid) - before[0]) / count * 1000, 3),
            "cpu_database_ms": round((self._database_cpu() - before[1]) / count * 1000, 3),
            "kilobytes": round(heard.size / count / 1024, 1),
            "refused": sum(
                number for status, number in heard.statuses.items() if status >= 400 or status == 0
            ),
        }
        print(f"{name:28}", self.figures[name], heard.statuses, flush=True)
        return heard

    def _database_cpu(self) -> float:
        return cpu_seconds(self.postmaster) if self.postmaster else 0.0

    def gets(self, count: int, path: Callable[[int], str], *, signed_in: bool = False) -> list[Sent]:
        """So many page views."""
        return [
            Sent(
                "GET",
                path(number),
                headers={"Cookie": self.people.cookie(1 + number % self.size.members)} if signed_in else {},
            )
            for number in range(int(count * self.scale))
        ]

    def posts(
        self, count: int, path: Callable[[int], str], fields: Callable[[int], dict[str, str]]
    ) -> list[Sent]:
        """So many forms, each by another member."""
        return [
            Sent(
                "POST",
                path(number),
                urlencode(fields(number) | {"csrf_token": self.people.form_token}).encode(),
                self.people.form(1 + number % self.size.members),
            )
            for number in range(int(count * self.scale))
        ]

    def yardsticks(self) -> None:
        """The bare board and the bare vote on the same server, on SQLite."""
        url = f"sqlite:///{self.folder / 'yardstick.db'}"
        luck = random.Random(1)
        texts = [" ".join(sentence(luck, "en", 14) for _part in range(5)) for _text in range(500)]
        yardstick.seed(yardstick.create_app(url), self.size.ideas, self.size.members, texts)
        port = PORT + 1
        with gunicorn(
            "bench.yardstick:create_app()", port, {"YARDSTICK_DATABASE_URL": url}, config=False
        ) as pid:
            self.measure("yardstick board", pid, self.gets(2_000, lambda _n: "/"), port=port)
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            votes = [
                Sent("POST", f"/vote/{1 + number}", f"person={1 + number % 999}".encode(), form)
                for number in range(int(2_000 * self.scale))
            ]
            self.measure("yardstick vote", pid, votes, port=port)
            self.figures["yardstick vote"]["memory_mb"] = round(memory_mb(pid), 1)

    def product(self) -> None:
        """Every operation of the product."""
        ideas = self.size.ideas
        with self.app.test_request_context():
            paths = self._idea_paths(range(1, min(ideas, 500) + 1))
        with gunicorn("wsgi:app", PORT, self.environment, config=True) as pid:
            self.figures["start"] = {"memory_mb": round(memory_mb(pid), 1)}
            self.measure("board", pid, self.gets(1_500, lambda _n: "/ideas/"))
            self.measure("board, signed in", pid, self.gets(1_000, lambda _n: "/ideas/", signed_in=True))
            self.measure(
                "board, most wanted", pid, self.gets(800, lambda _n: "/ideas/?rank=wanted", signed_in=True)
            )
            self.measure("idea", pid, self.gets(1_500, lambda n: paths[n % len(paths)]))
            self.measure(
                "idea, signed in", pid, self.gets(1_000, lambda n: paths[n % len(paths)], signed_in=True)
            )
            self.measure(
                "search",
                pid,
                self.gets(600, lambda n: "/search?" + urlencode({"q": THEMES[n % len(THEMES)]})),
            )
            pairs = self._fresh_votes(int(2_000 * self.scale))
            votes = self.posts(2_000, lambda n: f"/contributions/{pairs[n][0]}/vote", lambda _n: {})
            for number, sent in enumerate(votes):
                sent.headers["Cookie"] = self.people.cookie(pairs[number][1])
            self.measure("vote", pid, votes)
            self.measure("submit", pid, self.posts(400, lambda _n: "/ideas/new", self._idea))
            self._sign_in(pid)
            self.figures["after load"] = {"memory_mb": round(memory_mb(pid), 1)}

    def _idea_paths(self, ids: range) -> list[str]:
        found = db.session.scalars(select(Idea).where(Idea.id.in_(ids)))
        adapter = self.app.url_map.bind("127.0.0.1")
        paths = [adapter.build(*idea.address) for idea in found]
        db.session.rollback()
        return paths

    def _fresh_votes(self, count: int) -> list[tuple[int, int]]:
        """Pairs of an open idea and a member who has not voted for it, no two of one member in a row."""
        with self.app.app_context():
            open_ideas = db.session.scalars(select(Idea.id).where(Idea.stage.in_(OPEN))).all()
            used = {tuple(row) for row in db.session.execute(select(Vote.contribution_id, Vote.member_id))}
        pairs: set[tuple[int, int]] = set()
        while len(pairs) < count:
            pair = self.luck.choice(open_ideas), self.luck.randint(1, self.size.members)
            if pair not in used and author_of(pair[0], self.size) != pair[1]:
                pairs.add(pair)
        return sorted(pairs, key=lambda pair: pair[1] * 7919 % 10_007)

    def _idea(self, number: int) -> dict[str, str]:
        body = " ".join(sentence(self.luck, "en", 12) for _part in range(4))
        return {
            "title": sentence(self.luck, "en", 6),
            "text": body,
            "space": "1",
            "nonce": uuid.uuid4().hex,
        }

    def _sign_in(self, pid: int) -> None:
        requests = [
            Sent(
                "POST",
                "/sign-in",
                urlencode(
                    {
                        "email": f"member{number}@example.org",
                        "password": PASSWORD,
                        "csrf_token": self.people.form_token,
                    }
                ).encode(),
                self.people.form() | {"X-Forwarded-For": f"10.1.{number // 250}.{number % 250}"},
            )
            for number in range(1, max(9, int(60 * self.scale)))
        ]
        self.measure("sign in", pid, requests, connections=4)


def _ratios(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """CPU of each operation over its yardstick's."""

    def cpu(name: str) -> float:
        return figures[name]["cpu_server_ms"] + figures[name]["cpu_database_ms"]

    against = {"vote": "yardstick vote", "submit": "yardstick vote"}
    rows = [
        name
        for name in figures
        if "cpu_server_ms" in figures[name] and not name.startswith(("yardstick", "sign"))
    ]
    return {name: round(cpu(name) / cpu(against.get(name, "yardstick board")), 2) for name in rows}


def _measure(
    arguments: argparse.Namespace, url: str, folder: Path, postmaster: int | None
) -> dict[str, object]:
    bench = Bench(arguments, folder, url)
    begin = time.perf_counter()
    seed(bench.app, bench.size)
    seeded = time.perf_counter() - begin
    begin = time.perf_counter()
    runner = bench.app.test_cli_runner()
    done = runner.invoke(args=["search", "rebuild"])
    assert done.exit_code == 0, done.output
    indexed = time.perf_counter() - begin
    bench.yardsticks()
    bench.postmaster = postmaster
    bench.product()
    return {
        "database": make_url(url).get_backend_name(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "size": vars(bench.size),
        "seeded_s": round(seeded, 1),
        "indexed_s": round(indexed, 1),
        "figures": bench.figures,
        "ratios": _ratios(bench.figures),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--ideas", type=int, default=Size.ideas)
    parser.add_argument("--members", type=int, default=Size.members)
    parser.add_argument("--votes", type=int, default=Size.votes)
    parser.add_argument("--comments", type=int, default=Size.comments)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the usual number of requests")
    parser.add_argument("--postgres", default="", help="server address; SQLite without it")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="ensemble-bench-"))
    try:
        if arguments.postgres:
            with throwaway(arguments.postgres) as (url, postmaster):
                result = _measure(arguments, url, folder, postmaster)
        else:
            result = _measure(arguments, f"sqlite:///{folder / 'bench.db'}", folder, None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(result["ratios"], indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["lists"]:
        lists.main(sys.argv[2:])
    elif sys.argv[1:2] == ["screening"]:
        screening.main(sys.argv[2:])
    elif sys.argv[1:2] == ["learning"]:
        learning.main(sys.argv[2:])
    elif sys.argv[1:2] == ["queue"]:
        queue.main(sys.argv[2:])
    else:
        main()
