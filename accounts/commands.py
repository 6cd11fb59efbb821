"""The deeds of accounts: join, change, leave, be shut out."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from accounts import letters, names, queries, second_factor, tokens
from accounts.facts import MemberBanned, MemberErased, MemberSealed, MemberVerified, RoleChanged
from accounts.holds.commands import keep_identity, lock
from accounts.holds.queries import held_members, holds_on
from accounts.models import Member, MemberToken, Role
from accounts.sessions import end_sessions
from foundation import brand, mail, releasing
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict, Invalid
from foundation.facts import tell

UNCONFIRMED_LASTS = timedelta(days=3)


class NameTaken(names.NameRefused):
    """Somebody has this name or one that looks like it."""

    message = _l("Somebody here has this name, or one that looks like it. Please choose another.")


class NotHere(Invalid):
    """Something in it is not for everybody."""

    field = "bio"
    message = releasing.Untold.message


class AddressTaken(Invalid):
    """Another account has this address."""

    field = "email"
    message = _l("This address cannot be used. Perhaps you have another account with it.")


class LastAdmin(Conflict):
    """Nobody would be left to run the site."""

    message = _l("You are the last admin. Please make somebody else admin first.")


def checked_name(name: str, *, of: Member | None = None, staff: bool = False) -> str:
    """The tidy name, or a refusal when it may not be used or is taken."""
    tidied = names.check(name, house=brand.name(), staff=staff)
    if not releasing.is_free(tidied):
        raise names.NameRefused(names.KEPT)
    holder = queries.by_skeleton(names.skeleton(tidied))
    if holder is not None and (of is None or holder.id != of.id):
        raise NameTaken
    return tidied


def create(
    name: str, email: str, *, password_hash: str | None, language: str, role: Role = Role.MEMBER
) -> Member:
    """Make an account; the address is not confirmed yet."""
    tidied = checked_name(name, staff=role.is_staff)
    if queries.by_email(email) is not None:
        raise AddressTaken
    member = Member(name=tidied, name_skeleton=names.skeleton(tidied), email=queries.address(email))
    member.password_hash, member.language, member.role = password_hash, language, role
    db.session.add(member)
    db.session.flush()
    return member


def verify(member: Member) -> None:
    """Note that the address is the member's own."""
    if member.email_verified_at is None:
        member.email_verified_at = now()
        tell(MemberVerified(member.id))


def set_password(member: Member, password_hash: str, *, keep: str | None = None) -> None:
    """Change the password: all sessions but perhaps the one in use end, all links sent before stop working."""
    member.password_hash = password_hash
    tokens.void(member.id)
    sign_out_everywhere(member, but=keep)
    letters.password_changed(member)


def rename(member: Member, name: str) -> None:
    """Give the member another name."""
    member.name = checked_name(name, of=member, staff=member.role.is_staff)
    member.name_skeleton = names.skeleton(member.name)


def describe(member: Member, bio: str) -> None:
    """Let the member say something about themselves on their page."""
    if bio != member.bio and not releasing.is_free(bio):
        raise NotHere
    member.bio = bio


def change_portrait(member: Member, number: int) -> None:
    """Show the member as the drawn portrait of that number, or by initials for 0."""
    member.portrait = number


def ask_for_address(member: Member, email: str) -> None:
    """Send a link to the new address; nothing changes until it is used."""
    wanted = queries.address(email)
    if wanted == member.email:
        return
    if queries.by_email(wanted) is not None:
        letters.address_in_use(wanted, member.language)
        return
    letters.new_address(member, wanted, tokens.issue(member, tokens.EMAIL, wanted))


def change_address(member: Member, email: str) -> None:
    """Take the new address, which was shown to be the member's own; tell the former one."""
    if queries.by_email(email) not in (None, member):
        raise AddressTaken
    letters.address_changed(member, email)
    member.email, member.email_verified_at = email, now()
    tokens.void(member.id)
    tell(MemberVerified(member.id))


def sign_out_everywhere(member: Member, *, but: str | None = None) -> None:
    """End the member's sessions, but perhaps the one in use."""
    end_sessions(member.id, but=but)


def set_role(member: Member, role: Role) -> None:
    """Give the member another role; it holds at once, with a new session."""
    if role is member.role:
        return
    if queries.is_last_admin(member):
        raise LastAdmin
    member.role = role
    sign_out_everywhere(member)
    tell(RoleChanged(member.id))


def ban(member: Member, by: Member | None) -> None:
    """Shut a member out; every session ends."""
    if member.banned_at is not None:
        return
    if queries.is_last_admin(member):
        raise LastAdmin
    member.banned_at = now()
    tokens.void(member.id)
    sign_out_everywhere(member)
    tell(MemberBanned(member.id, by.id if by else None))


def lift_ban(member: Member) -> None:
    """Let a member in again."""
    member.banned_at = None


def erase(member: Member) -> None:
    """Take everything personal off an account; what lies above cleans up when it hears of it.

    What is held for the law is sealed instead: name and address are put aside, and the rest follows the last hold.
    """
    if queries.is_last_admin(member):
        raise LastAdmin
    lock(member.id)
    held = bool(holds_on(member.id))
    if member.email:
        mail.forget(member.email)
    if held:
        keep_identity(member)
        letters.some_is_kept(member)
    member.name, member.name_skeleton = "Former member", f"erased-{member.id}"
    member.email = member.email_verified_at = member.password_hash = member.imported_from = None
    member.bio, member.portrait, member.timezone, member.role = "", 0, "UTC", Role.MEMBER
    member.erased_at = now()
    second_factor.disable(member)
    tokens.void(member.id)
    sign_out_everywhere(member)
    tell(MemberSealed(member.id) if held else MemberErased(member.id))


def forget_unconfirmed() -> None:
    """Delete accounts whose address nobody confirmed, so that nobody sits on names and addresses."""
    old = select(Member.id).where(
        Member.email_verified_at.is_(None),
        Member.erased_at.is_(None),
        Member.imported_from.is_(None),
        Member.email.is_not(None),
        Member.created_at < now() - UNCONFIRMED_LASTS,
        Member.id.not_in(held_members()),
    )
    db.session.execute(delete(Member).where(Member.id.in_(old)))
    db.session.execute(delete(MemberToken).where(MemberToken.expires_at < now() - UNCONFIRMED_LASTS))
