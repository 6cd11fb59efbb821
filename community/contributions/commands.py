"""Deeds on contributions of any kind: write, revise, publish, hold, hide."""

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from accounts.models import Member
from community.contributions.facts import (
    ContributionEdited,
    ContributionHeld,
    ContributionHidden,
    ContributionLimited,
    ContributionPublished,
)
from community.contributions.mentions import resolve
from community.contributions.models import Contribution, Mention, Revision, State, Tag, Tagging, heat
from community.contributions.screening import ask_about, screen
from community.contributions.transitions import Cause, NotFromHere, add, may_go_back, may_move
from community.follows.commands import follow
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict
from foundation.facts import tell
from foundation.html import plain, render_markdown
from foundation.language import _, _l, moment
from foundation.upsert import insert_new

TOLD = {
    State.PUBLISHED: ContributionPublished,
    State.LIMITED: ContributionLimited,
    State.ARCHIVED: ContributionHidden,
}
WITH_AUTHOR = (State.DRAFT.value, State.CHANGES_REQUESTED.value)


class EditedMeanwhile(Conflict):
    """The text was changed by somebody else since it was loaded."""

    message = _l("This text was changed meanwhile. Compare with the new version, then save again.")


class MovedMeanwhile(Conflict):
    """Somebody else decided about it at the same moment."""

    message = _l("This was decided or taken back a moment ago. Please reload the page.")


class ReadOnly(Conflict):
    """Its author reads and votes for a while, and does not write."""

    def __init__(self, member: Member) -> None:
        until = moment(member.read_only_until)
        super().__init__(
            _("Until %(when)s you can read and vote, not write. Your text is kept on this page.", when=until)
        )


def submit(
    contribution: Contribution, author: Member | None, attach: Callable[[], object] | None = None
) -> Contribution:
    """Write a contribution and `attach` what belongs to it; then the screen decides whether it is published or held."""
    if author is not None and author.is_read_only:
        raise ReadOnly(author)
    contribution.author_id = author.id if author else None
    contribution.state = State.SUBMITTED.value
    named = _write(contribution)
    db.session.add(contribution)
    db.session.flush()
    _mention(contribution, named)
    if author is not None:
        follow(author, contribution)
    if attach is not None:
        attach()
    _screened(contribution)
    return contribution


def revise(
    contribution: Contribution, editor: Member, title: str, source: str, *, expected: int, reason: str = ""
) -> None:
    """Replace the text, keep the former one, and screen it again unless staff did it."""
    if editor.is_read_only:
        raise ReadOnly(editor)
    if contribution.revision != expected:
        raise EditedMeanwhile
    if (title, source) == (contribution.title, contribution.source):
        return
    db.session.add(
        Revision(
            contribution_id=contribution.id,
            revision=contribution.revision,
            title=contribution.title,
            source=contribution.source,
            editor_id=editor.id,
            reason=reason,
        )
    )
    _advance(contribution, expected)
    contribution.title, contribution.source, contribution.edited_at = title, source, now()
    _mention(contribution, _write(contribution))
    tell(ContributionEdited(contribution.id, contribution.kind))
    if editor.id == contribution.author_id:
        _screened(contribution)
    else:
        ask_about(contribution, editor)


def publish(contribution: Contribution, cause: Cause) -> None:
    """Let everybody who may read the space read it."""
    if contribution.state == State.PUBLISHED.value:
        return
    _appears(contribution)
    _move(contribution, State.PUBLISHED, cause)
    tell(ContributionPublished(contribution.id, contribution.kind))


def limit(contribution: Contribution, cause: Cause) -> None:
    """Leave it to be read on its own page, and keep it out of every list and rank."""
    if contribution.state == State.LIMITED.value:
        return
    _appears(contribution)
    _move(contribution, State.LIMITED, cause)
    tell(ContributionLimited(contribution.id, contribution.kind))


def hold(contribution: Contribution, cause: Cause) -> None:
    """Keep it from the public until a moderator decides."""
    _move(contribution, State.HELD, cause)
    tell(ContributionHeld(contribution.id, contribution.kind))


def hide(contribution: Contribution, state: State, cause: Cause) -> None:
    """Take it from the public: reject, remove, archive or send back to the author."""
    _move(contribution, state, cause)
    tell(ContributionHidden(contribution.id, contribution.kind))


def put_back(contribution: Contribution, state: State, cause: Cause) -> None:
    """Undo a deed: let it stand where it stood, with the dates and the rank it had."""
    if contribution.state == state:
        return
    if not may_go_back(State(contribution.state), state):
        raise NotFromHere
    _moved(contribution, state, cause)
    tell(TOLD.get(state, ContributionHeld)(contribution.id, contribution.kind))


def rescreen(contribution: Contribution, editor: Member) -> None:
    """Screen what was changed beside its words: what is public stays, unless it must be held."""
    if editor.id != contribution.author_id:
        ask_about(contribution, editor)
        return
    if not contribution.is_public:
        _screened(contribution)
        return
    seen = screen(contribution)
    if seen.state is State.HELD:
        hold(contribution, seen.cause)
    elif seen.state is State.LIMITED and contribution.state == State.PUBLISHED.value:
        limit(contribution, seen.cause)


def tag(contribution: Contribution, names: list[str]) -> None:
    """Give it exactly these tags, making those that are new."""
    wanted = {slug_of(name): name.strip() for name in names if slug_of(name)}
    known = {found.slug: found for found in db.session.scalars(select(Tag).where(Tag.slug.in_(wanted)))}
    new = [slug for slug in sorted(wanted) if slug not in known]
    for slug in new:  # in one order, so that two who bring the same tags wait for each other only once
        insert_new(Tag, slug=slug, name=wanted[slug])
    for made in db.session.scalars(select(Tag).where(Tag.slug.in_(new))) if new else ():
        known[made.slug] = made
    ids = {found.id for found in known.values()}
    present = select(Tagging).where(Tagging.contribution_id == contribution.id)
    for tagging in db.session.scalars(present):
        if tagging.tag_id in ids:
            ids.discard(tagging.tag_id)
        else:
            db.session.delete(tagging)
    db.session.add_all(Tagging(tag_id=tag_id, contribution_id=contribution.id) for tag_id in ids)


def slug_of(name: str) -> str:
    """A name as it stands in an address."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.casefold().strip())
    return "-".join(part for part in kept.split("-") if part)[:60]


def _screened(contribution: Contribution) -> None:
    """Let it stand where the screen says; what was with its author alone is sent first."""
    seen = screen(contribution)
    if contribution.state in WITH_AUTHOR:
        _move(contribution, State.SUBMITTED, Cause.own(contribution))
    stand = {State.PUBLISHED: publish, State.LIMITED: limit, State.HELD: hold}[seen.state]
    stand(contribution, seen.cause)


def _appears(contribution: Contribution) -> None:
    """Date what was not public yet, and rank it by that."""
    if contribution.is_public:
        return
    contribution.published_at = now() if contribution.imported_from is None else contribution.published_at
    contribution.hot = heat(contribution.vote_count, contribution.published_at)


def _write(contribution: Contribution) -> set[int]:
    rendered = render_markdown(contribution.source, resolve)
    contribution.source, contribution.html = rendered.source, rendered.html
    contribution.sanitiser_version = str(rendered.version)
    contribution.excerpt = plain(contribution.source, 300)
    return set(rendered.mentions)


def _mention(contribution: Contribution, named: set[int]) -> None:
    known = set(
        db.session.scalars(select(Mention.member_id).where(Mention.contribution_id == contribution.id))
    )
    for member_id in named - known:
        db.session.add(Mention(contribution_id=contribution.id, member_id=member_id))


def _move(contribution: Contribution, state: State, cause: Cause) -> None:
    was = State(contribution.state)
    own = cause.actor_id is not None and cause.actor_id == contribution.author_id
    if was is not state and not may_move(was, state, own=own):
        raise NotFromHere
    _moved(contribution, state, cause)


def _moved(contribution: Contribution, state: State, cause: Cause) -> None:
    """Change the state unless somebody else just has, count it, and write down the move."""
    was, was_public = State(contribution.state), contribution.is_public
    moved = (
        update(Contribution)
        .where(Contribution.id == contribution.id, Contribution.state == was.value)
        .values(state=state.value)
    )
    if rows_changed(moved) != 1:
        raise MovedMeanwhile
    set_committed_value(contribution, "state", state.value)
    counted = contribution.tally(contribution.is_public - was_public)
    if counted is not None:
        rows_changed(counted)
    if was is not state:
        add(contribution, was, state, cause)


def _advance(contribution: Contribution, expected: int) -> None:
    """Take the next revision number, or learn that somebody else has."""
    taken = (
        update(Contribution)
        .where(Contribution.id == contribution.id, Contribution.revision == expected)
        .values(revision=expected + 1)
    )
    if rows_changed(taken) != 1:
        raise EditedMeanwhile
    db.session.refresh(contribution, ["revision"])
