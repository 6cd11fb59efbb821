"""After something was said or moved: the other side hears of it; a week after the end, the author is asked."""

from typing import Any

from flask import Flask, current_app

from accounts.facts import MemberErased
from accounts.models import Member
from community.contributions.models import Contribution
from community.notices.commands import notify
from foundation import brand, mail, outbox
from foundation.clock import now
from foundation.database import db
from foundation.html import shorten
from foundation.language import _, speaking
from foundation.mail import Words
from foundation.outbox import Job
from foundation.settings import current
from moderation.facts import CaseDecided
from moderation.models import Decision
from moderation.reasons import Verdict
from moderation.service import checking, removing
from moderation.service.commands import ASK, CHECK_AFTER, forget_member
from moderation.service.facts import ServiceCaseOpened, ServiceLineSaid
from moderation.service.models import Part, ServiceCase, ServiceLine

TOLD = {
    Part.SAID.value: "service.said",
    Part.PLAN.value: "service.planned",
    Part.CLOSING.value: "service.closed",
}
SHOWN = 600


def tell_author_it_was_heard(fact: ServiceCaseOpened) -> None:
    """Tell the author of a complaint that somebody looks after it; who asked privately knows."""
    case = db.session.get(ServiceCase, fact.case_id)
    if case is None or case.member_id is None or case.opened_by_id == case.member_id:
        return
    given = {"case": case.id, "subject": case.subject}
    notify(case.member_id, "service.opened", key=f"service-opened-{case.id}", data=given, mail=True)


def tell_other_side(fact: ServiceLineSaid) -> None:
    """Tell the author what the team said, or the owner what the author said."""
    case, line = db.session.get(ServiceCase, fact.case_id), db.session.get(ServiceLine, fact.line_id)
    if case is None or line is None:
        return
    to, kind = (case.member_id, TOLD.get(line.part)) if line.by_house else (case.owner_id, "service.reply")
    if to is None or kind is None:
        return
    given = {"case": case.id, "subject": case.subject, "text": shorten(line.text, SHOWN)}
    notify(to, kind, key=f"service-line-{line.id}", data=given, mail=True)


def lend_hands(fact: CaseDecided) -> None:
    """Write down that whoever asked for the removal of a complaint had a part in it."""
    decision, about = (
        db.session.get(Decision, fact.decision_id),
        db.session.get(Contribution, fact.contribution_id),
    )
    if decision is not None and about is not None and decision.verdict == Verdict.REJECT.value:
        removing.lend_hands(decision, about)


def ask_author(payload: dict[str, Any], _job: Job) -> None:
    """Ask the one question, unless the case was opened again meanwhile."""
    case = db.session.get(ServiceCase, payload["case_id"])
    if case is None or case.closed_at is None or int(case.closed_at.timestamp()) != payload["closed"]:
        return
    if now() < case.closed_at + CHECK_AFTER:
        return
    case.asked_at = now()
    db.session.flush()
    member = db.session.get(Member, case.member_id) if case.member_id else None
    if member is not None and member.email and member.is_verified and member.erased_at is None:
        mail.post(member.email, letter(case, member), key=f"service-ask-{case.id}-{payload['closed']}")


def letter(case: ServiceCase, member: Member) -> Words:
    """The question by mail, with an address for each answer."""
    site = current().base_url.rstrip("/")
    with current_app.test_request_context(base_url=site), speaking(member.language):
        no = checking.address(case, settled=False)
        return Words(
            member.language,
            _("Is it settled? “%(title)s”", title=case.subject),
            _("Hello %(name)s,", name=member.name),
            (
                _(
                    "a week ago we closed this case at %(site)s. One question: is it settled for you?",
                    site=brand.name(),
                ),
                _("If not, open this page instead and we take it up again: %(link)s", link=no),
            ),
            press=(_("Yes, it is settled"), checking.address(case, settled=True)),
            why=_("You receive this once, because you asked us for help."),
        )


def forget(fact: MemberErased) -> None:
    """A member left: what they wrote aside goes."""
    forget_member(fact.member_id)


def init_app(app: Flask) -> None:
    """Listen."""
    outbox.register(app, ASK, ask_author)
    outbox.listen(app, ServiceCaseOpened, tell_author_it_was_heard, durable=True)
    outbox.listen(app, ServiceLineSaid, tell_other_side, durable=True)
    outbox.listen(app, CaseDecided, lend_hands, durable=True)
    outbox.listen(app, MemberErased, forget, durable=True)
