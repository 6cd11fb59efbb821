"""A rule asks what the model forecasts, in percent; without a model it matches nothing."""

from collections.abc import Mapping
from types import SimpleNamespace

import pytest
from flask import Flask

from accounts.models import Role
from community.comments.commands import comment
from foundation.database import db
from moderation.learning import keeping
from moderation.learning.model import TOPICS
from moderation.learning.stages import Stage
from moderation.models import Case, Decision
from moderation.rules.conditions import FIELDS, read
from moderation.rules.trial import trial
from moderation.rules.wording import SAID
from tests.factories.accounts import a_member
from tests.factories.community import a_contribution
from tests.factories.rules import a_condition


def knows(chances: Mapping[str, float], stage: Stage = Stage.SORTING) -> object:
    scoring = SimpleNamespace(score=lambda text: chances if "watch" in text else {"spam": 0.02}, quality={})
    return SimpleNamespace(model=scoring, stage=stage, number=1)


def decided(text: str) -> None:
    written = comment(a_contribution(), a_member(), text)
    case = Case(contribution_id=written.id)
    db.session.add(case)
    db.session.flush()
    about = {"reason": "spam", "revision": written.revision, "was": written.state}
    db.session.add(Decision(case_id=case.id, verdict="reject", **about))
    db.session.flush()


@pytest.mark.parametrize(
    ("stage", "field", "matched"),
    [(Stage.SORTING, "spam", 1), (Stage.OFF, "spam", 0), (Stage.TRIAL, "complaint", 0)],
)
def test_a_rule_matches_what_the_model_finds_likely(
    app: Flask, monkeypatch: pytest.MonkeyPatch, stage: Stage, field: str, matched: int
) -> None:
    for text in ("Buy a watch", "Better beans"):
        decided(text)
    monkeypatch.setattr(keeping, "current", lambda: knows({"spam": 0.91}, stage))
    found = trial(read([a_condition(field, "at_least", 90)]), a_member(Role.MODERATOR))
    assert (found.looked_at, found.matched) == (2, matched)


def test_every_topic_and_everything_known_can_be_asked_for_and_has_its_words() -> None:
    assert set(TOPICS) <= set(SAID)
    assert set(FIELDS) - set(SAID) == {"reports"}
