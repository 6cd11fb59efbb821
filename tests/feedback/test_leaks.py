"""Side doors to what somebody may not read: lists of one's own, merged titles, former words, letters."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, select

from community.comments.commands import comment
from community.contributions.models import State
from community.notices.commands import choose_mail, notify
from community.spaces.models import Audience, CircleMember
from community.votes.commands import cast_vote
from customers.commands import give_consent
from customers.models import Purpose
from feedback.commands import Words, answer_idea
from foundation.clock import frozen, now
from foundation.database import db
from foundation.mail import MailMessage
from ideas.commands import edit_idea
from ideas.merging import merge_into
from ideas.models import IdeaStatus
from moderation.lists.commands import add_word
from moderation.reasons import Reason, Verdict
from tests.browser_client import Browser
from tests.factories.accounts import a_member, a_moderator, a_product_manager, an_admin
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.factories.moderation import decided


def letters() -> str:
    """All that was written to anybody."""
    return "\n".join(f"{one.subject}\n{one.text}" for one in db.session.scalars(select(MailMessage)))


def test_a_visitor_has_no_ideas_of_their_own(browser: Browser) -> None:
    sealed = a_space(audience=Audience.CIRCLE.value)
    for title, given in (("Taken away", {"state": State.REMOVED}), ("In the circle", {"space": sealed})):
        an_idea(title=title, **given).author_id = None
    page = browser.get("/ideas/?mine=1&status=all").text
    assert "Taken away" not in page
    assert "In the circle" not in page


def test_a_merged_idea_of_a_sealed_space_is_not_named_to_the_public(browser: Browser) -> None:
    place = a_space()
    sealed, target = an_idea(title="Secret roast", space=place), an_idea()
    merge_into(sealed, target, an_admin())
    place.audience = (
        Audience.CIRCLE.value
    )  # sealed after the merge: a circle lets nothing be merged elsewhere
    db.session.flush()
    address = f"/ideas/{target.id}-{target.slug}"
    assert "Secret roast" not in browser.get(address).text
    assert "Secret roast" in browser.stranger().sign_in(an_admin(name="Olga")).get(address).text


def test_words_that_never_were_public_do_not_become_so_with_those_that_replaced_them(
    browser: Browser,
) -> None:
    author, moderator = a_member(), a_moderator()
    add_word("*", "badword", "", moderator)
    with frozen(now()) as start:
        idea = an_idea(author=author)
    with frozen(start + timedelta(hours=1)):
        edit_idea(idea, author, idea.title, "My badword and my neighbour's address", expected=1)
        decided(idea, Verdict.CHANGES, Reason.PERSONAL_DATA, by=moderator)
    with frozen(start + timedelta(hours=2)):
        edit_idea(idea, author, idea.title, "My words without an address in them", expected=2)
    with frozen(start + timedelta(hours=3)):
        decided(idea, Verdict.APPROVE, by=moderator)
    db.session.flush()
    assert "badword" not in browser.get(f"/ideas/{idea.id}/history").text
    assert "badword" in browser.stranger().sign_in(author).get(f"/ideas/{idea.id}/history").text


def test_no_letter_tells_of_what_its_reader_may_no_longer_see(
    browser: Browser, drain: Callable[[], int]
) -> None:
    reader, author = a_member(), a_member()
    idea = an_idea(author=author, title="Hidden meanwhile")
    db.session.flush()
    notify(
        reader.id,
        "community.comment",
        key="one",
        contribution=idea,
        data={"said": idea.id},
        actor=author,
        mail=True,
    )
    choose_mail(reader, answers=True, replies=True)
    idea.state = State.REMOVED.value
    drain()
    assert "Hidden meanwhile" not in letters()


def test_who_left_the_circle_hears_no_answer_of_the_house(drain: Callable[[], int]) -> None:
    former, staying = a_member(), a_member()
    space = a_space(audience=Audience.CIRCLE.value, circle=(former, staying))
    idea = an_idea(space=space, title="Circle talk")
    for one in (former, staying):
        cast_vote(idea, one)
        give_consent(one, Purpose.LOOP)
    db.session.execute(delete(CircleMember).where(CircleMember.member_id == former.id))
    answer_idea(idea, a_product_manager(), IdeaStatus.PLANNED, Words("We plan it."))
    drain()
    written = {
        one.recipient for one in db.session.scalars(select(MailMessage)) if "Circle talk" in one.subject
    }
    assert written == {staying.email}


def test_a_comment_goes_into_hiding_with_what_it_is_about(browser: Browser) -> None:
    idea, speaker = an_idea(), a_member()
    said = comment(idea, speaker, "A word about the neighbour")
    db.session.flush()
    reader = browser.stranger().sign_in(a_member())
    assert reader.get(f"/contributions/{said.id}/report").status_code == 200
    idea.state = State.REMOVED.value
    for path in ("report", "comments", "vote", "votes/on-behalf", "follow"):
        for one in (browser, reader):
            assert "neighbour" not in one.get(f"/contributions/{said.id}/{path}").text, path
    assert reader.get(f"/contributions/{said.id}/report").status_code == 404
    assert reader.post(f"/contributions/{said.id}/follow").status_code == 404
    assert reader.get(f"/contributions/numbers?ids={said.id}").json["moved"] == []


def test_who_wrote_into_the_letter_box_may_answer_the_house_there(browser: Browser) -> None:
    author, staff = a_member(), an_admin()
    idea = an_idea(author=author, space=a_space(audience=Audience.OWN.value))
    said = comment(idea, staff, "Which shop was it?")
    db.session.flush()
    home = browser.sign_in(author)
    assert home.get(f"/contributions/{said.id}").status_code == 303
    home.post(f"/contributions/{idea.id}/comments", text="The one in Lille", parent=str(said.id))
    thread = home.get(f"/ideas/{idea.id}-{idea.slug}").text
    assert "The one in Lille" in thread
    assert browser.stranger().sign_in(a_member()).get(f"/contributions/{said.id}").status_code == 404
