"""A circle with a secret in everything it has, and who stands outside."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update

from accounts.models import Member, Role
from community.comments.commands import comment
from community.comments.models import Comment
from community.contributions.models import Contribution, State
from community.follows.commands import follow
from community.notices.commands import notify
from community.spaces.models import Audience, CircleMember, Space
from community.votes.commands import cast_vote
from customers.commands import give_consent
from customers.models import Purpose
from feedback.commands import Words, answer_idea
from foundation.database import db
from ideas.commands import edit_idea
from ideas.merging import merge_into
from ideas.models import Idea, IdeaStatus
from moderation.appeals.commands import appeal
from moderation.deciding import decide
from moderation.models import Case
from moderation.queries import open_case
from moderation.reasons import Reason, Verdict
from moderation.reports import report
from moderation.service import commands as service
from moderation.statements import queries as statements
from tests.factories.accounts import a_member, a_product_manager, an_admin
from tests.factories.community import a_space
from tests.factories.customers import a_buyer, a_link
from tests.factories.ideas import an_idea
from tests.factories.moderation import a_case
from tests.factories.pictures import a_picture

COMMON = "velvet grinder"
SECRETS = (
    "zqtitle", "zqtext", "zqtag", "zqcomment", "zqspace", "zqpurpose", "zqnote", "zqanswer", "zqformer", "zqreport",
    "zqmerged", "zqheld", "zqappeal", "zqservice",
)  # fmt: skip
VOTES, COMMENTS = 73_119, 68_213
NUMBERS = re.compile(r"(?<![\w-])(?:73[,\s]?119|68[,\s]?213)(?![\w-])")
"""Counts of the circle, however they are written, but not within a random token."""
OUTSIDE = tuple(role for role in Role if not role.administers)


@dataclass
class Sealed:
    """Everything of the circle, by what an address calls it."""

    space: Space
    idea: Idea
    said: Comment
    held: Contribution
    public: Idea
    author: Member
    former: Member
    values: dict[str, list[Any]]


def sealed_world(drain: Callable[[], int]) -> Sealed:
    """Plant it: an idea with all that can hang on one, and a former member who knows its numbers."""
    author, reader, former, admin = a_member(name="Aline"), a_member(), a_member(name="Fred"), an_admin()
    customer = a_buyer(spent=("40.00",))
    a_link(author, customer)
    give_consent(author, Purpose.RECORD)
    space = a_space(
        audience=Audience.CIRCLE.value, circle=(author, reader, former), name="zqspace lab", purpose="zqpurpose here",
        slug="lab-nine",
    )  # fmt: skip
    idea = an_idea(
        author=author, space=space, title=f"{COMMON} zqformer", source=f"{COMMON} zqformer", tags=("zqtag",)
    )
    edit_idea(idea, author, f"{COMMON} zqtitle", f"{COMMON} zqtext for @Fred", expected=1, tags=["zqtag"])
    follow(former, idea)
    cast_vote(idea, former)
    said = comment(idea, reader, f"{COMMON} zqcomment for @Fred")
    answered = comment(idea, former, "I asked something here once")
    comment(idea, reader, f"{COMMON} zqcomment again", parent=answered)
    held = an_idea(author=reader, space=space, title=f"{COMMON} zqheld", state=State.HELD)
    case = a_case(held)
    public = an_idea(title=f"A {COMMON} for all", source=f"{COMMON}, in public")
    merged = an_idea(author=reader, space=space, title=f"{COMMON} zqmerged")
    space.audience = Audience.PUBLIC.value
    merge_into(
        merged, public, admin
    )  # before the space was sealed: a circle lets nothing be merged elsewhere
    space.audience = Audience.CIRCLE.value
    answer_idea(idea, a_product_manager(), IdeaStatus.PLANNED, Words("zqanswer: we plan it"))
    report(said, author, Reason.OFF_TOPIC, "zqreport about it")
    about = open_case(said.id)
    assert about is not None
    db.session.refresh(about, ["contribution"])
    decision = decide(
        about, admin, Verdict.APPROVE, None, "zqnote to the author", expected_version=about.version
    )
    notify(
        former.id,
        "community.comment",
        key="old news",
        contribution=idea,
        actor=reader,
        data={"said": said.id},
        mail=True,
    )
    db.session.execute(delete(CircleMember).where(CircleMember.member_id == former.id))
    counted = (
        update(Contribution)
        .where(Contribution.id == idea.id)
        .values(vote_count=VOTES, comment_count=COMMENTS)
    )
    db.session.execute(counted)
    picture = a_picture(idea)
    db.session.refresh(case, ["contribution", "version"])
    decide(case, admin, Verdict.REJECT, Reason.INSULT, "zqnote again", expected_version=case.version)
    drain()
    statement = statements.about(held.id)
    assert statement is not None
    objection = appeal(statement, reader, "zqappeal: it was meant kindly")
    service_case = service.open_for(idea, admin)
    service.say(service_case, admin, "zqservice: we are looking into it")
    drain()
    return Sealed(space, idea, said, held, public, author, former, _values(locals()))


def _values(known: dict[str, Any]) -> dict[str, list[Any]]:
    ids = [known[name].id for name in ("idea", "said", "held", "merged")]
    cases: list[Case] = [known["case"], known["about"]]
    return {
        "contribution_id": ids,
        "idea_id": [known["idea"].id, known["held"].id, known["merged"].id],
        "comment_id": [known["said"].id],
        "case_id": [*(case.id for case in cases), known["service_case"].id],
        "statement_id": [known["statement"].id],
        "appeal_id": [known["objection"].id],
        "decision_id": [known["decision"].id],
        "customer_id": [known["customer"].id],
        "member_id": [known["author"].id, known["reader"].id],
        "slug": [known["space"].slug],
        "kind": ["needs"],
        "key": [known["picture"].key],
        "size": ["full", "page", "small"],
    }
