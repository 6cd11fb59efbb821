"""Letters about accounts, each in the reader's language, plain and short."""

import secrets

from flask import current_app

from accounts import wordings
from accounts.models import Member
from foundation import mail
from foundation.mail import Words
from foundation.settings import current


def link(endpoint: str, **values: object) -> str:
    """The public address of a page of ours, never taken from the request."""
    path = current_app.url_map.bind("localhost").build(endpoint, values)
    return current().base_url.rstrip("/") + path


def confirm(member: Member, token: str) -> None:
    """Ask a new member to confirm the address."""
    _send(member.email, wordings.confirm(member, link("accounts.verify", token=token)))


def already_here(member: Member, token: str) -> None:
    """Tell somebody who registers again that there is an account."""
    _send(member.email, wordings.already_here(member, link("accounts.reset", token=token)))


def reset(member: Member, token: str) -> None:
    """Send a link to choose a new password."""
    _send(member.email, wordings.reset(member, link("accounts.reset", token=token)))


def password_changed(member: Member) -> None:
    """Tell that the password was changed."""
    _send(member.email, wordings.password_changed(member, link("accounts.forgotten")))


def new_address(member: Member, email: str, token: str) -> None:
    """Ask to confirm a new address."""
    _send(email, wordings.new_address(member, link("accounts.change_address", token=token)))


def address_in_use(email: str, language: str) -> None:
    """Tell the holder of an address that somebody wanted to use it for another account."""
    _send(email, wordings.address_in_use(language, link("accounts.sign_in")))


def address_changed(member: Member, email: str) -> None:
    """Tell the former address that it is no longer in use."""
    _send(member.email, wordings.address_changed(member, email))


def second_factor_changed(member: Member, on: bool) -> None:
    """Tell that signing in asks for a code, or no longer does."""
    _send(member.email, wordings.second_factor_changed(member, on, link("accounts.forgotten")))


def some_is_kept(member: Member) -> None:
    """Tell somebody who leaves that the law keeps a part of what is theirs, and that it goes by itself."""
    _send(member.email, wordings.some_is_kept(member))


def _send(to: str | None, words: Words) -> None:
    if to:
        mail.post(to, words, key=f"accounts:{secrets.token_hex(16)}")
