"""The letters people find in their mailbox."""

import re

from sqlalchemy import select

from foundation.database import db
from foundation.mail import MailMessage


def letters_to(address: str) -> list[MailMessage]:
    """All letters to an address, the first first."""
    return list(
        db.session.scalars(
            select(MailMessage).where(MailMessage.recipient == address).order_by(MailMessage.id)
        )
    )


def link_in(address: str) -> str:
    """The path of the link in the last letter to an address."""
    found = re.search(r"http://localhost(/\S+)", letters_to(address)[-1].text)
    assert found, "the letter has no link"
    return found.group(1)
