"""The model in the running product: what it learns from, what it does, and how it is stopped."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from accounts.models import Member
from community.comments.commands import comment, edit_comment
from community.contributions.models import Contribution, State
from community.contributions.transitions import path_of
from community.notices.models import Notice
from foundation.audit import AuditLine
from foundation.clock import now
from foundation.database import db
from foundation.facts import tell
from foundation.settings import Settings
from moderation.appeals import commands as appeals
from moderation.appeals.models import Outcome
from moderation.deciding import decide
from moderation.facts import AppealDecided
from moderation.learning import commands, examples, keeping, measuring, sample
from moderation.learning.model import MAY_HOLD, packed, unpacked
from moderation.learning.models import LearnedModel, ModelStage
from moderation.learning.quality import Measured
from moderation.learning.stages import Stage
from moderation.learning.training import train
from moderation.models import Case, Decision, Finding
from moderation.queries import open_case
from moderation.reasons import Because, Reason, Verdict
from moderation.statements.commands import state_decision
from moderation.watching import Act
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator, an_admin
from tests.factories.community import a_contribution
from tests.factories.moderation import a_case, written_by
from tests.factories.statements import a_decision

pytestmark = pytest.mark.slow

FINE = "coffee bag delivery shop taste grind subscription cup filter paper price morning".split()
SPAM = "casino bonus earn money click credit".split()
OFFER = "casino bonus earn money click credit casino bonus"


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> Iterator[None]:
    keeping.forget()
    yield
    keeping.forget()


def decisions(count: int, moderator: Member, seed: int = 5) -> None:
    """What a team decided: some 15 % of the texts were spam."""
    chance = random.Random(seed)
    for number in range(count):
        spam = chance.random() < 0.15
        words = [chance.choice(FINE) for _ in range(12)] + [chance.choice(SPAM) for _ in range(4 * spam)]
        chance.shuffle(words)
        about = a_contribution(title="", source=" ".join(words), nonce=f"lesson-{seed}-{number}")
        case = Case(contribution_id=about.id, closed_at=now())
        db.session.add(case)
        db.session.flush()
        verdict, reason = (Verdict.REJECT, Reason.SPAM) if spam else (Verdict.APPROVE, Reason.WITHIN_RULES)
        given = {"verdict": verdict.value, "reason": reason.value, "by_id": moderator.id, "revision": 1}
        db.session.add(Decision(case_id=case.id, **given))
    db.session.commit()  # learning reads in a transaction of its own


@cache
def learned() -> bytes:
    """What such a team would teach, taught once for all tests."""
    texts, topics, chance = [], [], random.Random(9)
    for _each in range(260):
        spam = chance.random() < 0.15
        words = [chance.choice(FINE) for _ in range(12)] + [chance.choice(SPAM) for _ in range(4 * spam)]
        chance.shuffle(words)
        texts.append(" ".join(words))
        topics.append({"spam"} if spam else set())
    return packed(train(texts, topics))


def a_model() -> LearnedModel:
    """A model of 260 decisions."""
    quality = unpacked(learned()).quality
    made = LearnedModel(decisions=260, examples={"spam": 40}, quality=quality, body=learned())
    db.session.add(made)
    db.session.commit()
    keeping.forget()
    return made


def stage(value: Stage) -> None:
    db.session.add(ModelStage(stage=value.value, because=[]))
    db.session.flush()
    keeping.forget()


def says(text: str) -> Contribution:
    return comment(a_contribution(), a_customer(), text)


def of_model(about: Contribution) -> Finding | None:
    case = open_case(about.id)
    its = (Finding.case_id == (case.id if case else 0), Finding.kind == Because.MODEL.value)
    return db.session.scalars(select(Finding).where(*its)).first()


def test_people_are_learned_from_and_undone_decisions_are_not(app: Flask) -> None:
    moderator = a_moderator()
    decisions(6, moderator)
    last = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert last
    last.undone_at = now()
    db.session.flush()
    assert examples.count() == len(examples.decided()) == 5


def test_a_text_is_learned_as_it_was_when_it_was_decided(app: Flask) -> None:
    author = a_customer()
    written = comment(a_contribution(), author, "First words")
    case = Case(contribution_id=written.id, closed_at=now())
    db.session.add(case)
    db.session.flush()
    given = {"verdict": "reject", "reason": "insult", "by_id": a_moderator().id, "revision": 1}
    db.session.add(Decision(case_id=case.id, **given))
    edit_comment(written, author, "Second words", expected=1)
    (lesson,) = examples.decided()
    assert (lesson.text, lesson.topics) == ("First words", ["abuse"])


def test_what_was_overturned_on_appeal_is_learned_the_other_way_and_three_times(app: Flask) -> None:
    author = a_customer()
    about = written_by(author, state=State.PUBLISHED.value, source="Only a fan would say so")
    made = a_decision(a_case(about), a_moderator(), Verdict.REJECT, reason="insult")
    statement = state_decision(made, about)
    assert statement
    (before,) = examples.decided()
    assert (before.topics, before.weight) == (["abuse"], 1.0)
    appeals.decide(
        appeals.appeal(statement, author, "I did not."), a_moderator(), Outcome.OVERTURNED, None, ""
    )
    (after,) = examples.decided()
    assert (after.topics, after.weight) == ([], 3.0)


def test_with_too_few_examples_nothing_is_learned(app: Flask) -> None:
    decisions(30, a_moderator())
    assert commands.learn() is None


def test_a_model_is_learned_goes_on_trial_and_says_what_it_saw(app: Flask) -> None:
    decisions(260, a_moderator())
    made = commands.learn()
    assert made
    assert made.decisions == 260
    assert made.quality["spam"]["calibration_error"] < 0.3
    assert commands.look_at_bands() is Stage.TRIAL
    written = says(OFFER)
    assert written.state == State.PUBLISHED.value
    found = of_model(written)
    assert found
    assert (found.detail, found.act) == ("spam", Act.REVIEW.value)
    assert found.seen["version"] == made.id
    assert "casino" in found.seen["words"]
    assert open_case(says("coffee filter paper in the morning").id) is None


def test_only_where_it_acts_it_holds_and_a_person_decides(app: Flask) -> None:
    a_model()
    for value, state in (
        (Stage.SORTING, State.PUBLISHED),
        (Stage.ACTING, State.HELD),
        (Stage.SUSPENDED, State.PUBLISHED),
        (Stage.OFF, State.PUBLISHED),
    ):
        stage(value)
        assert says(OFFER).state == state.value, value


def test_the_move_of_what_a_model_held_keeps_which_model_saw_what(app: Flask) -> None:
    made = a_model()
    stage(Stage.ACTING)
    [move] = path_of(says(OFFER).id)
    [seen] = [one for one in move.seen["found"] if one[0] == "model"]
    assert (seen[1:3], 0.5 < seen[3] <= 1, seen[4]) == (["spam", Act.HOLD.value], True, made.id)
    assert (move.automated_detection, move.automated_decision) == (True, True)


def test_what_a_customer_complains_about_is_never_held_by_the_model(app: Flask) -> None:
    assert set(MAY_HOLD) == {"spam", "abuse"}


def test_it_switches_itself_off_when_people_overrule_it_and_its_chiefs_are_told(
    app: Flask, drain: Callable[[], int]
) -> None:
    moderator, chief = a_moderator(), an_admin()
    a_model()
    stage(Stage.ACTING)
    for _each in range(20):
        case = open_case(says(OFFER).id)
        assert case
        db.session.refresh(case, ["contribution", "version"])
        decide(case, moderator, Verdict.APPROVE, None, "", expected_version=case.version)
    db.session.commit()
    drain()
    assert keeping.stage() is Stage.SUSPENDED
    told = db.session.scalars(select(Notice.member_id).where(Notice.kind == "moderation.model")).all()
    assert chief.id in told
    assert moderator.id not in told
    found = of_model(says(OFFER))  # others hold what so many say alike; the model only notes it
    assert found is None or found.act == Act.NOTE.value
    assert db.session.scalar(select(func.count()).where(AuditLine.action == "moderation.model"))


def test_an_appeal_alone_switches_it_off(drain: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    a_model()
    stage(Stage.ACTING)
    overruled = Measured(300, 30, 0.03, 0.04, overturn_rate=0.11)
    monkeypatch.setattr(measuring, "now_measured", lambda: overruled)
    tell(AppealDecided(1, 1, None, "overturned"))
    drain()
    assert keeping.stage() is Stage.SUSPENDED


def test_only_chiefs_switch_it_and_everybody_who_moderates_sees_why(browser: Browser) -> None:
    moderator, chief = a_moderator(), an_admin()
    a_model()
    assert browser.sign_in(moderator).post("/moderation/model/off").status_code == 403
    chiefs = browser.stranger().sign_in(chief)
    assert chiefs.post("/moderation/model/off").status_code == 303
    assert keeping.stage() is Stage.OFF
    assert "It is switched off" in browser.sign_in(moderator).get("/moderation/model").text
    assert chiefs.post("/moderation/model/on").status_code == 303
    assert keeping.stage() is Stage.TRIAL


def test_a_text_can_be_tried_and_nothing_of_it_is_kept(browser: Browser) -> None:
    a_model()
    tried = browser.sign_in(a_moderator()).post("/moderation/model/trial", text="casino bonus")
    assert tried.status_code == 200
    assert "casino" in tried.text
    assert browser.post("/moderation/model/trial", text="").status_code == 422
    assert browser.post("/moderation/model/trial", text="x" * 6000).status_code == 422


def test_before_the_first_model_the_page_says_so_in_both_languages(browser: Browser) -> None:
    assert "Nothing learned yet" in browser.sign_in(a_moderator()).get("/moderation/model").text
    french = browser.stranger().sign_in(a_moderator(language="fr"))
    assert "Rien d’appris" in french.get("/moderation/model").text


def test_the_lot_falls_on_the_set_share_and_never_twice_on_the_same_words(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "audit_share", 0.03)
    drawn = sum(sample.drawn(number, 1) for number in range(20_000))
    assert 500 < drawn < 700
    assert all(sample.drawn(number, 1) == sample.drawn(number, 1) for number in range(50))


def test_the_audit_measures_what_was_missed_with_its_interval(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "audit_share", 1.0)
    moderator = a_moderator()
    verdicts = [Verdict.APPROVE] * 8 + [Verdict.REJECT] * 2
    for verdict in verdicts:
        written = says("Two scoops, please")
        assert written.state == State.PUBLISHED.value
        case = open_case(written.id)
        assert case
        db.session.refresh(case, ["contribution", "version"])
        decide(case, moderator, verdict, Reason.SPAM, "", expected_version=case.version)
    looked_at, bad, (low, high) = sample.measured()
    assert (looked_at, bad) == (10, 2)
    assert 0 < low < 0.2 < high < 0.6


def test_what_staff_write_is_never_drawn(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "audit_share", 1.0)
    assert open_case(comment(a_contribution(), a_moderator(), "We look into it").id) is None


def test_a_model_that_cannot_be_read_stops_nobody_from_writing(app: Flask) -> None:
    db.session.add(LearnedModel(decisions=300, examples={}, quality={}, body=b"damaged"))
    db.session.flush()
    keeping.forget()
    assert says("Hello").state == State.PUBLISHED.value


def test_old_decisions_leave_the_measurement(app: Flask) -> None:
    decisions(2, a_moderator())
    old = now() - timedelta(days=91)
    db.session.execute(update(Finding).values(kind=Because.MODEL.value, act=Act.HOLD.value))
    db.session.execute(update(Decision).values(decided_at=old))
    assert measuring.overruled() == (0, 0)
