"""Words of the house that become public: an embargoed term in them is warned of first, and told only by who may and is sure."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from accounts.access import current_member
from accounts.models import Member
from community.contributions.models import Contribution
from foundation import audit, releasing
from foundation.database import db
from foundation.language import _, _n
from foundation.refusals import problem, typed
from foundation.releasing import SureNeeded, Untold, Words
from foundation.settings import current
from foundation.web import wants_fragment, wants_json
from moderation.embargo.commands import found
from moderation.embargo.policy import may_keep_embargo
from moderation.embargo.queries import numbers_among, numbers_in
from moderation.watching import Found, Written

FIELD = "embargo_sure"
LASTS = 24 * 3600


def ask(words: Words) -> None:
    """Let words pass without an embargoed term, or with one that somebody who may know it is sure about."""
    numbers = numbers_among(words.texts, sealed=words.sealed)
    if not numbers:
        return
    by = db.session.get(Member, words.by_id) if words.by_id else None
    if by is None or not by.role.is_staff:
        raise Untold
    _knowingly(by, numbers, words.what, words.thing)


def of_the_house(contribution: Contribution, author: Member) -> list[Found]:
    """What staff write is held for its embargoed terms, unless they may tell them and are sure."""
    numbers = numbers_in(Written.of(contribution, author))
    if not numbers or not may_keep_embargo(author):
        return [found(number) for number in numbers]
    _knowingly(author, numbers, contribution.kind, ("contribution", contribution.id))
    return []


def by_another(contribution: Contribution, editor: Member) -> None:
    """What staff put into the text of somebody else stands at once, so it is asked about like words of the house."""
    numbers = numbers_in(Written.of(contribution, None))
    if numbers:
        _knowingly(editor, numbers, contribution.kind, ("contribution", contribution.id))


def _knowingly(by: Member, numbers: list[int], what: str, thing: tuple[str, int]) -> None:
    if not may_keep_embargo(by):
        raise Untold(_told(numbers) + " " + _("A community manager or an admin may publish it."))
    if not _is_sure(by, numbers):
        raise SureNeeded(_told(numbers), numbers=numbers, by=by.id)
    audit.note(by.id, "moderation.embargo.told", thing, after={"numbers": numbers, "what": what})


@contextmanager
def knowingly() -> Iterator[None]:
    """Publish what is under embargo without being asked again: for commands and programs that were told."""
    g.embargo_known = True
    try:
        yield
    finally:
        g.pop("embargo_known", None)


def _told(numbers: Sequence[int]) -> str:
    listed = ", ".join(str(number) for number in numbers)
    return _n(
        "Embargoed term no. %(numbers)s stands in it, so it is not published.",
        "Embargoed terms no. %(numbers)s stand in it, so it is not published.",
        len(numbers),
        numbers=listed,
    )


def _is_sure(by: Member, numbers: Sequence[int]) -> bool:
    """Whether they were warned of these very terms and went on."""
    if g.get("embargo_known"):
        return True
    try:
        warned = _signer().loads(request.form.get(FIELD, "") if request else "", max_age=LASTS)
    except BadSignature:
        return False
    return bool(warned[0] == by.id and set(numbers) <= set(warned[1]))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current().secret_key, salt="moderation.embargo.sure")


def _warn(refusal: SureNeeded) -> ResponseReturnValue:
    """A page that says which term it is and sends the same form again for who is sure."""
    db.session.rollback()
    if wants_json() or current_member() is None:
        return problem(refusal.status, refusal.message)
    token = _signer().dumps([refusal.details["by"], refusal.details["numbers"]])
    again = [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", FIELD)]
    files = any(one.filename for one in request.files.values())
    shown = {"message": refusal.message, "again": [*again, (FIELD, token)], "files": files}
    headers = {"Cache-Control": "no-store"}
    if wants_fragment():
        headers |= {"HX-Retarget": "#content", "HX-Reselect": "#content", "HX-Reswap": "outerHTML"}
    return render_template("moderation/embargo/sure.html", **shown), refusal.status, headers


def _refuse(refusal: Untold) -> ResponseReturnValue:
    db.session.rollback()
    return problem(refusal.status, refusal.message, title=_("Not yet"), kept=typed() or None)


def init_app(app: Flask) -> None:
    """Answer for all that becomes public."""
    releasing.register(app, ask)
    app.register_error_handler(SureNeeded, _warn)
    app.register_error_handler(Untold, _refuse)
