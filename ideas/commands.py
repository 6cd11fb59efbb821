"""Deeds on ideas: propose, edit, withdraw, say where they stand, merge."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from accounts.models import Member
from community.comments.commands import comment
from community.comments.models import Comment
from community.contributions import commands as contributions
from community.contributions.models import State
from community.contributions.transitions import Cause
from community.pictures.commands import NONE as NO_PICTURES, Choice, place
from community.readings.commands import is_sealed
from community.spaces.models import Space
from community.votes.commands import cast_vote
from foundation import releasing
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid
from foundation.facts import tell
from foundation.html import plain, render_markdown
from foundation.language import _l
from foundation.releasing import Words
from ideas.facts import IdeaStatusChanged
from ideas.models import IDEAS, Answer, DeclineReason, Idea, IdeaStatus, StatusChange


class AnsweredMeanwhile(Conflict):
    """Somebody of the house answered since the page was loaded."""

    message = _l(
        "A colleague answered this idea meanwhile. Read their answer, then decide whether yours adds to it."
    )


class NotPublic(Conflict):
    """Only what the public can read is answered."""

    message = _l("This idea is not published, so it cannot be answered.")


class AlreadyMerged(Conflict):
    """The idea lives on in another."""

    message = _l("This idea was merged into another one.")


class VotesStand(Conflict):
    """People stand behind the idea, so it is no longer its author's alone."""

    message = _l("Other people voted for this idea, so it can no longer be withdrawn. You can still edit it.")


def submit_idea(
    author: Member,
    space: Space,
    title: str,
    source: str,
    *,
    tags: list[str] | None = None,
    language: str = "en",
    nonce: str | None = None,
    pictures: Choice = NO_PICTURES,
) -> Idea:
    """Propose an idea; the same form sent twice leads to the first."""
    # A token of one person's form means nothing in another's.
    nonce = f"{author.id}:{nonce}" if nonce else None
    known = _sent_before(nonce, author)
    if known is not None:
        return known
    idea = Idea(space_id=space.id, title=title, source=source, language=language, nonce=nonce)
    _give(idea, tags or [])
    try:
        with db.session.begin_nested():
            contributions.submit(idea, author, lambda: place(idea, author, pictures))
    except IntegrityError:
        known = _sent_before(nonce, author)
        if known is None:
            raise
        return known
    contributions.tag(idea, tags or [])
    return idea


def _sent_before(nonce: str | None, author: Member) -> Idea | None:
    if nonce is None:
        return None
    return db.session.scalars(select(Idea).where(Idea.nonce == nonce, Idea.author_id == author.id)).first()


def edit_idea(
    idea: Idea,
    editor: Member,
    title: str,
    source: str,
    *,
    expected: int,
    tags: list[str] | None = None,
    pictures: Choice = NO_PICTURES,
) -> None:
    """Replace the words and pictures of an idea; the former words stay readable."""
    revision = idea.revision
    changed = place(idea, editor, pictures)
    _give(idea, tags or [])
    contributions.revise(idea, editor, title, source, expected=expected)
    if tags is not None:
        contributions.tag(idea, tags)
        changed = changed or idea.is_public
    if changed and idea.revision == revision:
        contributions.rescreen(idea, editor)


def _give(idea: Idea, tags: list[str]) -> None:
    """Let the screen read the tags before they stand on the page."""
    idea.__dict__["new_tags"] = tuple(tags)


def withdraw_idea(idea: Idea) -> None:
    """Give an idea back to its author alone, while nobody else stands behind it."""
    if idea.vote_count or idea.comment_count or idea.status is not IdeaStatus.NEW:
        raise VotesStand
    contributions.hide(idea, State.DRAFT, Cause.own(idea))


def join_idea(idea: Idea, member: Member, text: str, *, nonce: str | None = None) -> Comment:
    """Stand behind an idea in place of proposing it again: one's vote, and one's words in its conversation."""
    if idea.author_id != member.id:
        cast_vote(idea, member)
    return comment(idea, member, text, nonce=f"join-{nonce}" if nonce else None)


def set_status(
    idea: Idea,
    status: IdeaStatus | str,
    by: Member,
    answer_source: str | None = None,
    decline_reason: DeclineReason | str | None = None,
    look_again_at: date | None = None,
    look_again_when: str | None = None,
    *,
    expected: int | None = None,
) -> Answer:
    """Say where an idea stands, with the house's words; `expected` is the number of answers its author saw."""
    status = _answerable(idea, status, decline_reason)
    texts = (answer_source or "", look_again_when or "")
    releasing.ask(Words(texts, "answer", by.id, ("idea", idea.id), sealed=is_sealed(idea)))
    _count_answer(idea, expected)
    answer = Answer(
        idea_id=idea.id,
        status=status.value,
        source=answer_source or "",
        html=render_markdown(answer_source).html if answer_source else "",
        excerpt=plain(answer_source or "", 200),
        language=by.language,
        author_id=by.id,
        decline_reason=DeclineReason(decline_reason).value if decline_reason else None,
        look_again_at=look_again_at,
        look_again_when=look_again_when or "",
    )
    db.session.add(answer)
    was = step(idea, status, by)
    db.session.flush()
    tell(IdeaStatusChanged(idea.id, was.value, status.value, answer.id))
    return answer


def step(idea: Idea, status: IdeaStatus, by: Member | None) -> IdeaStatus:
    """Move an idea to a status and keep the step; answer where it stood."""
    was = idea.status
    if was is not status:
        idea.stage = status.value
        change = StatusChange(
            idea_id=idea.id, was=was.value, became=status.value, by_id=by.id if by else None
        )
        db.session.add(change)
    return was


def _answerable(idea: Idea, status: IdeaStatus | str, decline_reason: object) -> IdeaStatus:
    if idea.merged_into_id is not None:
        raise AlreadyMerged
    if not idea.is_public:
        raise NotPublic
    status = IdeaStatus(status)
    if status is IdeaStatus.DUPLICATE:
        raise Invalid(_l("Merge the idea into the other one instead."), field="status")
    if status is IdeaStatus.DECLINED and not decline_reason:
        raise Invalid(_l("Please say why, so that people understand."), field="decline_reason")
    return status


def _count_answer(idea: Idea, expected: int | None) -> None:
    """One answer more, unless somebody answered since `expected` was read."""
    counted = update(IDEAS).where(IDEAS.c.id == idea.id)
    if expected is not None:
        counted = counted.where(IDEAS.c.answer_count == expected)
    counted = counted.values(answer_count=IDEAS.c.answer_count + 1)
    if rows_changed(counted) != 1:
        raise AnsweredMeanwhile
    db.session.refresh(idea, ["answer_count"])
