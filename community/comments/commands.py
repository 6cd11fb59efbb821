"""Comment on contributions."""

from accounts.models import Member
from community.contributions.commands import submit
from community.contributions.models import Contribution
from foundation.errors import Conflict
from foundation.language import _l

from .models import Comment


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
) -> Comment:
    """Say something about a contribution; an answer to an answer joins the same thread."""
    if not about.takes_comments:
        raise CommentsClosed
    root = None if parent is None else parent.parent_id or parent.id
    written = Comment(
        space_id=about.space_id,
        about_id=about.id,
        parent_id=root,
        source=source,
        language=author.language,
        nonce=nonce,
    )
    submit(written, author)
    return written
