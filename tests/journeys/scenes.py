"""What journeys ask the server to set up and to look up."""

from pathlib import Path
from typing import Any

from flask import current_app
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from accounts import access
from accounts.models import Member
from accounts.sessions import open_session
from community.votes.commands import cast_vote
from community.votes.models import Vote
from customers.commands import give_consent
from customers.models import Purpose
from foundation.database import db
from foundation.mail.models import MailMessage
from ideas.importing import import_polis
from ideas.models import Idea
from tests.factories import accounts as people
from tests.factories.community import a_space
from tests.factories.customers import a_buyer, a_link
from tests.factories.ideas import an_idea


def enter(member_id: int) -> dict[str, object]:
    """An open session of somebody who is here already: the cookie to give the browser."""
    token = open_session(db.session.get_one(Member, member_id), "browser test")
    db.session.commit()
    signer = SecureCookieSessionInterface().get_signing_serializer(current_app._get_current_object())
    assert signer is not None
    cookie = signer.dumps({access.TOKEN: token})
    return {"name": current_app.config["SESSION_COOKIE_NAME"], "value": cookie}


def asked(title: str) -> dict[str, object]:
    """An idea of somebody who reads English, wanted by a customer who reads French; both agreed to everything."""
    author = people.a_customer(name="Theo", language="en")
    voter = people.a_member(name="Agnès", language="fr")
    customer = a_buyer(name="Agnès M.", spent=("12.50", "40.00"))
    a_link(voter, customer)
    for purpose in Purpose:
        give_consent(voter, purpose)
    give_consent(author, Purpose.LOOP)
    idea = an_idea(title=title, author=author)
    cast_vote(idea, voter)
    db.session.commit()
    return {
        "idea": idea.id, "author": author.id, "voter": voter.id, "customer": customer.id,
        "addresses": [author.email, voter.email],
    }  # fmt: skip


def letters(address: str) -> list[str]:
    """Subjects and texts of the mails to an address, the first first."""
    found = select(MailMessage).where(MailMessage.recipient == address).order_by(MailMessage.id)
    return [f"{one.subject}\n{one.text}" for one in db.session.scalars(found)]


def consultation(folder: str) -> dict[str, Any]:
    """Carry a consultation in; its tallies, and its most wanted idea, for which one voter is made a customer."""
    space = a_space(name="Biodiversity")
    import_polis(Path(folder), space)
    db.session.commit()
    db.session.expire_all()
    columns = select(Idea.imported_from, Idea.vote_count, Idea.against_count, Idea.pass_count)
    rows = db.session.execute(columns.where(Idea.space_id == space.id)).all()
    tallies = {str(row[0]).rsplit(":", 1)[-1]: list(row[1:]) for row in rows}
    wanted = select(Idea).where(Idea.space_id == space.id).order_by(Idea.vote_count.desc(), Idea.id)
    first = db.session.scalars(wanted.limit(1)).one()
    supporters = select(Vote.member_id).where(Vote.contribution_id == first.id, Vote.direction == 1)
    voter = db.session.get_one(Member, db.session.scalars(supporters.limit(1)).one())
    customer = a_buyer(spent=("18.90",))
    a_link(voter, customer)
    give_consent(voter, Purpose.RECORD)
    db.session.commit()
    return {
        "tallies": tallies,
        "idea": first.id,
        "title": first.title,
        "voter": voter.id,
        "customer": customer.id,
    }
