"""The second factor: codes of an authenticator app (TOTP), each good once, and one-use recovery codes."""

import hashlib
import secrets
from base64 import b32encode

import pyotp
import segno
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, or_, select, update

from accounts.models import Member, RecoveryCode
from foundation.clock import now
from foundation.database import db
from foundation.errors import Invalid

STEP = 30
SKEW = (0, -1, 1)
CODES = 10


class CodeRefused(Invalid):
    """The code is not right, or was used before."""

    field = "code"
    message = _l("This code is not right, or was used already. Please type the one your app shows now.")


def new_secret() -> str:
    """A secret for the authenticator app."""
    return pyotp.random_base32()


def picture(secret: str, account: str, house: str) -> str:
    """The QR code an authenticator app reads, as a data address."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=house)
    made: str = segno.make(uri, error="m").svg_data_uri(scale=5, border=2, dark="#111", light="#fff")
    return made


def step_of(secret: str, code: str) -> int | None:
    """The time step a code belongs to, now or one step beside, if it is right at all."""
    digits = "".join(code.split())
    present = int(now().timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in (present + skew for skew in SKEW):
        if secrets.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def prove(member: Member, code: str) -> None:
    """Take a code of the app or a recovery code; each works once, whoever comes first."""
    if not _take_step(member, code) and not _take_recovery(member, code):
        raise CodeRefused


def _take_step(member: Member, code: str) -> bool:
    step = step_of(member.totp_secret, code) if member.totp_secret else None
    if step is None:
        return False
    unused = or_(Member.totp_step.is_(None), Member.totp_step < step)
    taken = update(Member).where(Member.id == member.id, unused).values(totp_step=step).returning(Member.id)
    return db.session.execute(taken, execution_options={"synchronize_session": False}).first() is not None


def _take_recovery(member: Member, code: str) -> bool:
    mine = (RecoveryCode.member_id == member.id, RecoveryCode.code_hash == _digest(code))
    taken = (
        update(RecoveryCode)
        .where(*mine, RecoveryCode.used_at.is_(None))
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    return db.session.execute(taken, execution_options={"synchronize_session": False}).first() is not None


def enable(member: Member, secret: str, code: str) -> list[str]:
    """Turn the second factor on with a first right code; answer the recovery codes, shown only now."""
    step = step_of(secret, code)
    if step is None:
        raise CodeRefused
    member.totp_secret, member.totp_step, member.totp_confirmed_at = secret, step, now()
    return new_codes(member)


def disable(member: Member) -> None:
    """Turn the second factor off."""
    member.totp_secret = member.totp_step = member.totp_confirmed_at = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))


def new_codes(member: Member) -> list[str]:
    """Fresh recovery codes; the former ones stop working."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    codes = [_spoken(b32encode(secrets.token_bytes(10)).decode().lower()) for _number in range(CODES)]
    db.session.add_all(RecoveryCode(member_id=member.id, code_hash=_digest(code)) for code in codes)
    return codes


def codes_left(member: Member) -> int:
    """How many recovery codes still work."""
    question = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.member_id == member.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(question) or 0


def _spoken(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _digest(code: str) -> bytes:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(plain.encode()).digest()
