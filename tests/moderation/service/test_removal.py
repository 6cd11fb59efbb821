"""A lawful complaint stays in public unless two people want it gone; how many went, everybody can know."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from community.comments.models import Comment
from community.contributions.models import Contribution, State
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotAllowed
from moderation.appeals import commands as appeals
from moderation.models import Case, Decision
from moderation.reasons import Reason, Verdict
from moderation.sanctions.queries import strikes_of
from moderation.service import commands, queries, removing
from moderation.service.models import ComplaintRemoval, ServiceCase
from moderation.statements.models import Hand, Statement
from moderation.undoing import undo
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator, a_product_manager
from tests.factories.community import a_contribution
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_case, decided, written_by
from tests.factories.statements import a_statement, an_appeal


def heard(author: object = None) -> ServiceCase:
    complaint = a_contribution(author or a_customer(), title="Third broken lid")
    made = commands.open_for(complaint, a_moderator())
    db.session.flush()
    loaded = queries.case_for(made.id, a_moderator()).execution_options(populate_existing=True)
    return db.session.scalars(loaded).one()


def test_nobody_alone_removes_what_was_heard_as_a_complaint(app: Flask) -> None:
    case = heard()
    assert case.contribution is not None
    for verdict in (Verdict.REJECT, Verdict.LIMIT, Verdict.CHANGES):
        with pytest.raises(removing.ComplaintStands):
            decided(case.contribution, verdict, Reason.OFF_TOPIC)
    assert case.contribution.state == State.PUBLISHED.value


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.LIMIT])
def test_nothing_is_refused_for_being_a_complaint(app: Flask, verdict: Verdict) -> None:
    with pytest.raises(removing.ComplaintStands):
        decided(written_by(a_customer()), verdict, Reason.COMPLAINT)


def test_what_is_against_the_law_is_removed_by_one_person(app: Flask) -> None:
    case = heard()
    assert case.contribution is not None
    assert decided(case.contribution, Verdict.REJECT, Reason.HATE).verdict == Verdict.REJECT.value


def test_the_author_of_a_complaint_is_asked_to_take_out_private_facts(app: Flask) -> None:
    case = heard()
    assert case.contribution is not None
    decided(case.contribution, Verdict.CHANGES, Reason.PERSONAL_DATA)
    assert case.contribution.state == State.CHANGES_REQUESTED.value


def test_two_people_remove_a_complaint_and_it_is_counted(drain: Callable[[], int]) -> None:
    author, first = a_customer(), a_moderator()
    case = heard(author)
    wish = removing.propose(case, first, "It names a shop assistant.")
    with pytest.raises(NotAllowed):
        removing.agree(wish, first)
    assert queries.complaints_removed(now() - timedelta(days=1), now() + timedelta(days=1)) == 0
    removing.agree(wish, a_moderator())
    drain()
    gone = db.session.scalars(select(Contribution).where(Contribution.id == case.contribution_id)).one()
    assert gone.state == State.REMOVED.value
    assert queries.complaints_removed(now() - timedelta(days=1), now() + timedelta(days=1)) == 1
    assert strikes_of(author.id) == []


def test_a_removal_taken_back_is_not_counted_and_takes_two_people_again(app: Flask, in_time: None) -> None:
    case, second = heard(), a_moderator()
    assert case.contribution is not None
    removing.agree(removing.propose(case, a_moderator(), "It names a shop assistant."), second)
    undo(last_decision(case), second)
    assert queries.complaints_removed(now() - timedelta(days=1), now() + timedelta(days=1)) == 0
    with pytest.raises(removing.ComplaintStands):
        decided(case.contribution, Verdict.REJECT, Reason.OFF_TOPIC)


def last_decision(case: ServiceCase) -> Decision:
    asked = select(Decision).join(Decision.case).where(Case.contribution_id == case.contribution_id)
    about = joinedload(Decision.case).joinedload(Case.contribution)
    return db.session.scalars(asked.options(about).order_by(Decision.id.desc())).first()  # type: ignore[return-value]


def test_who_asked_for_the_removal_does_not_decide_the_appeal(drain: Callable[[], int]) -> None:
    first, second = a_moderator(), a_moderator()
    removing.agree(removing.propose(heard(), first, "It names a shop assistant."), second)
    drain()
    hands = select(Hand.member_id).join(Statement, Statement.id == Hand.statement_id)
    assert set(db.session.scalars(hands)) >= {first.id, second.id}


def test_private_facts_are_taken_out_by_the_author_and_nothing_is_counted(browser: Browser) -> None:
    case = heard()
    assert browser.sign_in(a_moderator()).post(f"/service/{case.id}/privacy").status_code == 303
    db.session.expire_all()
    about = db.session.scalars(select(Contribution).where(Contribution.id == case.contribution_id)).one()
    assert about.state == State.CHANGES_REQUESTED.value
    assert queries.complaints_removed(now() - timedelta(days=1), now() + timedelta(days=1)) == 0


def test_the_database_refuses_that_one_person_removes_a_complaint(app: Flask) -> None:
    wish = removing.propose(heard(), a_moderator(), "It names a shop assistant.")
    change = "UPDATE complaint_removal SET confirmed_by_id = proposed_by_id, confirmed_at = proposed_at WHERE id = :id"
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(text(change), {"id": wish.id})


def test_a_complaint_whose_removal_was_declined_stays(app: Flask) -> None:
    case = heard()
    wish = removing.propose(case, a_moderator(), "It is unpleasant.")
    with pytest.raises(removing.AskedAlready):
        removing.propose(case, a_moderator(), "Me too.")
    removing.disagree(wish, a_moderator())
    assert case.contribution is not None
    assert case.contribution.is_public
    with pytest.raises(removing.AskedAlready):
        removing.agree(wish, a_moderator())


def test_two_moderators_remove_it_on_the_page(browser: Browser) -> None:
    case = heard()
    browser.sign_in(a_moderator()).post(f"/service/{case.id}/removal", reason="It names a shop assistant.")
    wish = db.session.scalars(select(ComplaintRemoval)).one()
    assert browser.post(f"/service/removals/{wish.id}/agreement").status_code == 403
    other = browser.stranger().sign_in(a_moderator())
    assert "Agree: it goes" in other.get(f"/service/{case.id}").text
    assert other.post(f"/service/removals/{wish.id}/agreement").status_code == 303
    db.session.expire_all()
    gone = db.session.scalars(select(Contribution).where(Contribution.id == case.contribution_id)).one()
    assert gone.state == State.REMOVED.value


def test_one_key_in_the_queue_lets_a_complaint_through_and_looks_after_it(browser: Browser) -> None:
    case = a_case(written_by(a_customer(), title="Third broken lid"))
    browser.sign_in(a_moderator())
    assert 'data-key="s"' in browser.get(f"/moderation/cases/{case.id}").text
    answer = browser.post(f"/moderation/cases/{case.id}/service", version="1")
    assert "/service/" in answer.headers["Location"]
    db.session.expire_all()
    about = db.session.scalars(select(Contribution).where(Contribution.id == case.contribution_id)).one()
    assert about.state == State.PUBLISHED.value
    assert about.heard_at is not None


def test_the_second_of_two_who_press_the_key_makes_no_second_case(browser: Browser) -> None:
    case = a_case(written_by(a_customer()))
    browser.sign_in(a_moderator()).post(f"/moderation/cases/{case.id}/service", version="1")
    second = (
        browser.stranger().sign_in(a_moderator()).post(f"/moderation/cases/{case.id}/service", version="1")
    )
    assert f"/moderation/cases/{case.id}" in second.headers["Location"]
    assert len(db.session.scalars(select(ServiceCase.id)).all()) == 1
    assert len(db.session.scalars(select(Decision.id)).all()) == 1


def test_everybody_sees_that_a_complaint_was_heard(browser: Browser) -> None:
    idea = an_idea(author=a_customer())
    said = a_contribution(a_customer(), of=Comment, about_id=idea.id, heard_at=now())
    said.space_id = idea.space_id
    idea.comment_count = 1
    db.session.flush()
    assert said.heard_at is not None
    assert "The house has heard this" in browser.get(f"/ideas/{idea.id}-{idea.slug}").text


def test_the_page_of_an_idea_shows_the_team_the_cases_behind_it(browser: Browser) -> None:
    idea = an_idea(author=a_customer())
    case = commands.open_for(idea, a_moderator())
    assert case.evidence_for_id == idea.id
    path = f"/ideas/{idea.id}-{idea.slug}"
    assert "Service cases behind it" in browser.sign_in(a_moderator()).get(path).text
    assert "Service cases behind it" not in browser.stranger().sign_in(a_customer()).get(path).text
    assert "Service cases behind it" not in browser.stranger().sign_in(a_product_manager()).get(path).text


def test_a_case_is_linked_to_an_idea_by_its_address(browser: Browser) -> None:
    idea, case = an_idea(author=a_customer()), heard()
    browser.sign_in(a_moderator())
    browser.post(f"/service/{case.id}/evidence", idea=f"http://localhost/ideas/{idea.id}-{idea.slug}")
    db.session.expire_all()
    linked = db.session.scalars(select(ServiceCase)).one()
    assert linked.evidence_for_id == idea.id
    browser.post(f"/service/{case.id}/evidence", idea="999999")
    db.session.expire_all()
    assert db.session.scalars(select(ServiceCase)).one().evidence_for_id == idea.id


def test_while_an_appeal_waits_nobody_who_may_decide_it_reads_who_asked(browser: Browser) -> None:
    first, second = a_moderator(name="Philiberte Aucoin"), a_moderator()
    author = a_customer()
    case = heard(author)
    complaint = case.contribution
    assert complaint is not None
    removing.propose(case, first, "It names a colleague.")
    page = f"/service/{case.id}"
    db.session.commit()
    assert first.name in browser.sign_in(second).get(page).text
    appeal = an_appeal(author, a_statement(author, first, complaint, verdict=Verdict.LIMIT))
    db.session.commit()
    veiled = browser.get(page).text
    assert first.name not in veiled.partition('id="removal"')[2]
    assert "an appeal waits" in veiled
    appeals.withdraw(appeal, author)
    db.session.commit()
    assert first.name in browser.get(page).text
