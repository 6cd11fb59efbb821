"""The words of a statement of reasons: what Article 17 of the Digital Services Act asks for, said plainly.

Everything here is spoken in the language of now; whoever calls it speaks that of the member.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from foundation.language import _, _l, day
from moderation.meanings import Ground
from moderation.reasons import Reason
from moderation.statements.models import Measure, Source

Parts = list[dict[str, Any]]

MEASURES = {
    Measure.CHANGES: _l("Changes asked"),
    Measure.LIMITED: _l("Shown without rank"),
    Measure.ARCHIVED: _l("Archived"),
    Measure.REJECTED: _l("Not published"),
    Measure.REMOVED: _l("Removed"),
    Measure.WARNING: _l("Reminder of the rules"),
    Measure.PRE_MODERATION: _l("Read before publication"),
    Measure.READ_ONLY: _l("Reading and voting only"),
    Measure.SUSPENSION: _l("Account at rest"),
    Measure.TERMINATION: _l("Account closed"),
    Measure.REPORTS_SET_ASIDE: _l("Reports without weight"),
}
SAID = {
    Measure.CHANGES: _l("Your text is not public until it is changed."),
    Measure.LIMITED: _l(
        "Your text stays public on its own page. No list, ranking, search or front page shows it."
    ),
    Measure.ARCHIVED: _l("Your text can still be read. Votes and comments on it are closed."),
    Measure.REJECTED: _l("Your text is not published. You still see it where you wrote it."),
    Measure.REMOVED: _l("Your text is no longer public. You still see it where you wrote it."),
    Measure.WARNING: _l("This is a reminder. Nothing is restricted."),
    Measure.PRE_MODERATION: _l("What you write is read by a moderator before others see it."),
    Measure.READ_ONLY: _l("You can read and vote, and not write."),
    Measure.SUSPENSION: _l("Your account rests: you cannot take part while it does."),
    Measure.TERMINATION: _l("Your account is closed."),
    Measure.REPORTS_SET_ASIDE: _l("What you report is kept, and no longer moves anything up in our queue."),
}
FOUND = {
    Source.NOTICE: _l(
        "Somebody sent us a notice that this is against the law. Who it was is not told to you, and you are not told to them."
    ),
    Source.TRUSTED_FLAGGER: _l(
        "An organisation recognised as a trusted flagger sent us a notice that this is against the law."
    ),
    Source.REPORT: _l("A member reported it. Who it was is not told to you."),
    Source.OWN: _l("We saw it ourselves; nobody reported it."),
}
LAWS = {
    Reason.HATE: _l("the French Press Act of 29 July 1881, Articles 24, 32 and 33"),
    Reason.THREAT: _l("the French Criminal Code, Article 222-17"),
    Reason.CHILD_SAFETY: _l("the French Criminal Code, Article 227-23"),
    Reason.INTIMATE_IMAGE: _l("the French Criminal Code, Article 226-2-1"),
    Reason.FRAUD: _l("the French Criminal Code, Article 313-1"),
    Reason.DEFAMATION: _l("the French Press Act of 29 July 1881, Article 29"),
    Reason.INTELLECTUAL_PROPERTY: _l("the French Intellectual Property Code, Articles L. 122-4 and L. 713-2"),
    Reason.DATA_PROTECTION: _l("the General Data Protection Regulation (EU) 2016/679, Article 6"),
}


def part(key: str, title: str, *lines: str) -> dict[str, Any]:
    """One section of a statement."""
    return {"key": key, "title": title, "lines": [line for line in lines if line]}


def restricted(measure: Measure, label: str) -> dict[str, Any]:
    """What is restricted."""
    about = _("It is about “%(text)s”.", text=label.rstrip(".… ")) if label else ""
    return part("restriction", _("What is restricted"), str(SAID[measure]), about)


def facts(lines: Sequence[str], revision: int | None, decided_at: datetime, zone: str) -> dict[str, Any]:
    """The facts and circumstances, with the words of whoever decided."""
    when = on_day(decided_at, zone)
    read = (
        _("Decided on %(date)s, about version %(num)d of your text.", date=when, num=revision)
        if revision
        else _("Decided on %(date)s.", date=when)
    )
    return part("facts", _("What we saw"), *lines, read)


def found(source: Source, *, detected: bool, decided: bool) -> dict[str, Any]:
    """How it was found, and what programs had to do with it."""
    pointed = _("A program pointed to it.") if detected else _("No program pointed to it.")
    took = _("A program decided.") if decided else _("A person decided, not a program.")
    return part("found", _("How it was found, and who decided"), str(FOUND[source]), pointed, took)


def ground(on: Ground, reason: Reason, version: int, paragraph: str, said: str) -> dict[str, Any]:
    """The law or the paragraph of the rules it stands on, in the words of that version."""
    rule = _(
        "Rules of the house, version %(num)d, paragraph %(paragraph)s:", num=version, paragraph=paragraph
    )
    quoted = (rule, _("“%(text)s”", text=said)) if paragraph and said else ()
    title = _("What it is based on")
    if on is Ground.ILLEGAL:
        law = LAWS.get(reason)
        named = (
            _("We take it to be against the law: %(law)s.", law=law)
            if law
            else _("We take it to be against the law.")
        )
        return part("ground", title, named, *quoted)
    if on is Ground.NONE:
        return part("ground", title, _("Nothing is held against you; it belongs elsewhere."), *quoted)
    return part("ground", title, *quoted)


def lasts(measure: Measure, until: datetime | None, zone: str) -> dict[str, Any]:
    """For how long and where it holds."""
    where = _("It holds wherever this site can be read.")
    if until is None:
        how_long = _("It has no end date.")
    elif measure is Measure.CHANGES:
        how_long = _(
            "It ends as soon as your changed text is published. Without a change it lapses on %(date)s.",
            date=on_day(until, zone),
        )
    else:
        how_long = _("It ends on %(date)s.", date=on_day(until, zone))
    return part("lasts", _("For how long, and where"), how_long, where)


def redress(until: datetime, zone: str) -> dict[str, Any]:
    """What the member can do about it."""
    return part(
        "redress",
        _("If you do not agree"),
        _(
            "You can appeal on this page until %(date)s, free of charge. Somebody who had no part in the decision reads "
            "it, as a rule within five business days.",
            date=on_day(until, zone),
        ),
        *elsewhere(),
    )


def elsewhere() -> tuple[str, str]:
    """The ways that lead out of the house."""
    return (
        _(
            "You can also turn to a certified out-of-court dispute settlement body (Regulation (EU) 2022/2065, Article "
            "21). The European Commission publishes the list of them."
        ),
        _("And you can go to court at any time."),
    )


def on_day(moment: datetime, zone: str) -> str:
    """A day as the member's own calendar has it."""
    return day(moment.astimezone(ZoneInfo(zone)).date())
