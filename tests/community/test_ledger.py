"""Votes are a ledger: whatever happens in whatever order, the counters are what the rows say."""

import threading
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings as tried, strategies as st
from sqlalchemy import select

from accounts import access
from accounts.models import Member
from accounts.sessions import open_session
from community.contributions.models import Contribution
from community.votes.commands import cast_vote, withdraw_vote
from community.votes.models import Origin
from community.votes.queries import recount
from foundation.database import db
from foundation.settings import Settings
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution
from tests.servers import own_database
from wsgi import create_app

VOTERS, WANTED, THREADS, ROUNDS = 3, 2, 16, 6

deeds = st.tuples(
    st.sampled_from(["cast", "withdraw", "on_behalf", "for", "against", "pass"]),
    st.integers(0, VOTERS - 1),
    st.integers(0, WANTED - 1),
)
DIRECTIONS = {"for": 1, "against": -1, "pass": 0}


def do(deed: str, voter: Member, wanted: Contribution, staff: Member) -> None:
    """One deed as the product does it."""
    if deed == "withdraw":
        withdraw_vote(wanted, voter)
    elif deed in DIRECTIONS:
        cast_vote(wanted, voter, origin=Origin.IMPORTED, direction=DIRECTIONS[deed])
    elif deed == "on_behalf":
        cast_vote(wanted, voter, origin=Origin.ON_BEHALF, cast_by=staff)
    else:
        cast_vote(wanted, voter)


@pytest.mark.slow
@tried(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(deeds, max_size=25))
def test_counters_are_what_the_rows_say_after_any_deeds(app: Flask, done: list[tuple[str, int, int]]) -> None:
    voters, staff = [a_member() for _voter in range(VOTERS)], a_member()
    ideas = [a_contribution() for _idea in range(WANTED)]
    ledger: dict[tuple[int, int], int] = {}
    for deed, voter, wanted in done:
        do(deed, voters[voter], ideas[wanted], staff)
        if deed == "withdraw":
            ledger.pop((voter, wanted), None)
        else:
            ledger.setdefault((voter, wanted), DIRECTIONS.get(deed, 1))
    for number, idea in enumerate(ideas):
        db.session.refresh(idea)
        counted = [direction for (_voter, about), direction in ledger.items() if about == number]
        expected = {direction: counted.count(direction) for direction in (1, 0, -1)}
        assert {1: idea.vote_count, 0: idea.pass_count, -1: idea.against_count} == expected
        assert recount(idea.id) == expected


@pytest.mark.slow
def test_sixteen_people_who_press_twice_are_counted_once_each(tmp_path: Path) -> None:
    with own_database(tmp_path) as url:
        app = create_app(
            Settings(_env_file=None, env="test", database_url=url, data_dir=tmp_path, worker="apart")
        )
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            db.create_all()
            ids = [a_contribution().id for _idea in range(ROUNDS)]
            tokens = [open_session(a_member(), "thread") for _thread in range(THREADS)]
            db.session.commit()
        answers = pressed(app, ids, tokens)
        with app.app_context():
            assert answers == [303] * (THREADS * ROUNDS * 3)
            for contribution_id in ids[1:]:
                assert recount(contribution_id)[1] == THREADS
            counts = select(Contribution.id, Contribution.vote_count)
            assert {row[0]: row[1] for row in db.session.execute(counts)} == {
                contribution_id: recount(contribution_id)[1] for contribution_id in ids
            }
            assert recount(ids[0])[1] == 0
            db.session.remove()
            db.engine.dispose()


def pressed(app: Flask, ids: list[int], tokens: list[str]) -> list[int]:
    """The answers to everybody voting twice for everything at once, and taking the first vote back twice."""
    answers: list[int] = []
    together = threading.Barrier(THREADS)

    def press(token: str) -> None:
        client = app.test_client()
        with client.session_transaction() as session:
            session[access.TOKEN] = token
        together.wait()
        urls = [f"/contributions/{one}/vote" for one in ids for _time in range(2)]
        urls += [f"/contributions/{ids[0]}/vote/withdrawal"] * ROUNDS
        answers.extend([client.post(url).status_code for url in urls])

    threads = [threading.Thread(target=press, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
