"""What the letters about accounts say."""

from accounts.models import Member
from foundation import brand
from foundation.language import _, speaking
from foundation.mail import Words


def confirm(member: Member, link: str) -> Words:
    """For a new member: is this address yours?"""
    with speaking(member.language):
        return Words(
            member.language,
            _("Confirm your address at %(site)s", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (_("one step is left: please confirm that this address is yours."),),
            press=(_("Confirm my address"), link),
            after=(_("The link works for three days."),),
            why=_("You receive this because an account was asked for with this address. If it was not you, ignore this e-mail: nothing happens."),
        )  # fmt: skip


def already_here(member: Member, link: str) -> Words:
    """For somebody who registers again: there is an account."""
    with speaking(member.language):
        return Words(
            member.language,
            _("You already have an account at %(site)s", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (
                _("somebody, perhaps you, wanted to create an account with this address. You have one already."),
                _("If you have forgotten the password, you can choose a new one here."),
            ),
            press=(_("Choose a new password"), link),
            after=(_("The link works once, for 30 minutes."),),
            why=_("If it was not you, ignore this e-mail: nothing happens."),
        )  # fmt: skip


def reset(member: Member, link: str) -> Words:
    """For somebody who has forgotten the password: choose a new one."""
    with speaking(member.language):
        return Words(
            member.language,
            _("A new password for %(site)s", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (_("here you can choose a new password."),),
            press=(_("Choose a new password"), link),
            after=(_("The link works once, for 30 minutes."),),
            why=_("You receive this because a new password was asked for. If it was not you, ignore this e-mail: your password stays as it is."),
        )  # fmt: skip


def password_changed(member: Member, link: str) -> Words:
    """The password was changed."""
    with speaking(member.language):
        return Words(
            member.language,
            _("Your password at %(site)s was changed", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (
                _("your password was changed, and all other devices were signed out."),
                _("If it was you, nothing more is needed. If it was not, choose a new password at once."),
            ),
            press=(_("Choose a new password"), link),
            why=_for_safety(),
        )


def new_address(member: Member, link: str) -> Words:
    """To the new address: is it yours?"""
    with speaking(member.language):
        return Words(
            member.language,
            _("Confirm your new address at %(site)s", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (_("please confirm that this is your new address."),),
            press=(_("Confirm this address"), link),
            after=(_("The link works for one day."),),
            why=_("You receive this because this address was given for an account. If it was not you, ignore this e-mail: nothing changes."),
        )  # fmt: skip


def address_in_use(language: str, link: str) -> Words:
    """To the holder of an address that somebody wanted to use for another account."""
    with speaking(language):
        return Words(
            language,
            _("This address is in use at %(site)s", site=brand.name()),
            _("Hello,"),
            (
                _("somebody, perhaps you, wanted to use this address for another account. It belongs to yours already."),
                _("If it was you, sign in with it."),
            ),
            press=(_("Sign in"), link),
            why=_("If it was not you, ignore this e-mail: nothing changes."),
        )  # fmt: skip


def address_changed(member: Member, email: str) -> Words:
    """To the former address: it is no longer in use."""
    with speaking(member.language):
        return Words(
            member.language,
            _("Your address at %(site)s was changed", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (
                _("from now on we write to you at %(email)s and no longer at this address.", email=email),
                _("If it was not you, please answer this e-mail at once."),
            ),
            why=_for_safety(),
        )


def second_factor_changed(member: Member, on: bool, link: str) -> Words:
    """Signing in asks for a code, or no longer does."""
    with speaking(member.language):
        said = _("from now on signing in asks for a code of your app as well.")
        if not on:
            said = _("signing in no longer asks for a code of your app.")
        return Words(
            member.language,
            _("Signing in at %(site)s was changed", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (said, _("If it was you, nothing more is needed. If it was not, choose a new password at once.")),
            press=(_("Choose a new password"), link),
            why=_for_safety(),
        )


def some_is_kept(member: Member) -> Words:
    """To somebody who leaves while something of theirs is held for the law."""
    with speaking(member.language):
        return Words(
            member.language,
            _("Your account at %(site)s is erased, and a part of it is kept for now", site=brand.name()),
            _("Hello %(name)s,", name=member.name),
            (
                _("your account is closed, and nobody sees your name, portrait or pictures here any more."),
                _("The law obliges us to keep what you wrote, what was decided about it, and your name and address with it. It is locked away: only our administration can open it, and every opening is written down."),
                _("It is erased by itself as soon as that duty ends. You need do nothing. Answer this e-mail if you want to ask about it or object."),
            ),
            why=_("You receive this because you asked us to erase your account."),
        )  # fmt: skip


def _for_safety() -> str:
    return _(
        "We write this whenever something about signing in changes, so that nobody changes it behind your back."
    )
