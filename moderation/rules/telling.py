"""A rule that found something tells the staff it was asked to tell, if they may read it."""

from datetime import timedelta
from typing import Any

from flask import Flask, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.contributions.models import Contribution
from community.contributions.queries import visible_to
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from foundation import limits, outbox
from foundation.database import db
from foundation.errors import TooMany
from foundation.language import _
from foundation.outbox import Job
from moderation.rules import targets
from moderation.rules.models import RuleVersion
from moderation.rules.running import NOTIFY

KIND = "moderation.rule"
AN_HOUR = (30, timedelta(hours=1))


def tell_staff(payload: dict[str, Any], job: Job) -> None:
    """One notice for each person; a rule that finds more than thirty texts in an hour is heard no more, only counted."""
    asked = select(RuleVersion).where(RuleVersion.id == payload["version_id"])
    version = db.session.scalars(asked.options(joinedload(RuleVersion.rule))).first()
    if version is None:
        return
    try:
        limits.spend(f"rule-notice:{version.rule_id}", *AN_HOUR)
    except TooMany:
        return
    about = select(Contribution).where(Contribution.id == payload["contribution_id"])
    for person in targets.meant(version.target):
        found = db.session.scalars(about.where(visible_to(person))).first()
        if found is not None:
            key, data = f"{job.key}-{person.id}", {"rule": version.name, "rule_id": version.rule_id}
            notify(person.id, KIND, key=key, contribution=found, data=data)


def register(app: Flask) -> None:
    """Name the notice, and do the work."""
    outbox.register(app, NOTIFY, tell_staff)
    kinds.register(app, KIND, _told, _where, topic="replies")


def _told(notice: Notice) -> str:
    return _("The rule “%(rule)s” found “%(title)s”", rule=notice.data["rule"], title=kinds.title(notice))


def _where(notice: Notice) -> str:
    if notice.contribution_id is None:
        return url_for("community.notices")
    return url_for("community.contribution", contribution_id=notice.contribution_id)
