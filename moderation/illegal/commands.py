"""Take a notice of illegal content, answer it, and keep the list of trusted flaggers."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, delete, exists, false, func, or_, select, update

from accounts.holds.queries import held_contributions, held_members
from accounts.models import Member
from accounts.queries import address
from community.contributions.models import PUBLIC_STATES, Contribution
from community.contributions.queries import contribution as one
from foundation import audit
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict
from foundation.language import _l
from foundation.upsert import insert_new
from moderation.cases import bring_up
from moderation.illegal import letters
from moderation.illegal.addresses import Place
from moderation.illegal.models import Answer, Flagger, IllegalItem, IllegalNotice
from moderation.illegal.objections import ItemHand, Objection
from moderation.illegal.queries import is_flagger, sender_of
from moderation.meanings import MEANINGS
from moderation.models import Case, Decision, Finding
from moderation.reasons import Because, Reason, Verdict
from moderation.urgency import weigh
from moderation.watching import Act, Found

ANSWERED_IN, FLAGGERS_IN = timedelta(hours=24), timedelta(hours=12)
LETTERS_AN_HOUR = 5
KEPT_FOR = timedelta(days=190)
"""A little longer than one may object to what was decided."""
URGENT = 0.9
ANSWERS = {
    Verdict.APPROVE: Answer.STAYS, Verdict.LIMIT: Answer.LIMITED, Verdict.CHANGES: Answer.CHANGES,
    Verdict.REJECT: Answer.TAKEN_DOWN, Verdict.ARCHIVE: Answer.ARCHIVED,
}  # fmt: skip


class AnsweredAlready(Conflict):
    """Somebody was told."""

    message = _l("A colleague has answered this meanwhile.")


class NoFlagger(Conflict):
    """The link is not one of ours, or the organisation is no longer listed."""

    message = _l(
        "This link no longer works. Your notice has arrived all the same and is decided in its turn."
    )


@dataclass(frozen=True)
class Said:
    """What was typed into the form; `nameless` tells senders without an address apart."""

    category: Reason
    text: str
    name: str
    email: str
    language: str
    nameless: str = ""


def take(said: Said, places: Sequence[Place], member: Member | None) -> IllegalNotice | None:
    """Keep a notice, put what it points at before the moderators, and confirm it by mail.

    Nothing when all of it was said by the same sender before and still waits: that is confirmed once more.
    """
    sender = sender_of(said.email, said.nameless)
    fresh = [place for place in _once(places) if not _waits(sender, place)]
    if not fresh:
        return None
    proven = member is not None and member.is_verified and member.email == address(said.email)
    trusted = proven and is_flagger(said.email)
    made = IllegalNotice(
        token=secrets.token_urlsafe(16),
        category=said.category.value,
        text=said.text,
        name=said.name,
        email=address(said.email),
        sender=sender,
        member_id=member.id if member else None,
        language=said.language,
        trusted=trusted,
        proven=proven,
        due_at=now() + (FLAGGERS_IN if trusted else ANSWERED_IN),
        items=[],
    )
    db.session.add(made)
    db.session.flush()
    for place in fresh:
        made.items.append(_item(made, place, member))
    db.session.flush()
    after = {"category": made.category, "trusted": trusted, "items": len(made.items)}
    audit.note(
        member.id if member else None, "moderation.notice.taken", ("illegal_notice", made.id), after=after
    )
    if _lately(sender) <= LETTERS_AN_HOUR:
        letters.receipt(made, flagger=not trusted and is_flagger(said.email))
    return made


def _lately(sender: str) -> int:
    """How many notices a sender sent within an hour: none is refused for it, for a refusal would tell others of them."""
    theirs = (IllegalNotice.sender == sender, IllegalNotice.created_at > now() - timedelta(hours=1))
    return db.session.scalar(select(func.count(IllegalNotice.id)).where(*theirs)) or 0


def trust(notice: IllegalNotice) -> None:
    """Let a notice come first: whoever reads the mail of a flagger has confirmed that it is theirs."""
    if not is_flagger(notice.email):
        raise NoFlagger
    if notice.trusted:
        return
    notice.trusted = notice.proven = True
    notice.due_at = min(notice.due_at, notice.created_at + FLAGGERS_IN)
    for item in notice.items:
        about = db.session.get(Contribution, item.contribution_id) if item.contribution_id else None
        if about is not None and item.case_id and item.told_at is None:
            _count_one_less(item.case_id, notice.category)
            _brought_up(notice, about)
    audit.note(notice.member_id, "moderation.notice.confirmed", ("illegal_notice", notice.id))


def _count_one_less(case_id: int, category: str) -> None:
    """It counts as a notice of a flagger now, and no longer as one of anybody."""
    plain = (Finding.case_id == case_id, Finding.kind == Because.NOTICE.value, Finding.detail == category)
    db.session.execute(delete(Finding).where(*plain, Finding.times == 1))
    db.session.execute(update(Finding).where(*plain).values(times=Finding.times - 1))


def _waits(sender: str, place: Place) -> bool:
    """Whether the same sender pointed there before, under this address or another, and has no answer yet."""
    there = IllegalItem.address == place.path
    if place.contribution_id is not None:
        there = or_(there, IllegalItem.contribution_id == place.contribution_id)
    same = exists().where(IllegalItem.sender == sender, there, IllegalItem.told_at.is_(None))
    return bool(db.session.scalar(select(same)))


def _once(places: Sequence[Place]) -> list[Place]:
    """The places without those that are the same contribution under another address."""
    return list({place.contribution_id or place.path: place for place in reversed(places)}.values())[::-1]


def _item(notice: IllegalNotice, place: Place, member: Member | None) -> IllegalItem:
    """What stands at an address; a case only about what is public, everything else is answered by hand."""
    about = db.session.get(Contribution, place.contribution_id) if place.contribution_id else None
    item = IllegalItem(address=place.path, sender=notice.sender, contribution_id=about.id if about else None)
    if about is None or about.state not in PUBLIC_STATES:
        return item
    item.open_to_sender = db.session.scalar(one(about.id, member)) is not None
    item.case_id = _brought_up(notice, about).id
    return item


def _brought_up(notice: IllegalNotice, about: Contribution) -> Case:
    because = Because.FLAGGER if notice.trusted else Because.NOTICE
    severity = max(URGENT, MEANINGS[Reason(notice.category)].severity)
    case = bring_up(
        about, [Found(because, notice.category, Act.REVIEW, severity, seen={"notice": notice.id})]
    )
    same = (Finding.case_id == case.id, Finding.kind == because.value, Finding.detail == notice.category)
    kept = db.session.scalars(select(Finding).where(*same)).one()
    if kept.seen.get("notice") != notice.id:
        kept.times += 1
        db.session.flush()
        weigh(case)
    return case


def answer_case(case_id: int, decision: Decision) -> None:
    """Tell everybody who sent a notice about a case what was decided."""
    for item in db.session.scalars(_open().where(IllegalItem.case_id == case_id)):
        told = ANSWERS[Verdict(decision.verdict)] if item.open_to_sender else Answer.LOOKED_INTO
        _tell(item, told, decision.reason)


def answer_gone(contribution_id: int) -> None:
    """Tell everybody who sent a notice about a text that its author has taken it back."""
    for item in db.session.scalars(_open().where(IllegalItem.contribution_id == contribution_id)):
        _tell(item, Answer.GONE if item.open_to_sender else Answer.LOOKED_INTO, "")


def answer_by_hand(item: IllegalItem, by: Member) -> None:
    """Answer what no case was opened about; the words are the same whether anything stands there or not."""
    if item.told_at is not None:
        raise AnsweredAlready
    insert_new(ItemHand, item_id=item.id, member_id=by.id, part="first")
    _tell(item, Answer.LOOKED_INTO, "")
    audit.note(by.id, "moderation.notice.answered", ("illegal_item", item.id))


def _open() -> Select[IllegalItem]:
    return select(IllegalItem).where(IllegalItem.told_at.is_(None))


def _tell(item: IllegalItem, told: Answer, reason: str) -> None:
    item.answer, item.reason, item.told_at = told.value, reason, now()
    letters.decided(item, db.session.get_one(IllegalNotice, item.notice_id))


def forget_old() -> None:
    """Erase names and addresses half a year after everything was answered, and nothing of it is held for the law."""
    held = exists().where(
        IllegalItem.notice_id == IllegalNotice.id, IllegalItem.contribution_id.in_(held_contributions())
    )
    theirs = func.coalesce(IllegalNotice.member_id.in_(held_members()), false())
    recent = exists().where(
        IllegalItem.notice_id == IllegalNotice.id,
        (IllegalItem.told_at.is_(None)) | (IllegalItem.told_at > now() - KEPT_FOR),
    )
    objects = exists().where(
        IllegalItem.notice_id == IllegalNotice.id,
        Objection.item_id == IllegalItem.id,
        or_(Objection.decided_at.is_(None), Objection.decided_at > now() - KEPT_FOR),
    )
    kept = or_(recent, objects, held, theirs)
    old = update(IllegalNotice).where(IllegalNotice.forgotten_at.is_(None), ~kept)
    gone = {"name": "", "email": "", "member_id": None, "forgotten_at": now()}
    db.session.execute(old.values(gone).execution_options(synchronize_session=False))


def forget(member_id: int) -> None:
    """Erase the name and address in the notices of somebody who has left."""
    theirs = update(IllegalNotice).where(IllegalNotice.member_id == member_id)
    db.session.execute(theirs.values(name="", email="", member_id=None, forgotten_at=now()))


def add_flagger(email: str, name: str, by: Member) -> bool:
    """Let the notices from an address come first; answer whether it was new."""
    new = insert_new(Flagger, email=address(email), name=name, by_id=by.id)
    if new:
        made = db.session.scalars(select(Flagger).where(Flagger.email == address(email))).one()
        audit.note(by.id, "moderation.flagger.added", ("flagger", made.id), after={"name": name})
    return new


def remove_flagger(found: Flagger, by: Member) -> None:
    """Let the notices from an address wait like all others."""
    audit.note(by.id, "moderation.flagger.removed", ("flagger", found.id), before={"name": found.name})
    db.session.delete(found)
