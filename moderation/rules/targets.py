"""Whom a rule turns to: a team, which is everybody of a role, or one person of the staff."""

from collections.abc import Sequence
from typing import cast

from flask import g
from sqlalchemy import select

from accounts.models import Member, Role
from accounts.queries import here_as
from foundation.database import db
from foundation.language import _, _l

PERSON = "member-"
MOST = 10
TEAMS = {
    Role.MODERATOR: _l("The moderators"),
    Role.COMMUNITY_MANAGER: _l("The community managers"),
    Role.PRODUCT_MANAGER: _l("Product management"),
    Role.CRM_MANAGER: _l("Customer relations"),
    Role.ADMIN: _l("The admins"),
}


def staff(*, who_moderate: bool = False) -> Sequence[Member]:
    """Those who work for the house, by name; all of them, or those who decide on cases."""
    roles = [role for role in TEAMS if role.moderates or not who_moderate]
    return db.session.scalars(select(Member).where(here_as(*roles)).order_by(Member.name, Member.id)).all()


def choices(*, who_moderate: bool = False) -> list[tuple[str, str]]:
    """What a form offers, each with its word: the teams, then the people."""
    teams = [(role.value, str(word)) for role, word in TEAMS.items() if role.moderates or not who_moderate]
    return [*teams, *((f"{PERSON}{one.id}", one.name) for one in staff(who_moderate=who_moderate))]


def meant(target: str) -> list[Member]:
    """Everybody whom a target means today (several have commas between them), each once."""
    wanted = set(target.split(","))
    return [one for one in staff() if one.role_name in wanted or f"{PERSON}{one.id}" in wanted]


def spoken(target: str) -> str:
    """A target in words; who has left is a former colleague."""
    words = _words()
    return _(", ").join(words.get(one, _("a former colleague")) for one in target.split(",") if one)


def _words() -> dict[str, str]:
    """Every target with its word, looked up once for a page."""
    if "rule_targets" not in g:
        g.rule_targets = dict(choices())
    return cast(dict[str, str], g.rule_targets)
