"""The things routes are about, by the name in permissions.txt, each in four states for the permission test.

A builder takes the state ("own", "other", "hidden" or "erased") and the member who will ask (None for a visitor)
and gives the values of the address: every name a route about this thing may use. It gives None for a state the
thing cannot be in. `FIELDS` holds the form of an endpoint that needs one to be understood at all.
"""

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PIL import Image
from sqlalchemy import delete, select

from accounts import tokens
from accounts.commands import erase
from accounts.models import Member, MemberSession, Role
from accounts.sessions import open_session
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.notices.models import Notice
from community.spaces.models import Audience
from foundation import brand, mail
from foundation.brand import commands as brand_commands
from foundation.brand.logo import Logo
from foundation.clock import now
from foundation.database import db
from foundation.mail import MailMessage, stopping
from foundation.outbox import OutboxJob
from moderation.appeals.models import Appeal
from moderation.batches.models import Batch
from moderation.embargo.models import CompetitorDomain
from moderation.filters.models import KeptFilter
from moderation.illegal import queries as queries_of_illegal
from moderation.illegal.commands import add_flagger
from moderation.lists.commands import add_host, add_word
from moderation.models import Decision
from moderation.pictures.commands import ban
from moderation.pictures.models import BannedPicture
from moderation.reasons import Reason
from moderation.sanctions.models import Sanction
from moderation.service.checking import address as answer_to
from moderation.service.models import ComplaintRemoval
from portal import branding
from tests.factories.accounts import a_hold, a_member
from tests.factories.community import a_contribution, a_space
from tests.factories.customers import a_buyer, some_evidence
from tests.factories.ideas import an_idea
from tests.factories.illegal import a_notice, an_objection
from tests.factories.moderation import a_case, a_service_case, a_term
from tests.factories.pictures import a_picture
from tests.factories.rules import a_rule
from tests.factories.statements import a_statement

Values = dict[str, Any]
Builder = Callable[[str, Member | None], Values | None]

SUBJECTS: dict[str, Builder] = {}
FIELDS: dict[str, dict[str, Any]] = {}


def builds(subject: str) -> Callable[[Builder], Builder]:
    """Name the thing a function builds."""

    def keep(builder: Builder) -> Builder:
        SUBJECTS[subject] = builder
        return builder

    return keep


def author_for(state: str, actor: Member | None) -> Member:
    """Who wrote the thing: the one who asks when it is their own, else somebody else."""
    return actor if state == "own" and actor is not None else a_member()


@builds("member")
def member(state: str, actor: Member | None) -> Values:
    """A person's page: one's own, another's, a banned member's, an erased one's."""
    person = author_for(state, actor)
    if state == "hidden":
        person.banned_at = now()
    if state == "erased":
        person.erased_at, person.email, person.name = now(), None, "Former member"
    db.session.flush()
    return {"id": person.id, "member_id": person.id}


@builds("idea")
def idea(state: str, actor: Member | None) -> Values:
    """An idea: one's own, another's, a held one, one whose author has left."""
    found = an_idea(
        author=author_for(state, actor), state=State.HELD if state == "hidden" else State.PUBLISHED
    )
    if state == "erased":
        found.author_id = None
    db.session.flush()
    return {"idea_id": found.id, "slug": found.slug}


@builds("session")
def session(state: str, actor: Member | None) -> Values | None:
    """A signed-in browser: one's own, or another's, whose existence is not known."""
    if state == "erased":
        return None
    open_session(author_for(state, actor), "another browser")
    db.session.flush()
    return {"id": db.session.scalars(select(MemberSession.id).order_by(MemberSession.id.desc())).first()}


@builds("demo")
def demo(_state: str, _actor: Member | None) -> Values | None:
    """The entries of the demo exist in no other site, so also not in the tests'."""
    return None


def a_link(purpose: str, state: str, actor: Member | None) -> Values | None:
    """A link sent by mail: whoever holds it may use it, signed in or not."""
    if state in ("hidden", "erased"):
        return None
    person = author_for(state, actor)
    token = tokens.issue(person, purpose, f"new-{person.id}@example.org")
    db.session.flush()
    return {"token": token}


SUBJECTS["verify_link"] = partial(a_link, tokens.VERIFY)
SUBJECTS["reset_link"] = partial(a_link, tokens.RESET)
SUBJECTS["address_link"] = partial(a_link, tokens.EMAIL)


@builds("stop_link")
def stop_link(state: str, actor: Member | None) -> Values | None:
    """The address in a letter that stops such letters: whoever holds it may use it."""
    if state in ("hidden", "erased"):
        return None
    return {"token": stopping.address("answers", author_for(state, actor).id).rpartition("/")[2]}


@builds("sample")
def sample(_state: str, _actor: Member | None) -> Values | None:
    """A letter with a sample, in a language."""
    return {"name": "confirm", "code": "fr"}


@builds("customer")
def customer(state: str, _actor: Member | None) -> Values | None:
    """A customer of the file; it belongs to nobody here and is never hidden."""
    return None if state == "hidden" else {"customer_id": a_buyer(spent=("12.50",)).id}


@builds("customer_file")
def customer_file(state: str, _actor: Member | None) -> Values:
    """A part of the customer file that can be taken out."""
    return {"kind": "customers"}


@builds("need")
def need(state: str, actor: Member | None) -> Values | None:
    """A need written down of somebody: one's own, or another's, which one does not see."""
    return None if state == "erased" else {"evidence_id": some_evidence(author_for(state, actor)).id}


@builds("purpose")
def purpose(state: str, _actor: Member | None) -> Values:
    """Something a member may allow."""
    return {"purpose": "record"}


def of_state(state: str, actor: Member | None, **given: Any) -> Contribution:
    """Something published, held, or left behind by an author who was erased."""
    author = None if state == "erased" else author_for(state, actor)
    held = {"state": State.HELD.value} if state == "hidden" else {}
    return a_contribution(author, **held, **given)


@builds("contribution")
def contribution(state: str, actor: Member | None) -> Values:
    """Something written, of no particular kind."""
    return {"contribution_id": of_state(state, actor).id}


@builds("picture")
def picture(state: str, actor: Member | None) -> Values:
    """A picture of something written."""
    return {"key": a_picture(of_state(state, actor)).key, "size": "page"}


@builds("comment")
def comment(state: str, actor: Member | None) -> Values:
    """Something said about a contribution."""
    said = of_state(state, actor, of=Comment, about_id=a_contribution(comment_count=1).id)
    return {"comment_id": said.id}


@builds("notice")
def notice(state: str, actor: Member | None) -> Values | None:
    """Something one was told, or that somebody else was."""
    if state in ("hidden", "erased"):
        return None
    person = author_for(state, actor)
    given = Notice(
        member_id=person.id,
        kind="community.comment",
        data={"said": a_contribution().id},
        dedupe_key=uuid.uuid4().hex,
    )
    db.session.add(given)
    db.session.flush()
    return {"notice_id": given.id}


@builds("space")
def space(state: str, actor: Member | None) -> Values | None:
    """An open space, or the space of a circle one does not belong to."""
    if state == "erased":
        return None
    audience = Audience.CIRCLE if state == "hidden" else Audience.PUBLIC
    return {"slug": a_space(audience=audience.value).slug, "member_id": a_member().id}


@builds("period")
def period(_state: str, _actor: Member | None) -> Values:
    """The report of a year, as a file."""
    return {"name": "2026", "form": "csv"}


@builds("circle")
def circle(state: str, _actor: Member | None) -> Values | None:
    """The space of a circle; belonging to it gives no right of this kind."""
    return {"slug": a_space(audience=Audience.CIRCLE.value).slug} if state == "other" else None


@builds("message")
def message(state: str, actor: Member | None) -> Values | None:
    """A message the site has written to somebody."""
    if state != "other":
        return None
    mail.send("ines@example.org", "Hello", "Hello Inès", key=f"subject:{now().timestamp()}")
    written = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc()).limit(1)).one()
    return {"message_id": written.id}


@builds("job")
def job(state: str, actor: Member | None) -> Values | None:
    """A job that was given up."""
    if state != "other":
        return None
    given_up = OutboxJob(kind="test.broken", parked_at=now(), last_error="It did not work.")
    db.session.add(given_up)
    db.session.flush()
    return {"job_id": given_up.id}


FIELDS["operations.send_test"] = {"address": "odile@example.org"}


@builds("case")
def case(state: str, actor: Member | None) -> Values:
    """Something before the moderators."""
    return {"case_id": a_case(of_state(state, actor)).id}


@builds("case_picture")
def case_picture(state: str, actor: Member | None) -> Values:
    """A picture before the moderators."""
    case = a_case(of_state(state, actor))
    shown = a_picture(db.session.get_one(Contribution, case.contribution_id))
    return {"case_id": case.id, "key": shown.key}


@builds("banned_picture")
def banned_picture(state: str, actor: Member | None) -> Values | None:
    """A picture nobody may show."""
    if state == "hidden":
        return None
    db.session.execute(delete(BannedPicture))
    return {"ban_id": ban(a_picture(), author_for(state, actor), Reason.SPAM).id}


@builds("decision")
def decision(state: str, actor: Member | None) -> Values | None:
    """A decision: one's own, or a colleague's."""
    if state in ("hidden", "erased"):
        return None
    decider = author_for(state, actor)
    taken = Decision(
        case_id=a_case().id, verdict="approve", reason="within_rules", by_id=decider.id, revision=1
    )
    db.session.add(taken)
    db.session.flush()
    return {"decision_id": taken.id}


@builds("host")
def host(state: str, actor: Member | None) -> Values | None:
    """A listed host."""
    if state == "hidden":
        return None
    name = f"{uuid.uuid4().hex}.example"
    return {"host_id": add_host(name, "", author_for(state, actor), refused=True).id}


@builds("batch")
def batch(state: str, actor: Member | None) -> Values | None:
    """Decisions taken at once: by oneself, or by a colleague."""
    if state in ("hidden", "erased"):
        return None
    taken = Batch(by_id=author_for(state, actor).id)
    db.session.add(taken)
    db.session.flush()
    return {"batch_id": taken.id}


@builds("filter")
def kept_filter(state: str, actor: Member | None) -> Values | None:
    """A filter of the queue: one's own, or one that a colleague shares."""
    if state == "hidden":
        return None
    kept = KeptFilter(
        owner_id=author_for(state, actor).id, name=uuid.uuid4().hex, shared=True, asked={"kind": "idea"}
    )
    db.session.add(kept)
    db.session.flush()
    return {"filter_id": kept.id}


@builds("word")
def word(state: str, actor: Member | None) -> Values | None:
    """A listed word."""
    if state == "hidden":
        return None
    return {"word_id": add_word("en", f"word {uuid.uuid4().hex}", "", author_for(state, actor)).id}


@builds("statement")
def statement(state: str, actor: Member | None) -> Values | None:
    """A statement of reasons: one's own, or one that was written to somebody else."""
    if state in ("hidden", "erased"):
        return None
    made = a_statement(author_for(state, actor))
    return {"statement_id": made.id, "contribution_id": made.contribution_id}


@builds("appeal")
def appeal(state: str, actor: Member | None) -> Values | None:
    """An appeal: one's own, or somebody else's, in which the one who asks had no hand."""
    if state in ("hidden", "erased"):
        return None
    about = a_statement(author_for(state, actor))
    until = now() + timedelta(days=5)
    made = Appeal(statement_id=about.id, member_id=about.member_id, text="It was one bag.", due_at=until)
    db.session.add(made)  # as rows: asking spends an allowance
    db.session.flush()
    return {"appeal_id": made.id}


@builds("receipt")
def receipt(state: str, actor: Member | None) -> Values | None:
    """The receipt of a notice: whoever holds its address may read it."""
    if state in ("hidden", "erased"):
        return None
    made = a_notice(author_for(state, actor), email=f"{uuid.uuid4().hex}@example.org")
    return {"token": made.token, "item_id": made.items[0].id}


@builds("objection")
def objection(state: str, actor: Member | None) -> Values | None:
    """Somebody objects to what was decided on their notice; oneself, or somebody else."""
    if state in ("hidden", "erased"):
        return None
    return {"objection_id": an_objection(author_for(state, actor), f"{uuid.uuid4().hex}@example.org").id}


@builds("illegal_item")
def illegal_item(state: str, actor: Member | None) -> Values | None:
    """Something that a notice points at and that no case is about."""
    if state in ("hidden", "erased"):
        return None
    sender = f"{uuid.uuid4().hex}@example.org"
    return {"item_id": a_notice(author_for(state, actor), "/ideas/999999", email=sender).items[0].id}


@builds("flagger")
def flagger(state: str, _actor: Member | None) -> Values | None:
    """An organisation whose notices come first."""
    if state != "other":
        return None
    add_flagger(f"{uuid.uuid4().hex}@flag.example", "Point de contact", a_member(Role.ADMIN))
    return {"flagger_id": queries_of_illegal.flaggers()[0].id}


@builds("hold")
def hold(state: str, actor: Member | None) -> Values | None:
    """Somebody that is held for the law; nobody lets go what is held of themselves."""
    if state in ("hidden", "erased"):
        return None
    return {"hold_id": a_hold(author_for(state, actor)).id}


@builds("kept_hold")
def kept_hold(state: str, _actor: Member | None) -> Values | None:
    """Somebody that is held and has left; whoever asks is still here."""
    if state != "other":
        return None
    person = a_member()
    made = a_hold(person)
    erase(person)
    return {"hold_id": made.id}


@builds("terms")
def terms(state: str, _actor: Member | None) -> Values | None:
    """A version of the rules; it is nobody's."""
    return {"number": 1} if state == "other" else None


@builds("embargo")
def embargo(state: str, actor: Member | None) -> Values | None:
    """A term under embargo."""
    return None if state == "hidden" else {"number": a_term(uuid.uuid4().hex, author_for(state, actor)).id}


@builds("competitor")
def competitor(state: str, _actor: Member | None) -> Values | None:
    """A listed domain."""
    if state == "hidden":
        return None
    listed = CompetitorDomain(domain=f"{uuid.uuid4().hex}.example")
    db.session.add(listed)
    db.session.flush()
    return {"domain_id": listed.id}


@builds("rule")
def rule(state: str, actor: Member | None) -> Values | None:
    """A rule that was drafted by somebody."""
    return None if state == "hidden" else {"rule_id": a_rule(by=author_for(state, actor)).id}


FIELDS["moderation.test_rule"] = FIELDS["moderation.run_rule"] = {"number": "1"}


@builds("look")
def look(state: str, _actor: Member | None) -> Values | None:
    """A look with a colour and a logo; it is nobody's."""
    if state != "other":
        return None
    held = io.BytesIO()
    Image.new("RGBA", (32, 32), "#aa0000").save(held, "PNG")
    made = brand.Look(accent="#aa0000")
    before = brand.last()
    brand_commands.save(
        made, made_from=before.number if before else 0, actor_id=None, logo=Logo(held.getvalue(), 32, 32, "")
    )
    db.session.commit()
    brand.saved()
    now_on = brand.look()
    named = {"sheet": branding.sheet_of(now_on), "logo": now_on.logo_digest, "icon": now_on.icon_digest}
    return named | {"form": "png", "side": 192, "kind": "plain"}


FIELDS["operations.return_to_look"] = {"number": "0", "made_from": "0"}


@builds("service_case")
def service_case(state: str, actor: Member | None) -> Values:
    """A complaint somebody looks after: one's own, another's, a private one, one whose author left."""
    author = None if state == "erased" else author_for(state, actor)
    return {"case_id": a_service_case(author, is_private=state == "hidden").id}


@builds("removal")
def removal(state: str, actor: Member | None) -> Values | None:
    """A wish to take a complaint from the public: one's own, or a colleague's."""
    if state in ("hidden", "erased"):
        return None
    case = a_service_case(a_member(), contribution_id=a_contribution(a_member(), heard_at=now()).id)
    wish = ComplaintRemoval(
        contribution_id=case.contribution_id,
        case_id=case.id,
        reason="It names a shop assistant.",
        proposed_by_id=author_for(state, actor).id,
    )
    db.session.add(wish)
    db.session.flush()
    return {"removal_id": wish.id}


@builds("service_link")
def service_link(state: str, actor: Member | None) -> Values | None:
    """The address in the letter that asks whether it is settled: whoever holds it may answer."""
    if state in ("hidden", "erased"):
        return None
    case = a_service_case(author_for(state, actor), asked_at=now(), closed_at=now(), state="closed")
    return {"token": answer_to(case, settled=True).rpartition("/")[2]}


@builds("plain_member")
def plain_member(state: str, actor: Member | None) -> Values | None:
    """Somebody with points before the moderators; nobody looks at themselves there, nor at somebody who left."""
    if state == "hidden":
        return None
    person = author_for(state, actor)
    if state == "erased":
        person.erased_at, person.email = now(), None
    db.session.flush()
    return {"member_id": person.id}


@builds("sanction")
def sanction(state: str, actor: Member | None) -> Values | None:
    """A measure that waits for a second person, wanted by oneself or by a colleague."""
    if state in ("hidden", "erased"):
        return None
    wanted = {"measure": "suspension", "called_for": "suspension", "points": 12.5}
    asked = Sanction(member_id=a_member().id, proposed_by_id=author_for(state, actor).id, **wanted)
    db.session.add(asked)
    db.session.flush()
    return {"sanction_id": asked.id}
