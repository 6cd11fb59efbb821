"""bin/bench queue: how long a moderator waits for the first card, with a thousand cases open."""

import argparse
import contextvars
import os
import random
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import insert, make_url, update

from accounts.models import Member, Role
from foundation.database import db
from foundation.settings import Settings
from moderation.models import Case, Finding, Report
from wsgi import create_app

from .lists import listening
from .people import People
from .postgres import throwaway
from .seed import Size, seed

CASES = 1_000
BUDGET_MS = 200.0
"""Of the processor, at the 95th percentile: the clock also counts what else the machine does."""
STATEMENTS = 40
TIMES = 25
PATHS = (
    "/moderation/",
    "/moderation/?q=caramel",
    "/moderation/?why=report&age=hour",
    "/moderation/cases/{case}",
)
KINDS = ("word", "pre_moderated", "resubmitted", "report")


def open_cases(number: int, size: Size) -> None:
    """So many open cases of every kind, from one minute to ten days old, each with one to three findings."""
    luck, moment = random.Random(5), datetime.now(UTC)
    cases, findings, reports = [], [], []
    for case in range(1, number + 1):
        opened = moment - timedelta(minutes=luck.randint(1, 14_400))
        due = opened + timedelta(hours=luck.choice((1, 2, 8, 24, 70)))
        grave = luck.choice((0.1, 0.4, 0.6, 0.9))
        cases.append({"id": case, "contribution_id": case, "priority": round(35 * grave), "parts": {"severity": grave},
                      "version": 1, "opened_at": opened, "due_at": due})  # fmt: skip
        for kind in luck.sample(KINDS, luck.randint(1, 3)):
            detail = {"report": "spam", "word": f"word {case % 90}"}.get(kind, "")
            findings.append(
                {
                    "case_id": case,
                    "kind": kind,
                    "detail": detail,
                    "severity": grave,
                    "seen": {},
                    "found_at": opened,
                }
            )
            if kind == "report":
                reports.append({"contribution_id": case, "member_id": 1 + case % size.members, "case_id": case, "reason": "spam",
                                "created_at": opened})  # fmt: skip
    for table, rows in ((Case, cases), (Finding, findings), (Report, reports)):
        db.session.execute(insert(table), rows)
    db.session.execute(update(Member).where(Member.id == 5).values(role_name=Role.MODERATOR.value))
    db.session.commit()


def measure(app: Flask) -> dict[str, tuple[int, float, float, float]]:
    """Of each page, for a moderator: statements, median and 95th percentile of the processor, and median on the clock, in ms."""
    cookie, result = People(app).cookie(5), {}
    with app.app_context():
        engine = db.engine
    for path in PATHS:
        worked, waited, count = [], [], 0
        for number in range(TIMES + 2):
            with listening(engine) as asked:
                begin, work = time.perf_counter(), time.process_time()
                url = path.format(case=1 + number)
                client = app.test_client(use_cookies=False)
                answer = contextvars.Context().run(client.get, url, headers={"Cookie": cookie})
                worked.append((time.process_time() - work) * 1000)
                waited.append((time.perf_counter() - begin) * 1000)
            assert answer.status_code == 200, (url, answer.status_code)
            count = len(asked)
        warm = sorted(worked[2:])
        slowest = warm[int(len(warm) * 0.95)]
        result[path] = (count, statistics.median(warm), slowest, statistics.median(waited[2:]))
    return result


def main(words: list[str] | None = None) -> None:
    """Measure, print, and fail when a page is over its budget."""
    parser = argparse.ArgumentParser(prog="bin/bench queue", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--postgres", default="", help="server address; SQLite without it")
    given = parser.parse_args(words)
    folder = Path(tempfile.mkdtemp(prefix="ensemble-queue-"))
    try:
        if given.postgres:
            with throwaway(given.postgres) as (url, _postmaster):
                slow = _print(url, folder, given.cases)
        else:
            slow = _print(f"sqlite:///{folder / 'queue.db'}", folder, given.cases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    raise SystemExit(f"over {BUDGET_MS} ms or {STATEMENTS} statements: {', '.join(slow)}" if slow else 0)


def _print(url: str, folder: Path, cases: int) -> list[str]:
    os.environ["ENSEMBLE_DATA_DIR"] = str(folder)
    size = Size(ideas=max(2_000, cases), members=500, votes=5_000, comments=2_000)
    app = create_app(Settings(_env_file=None, env="test", database_url=url, data_dir=folder))
    seed(app, size)
    with app.app_context():
        open_cases(cases, size)
    print(f"{make_url(url).get_backend_name()}: {cases} open cases")
    measured = measure(app)
    for path, (count, median, slow, waited) in measured.items():
        print(
            f"{path:32} {count:3} statements, processor {median:6.1f} ms p50 {slow:6.1f} ms p95, clock {waited:6.1f} ms p50"
        )
    with app.app_context():
        db.engine.dispose()
    return [
        path for path, (count, _m, slow, _w) in measured.items() if slow > BUDGET_MS or count > STATEMENTS
    ]
