"""The link of the day by mail, to somebody outside: whoever keeps it can show later that the log was not written anew."""

from datetime import timedelta

from flask import Flask

from foundation import audit, brand, outbox
from foundation.clock import now
from foundation.language import _, speaking
from foundation.mail import Words, post
from foundation.settings import current


def mail_link(_payload: object = None, _job: object = None) -> None:
    """Send the newest link as it was when this day began, once a day, if somebody is to keep it."""
    keeper, today = current().log_keeper, now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines, link = audit.head_before(today)
    if not keeper or not lines:
        return
    day = (today - timedelta(days=1)).date().isoformat()
    with speaking(current().default_language):
        words = Words(
            current().default_language,
            _("The log of moderation at %(site)s, %(day)s", site=brand.name(), day=day),
            _("Hello,"),
            (
                _("please keep this e-mail. At the end of this day the log had %(num)s lines, and this was its newest link:", num=lines),
                link,
                _("Whoever doubts the log later asks us to run this, and compares:"),
                f"bin/ensemble moderation verify-log --head {link}",
            ),
            why=_("You receive this every day because the operator of the site named this address as the keeper of its log."),
        )  # fmt: skip
    post(keeper, words, key=f"log-link-{day}")


def init_app(app: Flask) -> None:
    """Once a day."""
    outbox.every(app, timedelta(days=1), "moderation.mail_link", mail_link)
