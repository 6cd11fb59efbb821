"""What an answer will look like and who will be told, before it is given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Row, exists, func, select

from accounts.models import Member
from accounts.queries import HERE
from community.notices.models import MailChoice
from customers.models import Purpose
from customers.queries import consents_to
from feedback import letters, queries
from feedback.commands import Words
from foundation.clock import now
from foundation.database import db
from foundation.html import plain, render_markdown
from ideas.models import Answer, Idea, IdeaStatus


@dataclass(frozen=True)
class Letter:
    """The letter as readers of one language get it, and how many of them."""

    language: str
    readers: int
    subject: str
    text: str


@dataclass(frozen=True)
class Preview:
    """The answer as the page will show it, and the letters that will go out."""

    answer: Answer
    letters: Sequence[Letter]


def told(idea: Idea, by: Member) -> Sequence[Row[str, int, int]]:
    """For each language: how many people will be told of an answer, and how many of them by mail too."""
    people = queries.concerned_ids(idea.id).subquery()
    off = exists().where(MailChoice.member_id == Member.id, MailChoice.answers.is_(False))
    reached = Member.email.is_not(None) & Member.email_verified_at.is_not(None)
    by_mail = func.count().filter(reached, consents_to(Member.id, Purpose.LOOP), ~off)
    question = select(Member.language, func.count(), by_mail).where(
        Member.id.in_(select(people.c.id)), Member.id != by.id, HERE
    )
    return db.session.execute(question.group_by(Member.language).order_by(func.count().desc())).all()


def preview(idea: Idea, by: Member, verdict: IdeaStatus, words: Words) -> Preview:
    """Show an answer that nobody has given yet."""
    no = verdict is IdeaStatus.DECLINED
    answer = Answer(
        status=verdict.value,
        source=words.text,
        html=render_markdown(words.text).html,
        excerpt=plain(words.text, 200),
        language=by.language,
        author_id=by.id,
        decline_reason=words.decline_reason if no else None,
        look_again_at=words.look_again_at if no else None,
        look_again_when=words.look_again_when if no else "",
        created_at=now(),
    )
    reached = [(language, readers) for language, _people, readers in told(idea, by) if readers]
    return Preview(answer, [_letter(answer, idea, by, *one) for one in reached])


def _letter(answer: Answer, idea: Idea, by: Member, language: str, readers: int) -> Letter:
    words = replace(letters.about_answer(answer, idea, by, language), stop="")
    return Letter(language, readers, words.subject, words.text)
