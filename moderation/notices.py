"""The words in which authors and reporters are told what was decided."""

from flask import Flask, url_for

from accounts.models import Member
from community.contributions.models import Contribution, State
from community.notices import kinds
from community.notices.models import Notice
from foundation.language import _
from moderation.advice.telling import why_held
from moderation.queries import last_decision_about
from moderation.reasons import FAULTS, SENTENCES, Reason, Verdict
from moderation.statements import queries as statements

EXPLAINED = (
    State.CHANGES_REQUESTED.value,
    State.REJECTED.value,
    State.REMOVED.value,
    State.LIMITED.value,
    State.ARCHIVED.value,
)


def register(app: Flask) -> None:
    """Name the kinds of notices that moderation gives."""
    kinds.register(app, "moderation.decided", _decided, _where_stated, more=_why)
    kinds.register(app, "moderation.reported", _reported, _where, topic="replies")


def _decided(notice: Notice) -> str:
    title = kinds.title(notice)
    match Verdict(notice.data["verdict"]):
        case Verdict.APPROVE:
            return _("“%(title)s” is published", title=title)
        case Verdict.LIMIT:
            return _("“%(title)s” is read on its own page only", title=title)
        case Verdict.ARCHIVE:
            return _("“%(title)s” is archived", title=title)
        case Verdict.CHANGES:
            return _("“%(title)s” needs a change before it can be published", title=title)
        case Verdict.REJECT:
            return _("“%(title)s” is not published", title=title)


def _why(notice: Notice) -> str:
    """The reason, what the moderator wrote, and what can be done now."""
    verdict = Verdict(notice.data["verdict"])
    if verdict is Verdict.ARCHIVE and notice.data["reason"] == Reason.WITHIN_RULES:
        return "\n".join(
            line
            for line in (notice.data["note"], _("It can still be read; votes and comments are closed."))
            if line
        )
    lines = [str(SENTENCES[Reason(notice.data["reason"])]), notice.data["note"]]
    if verdict is Verdict.CHANGES:
        lines.append(_("Change it and save: a moderator then reads it again. Until then only you see it."))
        lines.append(_("It waits for you for 14 days, and then stays with you as a draft."))
    if verdict is Verdict.LIMIT:
        lines.append(_("It stays public on its page, and no list, search or home page shows it."))
    if verdict is Verdict.ARCHIVE:
        lines.append(_("It can still be read; votes and comments are closed."))
    if verdict is Verdict.REJECT:
        lines.append(_("You still find your own text where you wrote it."))
    if "statement" in notice.data:
        lines.append(_("All the reasons, and how to appeal, stand in the statement."))
    return "\n".join(line for line in lines if line)


def explained(contribution: Contribution) -> list[str]:
    """Why a text waits, was sent back, refused or set aside, for its author: the sentence of the reason and the moderator's words."""
    if contribution.state not in EXPLAINED:
        return why_held(contribution)
    decision = last_decision_about(contribution.id)
    if decision is None:
        return []
    reason = Reason(decision.reason)
    return [str(SENTENCES[reason]) if reason in FAULTS else "", decision.note]


def stated_at(contribution: Contribution, member: Member | None) -> str:
    """For its author, the address of the latest statement of why a text is restricted, or nothing."""
    if member is None or contribution.author_id != member.id or contribution.state == State.PUBLISHED:
        return ""
    found = statements.about(contribution.id)
    return url_for("moderation.statement", statement_id=found.id) if found else ""


def _reported(notice: Notice) -> str:
    if notice.data["verdict"] == Verdict.LIMIT:
        return _("Thank you for your report. What you reported stands in no list any more.")
    if notice.data["verdict"] == Verdict.ARCHIVE:
        return _("Thank you for your report. What you reported is closed.")
    if notice.data["verdict"] == Verdict.APPROVE:
        return _("Thank you for your report. We read “%(title)s” and it stays.", title=kinds.title(notice))
    return _("Thank you for your report. What you reported is no longer public.")


def _where_stated(notice: Notice) -> str:
    """The statement of reasons; of what restricts nothing, the text itself."""
    stated = notice.data.get("statement")
    return url_for("moderation.statement", statement_id=stated) if stated else _where(notice)


def _where(notice: Notice) -> str:
    if notice.contribution_id is None:
        return url_for("community.notices")
    return url_for("community.contribution", contribution_id=notice.contribution_id)
