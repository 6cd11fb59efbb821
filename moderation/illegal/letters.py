"""Letters to somebody who sent a notice: that it has arrived, and what was decided.

Nothing that was typed into the form stands in them: the address may be anybody's.
"""

from flask import current_app

from foundation import brand
from foundation.language import _, _l, speaking
from foundation.mail import Words, post
from foundation.settings import current
from moderation.illegal.models import Answer, IllegalItem, IllegalNotice
from moderation.reasons import SENTENCES, Reason
from moderation.statements.wording import elsewhere

SAID = {
    Answer.STAYS: _l("We have read it and it stays: we do not take it to be against the law or our rules."),
    Answer.CHANGES: _l("It is no longer public until its author changes it."),
    Answer.LIMITED: _l("It stays on its own page, and no list, ranking or search shows it any more."),
    Answer.ARCHIVED: _l("It is closed: it can be read, and nobody can vote or comment any more."),
    Answer.TAKEN_DOWN: _l("It is no longer public."),
    Answer.GONE: _l("It is no longer there."),
    Answer.LOOKED_INTO: _l(
        "We have looked into it and did what the law and our rules ask. About what is not open to you we can say no more."
    ),
}


def receipt(notice: IllegalNotice) -> None:
    """Confirm that a notice has arrived."""
    if not notice.email:
        return
    with speaking(notice.language):
        words = Words(
            notice.language,
            _("Your notice no. %(num)d has arrived", num=notice.id),
            _("Hello,"),
            (
                _("your notice of illegal content has arrived at %(site)s. A person decides on it, as a rule within 24 hours, and we write to you what was decided.", site=brand.name()),
            ),
            press=(_("See my notice"), link(notice)),
            after=(_("Its author does not learn who you are."),),
            why=_("You receive this because a notice was sent with this address. If it was not you, tell us by answering this e-mail."),
        )  # fmt: skip
    post(notice.email, words, key=f"illegal-{notice.id}-{len(notice.items)}")


def decided(item: IllegalItem, notice: IllegalNotice) -> None:
    """Say what was decided, and what can be done about it."""
    if not notice.email or item.answer is None:
        return
    with speaking(notice.language):
        why = str(SENTENCES[Reason(item.reason)]) if item.reason and item.open_to_sender else ""
        words = Words(
            notice.language,
            _("We have decided on your notice no. %(num)d", num=notice.id),
            _("Hello,"),
            (_("this is about %(address)s.", address=current().base_url.rstrip("/") + item.address), str(SAID[Answer(item.answer)])),
            quote=why,
            press=(_("See my notice"), link(notice)),
            after=(
                _("A person decided."),
                _("If you know something that was not in your notice, send us another one: somebody else reads it."),
                *elsewhere(),
            ),
            why=_("You receive this because a notice was sent with this address."),
        )  # fmt: skip
    post(notice.email, words, key=f"illegal-item-{item.id}")


def link(notice: IllegalNotice) -> str:
    """The full address of the receipt."""
    path = current_app.url_map.bind("localhost").build("moderation.illegal_receipt", {"token": notice.token})
    return current().base_url.rstrip("/") + path
