"""A large site made in bulk from a seed: members, ideas, votes, comments, sessions, and its search index."""

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from flask import Flask
from sqlalchemy import Table, insert, text

from accounts import sessions
from accounts.models import Member, MemberSession
from accounts.passwords import hashed
from community.comments.models import Comment
from community.contributions.models import Contribution, heat
from community.spaces.models import Space
from community.votes.models import Vote
from foundation.database import db
from foundation.html import SANITISER_VERSION
from ideas.models import Idea

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
PASSWORD = "a long walk by the river"
WORDS = {
    "en": (
        "coffee bag roast grinder delivery shop morning water paper filter cup price loyalty box recipe beans espresso decaf "
        "milk subscription weight label date fresh taste counter queue kettle scale travel office friend winter summer small "
        "large cheaper better slower faster quiet warm recycled glass steel wooden weekly monthly local fair early late"
    ).split(),
    "fr": (
        "café sachet torréfaction moulin livraison boutique matin eau papier filtre tasse prix fidélité boîte recette grains "
        "expresso décaféiné lait abonnement poids étiquette date frais goût comptoir attente bouilloire balance voyage bureau "
        "amie hiver été petit grand moins mieux lent rapide calme chaud recyclé verre acier bois semaine mois local juste tôt"
    ).split(),
}
THEMES = (
    "caramel",
    "bergamot",
    "hazelnut",
    "cardamom",
    "papaya",
    "tamarind",
    "saffron",
    "rhubarb",
    "juniper",
    "quince",
)
"""A tenth of the ideas hold each: what people search for, rarer than the words everybody uses."""
STATUSES = ("new",) * 6 + ("under_review", "planned", "started", "shipped", "declined")


@dataclass(frozen=True)
class Size:
    """How much there is."""

    ideas: int = 10_000
    members: int = 1_000
    votes: int = 100_000
    comments: int = 20_000


def token_of(member_id: int) -> str:
    """The session id of a seeded member."""
    return f"bench-session-of-member-{member_id}"


def sentence(luck: random.Random, language: str, words: int) -> str:
    """A sentence of so many words."""
    chosen = luck.choices(WORDS[language], k=words)
    return " ".join(chosen).capitalize() + "."


def seed(app: Flask, size: Size) -> None:
    """Fill an empty database."""
    luck = random.Random(20261121)
    with app.app_context():
        db.create_all()
        db.session.commit()
        _members(size)
        voted = _votes(luck, size)
        _ideas(luck, size, voted)
        _comments(luck, size)
        _insert(
            Vote.__table__,
            (
                {
                    "contribution_id": idea,
                    "member_id": member,
                    "direction": 1,
                    "origin": "direct",
                    "created_at": _when(idea, size),
                }
                for idea, members in voted.items()
                for member in members
            ),
        )
        _sequences()
        db.session.commit()
        _settle()


def _members(size: Size) -> None:
    password = hashed(PASSWORD)
    _insert(
        Member.__table__,
        (
            {
                "id": number,
                "name": f"Member {number}",
                "name_skeleton": f"member-{number}",
                "email": f"member{number}@example.org",
                "email_verified_at": BEGIN,
                "password_hash": password,
                "role": "member",
                "language": "fr" if number % 2 else "en",
                "timezone": "Europe/Paris",
                "bio": "",
                "created_at": BEGIN,
            }
            for number in range(1, size.members + 1)
        ),
    )
    now = datetime.now(UTC)
    _insert(
        MemberSession.__table__,
        (
            {
                "token_hash": sessions.digest(token_of(number)),
                "member_id": number,
                "created_at": now,
                "seen_at": now,
                "confirmed_at": now,
                "agent": "bench",
            }
            for number in range(1, size.members + 1)
        ),
    )
    _insert(Space.__table__, [{"id": 1, "slug": "coffee", "name": "Coffee", "purpose": "All about coffee", "audience": "public",
                               "moderation": "post", "position": 0, "created_at": BEGIN}])  # fmt: skip


def _votes(luck: random.Random, size: Size) -> dict[int, set[int]]:
    """Who votes for what: a few ideas draw most votes, as they do everywhere."""
    voted: dict[int, set[int]] = {idea: set() for idea in range(1, size.ideas + 1)}
    total = 0
    while total < size.votes:
        idea = min(size.ideas, 1 + int(size.ideas * luck.random() ** 2.2))
        member = 1 + luck.randrange(size.members)
        if member not in voted[idea] and member != author_of(idea, size):
            voted[idea].add(member)
            total += 1
    return voted


def author_of(idea: int, size: Size) -> int:
    """Who wrote an idea."""
    return 1 + (idea * 31) % size.members


def _when(number: int, size: Size) -> datetime:
    return BEGIN + timedelta(
        minutes=math.floor(300 * 24 * 60 * number / max(size.ideas, 1)) % (300 * 24 * 60)
    )


def _contribution(number: int, size: Size, **given: Any) -> dict[str, Any]:
    when = _when(number, size)
    return {
        "space_id": 1,
        "state": "published",
        "stage": None,
        "title": "",
        "vote_count": 0,
        "against_count": 0,
        "pass_count": 0,
        "comment_count": 0,
        "exposure_count": 0,
        "hot": 0.0,
        "created_at": when,
        "published_at": when,
        "revision": 1,
        "sanitiser_version": SANITISER_VERSION,
    } | given


def _ideas(luck: random.Random, size: Size, voted: dict[int, set[int]]) -> None:
    comments = [0] * (size.ideas + 1)
    for number in range(size.comments):
        comments[about_of(number, size)] += 1

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(1, size.ideas + 1):
            language = "fr" if number % 2 else "en"
            body = " ".join(sentence(luck, language, luck.randint(8, 16)) for _part in range(6))
            body += f" {THEMES[luck.randrange(len(THEMES))]}."
            votes = len(voted[number])
            yield _contribution(
                number, size, id=number, kind="idea", author_id=author_of(number, size), stage=luck.choice(STATUSES),
                title=sentence(luck, language, 6)[:-1], source=body, html=f"<p>{body}</p>", excerpt=body[:280],
                language=language, vote_count=votes, comment_count=comments[number],
                hot=heat(votes, _when(number, size)),
            )  # fmt: skip

    _insert(Contribution.__table__, rows())
    _insert(Idea.__table__, ({"id": number} for number in range(1, size.ideas + 1)))


def about_of(number: int, size: Size) -> int:
    """Which idea a comment is about: the first two thousand have the talk, ten each at the usual size."""
    return 1 + number % min(2_000, size.ideas)


def _comments(luck: random.Random, size: Size) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for number in range(size.comments):
            language = "fr" if number % 2 else "en"
            body = sentence(luck, language, 24)
            yield _contribution(
                about_of(number, size), size, id=size.ideas + 1 + number, kind="comment", language=language,
                author_id=1 + luck.randrange(size.members), source=body, html=f"<p>{body}</p>", excerpt=body,
            )  # fmt: skip

    _insert(Contribution.__table__, rows())
    _insert(
        Comment.__table__,
        (
            {"id": size.ideas + 1 + number, "about_id": about_of(number, size), "parent_id": None}
            for number in range(size.comments)
        ),
    )


def _insert(table: Table, rows: Iterable[dict[str, Any]]) -> None:
    pending = iter(rows)
    while batch := list(islice(pending, 2_000)):
        db.session.execute(insert(table), batch)


def _settle() -> None:
    """What the database does by itself after a while: learn how large its tables are, and tidy them."""
    postgresql = db.engine.dialect.name == "postgresql"
    with db.engine.connect().execution_options(
        **({"isolation_level": "AUTOCOMMIT"} if postgresql else {})
    ) as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if postgresql else "ANALYZE")
        if not postgresql:
            connection.commit()


def _sequences() -> None:
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for table in ("member", "space", "contribution"):
        db.session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        )
