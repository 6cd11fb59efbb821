"""An answer and everything that must be true together with it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Member
from community.notices import kinds
from community.notices.commands import choose_mail
from community.notices.models import Notice
from community.votes.commands import cast_vote
from customers import commands as customers, ledger, queries as file
from customers.models import Need, NeedEvidence, Purpose
from feedback import commands
from feedback.commands import Words, answer_idea
from feedback.facts import IdeaAnswered
from foundation import clock
from foundation.audit import AuditLine
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import speaking
from foundation.mail import MailMessage
from foundation.outbox import OutboxJob
from ideas.commands import AnsweredMeanwhile
from ideas.merging import merge_into
from ideas.models import Answer, Idea, IdeaStatus
from tests.factories.accounts import a_member, a_product_manager
from tests.factories.customers import a_linked_member
from tests.factories.ideas import an_idea

Drain = Callable[[], int]
YES = Words("In spring, with the second lot.")
NO = Words("Too few would use it.", "too_few", None, "ten shops ask")


def rows(table: type[object]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def notices_of(member: Member) -> list[str]:
    with speaking(member.language):
        found = db.session.scalars(
            select(Notice).where(Notice.member_id == member.id, Notice.kind == "idea_answered")
        )
        return [kinds.kind_of(one).text(one) for one in found]


def test_an_accepted_idea_reaches_the_customer_file(app: Flask) -> None:
    (author, customer), salome = a_linked_member("20"), a_product_manager()
    (supporter, other), head = a_linked_member("5"), a_member()
    idea = an_idea(author=author, title="Refill bags")
    cast_vote(idea, supporter)
    cast_vote(idea, head)
    answer = answer_idea(idea, salome, IdeaStatus.PLANNED, YES)
    assert [row.need.statement for row in file.evidence_on(customer.id)] == ["Refill bags"]
    assert [row.part for row in file.evidence_on(other.id)] == ["supporter"]
    assert file.evidence_of(head.id)[0].customer_id is None
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "feedback.answer")).one()
    assert (line.actor_id, line.before, line.after) == (
        salome.id,
        {"status": "new"},
        {"status": "planned", "answer": answer.id},
    )


def test_changing_one_s_mind_takes_the_evidence_back_by_new_rows(app: Flask) -> None:
    (author, customer), salome = a_linked_member("20"), a_product_manager()
    idea = an_idea(author=author)
    answer_idea(idea, salome, IdeaStatus.PLANNED, YES)
    answer_idea(idea, salome, IdeaStatus.DECLINED, NO)
    assert file.evidence_on(customer.id) == []
    assert rows(NeedEvidence) == 2
    answer_idea(idea, salome, IdeaStatus.STARTED, YES)
    answer_idea(idea, salome, IdeaStatus.SHIPPED, YES)
    assert len(file.evidence_on(customer.id)) == 1
    assert file.evidence_on(customer.id)[0].need.state == "met"


def test_a_failing_insert_undoes_the_acceptance_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    author, _customer = a_linked_member("20")
    idea, salome = an_idea(author=author), a_product_manager()
    db.session.commit()
    idea_id, before = idea.id, rows(OutboxJob)
    monkeypatch.setattr(ledger, "_times_written", lambda _need: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        answer_idea(idea, salome, IdeaStatus.PLANNED, YES)
    db.session.rollback()
    again = db.session.scalars(select(Idea).where(Idea.id == idea_id)).one()
    assert (again.stage, again.answer_count) == ("new", 0)
    assert (rows(Answer), rows(NeedEvidence), rows(Need), rows(AuditLine), rows(OutboxJob)) == (
        0,
        0,
        0,
        0,
        before,
    )


def test_an_evidence_row_that_is_there_already_undoes_the_acceptance_too(app: Flask) -> None:
    author, _customer = a_linked_member("20")
    idea, salome = an_idea(author=author), a_product_manager()
    need = customers.need_of(idea)
    key = f"need:{need.id}:member:{author.id}:author:1"
    db.session.add(NeedEvidence(need_id=need.id, member_id=author.id, part="supporter", key=key))
    db.session.commit()
    idea_id = idea.id
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        answer_idea(idea, salome, IdeaStatus.PLANNED, YES)
    db.session.rollback()
    assert db.session.scalars(select(Idea.stage).where(Idea.id == idea_id)).one() == "new"


def test_an_answer_needs_words_and_a_no_its_reason(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    with pytest.raises(commands.ReasonMissing):
        answer_idea(idea, salome, IdeaStatus.PLANNED, Words("  "))
    with pytest.raises(Invalid):
        answer_idea(idea, salome, IdeaStatus.DECLINED, Words("No."))


def test_the_second_of_two_colleagues_is_told(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    answer_idea(idea, salome, IdeaStatus.PLANNED, YES, expected=0)
    with pytest.raises(AnsweredMeanwhile):
        answer_idea(idea, salome, IdeaStatus.DECLINED, NO, expected=0)


def test_only_a_no_keeps_when_to_look_again(app: Flask) -> None:
    idea, salome = an_idea(), a_product_manager()
    words = Words("Later.", "not_now", date(2030, 1, 1), "when it rains")
    assert answer_idea(idea, salome, IdeaStatus.PLANNED, words).look_again_at is None
    assert answer_idea(idea, salome, IdeaStatus.DECLINED, words).look_again_at == date(2030, 1, 1)


def test_everybody_concerned_is_told_once_in_their_language(app: Flask, drain: Drain) -> None:
    author, reader = a_member(language="fr"), a_member()
    left, banned = a_member(), a_member()
    idea, salome = an_idea(author=author, title="Refill bags"), a_product_manager()
    for member in (reader, left, banned):
        cast_vote(idea, member)
    left.erased_at = banned.banned_at = clock.now()
    answer = answer_idea(idea, salome, IdeaStatus.PLANNED, YES)
    drain()
    commands.spread(answer.id)
    for _again in range(2):
        commands.tell_some(answer, idea, 0)
    drain()
    assert notices_of(reader) == ["The house answered “Refill bags”: it is planned"]
    assert len(notices_of(author)) == 1
    assert "Refill bags" in notices_of(author)[0]
    assert notices_of(author)[0] != "The house answered your idea “Refill bags”: it is planned"
    assert (notices_of(left), notices_of(banned), notices_of(salome)) == ([], [], [])


def test_mail_goes_only_to_those_who_allow_it(app: Flask, drain: Drain) -> None:
    author, voter = a_member(language="fr"), a_member()
    customers.give_consent(author, Purpose.LOOP)
    idea = an_idea(author=author, title="Refill bags")
    cast_vote(idea, voter)
    answer_idea(idea, a_product_manager(), IdeaStatus.DECLINED, NO)
    drain()
    letters = db.session.scalars(select(MailMessage)).all()
    assert [letter.recipient for letter in letters] == [author.email]
    assert "Too few would use it." in letters[0].text
    assert "ten shops ask" in letters[0].text
    assert f"/contributions/{idea.id}" in letters[0].text
    assert "Bonjour" in letters[0].text


def test_a_consent_withdrawn_between_answer_and_letter_is_heard(app: Flask, drain: Drain) -> None:
    author = a_member()
    customers.give_consent(author, Purpose.LOOP)
    idea = an_idea(author=author)
    answer_idea(idea, a_product_manager(), IdeaStatus.PLANNED, YES)
    customers.withdraw_consent(author, Purpose.LOOP)
    drain()
    assert rows(MailMessage) == 0


def test_who_turned_such_mail_off_gets_none(app: Flask, drain: Drain) -> None:
    author = a_member()
    customers.give_consent(author, Purpose.LOOP)
    choose_mail(author, answers=False, replies=True)
    answer_idea(an_idea(author=author), a_product_manager(), IdeaStatus.PLANNED, YES)
    drain()
    assert rows(MailMessage) == 0
    assert len(notices_of(author)) == 1


def test_many_people_are_told_in_batches(app: Flask, drain: Drain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "BATCH", 4)
    idea = an_idea(votes=11)
    answer_idea(idea, a_product_manager(), IdeaStatus.PLANNED, YES)
    drain()
    assert db.session.scalar(select(func.count()).where(Notice.kind == "idea_answered")) == 12
    assert db.session.scalar(select(func.count()).where(OutboxJob.kind == commands.TELL)) == 4


def test_merged_supporters_stand_behind_the_other_idea(app: Flask, drain: Drain) -> None:
    (member, customer), salome = a_linked_member("20"), a_product_manager()
    source, target = an_idea(title="The same again"), an_idea(title="Refill bags")
    cast_vote(source, member)
    for idea in (source, target):
        answer_idea(idea, salome, IdeaStatus.PLANNED, YES)
    merge_into(source, target, salome)
    drain()
    assert [row.need.statement for row in file.evidence_on(customer.id)] == ["Refill bags"]


def test_the_answer_is_a_fact(app: Flask) -> None:
    heard: list[IdeaAnswered] = []
    app.extensions["facts"].passing.setdefault(IdeaAnswered, []).append(heard.append)
    idea = an_idea()
    answer = answer_idea(idea, a_product_manager(), IdeaStatus.PLANNED, YES)
    db.session.commit()
    app.extensions["facts"].passing[IdeaAnswered].remove(heard.append)
    assert heard == [IdeaAnswered(idea.id, answer.id, "planned")]


def test_the_day_to_look_again_is_told(app: Flask, drain: Drain) -> None:
    author = a_member()
    customers.give_consent(author, Purpose.LOOP)
    later = (clock.now() + timedelta(days=90)).date()
    answer_idea(
        an_idea(author=author), a_product_manager(), IdeaStatus.DECLINED, Words("Not yet.", "not_now", later)
    )
    drain()
    assert format_date(later, "long", locale="en_GB") in db.session.scalars(select(MailMessage.text)).one()
