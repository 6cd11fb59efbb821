"""Many at once, on a database of their own: the same form twenty times, answers that race."""

import contextvars
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import access
from accounts.models import Member
from accounts.sessions import open_session
from community.comments.commands import comment, delete_comment
from community.comments.models import Comment
from community.contributions.commands import hide, tag
from community.contributions.models import State, Tag, Tagging
from community.contributions.transitions import Cause
from community.spaces.models import Space
from community.votes.commands import cast_vote
from community.votes.queries import recount
from foundation.counters import drifts
from foundation.database import db
from foundation.errors import Conflict
from foundation.settings import Settings
from ideas.merging import merge_into
from ideas.models import Answer, Idea
from tests.factories.accounts import a_member, a_product_manager
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.servers import own_database
from wsgi import create_app

pytestmark = pytest.mark.slow

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


def beside(app: Flask, deed: Callable[[], object], told: threading.Event) -> threading.Thread:
    """Somebody else's transaction: the deed is done, said, and committed half a second later."""

    def do() -> None:
        with app.app_context():
            deed()
            db.session.flush()
            told.set()
            time.sleep(0.5)
            db.session.commit()
            db.session.remove()

    thread = threading.Thread(target=contextvars.Context().run, args=(do,))
    thread.start()
    assert told.wait(10)
    return thread


def test_a_vote_cast_while_its_idea_is_merged_goes_along(busy: Flask) -> None:
    idea, target, voter, staff = an_idea(votes=1), an_idea(), a_member(), a_product_manager()
    ids = idea.id, target.id, voter.id, staff.id
    db.session.commit()
    db.session.remove()

    def vote() -> None:
        cast_vote(db.session.get_one(Idea, ids[0]), db.session.get_one(Member, ids[2]))

    other = beside(busy, vote, threading.Event())
    merge_into(
        db.session.get_one(Idea, ids[0]), db.session.get_one(Idea, ids[1]), db.session.get_one(Member, ids[3])
    )
    db.session.commit()
    other.join()
    db.session.expire_all()
    assert (db.session.get_one(Idea, ids[0]).vote_count, db.session.get_one(Idea, ids[1]).vote_count) == (
        0,
        2,
    )
    assert recount(ids[1])[1] == 2
    assert not list(drifts())


def test_a_comment_taken_back_and_taken_away_at_once_leaves_once(busy: Flask) -> None:
    idea = an_idea()
    said = comment(idea, a_member(), "Not needed any more").id
    comment(idea, a_member(), "This one stays")
    db.session.commit()
    db.session.remove()
    other = beside(busy, lambda: delete_comment(db.session.get_one(Comment, said)), threading.Event())
    try:
        hide(db.session.get_one(Comment, said), State.REMOVED, Cause())
        db.session.commit()
    except Conflict:
        db.session.rollback()
    other.join()
    db.session.expire_all()
    assert not list(drifts())


def test_a_new_tag_that_two_use_at_once_is_one(busy: Flask) -> None:
    first, second = an_idea().id, an_idea().id
    db.session.commit()
    db.session.remove()
    other = beside(busy, lambda: tag(db.session.get_one(Idea, first), ["Oat milk"]), threading.Event())
    tag(db.session.get_one(Idea, second), ["oat milk"])
    db.session.commit()
    other.join()
    assert db.session.scalar(select(func.count()).select_from(Tag)) == 1
    assert db.session.scalar(select(func.count()).select_from(Tagging)) == 2
