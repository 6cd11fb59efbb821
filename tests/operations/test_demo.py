"""The demo: lively in all its parts, true to the rules, and never in the way of something real."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Member, Role
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.spaces.models import Space
from community.votes.models import Origin, Vote
from customers import commands as customers
from customers.models import Consent, Customer, IdentityLink, NeedEvidence, Purpose
from foundation import counters, search
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, MailStatus
from foundation.outbox import queries
from foundation.settings import Settings
from ideas.models import Answer, Idea, IdeaStatus
from moderation.appeals.models import Appeal, Outcome
from moderation.models import Case, Decision, Finding
from moderation.reasons import Because, Verdict
from moderation.rules.models import Rule, RuleHit, Stage
from moderation.sanctions.models import Sanction
from moderation.service.models import ComplaintRemoval, ServiceCase, Standing
from moderation.statements.models import Statement
from operations.demo import loading, opening, people, script, shop, stage
from tests.browser_client import Browser
from tests.servers import own_database
from wsgi import create_app

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo, loaded once for the tests of this file, which only read."""
    folder = tmp_path_factory.mktemp("demo")
    with own_database(folder) as url:
        settings = Settings(
            _env_file=None, env="demo", database_url=url, data_dir=folder, base_url="http://localhost"
        )
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            loading.load(folder)
            yield app
            db.session.remove()
            db.engine.dispose()


def count(*criteria: object, of: type = Contribution) -> int:
    return db.session.scalar(select(func.count()).select_from(of).where(*criteria)) or 0  # type: ignore[arg-type]


def kinds_of(column: Any) -> set[Any]:
    return set(db.session.scalars(select(column).distinct()))


class TestDemo:
    """What one finds in it."""

    def test_every_role_has_somebody(self, demo: Flask) -> None:
        assert {Role(name) for name in db.session.scalars(select(Member.role_name).distinct())} == set(Role)
        assert count(of=Member) == people.MEMBERS

    def test_ideas_stand_at_every_status_in_both_languages(self, demo: Flask) -> None:
        stages = set(db.session.scalars(select(Idea.stage).where(Idea.state == State.PUBLISHED.value)))
        assert stages == {status.value for status in IdeaStatus}
        assert set(db.session.scalars(select(Idea.language).distinct())) == {"en", "fr"}
        assert count(Idea.state == State.PUBLISHED.value, of=Idea) >= 60
        assert count(of=Space) == len(opening.SPACES)

    def test_its_dates_are_spread_over_eighteen_months(self, demo: Flask) -> None:
        question = select(Contribution.published_at).where(Contribution.published_at.is_not(None))
        ages = [(now() - at).days for at in db.session.scalars(question)]
        assert max(ages) > 450
        for begin in range(0, 450, 60):
            assert any(begin <= age < begin + 60 for age in ages), begin

    def test_each_writes_in_their_own_language(self, demo: Flask) -> None:
        question = select(func.count()).join(Member, Member.id == Contribution.author_id)
        strange = question.where(Contribution.language != Member.language, Member.erased_at.is_(None))
        assert db.session.scalar(strange.select_from(Contribution)) == 0

    def test_a_few_ideas_are_wanted_by_many_and_many_by_a_few(self, demo: Flask) -> None:
        question = select(Idea.vote_count).where(
            Idea.state == State.PUBLISHED.value, Idea.stage != "duplicate"
        )
        votes = sorted(db.session.scalars(question), reverse=True)
        assert votes[0] > 100
        assert votes[len(votes) // 2] < 40
        assert sum(votes[: len(votes) // 5]) > 0.4 * sum(votes)

    def test_people_talk_vote_and_are_answered(self, demo: Flask) -> None:
        assert count(of=Comment) > 120
        assert count(Comment.parent_id.is_not(None), of=Comment) > 12
        assert count(of=Vote) > 1500
        assert count(Vote.origin == Origin.ON_BEHALF.value, of=Vote) > 0
        assert count(of=Answer) > 70
        again = (Answer.look_again_at.is_not(None), Answer.look_again_when != "")
        assert count(*again, of=Answer) >= 5

    def test_what_shipped_says_who_asked_and_who_carried_it(self, demo: Flask) -> None:
        shown = Browser(demo).get("/").text
        assert shown.count("arrival__credit") == 3
        said = db.session.scalars(select(Answer.source).where(Answer.status == "shipped")).all()
        assert any("Mireille" in text and "Karim" in text for text in said)

    def test_the_queue_holds_every_kind_of_case(self, demo: Flask) -> None:
        question = select(Finding.kind).join(Case).where(Case.closed_at.is_(None))
        kinds = set(db.session.scalars(question.distinct()))
        assert kinds == {one.value for one in Because}, (
            "a new kind wants a case in operations/demo/cases.toml"
        )
        assert db.session.scalar(select(func.max(Finding.times))) >= 2

    def test_each_case_is_before_people_for_what_it_is_an_example_of(self, demo: Flask) -> None:
        waiting = [case for case in script.cases() if not case.decided or case.revised]
        assert count(Case.closed_at.is_(None), of=Case) == len(waiting)
        assert {"spam", "leak", "insult", "complaint", "personal data", "off topic"} <= {
            case.kind for case in waiting
        }

    def test_every_stage_of_what_follows_a_decision_is_there(self, demo: Flask) -> None:
        assert kinds_of(Contribution.state) >= {one.value for one in State} - {State.SUBMITTED.value}
        assert kinds_of(Appeal.outcome) >= {None, Outcome.UPHELD.value}
        assert {one.stage for one in db.session.scalars(select(Rule))} == set(Stage)
        assert set(db.session.scalars(select(RuleHit.acted).distinct())) == {True, False}
        assert any(one.waits for one in db.session.scalars(select(Sanction)))
        assert any(one.in_force for one in db.session.scalars(select(Sanction)))
        assert count(of=Statement) >= 15

    def test_service_cases_stand_at_every_stage_and_one_is_late(self, demo: Flask) -> None:
        assert kinds_of(ServiceCase.state) == {one.value for one in Standing}
        assert kinds_of(ServiceCase.settled) == {None, True, False}
        assert count(ServiceCase.due_at < now(), of=ServiceCase) >= 1
        assert count(ServiceCase.due_at > now(), of=ServiceCase) >= 1
        assert count(ComplaintRemoval.confirmed_at.is_(None), of=ComplaintRemoval) == 1

    def test_moderators_have_decided_with_every_verdict_and_said_why(self, demo: Flask) -> None:
        refused = Decision.verdict != Verdict.APPROVE.value
        assert set(db.session.scalars(select(Decision.verdict).distinct())) == {one.value for one in Verdict}
        assert count(refused, of=Decision) >= 8
        assert count(refused, Decision.note == "", of=Decision) == 0

    def test_customers_are_linked_and_their_needs_are_on_record(self, demo: Flask) -> None:
        assert count(of=Customer) == shop.TRUTH.customers
        assert 100 < count(of=IdentityLink) < 170
        assert count(of=NeedEvidence) > 500
        assert count(Consent.purpose == Purpose.RECORD.value, of=Consent) > 90

    def test_most_have_a_face_and_some_keep_their_initials(self, demo: Flask) -> None:
        faces = db.session.scalars(select(Member.portrait)).all()
        assert 5 < faces.count(0) < 30
        assert len(set(faces)) > 160

    def test_its_counters_are_true_its_work_is_done_and_no_mail_has_left(self, demo: Flask) -> None:
        assert list(counters.drifts()) == []
        assert customers.settle_all() == 0
        assert queries.waiting() == queries.parked() == 0
        assert count(MailMessage.status != MailStatus.KEPT.value, of=MailMessage) == 0

    def test_nothing_happens_in_the_future(self, demo: Flask) -> None:
        newest = db.session.scalar(select(func.max(Vote.created_at)))
        loaded = db.session.scalar(select(func.min(Member.created_at)))
        assert newest is not None
        assert loaded is not None
        assert loaded < newest

    def test_it_can_be_searched_and_its_pages_open(self, demo: Flask) -> None:
        assert search.index().query("décaféiné", "fr").total >= 2
        db.session.rollback()
        for path in ("/", "/ideas/", "/search?q=sachet"):
            assert Browser(demo).get(path).status_code == 200

    def test_the_sign_ins_are_noted(self, demo: Flask) -> None:
        note = (demo.extensions["settings"].data_dir / loading.SIGN_INS).read_text()
        assert "ines@demo.example" in note
        assert "jonas@demo.example" in note
        assert note.count("@demo.example") == len(Role) + 1

    def test_it_is_not_loaded_twice(self, demo: Flask) -> None:
        with pytest.raises(loading.NotForDemo):
            loading.load(demo.extensions["settings"].data_dir)


def test_it_is_not_loaded_beside_real_members(app: Flask, tmp_path: Path) -> None:
    db.session.add(Member(name="Real", name_skeleton="real", email="real@example.org"))
    db.session.flush()
    for deed in (loading.load, loading.reset):
        with pytest.raises(loading.NotForDemo):
            deed(tmp_path)
    assert count(of=Member) == 1


def test_it_is_not_loaded_in_production(
    app: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "env", "production")
    with pytest.raises(loading.NotForDemo):
        loading.load(tmp_path)


def test_a_loaded_demo_is_thrown_away_and_loaded_anew(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[int] = []
    monkeypatch.setattr(loading, "play", lambda _end, _say: played.append(count(of=Member)))
    db.session.add(Member(name="Odile", name_skeleton="odile", email="odile@demo.example"))
    db.session.flush()
    loading.reset(tmp_path)
    assert played == [0]
    assert (tmp_path / loading.SIGN_INS).exists()


class TestTexts:
    """What a person may edit in the files."""

    def test_french_of_the_house_is_set_right(self) -> None:
        house = {one.key for one in people.named() if one.role.is_staff and one.language == "fr"}
        said = [text for story in script.stories() for text in (*story.said, *story.told) if text.by in house]
        for text in (one.text for one in said):
            assert not re.search(r" [:;!?»]|« |'", text), text

    def test_everything_comes_after_what_it_is_about(self) -> None:
        here = {one.key: one.joined for one in people.named()}
        for story in script.stories():
            assert here[story.by] > story.days_ago, story.key
            told = [one.days_ago for one in story.told]
            assert [story.days_ago, *told] == sorted([story.days_ago, *told], reverse=True), story.key
            for said in story.said:
                assert 0 < story.days_ago - said.after < here[said.by], (story.key, said.by)

    def test_every_answer_names_its_reason_and_most_come_within_two_weeks(self) -> None:
        answered = [story for story in script.stories() if story.told]
        for told in (one for story in answered for one in story.told):
            assert (told.status == "declined") == (told.why is not None)
        soon = [story.days_ago - story.told[0].days_ago <= 14 for story in answered]
        assert sum(soon) > 0.75 * len(soon)

    def test_the_same_people_do_the_same_at_the_same_moments(self) -> None:
        assert people.everybody.__wrapped__() == people.everybody()
        end = now()
        for story in script.stories()[:5]:
            first, second = (
                [at for at, _deed in stage.events(stage.Cast(), story, end)] for _turn in range(2)
            )
            assert first == second
