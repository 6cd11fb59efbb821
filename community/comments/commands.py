"""Comment on contributions, change and take back what was said."""

from datetime import timedelta

from sqlalchemy import select

from accounts.models import Member
from community.comments.models import Comment
from community.contributions.commands import hide, rescreen, revise, submit
from community.contributions.models import Contribution, State
from community.contributions.transitions import Cause
from community.pictures.commands import NONE as NO_PICTURES, Choice, place
from foundation import limits
from foundation.database import db
from foundation.errors import Conflict
from foundation.language import _l

A_MINUTE, A_DAY = (10, timedelta(minutes=1)), (200, timedelta(days=1))


class CommentsClosed(Conflict):
    """The contribution takes no comments now."""

    message = _l("Comments are closed here. Your text is kept on this page; copy it if you need it.")


def comment(
    about: Contribution,
    author: Member,
    source: str,
    *,
    parent: Comment | None = None,
    nonce: str | None = None,
    pictures: Choice = NO_PICTURES,
) -> Comment:
    """Say something about a contribution; an answer to an answer joins the same thread."""
    nonce = f"{author.id}:{nonce}"[:64] if nonce else None
    written = _written_before(nonce)
    if written is not None:
        return written
    if not about.takes_comments:
        raise CommentsClosed
    limits.spend(f"comment:{author.id}", *A_MINUTE)
    limits.spend(f"comments:{author.id}", *A_DAY)
    written = Comment(
        space_id=about.space_id,
        about_id=about.id,
        parent_id=None if parent is None else parent.parent_id or parent.id,
        source=source,
        language=author.language,
        nonce=nonce,
    )
    submit(written, author, lambda: place(written, author, pictures))
    return written


def edit_comment(
    comment: Comment, editor: Member, source: str, *, expected: int, pictures: Choice = NO_PICTURES
) -> None:
    """Replace what was said and shown; the former text is kept."""
    revision = comment.revision
    changed = place(comment, editor, pictures)
    revise(comment, editor, comment.title, source, expected=expected)
    if changed and comment.revision == revision:
        rescreen(comment, editor)


def delete_comment(comment: Comment) -> None:
    """Take back what was said; answers to it stay."""
    hide(comment, State.REMOVED, Cause.own(comment))


def _written_before(nonce: str | None) -> Comment | None:
    """The comment this very form has already made, when it is sent twice."""
    if nonce is None:
        return None
    return db.session.scalars(select(Comment).where(Comment.nonce == nonce)).first()
