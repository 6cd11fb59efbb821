"""What rules matched is forgotten in time, except about what is held for the law."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from accounts.holds.commands import place
from accounts.holds.models import Held
from foundation.clock import frozen, now
from foundation.database import db
from moderation.rules.forgetting import forget_old
from moderation.rules.models import RuleHit
from tests.factories.accounts import a_member, an_admin
from tests.factories.community import a_contribution
from tests.factories.rules import a_rule


def test_old_hits_go_and_those_about_what_is_held_stay(app: Flask) -> None:
    rule, ana = a_rule(), a_member()
    held, other = a_contribution(ana), a_contribution()
    for about in (held, other):
        hit = RuleHit(rule_id=rule.id, number=1, acted=True, contribution_id=about.id, revision=1)
        db.session.add(hit)
    place(Held.CONTRIBUTION, held.id, ana.id, "Court of Lyon", an_admin())
    forget_old()
    assert len(db.session.scalars(select(RuleHit.id)).all()) == 2
    with frozen(now() + timedelta(days=366)):
        forget_old()
    assert db.session.scalars(select(RuleHit.contribution_id)).all() == [held.id]
