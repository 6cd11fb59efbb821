"""Many at once, on a database of their own: the same form twenty times, answers that race."""

import contextvars
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import access
from accounts.models import Member
from accounts.sessions import open_session
from community.spaces.models import Space
from foundation.database import db
from foundation.settings import Settings
from ideas.models import Answer, Idea
from tests.factories.accounts import a_member, a_product_manager
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.servers import own_database
from wsgi import create_app

WORDS = {"title": "Pause my subscription", "text": "I travel three weeks in January and two bags wait."}


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Flask]:
    """An application of its own, which commits for real."""
    with own_database(tmp_path) as url:
        app = create_app(
            Settings(
                _env_file=None, env="test", database_url=url, data_dir=tmp_path, base_url="http://localhost"
            )
        )
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.engine.dispose()


def sent(app: Flask, token: str, url: str, **fields: object) -> tuple[int, str]:
    """What one of many gets when posting."""

    def do() -> tuple[int, str]:
        client = app.test_client()
        with client.session_transaction() as session:
            session[access.TOKEN] = token
        answer = client.post(url, data=fields)
        return answer.status_code, answer.location or ""

    return contextvars.Context().run(do)


def test_a_form_sent_twenty_times_at_once_is_one_idea(busy: Flask) -> None:
    member, space = a_member(), a_space()
    token, space_id = open_session(member), space.id
    db.session.commit()
    db.session.remove()
    with ThreadPoolExecutor(8) as crowd:
        jobs = [
            crowd.submit(sent, busy, token, "/ideas/new", **WORDS, space=space_id, nonce="one")
            for _number in range(20)
        ]
        answers = {job.result() for job in jobs}
    ideas = db.session.scalars(select(Idea)).all()
    assert len(ideas) == 1
    good = {answer for answer in answers if answer[0] == 303}
    assert {where for _status, where in good} == {f"/ideas/{ideas[0].id}-pause-my-subscription"}
    assert answers - good <= {(429, "")}


def test_an_allowance_is_not_outrun(busy: Flask) -> None:
    member, space = a_member(), a_space()
    token, space_id = open_session(member), space.id
    db.session.commit()
    db.session.remove()
    with ThreadPoolExecutor(8) as crowd:
        jobs = [
            crowd.submit(sent, busy, token, "/ideas/new", **WORDS, space=space_id, nonce=f"n{number}")
            for number in range(12)
        ]
        statuses = sorted(job.result()[0] for job in jobs)
    assert statuses == [303] * 5 + [429] * 7
    assert db.session.scalar(select(func.count()).select_from(Idea)) == 5


def test_of_merges_that_cross_only_one_happens(busy: Flask) -> None:
    salome = a_product_manager()
    left, right = an_idea(votes=3), an_idea(votes=2)
    token, ids = open_session(salome), (left.id, right.id)
    db.session.commit()
    db.session.remove()
    with ThreadPoolExecutor(4) as crowd:
        jobs = [
            crowd.submit(sent, busy, token, f"/ideas/{one}/merger", into=str(other))
            for one, other in (ids, ids[::-1]) * 4
        ]
        statuses = [job.result()[0] for job in jobs]
    assert statuses.count(303) == 1
    assert set(statuses) <= {303, 409, 503}
    counts = db.session.execute(select(Idea.vote_count, Idea.merged_into_id)).all()
    assert sorted(row[0] for row in counts) == [0, 5]
    assert [row[1] for row in counts].count(None) == 1
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 0
    assert db.session.scalar(select(func.count()).select_from(Space)) == 2
    assert db.session.scalar(select(func.count()).select_from(Member)) == 8
