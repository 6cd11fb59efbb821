"""What members are told."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from accounts.models import Member
from community.comments import commands
from community.contributions.models import Contribution, State
from community.notices.commands import choose_mail, notify
from community.notices.models import Notice
from community.notices.queries import unread_count
from community.spaces.models import Audience
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member
from tests.factories.community import a_contribution, a_space
from tests.questions import counted

Drain = Callable[[], int]


def told(member: Member) -> list[str]:
    kinds = db.session.scalars(select(Notice.kind).where(Notice.member_id == member.id).order_by(Notice.id))
    return [kind.removeprefix("community.") for kind in kinds]


def test_a_comment_is_told_to_the_author_of_the_idea_once(app: Flask, drain: Drain) -> None:
    author, other = a_customer(), a_member()
    commands.comment(a_contribution(author), other, "Yes")
    drain()
    drain()
    assert (told(author), told(other)) == (["comment"], [])


def test_nobody_is_told_what_they_said_themselves(app: Flask, drain: Drain) -> None:
    author = a_customer()
    about = a_contribution(author)
    commands.comment(about, author, f"I mean @{author.name}", parent=commands.comment(about, author, "I"))
    drain()
    assert told(author) == []


def test_an_answer_is_told_to_those_who_spoke_in_the_thread(app: Flask, drain: Drain) -> None:
    first, second, third = a_member(), a_member(), a_member()
    about = a_contribution()
    root = commands.comment(about, first, "One")
    commands.comment(about, second, "Two", parent=root)
    commands.comment(about, third, "Three", parent=root)
    drain()
    assert (told(first), told(second), told(third)) == (["reply", "reply"], ["reply"], [])


def test_who_is_named_is_told_that_and_nothing_else(app: Flask, drain: Drain) -> None:
    author, other = a_customer(), a_member()
    commands.comment(a_contribution(author), other, f"Well, @{author.name}?")
    drain()
    assert told(author) == ["mention"]


def test_naming_somebody_in_a_later_version_tells_them_too(app: Flask, drain: Drain) -> None:
    named, other = a_customer(), a_member()
    written = commands.comment(a_contribution(), other, "Well?")
    commands.edit_comment(written, other, f"Well, @{named.name}?", expected=1)
    drain()
    assert told(named) == ["mention"]


def test_who_may_not_read_the_space_is_not_told(app: Flask, drain: Drain) -> None:
    insider, outsider = a_member(), a_customer()
    about = a_contribution(space=a_space(audience=Audience.CIRCLE.value, circle=(insider,)))
    commands.comment(about, insider, f"Do not tell @{outsider.name}")
    drain()
    assert told(outsider) == []


def test_what_was_hidden_meanwhile_is_not_told(app: Flask, drain: Drain) -> None:
    author = a_customer()
    written = commands.comment(a_contribution(author, comment_count=1), a_member(), "Oops")
    commands.delete_comment(written)
    drain()
    assert told(author) == []


def a_notice(member: Member, about: Contribution, actor: Member) -> None:
    notify(member.id, "community.comment", key="k", contribution=about, actor=actor, data={"said": about.id})


def test_notices_are_read_in_the_readers_language(browser: Browser) -> None:
    reader, actor = a_customer(language="fr"), a_member(name="Karim")
    a_notice(reader, a_contribution(reader, title="Sacs d’un kilo"), actor)
    page = browser.sign_in(reader).get("/notices").text
    assert "Karim a commenté « Sacs d’un kilo »" in page.replace("\u00a0", " ")


def test_opening_a_notice_reads_it_and_leads_there(browser: Browser) -> None:
    reader = a_customer()
    about = a_contribution(reader)
    a_notice(reader, about, a_member())
    notice = db.session.scalars(select(Notice)).one()
    assert "Notices, 1 unread" in browser.sign_in(reader).get("/notices").text
    assert browser.post(f"/notices/{notice.id}").location == f"/contributions/{about.id}"
    assert unread_count(reader) == 0


def test_all_notices_can_be_read_at_once(browser: Browser) -> None:
    reader = a_customer()
    for number in range(3):
        notify(reader.id, "community.comment", key=f"k{number}", data={"said": 1})
    browser.sign_in(reader).post("/notices/read")
    assert unread_count(reader) == 0


def test_nobody_opens_somebody_elses_notice(browser: Browser) -> None:
    a_notice(a_member(), a_contribution(), a_member())
    notice = db.session.scalars(select(Notice)).one()
    assert browser.sign_in(a_customer()).post(f"/notices/{notice.id}").status_code == 404


def test_a_notice_about_what_is_hidden_now_is_not_shown(browser: Browser) -> None:
    reader = a_customer()
    a_notice(reader, a_contribution(title="Secret", state=State.HELD.value), a_member())
    assert "Secret" not in browser.sign_in(reader).get("/notices").text


def test_many_notices_cost_no_more_questions_than_one(browser: Browser) -> None:
    reader, about = a_customer(), a_contribution()
    browser.sign_in(reader)
    asked = []
    for number in range(12):
        notify(reader.id, "community.comment", key=f"k{number}", contribution=about, data={"said": about.id})
        with counted() as sent:
            browser.get("/notices")
        asked.append(len(sent))
    assert asked[0] == asked[-1]


def test_mail_goes_to_those_who_chose_it_in_their_language(app: Flask, drain: Drain) -> None:
    wants, does_not = a_customer(language="fr"), a_customer()
    choose_mail(wants, answers=False, replies=True)
    for author in (wants, does_not):
        commands.comment(a_contribution(author, title="Sacs"), a_member(name=f"Karim {author.id}"), "Oui")
    drain()
    [sent] = db.session.scalars(select(MailMessage)).all()
    assert sent.recipient == wants.email
    assert "a commenté" in sent.subject
    assert "http://localhost/contributions/" in sent.text


def test_who_read_it_here_gets_no_mail(app: Flask, drain: Drain) -> None:
    reader = a_customer()
    choose_mail(reader, answers=True, replies=True)
    notify(reader.id, "community.comment", key="k", data={"said": 1}, mail=True)
    db.session.scalars(select(Notice)).one().read_at = reader.created_at
    drain()
    assert db.session.scalars(select(MailMessage)).all() == []


def test_the_choice_of_mails_is_kept(browser: Browser) -> None:
    reader = a_customer()
    browser.sign_in(reader).post("/notices/by-mail", replies="yes")
    page = browser.get("/notices").text
    assert 'name="replies" value="yes" checked' in page
    assert 'name="answers" value="yes" checked' not in page


def test_many_comments_on_one_idea_are_one_line(browser: Browser) -> None:
    reader = a_customer()
    about, other = a_contribution(reader, title="Bags"), a_contribution(reader, title="Tins")
    for number in range(3):
        actor = a_member()
        notify(
            reader.id,
            "community.comment",
            key=f"k{number}",
            contribution=about,
            actor=actor,
            data={"said": about.id},
        )
    a_notice(reader, other, a_member(name="Karim"))
    page = browser.sign_in(reader).get("/notices").text
    assert "3 people commented on “Bags”" in page
    assert "Karim commented on “Tins”" in page
    assert page.count('class="told__one is-new"') == 2
    assert "3 new" in page


def test_one_person_who_comments_twice_is_one_person(browser: Browser) -> None:
    reader, actor = a_customer(), a_member(name="Karim")
    about = a_contribution(reader, title="Bags")
    for number in range(2):
        notify(
            reader.id,
            "community.comment",
            key=f"k{number}",
            contribution=about,
            actor=actor,
            data={"said": about.id},
        )
    assert "Karim commented 2 times on “Bags”" in browser.sign_in(reader).get("/notices").text


def test_opening_a_line_leads_to_the_first_unread_and_reads_all_of_it(browser: Browser) -> None:
    reader, about = a_customer(), a_contribution(title="Bags")
    for number in (5, 6, 7):
        notify(
            reader.id,
            "community.comment",
            key=f"k{number}",
            contribution=about,
            actor=a_member(),
            data={"said": number},
        )
    first, _second, last = db.session.scalars(select(Notice).order_by(Notice.id)).all()
    page = browser.sign_in(reader).get("/notices").text
    assert f'action="/notices/{first.id}"' in page
    assert browser.post(f"/notices/{first.id}", upto=str(last.id)).location.endswith("#comment-5")
    assert unread_count(reader) == 0


def test_notices_stand_under_their_day(browser: Browser) -> None:
    reader = a_customer()
    for key, days in (("c", 9), ("b", 1), ("a", 0)):
        notify(reader.id, "community.comment", key=key, data={"said": 1})
        notice = db.session.scalars(select(Notice).where(Notice.dedupe_key == key)).one()
        notice.created_at = now() - timedelta(days=days)
    page = browser.sign_in(reader).get("/notices").text
    assert page.index("Today") < page.index("Yesterday")
    assert page.count('class="told__day"') == 3
