"""Those on call hear of an embargoed term at once, and again when half an hour is over; no letter has the term."""

from datetime import timedelta
from typing import Any

from flask import Flask, url_for
from sqlalchemy import select

from accounts.letters import link
from accounts.models import Member
from community.contributions.facts import ContributionHeld, ContributionPublished
from community.contributions.models import Contribution
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from foundation import brand, mail, outbox
from foundation.clock import now
from foundation.database import db
from foundation.language import _, _n, speaking
from foundation.mail import Words
from foundation.outbox import Job
from moderation.cases import bring_up
from moderation.embargo import commands, queries
from moderation.embargo.models import EmbargoTerm
from moderation.embargo.watcher import embargoed_terms
from moderation.models import Case, Finding
from moderation.queries import last_decision_about, open_case
from moderation.reasons import Because
from moderation.watching import Written, register

WITHIN = timedelta(minutes=30)
KIND = "moderation.embargo"


def held(fact: ContributionHeld) -> None:
    """A text that was held: call somebody if it was for an embargoed term."""
    case = open_case(fact.contribution_id)
    if case is not None:
        _call(case)


def published(fact: ContributionPublished) -> None:
    """What staff write is published at once; an embargoed term in it gets a case none the less, once."""
    text = db.session.get(Contribution, fact.contribution_id)
    author = db.session.get(Member, text.author_id) if text and text.author_id else None
    if text is None or author is None or not author.role.is_staff or not text.is_public:
        return
    decided = last_decision_about(text.id)
    numbers = queries.numbers_in(Written.of(text, author))
    if numbers and (decided is None or decided.revision != text.revision):
        _call(bring_up(text, [commands.found(number) for number in numbers]))


def search(payload: dict[str, Any], _job: Job) -> None:
    """Search one batch for a term, and go on with the next."""
    term = db.session.get(EmbargoTerm, payload["term_id"])
    if term is None or term.ended_at is not None or term.searched_at is not None:
        return
    below = commands.search(term, payload["below"])
    if below is not None:
        key = f"embargo-{term.id}-search-{below}"
        outbox.enqueue(commands.SEARCH, {"term_id": term.id, "below": below}, key=key)
    elif term.found_count:
        for person in queries.on_call():
            data = {"number": term.id, "count": term.found_count}
            _tell(person, data, f"embargo-{term.id}-found-{person.id}")


def remind(payload: dict[str, Any], _job: Job) -> None:
    """Say once more that a case waits, when nobody decided in time."""
    case = db.session.get(Case, payload["case_id"])
    if case is not None and case.is_open:
        _tell_all(case, payload["number"], late=True)


def daily(_payload: dict[str, Any], _job: Job) -> None:
    """Let terms end by their date, and search for those that begin."""
    commands.end_those_over()
    commands.search_those_begun()


def _call(case: Case) -> None:
    its = (Finding.case_id == case.id, Finding.kind == Because.EMBARGO.value)
    numbers = [int(one) for one in db.session.scalars(select(Finding.detail).where(*its))]
    if numbers:
        _tell_all(case, min(numbers), late=False)
        told = {"case_id": case.id, "number": min(numbers)}
        outbox.enqueue(commands.ALARM, told, key=f"embargo-case-{case.id}-late", run_at=now() + WITHIN)


def _tell_all(case: Case, number: int, *, late: bool) -> None:
    for person in queries.on_call(case.contribution_id):
        data = {"number": number, "case": case.id, "late": late}
        _tell(person, data, f"embargo-case-{case.id}-{'late' if late else 'new'}-{person.id}")


def _tell(person: Member, data: dict[str, Any], key: str) -> None:
    if not notify(person.id, KIND, key=key, data=data) or not person.email:
        return
    with speaking(person.language):
        said, where = _said(data), link("moderation.queue", why=Because.EMBARGO.value)
        if "case" in data:
            where = link("moderation.case", case_id=data["case"])
        why = _("You receive this because you keep the embargo calendar of %(site)s.", site=brand.name())
        hello = _("Hello %(name)s,", name=person.name)
        words = Words(
            person.language, said, hello, (_what_now(data),), press=(_("Open the case"), where), why=why
        )
    mail.post(person.email, words, key=key)


def _said(data: dict[str, Any]) -> str:
    number = data["number"]
    if "count" in data:
        return _n(
            "%(num)d published text has embargoed term no. %(number)d",
            "%(num)d published texts have embargoed term no. %(number)d",
            data["count"],
            number=number,
        )
    if data.get("late"):
        return _("Still undecided after 30 minutes: embargoed term no. %(number)d", number=number)
    return _("Embargoed term no. %(number)d stands in a new text", number=number)


def _what_now(data: dict[str, Any]) -> str:
    if "count" in data:
        return _("They stay where they are until somebody decides. Each has a case in the queue.")
    return _("Please decide within 30 minutes. Neither this letter nor the case says the term.")


def _where(notice: Notice) -> str:
    if "case" in notice.data:
        return url_for("moderation.case", case_id=notice.data["case"])
    return url_for("moderation.queue", why=Because.EMBARGO.value)


def init_app(app: Flask) -> None:
    """Watch, listen, search, remind."""
    register(app, "embargo", embargoed_terms)
    kinds.register(app, KIND, lambda notice: _said(notice.data), _where)
    outbox.listen(app, ContributionHeld, held, durable=True)
    outbox.listen(app, ContributionPublished, published, durable=True)
    outbox.register(app, commands.SEARCH, search)
    outbox.register(app, commands.ALARM, remind)
    outbox.every(app, timedelta(hours=6), "moderation.embargo.daily", daily)
