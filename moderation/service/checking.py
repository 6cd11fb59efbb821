"""The one question a week after a case was closed: signed addresses by which its author answers with one press."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from foundation.database import db
from foundation.errors import Refused
from foundation.language import _l
from foundation.settings import current
from moderation.service.models import ServiceCase

_SALT = "moderation.service.settled"


class NoAnswerHere(Refused):
    """The address was not made by us, or its case is gone."""

    status = 410
    message = _l(
        "This link no longer works. You find your cases under “Service” on the page of your account."
    )


def address(case: ServiceCase, settled: bool) -> str:
    """Where the author says that it is settled, or that it is not; it changes nothing before a button is pressed."""
    token = _signer().dumps([case.id, settled])
    path = current_app.url_map.bind("localhost").build("moderation.service_settled", {"token": token})
    return current().base_url.rstrip("/") + path


def read(token: str) -> tuple[ServiceCase, bool]:
    """The case and the answer of an address of ours, while the case still waits for one."""
    try:
        case_id, settled = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as fault:
        raise NoAnswerHere from fault
    found = db.session.scalars(
        select(ServiceCase).where(ServiceCase.id == case_id, ServiceCase.asked_at.is_not(None))
    ).first()
    if found is None:
        raise NoAnswerHere
    return found, bool(settled)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current().secret_key, salt=_SALT)
