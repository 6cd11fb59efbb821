"""Answer an idea, with everything that must be true together; tell those concerned, batch by batch."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Member
from community.notices.commands import notify
from customers import commands as customers, ledger
from customers.models import NeedState
from customers.queries import need_from
from feedback import letters, queries
from feedback.facts import IdeaAnswered
from foundation import audit, mail, outbox
from foundation.database import db
from foundation.errors import Invalid
from foundation.facts import tell
from foundation.language import _l
from ideas import commands as ideas
from ideas.models import Answer, Idea, IdeaStatus

BATCH = 500
TELL = "feedback.tell"
NEED_OF = {
    IdeaStatus.PLANNED: NeedState.PLANNED,
    IdeaStatus.STARTED: NeedState.PLANNED,
    IdeaStatus.SHIPPED: NeedState.MET,
    IdeaStatus.DECLINED: NeedState.DECLINED,
}


class ReasonMissing(Invalid):
    """An answer without words is none."""

    message = _l("Please say why, in words the people who asked will read.")
    field = "text"


@dataclass(frozen=True)
class Words:
    """What an answer says: the text, and for a no its reason and when to look again."""

    text: str
    decline_reason: str | None = None
    look_again_at: date | None = None
    look_again_when: str = ""


def answer_idea(
    idea: Idea, by: Member, verdict: IdeaStatus, words: Words, *, expected: int | None = None
) -> Answer:
    """Answer an idea: its status, the evidence, the audit line and the work that follows, all or nothing.

    `expected` is the number of answers the colleague saw; another one meanwhile is refused.
    """
    if not words.text.strip():
        raise ReasonMissing
    was = idea.status
    no = verdict is IdeaStatus.DECLINED
    answer = ideas.set_status(
        idea,
        verdict,
        by,
        words.text.strip(),
        words.decline_reason if no else None,
        words.look_again_at if no else None,
        (words.look_again_when.strip() or None) if no else None,
        expected=expected,
    )
    _put_on_record(idea, verdict)
    audit.note(
        by.id,
        "feedback.answer",
        ("idea", idea.id),
        {"status": was.value},
        {"status": verdict.value, "answer": answer.id},
    )
    tell(IdeaAnswered(idea.id, answer.id, verdict.value))
    return answer


def _put_on_record(idea: Idea, verdict: IdeaStatus) -> None:
    """Write the evidence of an accepted idea, or take it back when it no longer is."""
    state = NEED_OF.get(verdict, NeedState.OPEN)
    if state in (NeedState.PLANNED, NeedState.MET) or need_from(idea.id) is not None:
        customers.decide_need(idea, state)


def follow_merge(source: Idea, target: Idea) -> None:
    """The supporters of a merged idea stand behind the other one now."""
    if need_from(source.id) is not None:
        customers.decide_need(source, NeedState.OPEN)
    need = need_from(target.id)
    if need is not None:
        ledger.settle(need, reason="merged")


def spread(answer_id: int, beyond: int = 0) -> None:
    """Put the next batch of people to be told into the outbox."""
    outbox.enqueue(
        TELL, {"answer_id": answer_id, "beyond": beyond}, key=f"answer:{answer_id}:beyond:{beyond}"
    )


def tell_some(answer: Answer, idea: Idea, beyond: int) -> None:
    """Tell one batch of people, each once and in their language, and go on with the next."""
    people = queries.concerned(idea.id, beyond, BATCH)
    by_mail = queries.to_be_written([one.id for one in people])
    public = queries.may_read(idea.id, None)  # then everybody may, and nobody need be asked about
    for one in people:
        if one.id == answer.author_id or not (public or queries.may_read(idea.id, one)):
            continue
        key = f"answer:{answer.id}:member:{one.id}"
        about = {"title": idea.title, "verdict": answer.status, "own": one.id == idea.author_id}
        notify(one.id, "idea_answered", key=key, contribution=idea, data=about)
        if one.id in by_mail and one.email and one.is_verified:
            mail.post(one.email, letters.about_answer(answer, idea, one), key=key)
    db.session.flush()
    if len(people) == BATCH:
        spread(answer.id, people[-1].id)
