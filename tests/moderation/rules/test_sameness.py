"""What a rule does when something is written, and what the back-test says it would have done, are the same."""

import random
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Role
from community.comments.commands import comment, edit_comment
from community.comments.models import Comment
from community.pictures.commands import Choice
from community.spaces.models import Audience
from foundation.clock import frozen, now
from foundation.database import db
from moderation.models import Case, Decision
from moderation.rules import past
from moderation.rules.conditions import matches, read
from moderation.rules.models import Rule, RuleHit, RuleVersion, Stage
from moderation.rules.past import MOST_DECIDED
from moderation.rules.trial import trial
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution, a_space
from tests.factories.pictures import a_picture
from tests.factories.rules import a_condition, a_rule

TEXTS = (
    "Buy crypto at https://shop.example.com now",
    "MY PARCEL IS LATE AGAIN AND NOBODY ANSWERS ME",
    "Yes please",
    "Call me on 06 12 34 56 78",
    "Better beans for the café, and a larger bag for offices",
)
ASKED = (
    ("text", "contains", ["crypto", "parcel"]),
    ("text", "lacks", ["please"]),
    ("letters", "at_most", 12),
    ("capitals", "at_least", 60),
    ("links", "at_least", 1),
    ("link_hosts", "contains", ["example.com"]),
    ("private_facts", "at_least", 1),
    ("listed_words", "at_most", 0),
    ("author_days", "at_most", 40),
    ("author_published", "at_least", 2),
    ("author_refused", "at_least", 1),
    ("author_last_hour", "at_least", 1),
    ("author_trusted", "is", False),
    ("author_mail_host", "is", ["example.org"]),
    ("kind", "is", ["comment"]),
    ("hour", "at_least", 12),
    ("weekday", "at_least", 4),
    ("has_image", "is", True),
    ("pictures", "at_least", 2),
)


def decide(written: Comment, verdict: str) -> None:
    case = Case(contribution_id=written.id, closed_at=now())
    db.session.add(case)
    db.session.flush()
    about = {"reason": "spam", "revision": written.revision, "was": written.state}
    db.session.add(Decision(case_id=case.id, verdict=verdict, decided_at=now(), **about))
    if verdict == "reject":
        written.state = "removed"
    db.session.flush()


@pytest.mark.slow
def test_a_back_test_matches_just_what_the_rule_matched_at_the_time(app: Flask) -> None:
    luck, shown = random.Random(4), random.Random(5)
    rules = [a_rule(a_condition(*asked), stage=Stage.SHADOW) for asked in ASKED]
    reader = a_member(Role.COMMUNITY_MANAGER)
    begin = now() - timedelta(days=60)
    people = [
        a_member(
            luck.choice((Role.MEMBER, Role.TRUSTED)), created_at=begin - timedelta(days=luck.randrange(60))
        )
        for _ in range(4)
    ]
    about, moment = a_contribution(), begin
    for _ in range(40):
        moment += timedelta(minutes=luck.choice((5, 50, 1500)))
        author = luck.choice(people)
        with frozen(moment):
            drawn = [a_picture(by=author, seed=seed).key for seed in range(shown.choice((0, 0, 1, 2)))]
            written = comment(
                about, author, luck.choice(TEXTS), pictures=Choice(dict.fromkeys(drawn, "A bag"))
            )
        if luck.random() < 0.2:
            db.session.execute(RuleHit.__table__.delete().where(RuleHit.contribution_id == written.id))
            moment += timedelta(minutes=20)
            with frozen(moment):
                edit_comment(written, author, f"Edited: {luck.choice(TEXTS)}", expected=1)
        moment += timedelta(minutes=luck.choice((1, 30)))
        with frozen(moment):
            decide(written, luck.choice(("approve", "approve", "reject")))
    db.session.expire_all()
    looked_at = list(past.decided(reader))
    assert len(looked_at) == 40
    told = 0
    for rule in rules:
        version = db.session.scalars(select(RuleVersion).where(RuleVersion.rule_id == rule.id)).one()
        hits = set(db.session.scalars(select(RuleHit.contribution_id).where(RuleHit.rule_id == rule.id)))
        again = {one.contribution_id for one in looked_at if matches(read(version.conditions), one.facts)}
        assert again == hits, version.conditions
        told += 0 < len(hits) < 40
    assert told >= 14


def test_what_is_edited_after_a_decision_is_tried_as_it_was_decided_on(app: Flask) -> None:
    author, reader = a_member(), a_member(Role.COMMUNITY_MANAGER)
    written = comment(a_contribution(), author, "Buy crypto")
    decide(written, "approve")
    edit_comment(written, author, "Buy beans", expected=1)
    assert trial(read([a_condition("text", "contains", ["crypto"])]), reader).matched == 1
    assert trial(read([a_condition("text", "contains", ["beans"])]), reader).matched == 0


def test_what_is_sealed_is_tried_only_by_who_may_read_it(app: Flask) -> None:

    author, inside = a_member(), a_member(Role.MODERATOR)
    outside = a_member(Role.COMMUNITY_MANAGER)
    sealed = a_space(audience=Audience.CIRCLE.value, circle=(author, inside))
    decide(comment(a_contribution(space=sealed), author, "Buy crypto"), "reject")
    asked = read([a_condition()])
    assert trial(asked, inside).matched == 1
    assert trial(asked, outside).looked_at == 0


@pytest.mark.parametrize("undone", [True, False])
def test_only_decisions_that_stand_of_the_last_90_days_count(app: Flask, undone: bool) -> None:
    reader = a_member(Role.COMMUNITY_MANAGER)
    with frozen(now() - timedelta(days=1 if undone else 91)):
        decide(comment(a_contribution(), a_member(), "Buy crypto"), "reject")
    if undone:
        db.session.execute(Decision.__table__.update().values(undone_at=now()))
        db.session.expire_all()
    assert trial(read([a_condition()]), reader).looked_at == 0
    assert db.session.scalars(select(Rule)).all() == []
    assert MOST_DECIDED >= 20_000
