"""The yardstick: a bare Flask + Flask-SQLAlchemy + Jinja board of 20 ideas and a bare vote, nothing else."""

import os
import sqlite3
from typing import Any

from flask import Flask, render_template_string, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event, select

db = SQLAlchemy()

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ideas</title></head><body><h1>Ideas</h1><ol>
{% for idea in ideas %}<li class="idea"><form method="post" action="/vote/{{ idea.id }}"><button>{{ idea.votes }} votes</button></form>
<h2><a href="/ideas/{{ idea.id }}">{{ idea.title }}</a></h2><p>{{ idea.text[:280] }}</p>
<p class="meta">{{ idea.author.name }}, {{ idea.status }}, {{ idea.comments }} comments</p></li>{% endfor %}</ol></body></html>"""


class Person(db.Model):  # type: ignore[name-defined]
    """Somebody."""

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(60))


class Thing(db.Model):  # type: ignore[name-defined]
    """An idea with its counters."""

    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200))
    text = db.Column(db.Text)
    status = db.Column(db.String(20))
    votes = db.Column(db.Integer, index=True)
    comments = db.Column(db.Integer)
    author_id = db.Column(db.ForeignKey("person.id"))
    author = db.relationship(Person)


class Stroke(db.Model):  # type: ignore[name-defined]
    """A vote."""

    thing_id = db.Column(db.ForeignKey("thing.id"), primary_key=True)
    person_id = db.Column(db.ForeignKey("person.id"), primary_key=True)


@event.listens_for(Engine, "connect")
def _pragmas(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")


def create_app(url: str | None = None) -> Flask:
    """The bare application."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url or os.environ["YARDSTICK_DATABASE_URL"]
    db.init_app(app)

    @app.get("/")
    def board() -> str:
        question = select(Thing).options(db.joinedload(Thing.author)).order_by(Thing.votes.desc()).limit(20)
        return render_template_string(PAGE, ideas=db.session.scalars(question).all())

    @app.post("/vote/<int:thing_id>")
    def vote(thing_id: int) -> str:
        db.session.add(Stroke(thing_id=thing_id, person_id=int(request.form["person"])))
        db.session.execute(db.update(Thing).where(Thing.id == thing_id).values(votes=Thing.votes + 1))
        votes = db.session.scalar(select(Thing.votes).where(Thing.id == thing_id))
        db.session.commit()
        return str(votes)

    return app


def seed(app: Flask, ideas: int, people: int, texts: list[str]) -> None:
    """Fill the bare tables with as much as the product's."""
    with app.app_context():
        db.create_all()
        db.session.execute(
            db.insert(Person), [{"id": n, "name": f"Person {n}"} for n in range(1, people + 1)]
        )
        rows = [
            {
                "id": n,
                "title": texts[n % len(texts)][:80],
                "text": texts[n % len(texts)],
                "status": "new",
                "votes": (n * 7919) % 400,
                "comments": n % 9,
                "author_id": 1 + n % people,
            }
            for n in range(1, ideas + 1)
        ]
        db.session.execute(db.insert(Thing), rows)
        db.session.commit()
