"""A real consultation and real purchases, through answer, evidence and notice."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Member
from community.notices.models import Notice
from community.votes.models import Vote
from customers import commands as customers, queries as file
from customers.imports import running
from customers.models import Customer, NeedEvidence, Purpose
from feedback import queries
from feedback.commands import Words, answer_idea
from foundation.database import db
from ideas.importing import import_polis
from ideas.models import Idea, IdeaStatus
from tests.factories.accounts import a_product_manager
from tests.factories.community import a_space
from tests.factories.customers import a_link
from tests.real_data import SHARED

pytestmark = pytest.mark.slow

POLIS = SHARED / "polis" / "scoop-hivemind.biodiversity"
CDNOW = SHARED / "cdnow" / "purchases-sample.csv"
Drain = Callable[[], int]


@pytest.mark.skipif(not (POLIS.exists() and CDNOW.exists()), reason=f"no {SHARED}: set ENSEMBLE_SHARED_DATA")
def test_a_real_idea_is_answered_and_the_real_customers_behind_it_are_known(app: Flask, drain: Drain) -> None:
    import_polis(POLIS, a_space())
    with CDNOW.open("rb") as stream:
        assert running.run("purchases", stream).new == 6_919
    db.session.commit()
    db.session.expire_all()
    idea = db.session.scalars(select(Idea).order_by(Idea.vote_count.desc(), Idea.id).limit(1)).one()
    supporters = select(Vote.member_id).where(Vote.contribution_id == idea.id, Vote.direction == 1)
    voters = db.session.scalars(supporters.order_by(Vote.member_id)).all()
    chosen = db.session.scalars(select(Member).where(Member.id.in_(voters[:6]))).all()
    bought = db.session.scalars(select(Customer).order_by(Customer.spend_cents.desc()).limit(6)).all()
    for member, customer in zip(chosen, bought, strict=True):
        a_link(member, customer)
        customers.give_consent(member, Purpose.RECORD)
    spent = sum(customer.spend_cents for customer in bought)
    assert queries.support_of([idea.id])[idea.id].cents == spent
    answer_idea(idea, a_product_manager(), IdeaStatus.PLANNED, Words("Yes, and this is how."), expected=0)
    drain()
    heads = len({*voters, idea.author_id} - {None})
    assert db.session.scalar(select(func.count()).select_from(NeedEvidence)) == heads
    assert len(file.evidence_on(bought[0].id)) == 1
    assert db.session.scalar(select(func.count()).where(Notice.kind == "idea_answered")) == heads
