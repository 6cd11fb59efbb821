"""A site with many texts, lists and people, and how long screening takes for a text that is sent to it."""

import os
import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, insert, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.spaces.models import Space
from foundation.clock import now
from foundation.database import db
from foundation.settings import Settings
from ideas.models import Idea
from moderation.lists.models import HostEntry, WordListEntry
from moderation.repeats.models import Fingerprint
from moderation.screen import screen
from moderation.watching import Written, watch
from wsgi import create_app

from .seed import Size, seed

WORDS, HOSTS, TODAY = 300, 100, 500
# SQLite works within the thread, so its time is counted even on a busy machine; PostgreSQL is waited for.
CLOCKS = {"sqlite": time.thread_time, "postgr": time.perf_counter}


def prepared(url: str, folder: Path) -> Callable[[str], tuple[float, float]]:
    """A function that sends a text; it gives the seconds of all watchers, and of the whole screening with its case."""
    os.environ["ENSEMBLE_DATA_DIR"] = str(folder)
    app = create_app(Settings(_env_file=None, env="test", database_url=url, data_dir=folder))
    seed(app, Size(ideas=5_000, members=1_000, votes=5_000, comments=5_000))
    app.app_context().push()
    _list_and_remember()
    members = db.session.scalars(select(Member).order_by(Member.id).limit(200)).all()
    space_id = db.session.scalar(select(Space.id).order_by(Space.id))
    luck = random.Random(1)

    clock = CLOCKS[url[:6]]

    def send(text: str) -> tuple[float, float]:
        author = luck.choice(members)
        idea = Idea(
            space_id=space_id, title=text[:60], source=text, html="", excerpt=text[:300], author_id=author.id
        )
        db.session.add(idea)
        db.session.flush()
        with app.test_request_context():
            begun = clock()
            watch(Written.of(idea, author))
            watched = clock() - begun
            db.session.execute(delete(Fingerprint).where(Fingerprint.contribution_id == idea.id))
            begun = clock()
            screen(idea)
            spent = clock() - begun
        db.session.rollback()
        return watched, spent

    for _turn in range(10):
        send("Warming up the lists and the languages with an ordinary text of some words.")
    return send


def _list_and_remember() -> None:
    luck = random.Random(2)
    moment = now()
    words = [
        {
            "language": "*",
            "term": f"word {n}",
            "folded": f"word {n}",
            "tier": 1,
            "note": "",
            "created_at": moment,
        }
        for n in range(WORDS)
    ]
    hosts = [
        {"host": f"host{n}.example", "refused": True, "note": "", "created_at": moment} for n in range(HOSTS)
    ]
    db.session.execute(insert(WordListEntry), words)
    db.session.execute(insert(HostEntry), hosts)
    rows = db.session.execute(select(Contribution.id, Contribution.author_id)).all()
    prints = [
        {
            "contribution_id": row.id,
            "author_id": row.author_id,
            "bits": luck.getrandbits(63),
            "written_at": moment - (timedelta(hours=1) if place < TODAY else timedelta(days=1 + place % 60)),
        }
        for place, row in enumerate(rows)
    ]
    db.session.execute(insert(Fingerprint), prints)
    db.session.commit()
