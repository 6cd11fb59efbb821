"""What can have happened to an account."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberVerified:
    """An e-mail address was shown to be the member's own."""

    member_id: int


@dataclass(frozen=True)
class MemberBanned:
    """A member was shut out; all sessions have ended."""

    member_id: int
    by_id: int | None


@dataclass(frozen=True)
class MemberErased:
    """A member left and everything personal of the account is gone; what lies above cleans up after itself."""

    member_id: int


@dataclass(frozen=True)
class MemberSealed:
    """A member left while something of theirs is held for the law: what may go goes now, the rest at `MemberErased`."""

    member_id: int


@dataclass(frozen=True)
class RoleChanged:
    """A member has another role; all sessions have ended."""

    member_id: int


@dataclass(frozen=True)
class SessionEnded:
    """One signed-in browser was signed out; `session` is the hash of its id."""

    session: str


@dataclass(frozen=True)
class SessionsEnded:
    """Some or all sessions of a member have ended: open sockets must go too."""

    member_id: int
