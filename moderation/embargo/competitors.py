"""Who writes from the address of a competitor: read before it appears, looked at twice before a circle, told kindly."""

import re
from collections.abc import Sequence
from typing import Any

from flask import Flask, url_for
from sqlalchemy import Row, delete, func, or_, select

from accounts.models import Member
from community.contributions.facts import ContributionHeld
from community.contributions.models import Contribution
from community.notices import kinds
from community.notices.commands import notify
from community.notices.models import Notice
from community.spaces import doubts
from foundation import audit, outbox
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _, _l
from moderation.embargo.models import CompetitorDomain
from moderation.kept import Kept
from moderation.models import Finding
from moderation.queries import open_case
from moderation.reasons import Because
from moderation.watching import Found, Written, register

KIND = "moderation.competitor"
DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
EVERYBODYS = frozenset(
    "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr yahoo.com yahoo.fr "
    "icloud.com me.com aol.com gmx.com gmx.fr gmx.de web.de proton.me protonmail.com free.fr orange.fr wanadoo.fr "
    "sfr.fr laposte.net bbox.fr numericable.fr skynet.be telenet.be bluewin.ch sunrise.ch videotron.ca".split()
)


class NoDomain(Invalid):
    """It is not the domain of a company."""

    field = "domains"
    message = _l("“%(domain)s” is not a domain such as example.com. Nothing was added.")


class Everybodys(Invalid):
    """Half the customers have their mail there."""

    field = "domains"
    message = _l(
        "“%(domain)s” gives addresses to everybody, so it says nothing about a company. Nothing was added."
    )


def domains_in(text: str) -> list[str]:
    """The domains typed, each once: with or without an @, a www., capitals, or letters beyond ASCII."""
    found: dict[str, None] = {}
    for typed in re.split(r"[\s,;]+", text.strip()):
        plain = normal(typed.rpartition("@")[2].removeprefix("www."))
        if not DOMAIN.fullmatch(plain):
            raise NoDomain(
                _("“%(domain)s” is not a domain such as example.com. Nothing was added.", domain=typed)
            )
        if plain in EVERYBODYS:
            raise Everybodys(
                _(
                    "“%(domain)s” gives addresses to everybody, so it says nothing about a company. Nothing was added.",
                    domain=plain,
                )
            )
        found[plain] = None
    return list(found)


def normal(domain: str) -> str:
    """A domain as it stands in a header: small letters, ASCII; what cannot be one stays as it is."""
    plain = domain.strip().strip(".").casefold()
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain


def add(company: str, domains: Sequence[str], by: Member) -> int:
    """List the domains of a company; answer how many were new."""
    known = set(
        db.session.scalars(select(CompetitorDomain.domain).where(CompetitorDomain.domain.in_(domains)))
    )
    new = [domain for domain in domains if domain not in known]
    for domain in new:
        listed = CompetitorDomain(domain=domain, company=company, added_by_id=by.id)
        db.session.add(listed)
        db.session.flush()
        told = {"domain": domain, "company": company}
        audit.note(by.id, "moderation.competitor.added", ("competitor", listed.id), after=told)
    return len(new)


def remove(listed: CompetitorDomain, by: Member) -> None:
    """Let who writes from there write like everybody."""
    audit.note(
        by.id, "moderation.competitor.removed", ("competitor", listed.id), before={"domain": listed.domain}
    )
    db.session.execute(delete(CompetitorDomain).where(CompetitorDomain.id == listed.id))


def listed() -> Sequence[Row[*tuple[Any, ...]]]:
    """Every domain, with how many members have a proved address there or below."""
    member = Member.__table__
    there = or_(
        member.c.email.endswith("@" + CompetitorDomain.domain),
        member.c.email.endswith("." + CompetitorDomain.domain),
    )
    count = (
        select(func.count()).where(there, member.c.email_verified_at.is_not(None)).correlate(CompetitorDomain)
    )
    question = select(CompetitorDomain, count.scalar_subquery().label("members"))
    return db.session.execute(question.order_by(CompetitorDomain.company, CompetitorDomain.domain)).all()


_DOMAINS = Kept(lambda: frozenset(db.session.scalars(select(CompetitorDomain.domain))), CompetitorDomain)


def domain_of(member: Member) -> str | None:
    """The listed domain that the member's proved address belongs to."""
    if member.email is None or member.email_verified_at is None:
        return None
    parts = normal(member.email.rpartition("@")[2]).split(".")
    wider = (".".join(parts[start:]) for start in range(len(parts) - 1))
    known = _DOMAINS()
    return next((domain for domain in wider if domain in known), None)


def watch_for_them(written: Written) -> list[Found]:
    """Held because of where its author works, by the domain."""
    domain = domain_of(written.author) if written.author else None
    return [Found(Because.COMPETITOR, domain[:100], severity=0.3, seen={"domain": domain})] if domain else []


def doubt(member: Member) -> str:
    """Why somebody should look twice before letting the member into a circle; nothing for nearly everybody."""
    domain = domain_of(member)
    if domain is None:
        return ""
    return _("Their address is at %(domain)s, which is listed as a competitor.", domain=domain)


def tell_kindly(fact: ContributionHeld) -> None:
    """Say once to whom it concerns that a person reads their texts first, and that it is no reproach."""
    case, text = open_case(fact.contribution_id), db.session.get(Contribution, fact.contribution_id)
    if case is None or text is None or text.author_id is None:
        return
    its = (Finding.case_id == case.id, Finding.kind == Because.COMPETITOR.value)
    if db.session.scalar(select(Finding.id).where(*its)) is not None:
        notify(text.author_id, KIND, key=f"competitor-{text.author_id}", contribution=text)


def _words(_notice: Notice) -> str:
    return _(
        "Thank you for writing here. You use an address of a company of our trade, so a colleague reads your texts "
        "before they appear. It is no reproach."
    )


def _where(notice: Notice) -> str:
    if notice.contribution_id is None:
        return url_for("community.notices")
    return url_for("community.contribution", contribution_id=notice.contribution_id)


def init_app(app: Flask) -> None:
    """Watch, doubt and tell."""
    register(app, "competitors", watch_for_them)
    doubts.register(app, doubt)
    kinds.register(app, KIND, _words, _where)
    outbox.listen(app, ContributionHeld, tell_kindly, durable=True)
