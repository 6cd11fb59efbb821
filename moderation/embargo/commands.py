"""Put a term under embargo, let it end, and search what is published for it."""

from datetime import date, timedelta

from sqlalchemy import select, update

from accounts.models import Member
from community.contributions.models import PUBLIC_STATES, Contribution
from community.spaces.models import Audience, Space
from foundation import audit, outbox
from foundation.clock import now
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _l
from moderation.cases import bring_up
from moderation.embargo.keys import key, key_name
from moderation.embargo.models import EmbargoTerm
from moderation.embargo.queries import covering, in_force, numbers_in, today
from moderation.reasons import Because
from moderation.screening.embargo import LONGEST, TooLong, seal
from moderation.screening.views import fold
from moderation.watching import Act, Found, Written

SEARCH = "moderation.embargo.search"
ALARM = "moderation.embargo.alarm"
BATCH = 200
MOST_FOUND = 200
LONGEST_EMBARGO = timedelta(days=3 * 366)
SEVERITY = 1.0


class TermListed(Invalid):
    """It is under embargo already."""

    field = "term"
    message = _l("These words are under embargo already. End that one first if its days should change.")


class NoTerm(Invalid):
    """There is nothing to look for."""

    field = "term"
    message = _l("Type a word or a phrase of up to six words, with letters or digits in it.")


class WrongDays(Invalid):
    """The days do not follow each other, or are over."""

    field = "ends_on"
    message = _l("The last day comes after the first, is not over yet, and lies within three years.")


def found(number: int) -> Found:
    """What the desk reads of a term: its number. Where it stands is written down nowhere."""
    return Found(Because.EMBARGO, str(number), Act.HOLD, SEVERITY, seen={"number": number})


def add_term(
    term: str, begins_on: date, ends_on: date, by: Member, *, in_circles: bool = False
) -> EmbargoTerm:
    """Seal a term for some days; the words themselves are kept nowhere."""
    end_those_over()
    if not begins_on <= ends_on <= begins_on + LONGEST_EMBARGO or ends_on < today():
        raise WrongDays
    try:
        sealed, known = seal(term, key()), covering(term)
    except (TooLong, ValueError):
        raise NoTerm from None
    if known is not None:
        raise TermListed
    words = len(fold(term).split())
    assert words <= LONGEST
    added = EmbargoTerm(
        sealed=sealed, sealed_with=key_name(), words=words, begins_on=begins_on, ends_on=ends_on,
        in_circles=in_circles, added_by_id=by.id,
    )  # fmt: skip
    db.session.add(added)
    db.session.flush()
    days = {"begins_on": begins_on.isoformat(), "ends_on": ends_on.isoformat(), "in_circles": in_circles}
    audit.note(by.id, "moderation.embargo.added", ("embargo", added.id), after=days)
    search_those_begun()
    return added


def end_term(term: EmbargoTerm, by: Member) -> None:
    """Let a term hold nothing more; what waits because of it still waits."""
    if term.ended_at is None:
        term.ended_at, term.sealed = now(), None
        audit.note(by.id, "moderation.embargo.ended", ("embargo", term.id))


def end_those_over() -> None:
    """Forget the seals of the terms whose last day is over."""
    over = update(EmbargoTerm).where(EmbargoTerm.ended_at.is_(None), EmbargoTerm.ends_on < today())
    db.session.execute(
        over.values(ended_at=now(), sealed=None), execution_options={"synchronize_session": "fetch"}
    )


def search_those_begun() -> None:
    """Have what is published searched for each term that holds now and was not searched for."""
    for term in db.session.scalars(in_force().where(EmbargoTerm.searched_at.is_(None))):
        outbox.enqueue(SEARCH, {"term_id": term.id, "below": None}, key=f"embargo-{term.id}-search")


def search(term: EmbargoTerm, below: int | None) -> int | None:
    """Look through a batch of what is published, the newest first; answer where to go on, None at the end.

    What has the term gets a case and stays where it is: a person decides within half an hour.
    """
    question = select(Contribution).join(Space, Space.id == Contribution.space_id)
    question = question.where(Contribution.state.in_(PUBLIC_STATES))
    if not term.in_circles:
        question = question.where(Space.audience != Audience.CIRCLE.value)
    if below is not None:
        question = question.where(Contribution.id < below)
    texts = db.session.scalars(question.order_by(Contribution.id.desc()).limit(BATCH)).all()
    for text in texts:
        if term.found_count < MOST_FOUND and numbers_in(Written.of(text, None), [term]):
            bring_up(text, [found(term.id)])
            term.found_count += 1
    whole = len(texts) < BATCH or term.found_count >= MOST_FOUND
    if whole:
        term.searched_at = now()
    return None if whole else texts[-1].id
