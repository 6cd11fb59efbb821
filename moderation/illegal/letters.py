"""Letters to somebody who sent a notice: that it has arrived, and what was decided.

Nothing that was typed into the form stands in them: the address may be anybody's.
"""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from foundation import brand
from foundation.language import _, _l, speaking
from foundation.mail import Words, post
from foundation.settings import current
from moderation.illegal.models import Answer, IllegalItem, IllegalNotice
from moderation.illegal.objections import Became
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

AGAIN = {
    Became.STANDS: _l("Somebody else has read it all again, and the decision stands."),
    Became.CHANGED: _l(
        "You were right to object: it was decided anew, and the text is no longer shown as it was. Thank you."
    ),
}
FOLLOWED = (Answer.TAKEN_DOWN, Answer.GONE)


def receipt(notice: IllegalNotice, *, flagger: bool = False) -> None:
    """Confirm that a notice has arrived; a flagger whose address was only typed is asked to confirm that it is theirs."""
    if not notice.email:
        return
    with speaking(notice.language):
        said = (
            _("your notice of illegal content has arrived at %(site)s. A person decides on it, as a rule within 24 hours, and we write to you what was decided.", site=brand.name()),
        )  # fmt: skip
        asked = (
            _("Your organisation is a trusted flagger. Confirm on this page that you sent it, and it is decided within 12 hours."),
        )  # fmt: skip
        words = Words(
            notice.language,
            _("Your notice no. %(num)d has arrived", num=notice.id),
            _("Hello,"),
            (*said, *asked) if flagger else said,
            press=(_("See and confirm my notice"), link(notice, proof=proof_of(notice))) if flagger else (_("See my notice"), link(notice)),
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
                *_again(item),
                *elsewhere(),
            ),
            why=_("You receive this because a notice was sent with this address."),
        )  # fmt: skip
    post(notice.email, words, key=f"illegal-item-{item.id}")


def _again(item: IllegalItem) -> tuple[str, ...]:
    if item.answer in FOLLOWED:
        return ()
    return (
        _(
            "If you do not agree, say why on the page of your notice, within six months: somebody else looks again."
        ),
    )


def looked_again(item: IllegalItem, notice: IllegalNotice, became: Became, note: str) -> None:
    """Say what somebody else decided after an objection; of what is not open to the sender nothing but that."""
    if not notice.email:
        return
    with speaking(notice.language):
        said, note = (AGAIN[became], note) if item.open_to_sender else (SAID[Answer.LOOKED_INTO], "")
        words = Words(
            notice.language,
            _("We have looked again at your notice no. %(num)d", num=notice.id),
            _("Hello,"),
            (_("this is about %(address)s.", address=current().base_url.rstrip("/") + item.address), str(said)),
            quote=note,
            press=(_("See my notice"), link(notice)),
            after=(_("A person decided who had no part in the first decision."), *elsewhere()),
            why=_("You receive this because you objected to what we decided on your notice."),
        )  # fmt: skip
    post(notice.email, words, key=f"illegal-again-{item.id}")


def link(notice: IllegalNotice, **more: str) -> str:
    """The full address of the receipt."""
    asked = {"token": notice.token, **more}
    path = current_app.url_map.bind("localhost").build("moderation.illegal_receipt", asked)
    return current().base_url.rstrip("/") + path


def proof_of(notice: IllegalNotice) -> str:
    """What only the letter to the sender carries: whoever has it reads their mail."""
    return str(_signer().dumps(notice.id))


def proves(proof: str, notice: IllegalNotice) -> bool:
    """Whether a proof is that of the letter about this notice."""
    try:
        return bool(_signer().loads(proof) == notice.id)
    except BadSignature:
        return False


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current().secret_key, salt="moderation.illegal.flagger")
