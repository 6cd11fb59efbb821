"""Letters about accounts, each in the reader's language, plain and short."""

import secrets

from flask import current_app

from accounts.models import Member
from foundation import brand, mail
from foundation.language import _, speaking
from foundation.settings import current


def link(endpoint: str, **values: object) -> str:
    """The public address of a page of ours, never taken from the request."""
    path = current_app.url_map.bind("localhost").build(endpoint, values)
    return current().base_url.rstrip("/") + path


def confirm(member: Member, token: str) -> None:
    """Ask a new member to confirm the address."""
    with speaking(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("one step is left: please confirm that this address is yours."),
            link("accounts.verify", token=token),
            _(
                "The link works for three days. If you did not ask for an account, ignore this letter: nothing happens."
            ),
        ]
        _send(member.email, _("Confirm your address at %(site)s", site=brand.name()), lines)


def already_here(member: Member, token: str) -> None:
    """Tell somebody who registers again that there is an account."""
    with speaking(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("somebody, perhaps you, wanted to create an account with this address. You have one already."),
            _(
                "If you have forgotten the password, you can choose a new one here. The link works for 30 minutes:"
            ),
            link("accounts.reset", token=token),
            _("If it was not you, ignore this letter: nothing happens."),
        ]
        _send(member.email, _("You already have an account at %(site)s", site=brand.name()), lines)


def reset(member: Member, token: str) -> None:
    """Send a link to choose a new password."""
    with speaking(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("here you can choose a new password. The link works once, for 30 minutes:"),
            link("accounts.reset", token=token),
            _("If you did not ask for it, ignore this letter: your password stays as it is."),
        ]
        _send(member.email, _("A new password for %(site)s", site=brand.name()), lines)


def password_changed(member: Member) -> None:
    """Tell that the password was changed."""
    with speaking(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("your password was changed, and all other devices were signed out."),
            _("If it was not you, choose a new password at once:"),
            link("accounts.forgotten"),
        ]
        _send(member.email, _("Your password at %(site)s was changed", site=brand.name()), lines)


def new_address(member: Member, email: str, token: str) -> None:
    """Ask to confirm a new address."""
    with speaking(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("please confirm that this is your new address. The link works for one day:"),
            link("accounts.change_address", token=token),
            _("If you did not ask for it, ignore this letter: nothing changes."),
        ]
        _send(email, _("Confirm your new address at %(site)s", site=brand.name()), lines)


def address_in_use(email: str, language: str) -> None:
    """Tell the holder of an address that somebody wanted to use it for another account."""
    with speaking(language):
        lines = [
            _("Hello,"),
            _(
                "somebody, perhaps you, wanted to use this address for another account. It belongs to yours already."
            ),
            _("If it was not you, ignore this letter: nothing changes."),
        ]
        _send(email, _("This address is in use at %(site)s", site=brand.name()), lines)


def address_changed(member: Member, email: str) -> None:
    """Tell the former address that it is no longer in use."""
    with speaking(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("from now on we write to you at %(email)s and no longer at this address.", email=email),
            _("If it was not you, please answer this letter at once."),
        ]
        _send(member.email, _("Your address at %(site)s was changed", site=brand.name()), lines)


def second_factor_changed(member: Member, on: bool) -> None:
    """Tell that signing in asks for a code, or no longer does."""
    with speaking(member.language):
        said = _("from now on signing in asks for a code of your app as well.")
        if not on:
            said = _("signing in no longer asks for a code of your app.")
        lines = [
            _("Hello %(name)s,", name=member.name),
            said,
            _("If it was not you, choose a new password at once:"),
            link("accounts.forgotten"),
        ]
        _send(member.email, _("Signing in at %(site)s was changed", site=brand.name()), lines)


def _send(to: str | None, subject: str, lines: list[str]) -> None:
    if to:
        text = "\n\n".join([*lines, brand.name()])
        mail.send(to, subject, text, key=f"accounts:{secrets.token_hex(16)}")
