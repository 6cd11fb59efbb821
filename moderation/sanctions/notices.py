"""The words in which a member hears of a measure: what it is, why, until when, and how to object."""

from flask import Flask, current_app, url_for

from accounts.models import Member
from community.notices import kinds
from community.notices.models import Notice
from foundation import mail
from foundation.language import _, _l, moment, speaking
from foundation.mail import Words
from foundation.settings import current
from moderation.sanctions.models import Sanction

MEASURES = {
    "none": _l("Nothing"),
    "notice": _l("Notice"),
    "pre_moderation": _l("Read before publication"),
    "read_only": _l("Reading only"),
    "no_reports": _l("No reports"),
    "suspension": _l("Suspension"),
    "termination": _l("End of the account"),
}
MEANS = {
    "notice": _l("Nothing is restricted. We would like you to know the rules that others count on."),
    "pre_moderation": _l("You write as before; a moderator reads what you write before others do."),
    "read_only": _l("You read and vote as before. What you write would not be sent."),
    "no_reports": _l("You read, vote and write as before. Your reports rest for a while."),
    "suspension": _l("You cannot take part. This page, your objection and your own data stay open to you."),
    "termination": _l("You can no longer take part. This page, your objection and your own data stay open."),
}


def register(app: Flask) -> None:
    """Name the kinds of notices that sanctions give."""
    kinds.register(app, "sanction.began", _began, _where, more=_means)
    kinds.register(app, "sanction.over", _over, _where)
    kinds.register(app, "sanction.lifted", _lifted, _where)


def subject(measure: str, about: str) -> str:
    """What happened, in one line, in the language spoken now."""
    if measure == "notice" and about == "reporting":
        return _("About your reports: nearly all of them were unfounded")
    return {
        "notice": _("A word about the rules of the house"),
        "pre_moderation": _("For a while, a moderator reads what you write first"),
        "read_only": _("For a while, you read and vote, and do not write"),
        "no_reports": _("For a while, you cannot report"),
        "suspension": _("Your account is suspended"),
        "termination": _("Your account here has ended"),
    }[measure]


def letter(sanction: Sanction, member: Member) -> Words:
    """The letter about a measure; it goes out whatever one has chosen, for one must be able to object."""
    site = current().base_url.rstrip("/")
    with current_app.test_request_context(base_url=site), speaking(member.language):
        until = sanction.ends_at if sanction.measure != "notice" else None
        lasting = (_("It ends by itself on %(when)s.", when=moment(until)),) if until else ()
        return Words(
            member.language,
            subject(sanction.measure, sanction.about),
            _("Hello %(name)s,", name=member.name),
            (str(MEANS[sanction.measure]), *lasting),
            quote=sanction.reason,
            press=(_("Why, and how to object"), site + url_for("moderation.standing")),
            after=(_("If you see it differently, say so within six months: somebody else decides."),),
            why=_("You receive this because it concerns your account; it cannot be switched off."),
        )


def write(sanction: Sanction, member: Member) -> None:
    """Send the letter."""
    if member.email and member.is_verified:
        mail.post(member.email, letter(sanction, member), key=f"sanction-{sanction.id}")


def _began(notice: Notice) -> str:
    return subject(notice.data["measure"], notice.data["about"])


def _means(notice: Notice) -> str:
    return "\n".join(part for part in (str(MEANS[notice.data["measure"]]), notice.data["reason"]) if part)


def _over(_notice: Notice) -> str:
    return _("It is over: you take part as before")


def _lifted(_notice: Notice) -> str:
    return _("We lifted a measure: it no longer applies to you")


def _where(_notice: Notice) -> str:
    return url_for("moderation.standing")
