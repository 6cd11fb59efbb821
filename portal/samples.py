"""A sample of every letter, for those who look at how letters read."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import cast

from accounts import wordings
from accounts.models import Member
from community.notices import jobs
from community.notices.models import Notice
from feedback.letters import about_answer
from foundation.mail import Words
from foundation.settings import current
from ideas.models import Answer, Idea

TITLE = {"en": "Sell the decaf in 1 kg bags", "fr": "Le décaféiné en sachet d’un kilo"}
ANSWER = {
    "en": "Yes, from spring on. We tried two bags with a valve and keep the one that closed tight for five weeks.\n\nThank you to everybody who counted their bags for us.",
    "fr": "Oui, à partir du printemps. Nous avons essayé deux sachets à valve et gardons celui qui est resté étanche cinq semaines.\n\nMerci à toutes les personnes qui ont compté leurs sachets pour nous.",
}
NOTE = {"en": "The name of the supplier has to go.", "fr": "Le nom du fournisseur doit disparaître."}


def reader(code: str, name: str = "Inès Benali") -> Member:
    """Somebody who reads this language."""
    return Member(id=1, name=name, email="ines@example.org", language=code)


def _link(path: str) -> str:
    return f"{current().base_url.rstrip('/')}{path}"


def _notice(code: str, kind: str, **data: object) -> Words:
    about = SimpleNamespace(label=TITLE[code])
    actor = SimpleNamespace(name="Karim Djaout", erased_at=None)
    notice = SimpleNamespace(kind=kind, actor=actor, contribution=about, contribution_id=7, data=data)
    return jobs.letter(cast(Notice, notice), reader(code))


def _answer(code: str, status: str, member: int, **more: object) -> Words:
    plain = {"look_again_at": None, "look_again_when": ""}
    answer = SimpleNamespace(status=status, source=ANSWER[code], **(plain | more))
    idea = SimpleNamespace(id=7, title=TITLE[code], author_id=1)
    who = reader(code)
    who.id = member
    return about_answer(cast(Answer, answer), cast(Idea, idea), who)


LETTERS: dict[str, Callable[[str], Words]] = {
    "confirm": lambda code: wordings.confirm(reader(code), _link("/welcome/kEpT-tHiS-sEcReT")),
    "already-here": lambda code: wordings.already_here(reader(code), _link("/reset/kEpT-tHiS-sEcReT")),
    "reset": lambda code: wordings.reset(reader(code), _link("/reset/kEpT-tHiS-sEcReT")),
    "password-changed": lambda code: wordings.password_changed(reader(code), _link("/sign-in/forgotten")),
    "new-address": lambda code: wordings.new_address(reader(code), _link("/me/address/kEpT-tHiS-sEcReT")),
    "address-in-use": lambda code: wordings.address_in_use(code, _link("/sign-in")),
    "address-changed": lambda code: wordings.address_changed(reader(code), "ines.benali@example.org"),
    "second-factor-on": lambda code: wordings.second_factor_changed(
        reader(code), True, _link("/sign-in/forgotten")
    ),
    "second-factor-off": lambda code: wordings.second_factor_changed(
        reader(code), False, _link("/sign-in/forgotten")
    ),
    "comment": lambda code: _notice(code, "community.comment", said=8),
    "reply": lambda code: _notice(code, "community.reply", said=8),
    "mention": lambda code: _notice(code, "community.mention", said=8),
    "published": lambda code: _notice(
        code, "moderation.decided", verdict="approve", reason="within_rules", note=""
    ),
    "change-asked": lambda code: _notice(
        code, "moderation.decided", verdict="changes", reason="confidential", note=NOTE[code]
    ),
    "not-published": lambda code: _notice(
        code, "moderation.decided", verdict="reject", reason="confidential", note=NOTE[code]
    ),
    "report-read": lambda code: _notice(code, "moderation.reported", verdict="reject"),
    "answer-planned": lambda code: _answer(code, "planned", member=1),
    "answer-declined": lambda code: _answer(code, "declined", member=2, look_again_at=date(2027, 3, 1)),
}
