"""Rules at work on what is written."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from accounts.models import Member, Role
from community.comments.commands import comment
from community.comments.models import Comment
from community.contributions.models import State
from community.notices.models import Notice
from community.spaces.models import Audience
from foundation.database import db
from moderation.models import Finding
from moderation.queries import open_case
from moderation.rules.models import Rule, RuleHit, RuleVersion, Stage
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution, a_space
from tests.factories.rules import a_condition, a_rule


def said(text: str, author: Member | None = None) -> Comment:
    return comment(a_contribution(), author or a_customer(), text)


def findings(about: Comment) -> list[Finding]:
    case = open_case(about.id)
    asked = select(Finding).where(Finding.case_id == case.id) if case else None
    return list(db.session.scalars(asked)) if asked is not None else []


def hits() -> list[tuple[int, int, bool]]:
    return [(hit.rule_id, hit.number, hit.acted) for hit in db.session.scalars(select(RuleHit))]


def test_a_live_rule_holds_what_it_matches_and_says_what_it_saw(app: Flask) -> None:
    rows = (
        a_condition("text", "contains", "crypto, argent facile"),
        a_condition("author_days", "at_most", 1),
    )
    rule = a_rule(*rows, stage=Stage.LIVE, name="Quick money")
    written = said("Buy CRYPTO now")
    assert written.state == State.HELD.value
    (found,) = findings(written)
    assert (found.kind, found.detail) == ("rule", "Quick money")
    assert (found.seen["rule"], found.seen["version"], found.seen["action"]) == (rule.id, 1, "hold")
    assert [one["saw"] for one in found.seen["saw"]] == [["crypto"], 0.0]
    assert found.seen["places"] == [["text", 4, 10]]
    assert hits() == [(rule.id, 1, True)]


def test_a_shadow_is_counted_and_touches_nothing(app: Flask) -> None:
    rule = a_rule(stage=Stage.SHADOW)
    written = said("Buy crypto now")
    assert written.state == State.PUBLISHED.value
    assert open_case(written.id) is None
    assert hits() == [(rule.id, 1, False)]


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.RETIRED])
def test_drafts_and_retired_rules_do_nothing(app: Flask, stage: Stage) -> None:
    a_rule(stage=stage)
    assert said("Buy crypto now").state == State.PUBLISHED.value
    assert hits() == []


def test_a_change_is_counted_in_shadow_while_the_former_version_acts(app: Flask) -> None:
    rule = a_rule(stage=Stage.LIVE)
    changed = [a_condition("text", "contains", "money")]
    db.session.add(RuleVersion(rule_id=rule.id, number=2, name="Other", conditions=changed, action="hold"))
    rule.newest, rule.shadow_number = 2, 2
    db.session.flush()
    assert said("crypto and money").state == State.HELD.value
    assert said("money").state == State.PUBLISHED.value
    assert sorted(hits()) == [(rule.id, 1, True), (rule.id, 2, False), (rule.id, 2, False)]


@pytest.mark.parametrize(
    ("action", "target", "kind"), [("tag", "delivery", "tag"), ("route", "community_manager", "route")]
)
def test_tag_and_route_publish_and_open_a_case_to_read(
    app: Flask, action: str, target: str, kind: str
) -> None:
    a_rule(stage=Stage.LIVE, action=action, target=target)
    written = said("crypto")
    assert written.state == State.PUBLISHED.value
    assert [(one.kind, one.detail) for one in findings(written)] == [(kind, target)]


def test_notify_tells_the_chosen_staff_who_may_read_it_once(app: Flask, drain: Callable[[], int]) -> None:
    manager, moderator = a_member(Role.COMMUNITY_MANAGER), a_moderator()
    target = f"product_manager,member-{manager.id},member-{moderator.id}"
    a_rule(stage=Stage.LIVE, action="notify", target=target)
    assert said("crypto").state == State.PUBLISHED.value
    sealed = a_space(audience=Audience.CIRCLE.value, circle=(moderator, author := a_customer()))
    comment(a_contribution(space=sealed), author, "crypto, sealed")
    drain()
    told = db.session.execute(select(Notice.member_id).where(Notice.kind == "moderation.rule")).all()
    assert sorted(row[0] for row in told) == sorted([manager.id, moderator.id, moderator.id])


def test_a_failing_rule_blocks_nobody_and_says_so(app: Flask) -> None:
    rule = a_rule(stage=Stage.LIVE)
    unknown = [{"field": "phase_of_moon", "comparison": "is", "value": ["full"]}]
    db.session.execute(update(RuleVersion).values(conditions=unknown))
    db.session.expire_all()
    a_rule(stage=Stage.LIVE, name="Still works")
    assert said("crypto").state == State.HELD.value
    db.session.refresh(rule)
    assert "condition 1" in rule.failing
    assert rule.failing_at is not None


def test_no_rule_is_asked_about_what_the_house_writes(app: Flask) -> None:
    a_rule(stage=Stage.LIVE)
    assert said("crypto", a_moderator()).state == State.PUBLISHED.value
    assert db.session.scalars(select(Rule.failing)).all() == [""]
    assert hits() == []
