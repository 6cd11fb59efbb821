"""What becomes of the traces of a member who left: the texts stay and belong to nobody, the rest goes."""

from sqlalchemy import delete, update

from accounts.facts import MemberErased, MemberSealed
from community.contributions.models import Contribution, Mention, Revision
from community.follows.models import Follow
from community.notices.models import MailChoice, Notice
from community.readings.models import Reading
from community.spaces.models import CircleMember
from foundation.database import db

GONE = (Mention, Follow, Notice, MailChoice, CircleMember)


def forget(fact: MemberErased) -> None:
    """Let texts belong to nobody; forget mentions, follows, notices and circles. Votes stay, without a name."""
    theirs = (Contribution.author_id == fact.member_id, Revision.editor_id == fact.member_id)
    quietly = {"synchronize_session": False}
    db.session.execute(
        update(Contribution).where(theirs[0]).values(author_id=None), execution_options=quietly
    )
    db.session.execute(update(Revision).where(theirs[1]).values(editor_id=None), execution_options=quietly)
    theirs_read = update(Reading).where(Reading.member_id == fact.member_id).values(member_id=None)
    db.session.execute(theirs_read, execution_options=quietly)
    forget_traces(fact)


def forget_traces(fact: MemberErased | MemberSealed) -> None:
    """Forget what nobody needs to keep, even where the law keeps the rest."""
    for table in GONE:
        gone = delete(table).where(table.member_id == fact.member_id)
        db.session.execute(gone, execution_options={"synchronize_session": False})
