"""What the browser tests ask the server to set up. Arguments and results are plain, they cross a pipe."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from flask import Flask, current_app, url_for
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import delete, select, update

from accounts import access
from accounts.models import Member, Role
from accounts.passwords import hashed
from accounts.sessions import open_session
from community.comments.commands import comment, delete_comment
from community.contributions.commands import submit
from community.contributions.models import State
from community.votes.commands import cast_vote
from foundation import search
from foundation.clock import now
from foundation.database import db
from foundation.outbox import OutboxJob, worker
from ideas.commands import edit_idea, set_status
from ideas.merging import merge_into
from ideas.models import Idea, IdeaStatus
from moderation.claims.models import Lease
from moderation.lists.commands import add_word
from moderation.lists.models import WordListEntry
from moderation.models import Case
from moderation.queries import queue
from moderation.reasons import Reason
from moderation.reports import report
from tests.factories import accounts as people
from tests.factories.community import a_space
from tests.factories.customers import a_linked_member, some_evidence
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_case
from tests.factories.pictures import a_picture

FOUR = {
    "customer": people.a_customer,
    "moderator": people.a_moderator,
    "product_manager": people.a_product_manager,
    "admin": people.an_admin,
}


def sign_in(who: str, language: str = "en") -> dict[str, object]:
    """A new person of a role with an open session: the id and the cookie to give the browser."""
    make = FOUR.get(who) or (lambda **given: people.a_member(Role(who), **given))
    member = make(language=language)
    token = open_session(member, "browser test")
    db.session.commit()
    signer = SecureCookieSessionInterface().get_signing_serializer(current_app._get_current_object())
    assert signer is not None
    cookie = signer.dumps({access.TOKEN: token})
    return {"id": member.id, "cookie": current_app.config["SESSION_COOKIE_NAME"], "value": cookie}


def idea(
    title: str = "Refill bags", votes: int = 0, status: str = "new", author_id: int | None = None
) -> dict[str, object]:
    """A published idea."""
    author = db.session.get(Member, author_id) if author_id else None
    made = an_idea(title=title, votes=votes, status=IdeaStatus(status), author=author)
    search.touch(made.id)
    db.session.commit()
    return {"id": made.id, "url": _address(made)}


def ship(idea_id: int) -> None:
    """The house says that it is there."""
    set_status(
        db.session.get_one(Idea, idea_id), IdeaStatus.SHIPPED, people.a_product_manager(), "It is there."
    )
    db.session.commit()


def crowd(idea_id: int, votes: int = 30, comments: int = 3) -> None:
    """Many people at once: each vote and comment is committed alone, as when they come from many phones."""
    for _number in range(votes):
        cast_vote(db.session.get_one(Idea, idea_id), people.a_member())
        db.session.commit()
    for number in range(comments):
        comment(db.session.get_one(Idea, idea_id), people.a_member(), f"Me too, said number {number}.")
        db.session.commit()


def _address(made: Idea) -> str:
    endpoint, values = made.address
    return url_for(endpoint, **values)


def drain() -> int:
    """Do all the work that waits in the outbox, also what would be due in a moment.

    In a thread without a request, as the worker does: what reads first and then writes would else meet the locks of
    pages that are open.
    """
    db.session.commit()
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the application itself
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(_drained, app).result()


def _drained(app: Flask) -> int:
    with app.app_context():
        db.session.execute(update(OutboxJob).where(OutboxJob.done_at.is_(None)).values(run_at=now()))
        db.session.commit()
        return worker.drain()


def neighbourhood() -> dict[str, list[str]]:
    """A small lively place for pictures: ideas in every status; answers the addresses worth seeing, by person."""
    told = [
        ("Sell the decaf in 1 kg bags", 41, "started"),
        ("Print the roast date on the front, not under the fold", 35, "planned"),
        ("Let me pause my subscription while I travel", 19, "new"),
        ("A half-caf that is not a compromise", 28, "under_review"),
        ("Ethiopia in winter too, even in small lots", 14, "declined"),
        ("A grind guide for the stovetop pot", 9, "shipped"),
        ("Refill my tin at the counter", 31, "shipped"),
    ]
    made = [idea(title, votes, status) for title, votes, status in told]
    ines, customer = a_linked_member("12.50", "40.00", "18.90")
    some_evidence(ines, title="Bigger bags")
    db.session.commit()
    case = held(
        "The capsule ships in March, I saw it",
        "A friend at the workshop showed me **the capsule**.\n\nI would rather refill one with the beans I like.",
    )
    held("My parcel came open, twice", "Two bags, both with a hole.")
    reported("Buy followers cheap cheap", 3)
    return {
        "moderator": [f"/moderation/cases/{case}"],
        "": [str(made[0]["url"]), "/people/1"],
        "customer": [str(made[0]["url"])],
        "product_manager": [f"/feedback/ideas/{made[3]['id']}"],
        "crm_manager": [f"/customers/{customer.id}"],
        "admin": ["/spaces/", "/spaces/new"],
    }


def held(title: str, text: str) -> int:
    """Something that waits for a moderator in a space where everything is read first: the number of its case."""
    author = people.a_member(name="Gaspard N.")
    place = a_space(name="Packaging", moderation="pre")
    made = submit(Idea(space_id=place.id, title=title, source=text, language="en"), author)
    db.session.commit()
    found = db.session.scalar(select(Case.id).where(Case.contribution_id == made.id))
    assert found
    return found


def reported(title: str, times: int) -> int:
    """A published idea that people reported."""
    made = an_idea(title=title, votes=2)
    for _number in range(times):
        report(made, people.a_member(), Reason.SPAM, "It sells followers.")
    db.session.commit()
    return made.id


def space(name: str) -> int:
    """A public space to write in."""
    made = a_space(name=name)
    db.session.commit()
    return made.id


def talk(idea_id: int, reader_id: int | None = None) -> dict[str, object]:
    """A conversation under an idea: answers, a name, the house, something gone, something of the reader that waits."""
    about = db.session.get_one(Idea, idea_id)
    karim, odile = people.a_member(name="Karim D."), people.a_member(name="Odile M.")
    house = people.a_product_manager(name="Salomé Reverdy")
    root = comment(
        about, karim, "Would a valve that closes again change the test? **Five weeks** without trouble here."
    )
    comment(about, house, "It is in the test: half the bags have it. Thank you @Karim D.", parent=root)
    comment(about, karim, "Then I would pay for the valve.", parent=root)
    gone = comment(about, odile, "Never mind")
    comment(about, karim, "I saw what you wrote!", parent=gone)
    delete_comment(gone)
    comment(about, odile, "Freeze half of it the day it arrives. I have done so for years.")
    if reader_id is not None:
        reader = db.session.get_one(Member, reader_id)
        _list_word("projet Écume", "Not public before March", house)
        comment(about, reader, "I heard of projet Écume from a friend.")
        about.author_id = reader.id
        comment(about, karim, "Do you drink it black?")
    drain()
    return {"id": root.id}


def waiting(count: int = 6) -> list[int]:
    """A queue with the whole zoo that nobody reads yet; answers the ids of what waits, the most urgent first."""
    db.session.execute(delete(Lease))
    chief = people.a_moderator(name="Malo")
    for term, why in (("projet Écume", "Not public before March"), ("Aldébran", "A supplier"), ("idiot", "")):
        _list_word(term, why, chief)
    pre = a_space(name="Packaging", moderation="pre")
    leak = (
        "Un ami qui travaille à l’atelier m’a montré le projet Écume : une capsule en fibre, faite chez Aldébran."
        "\n\nCe que je voudrais, c’est une capsule rechargeable avec les grains qu’on aime déjà."
    )
    author = people.a_member(name="Gaspard N.", language="fr")
    submit(
        Idea(space_id=pre.id, title="La capsule sort en mars, je l’ai vue", source=leak, language="fr"),
        author,
    )
    about = an_idea(title="A half-caf that is not a compromise")
    insult = comment(
        about, people.a_member(name="Bastien"), "Only somebody who hates coffee would ask for that."
    )
    for name, reason in (("Awa S.", "insult"), ("Nour", "insult"), ("Leïla K.", "hate")):
        report(
            insult,
            people.a_member(name=name),
            Reason(reason),
            "The second half of the sentence." if name == "Nour" else "",
        )
    comment(about, people.a_member(name="Théo"), "What an idiot wrote this? Call me on 06 12 34 56 78.")
    for number in range(count - 3):
        told = "Two scoops instead of three, and a box that closes."
        submit(
            Idea(space_id=pre.id, title=f"Winter bag number {number + 1}", source=told),
            people.a_member(name=f"Ines {number}"),
        )
    drain()
    return [line.case_id for line in queue(chief)]


def _list_word(term: str, why: str, by: Member) -> None:
    if db.session.scalar(select(WordListEntry.id).where(WordListEntry.term == term)) is None:
        add_word("*", term, why, by)


def ideas_shown() -> dict[str, object]:
    """Ideas with all that can stand round them: answers, comments, merged ones, former words, a held one."""
    neighbourhood()
    salome, ines, paul = people.a_product_manager(), people.a_customer(), people.a_member(name="Paul A.")
    here = a_space(name="Beans and roasts")
    answered = an_idea(
        title="Sell the decaf in 1 kg bags", author=ines, space=here, votes=41, tags=("decaf", "big bags"),
        source="Two of us, four cups a day each, and the 250 g bag lasts until Thursday. I end up with a drawer full of "
        "empty bags.\n\nI do not need a discount as big as the regular kilo’s. I need to stop ordering every week.",
    )  # fmt: skip
    small = an_idea(title="Gros sac de déca svp", author=paul, space=here, votes=8)
    merge_into(small, answered, salome)
    set_status(answered, "under_review", salome, "We are asking the roasters.")
    set_status(
        answered, "planned", salome, "Yes. We are looking for a bag that keeps the beans fresh for a month."
    )
    set_status(
        answered, "started", salome,
        "Yes. The bags are ordered and the line has been set for them. What holds us is **freshness**: decaf goes flat "
        "sooner.\n\nIf it keeps, the kilo goes on sale in both shops.",
    )  # fmt: skip
    first = comment(answered, paul, "Would a valve that closes again change the test?")
    comment(answered, salome, "It is in the test: half the bags have it.", parent=first)
    declined = an_idea(title="Ethiopia in winter too", votes=12, space=here)
    set_status(
        declined,
        "declined",
        salome,
        "The lot ends when the sacks do.",
        "not_feasible",
        date(2027, 3, 1),
        "the March crop lands",
    )
    edit_idea(small, paul, small.title, "Bigger bags of decaf for the staff room.", expected=1)
    held = an_idea(title="A held idea", author=ines, space=here, state=State.HELD)
    plain = an_idea(title="Pause my subscription while I travel", author=paul, space=here, votes=3)
    for one in (answered, declined, plain):
        search.touch(one.id)
    token = open_session(ines, "browser test")
    db.session.commit()
    worker.drain()
    signer = SecureCookieSessionInterface().get_signing_serializer(current_app._get_current_object())
    assert signer is not None
    cookie = {
        "cookie": current_app.config["SESSION_COOKIE_NAME"],
        "value": signer.dumps({access.TOKEN: token}),
    }
    return {
        "answered": _address(answered), "declined": _address(declined), "merged": _address(small), "held": _address(held),
        "plain": _address(plain), "history": f"/ideas/{small.id}/history", "held_edit": f"/ideas/{held.id}/edit",
        "author": cookie,
    }  # fmt: skip


def somebody(email: str, password: str, language: str = "en") -> int:
    """A member who can sign in with a password."""
    made = people.a_customer(email=email, password_hash=hashed(password), language=language)
    db.session.commit()
    return made.id


def pictured_case() -> int:
    """Something held that shows a picture."""
    about = an_idea(title="Watches for coffee lovers", state=State.HELD)
    a_picture(about)
    case = a_case(about)
    db.session.commit()
    return case.id
