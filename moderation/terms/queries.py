"""Which rules hold now, and which held before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from foundation.database import db
from foundation.language import LANGUAGES
from moderation.kept import Kept
from moderation.terms.first import first
from moderation.terms.models import TermsVersion
from moderation.terms.wording import sections


def current_version() -> int:
    """The number of the rules that hold now."""
    return db.session.scalar(select(func.max(TermsVersion.number))) or 1


version_of_screening = Kept(current_version, TermsVersion)


def version(number: int) -> TermsVersion | None:
    """One version; the first is there before it is kept."""
    kept = db.session.get(TermsVersion, number)
    return first() if kept is None and number == 1 else kept


def current() -> TermsVersion:
    """The rules that hold now."""
    found = version(current_version())
    assert found is not None
    return found


def versions() -> Sequence[TermsVersion]:
    """All versions, the newest first."""
    kept = list(db.session.scalars(select(TermsVersion).order_by(TermsVersion.number.desc())))
    return kept if any(one.number == 1 for one in kept) else [*kept, first()]


def as_data(found: TermsVersion) -> dict[str, Any]:
    """A version as programs read it: every paragraph in every language, with the reasons that stand on it."""
    read = {code: sections(found.texts[code]) for code in LANGUAGES}
    return {
        "version": found.number,
        "published_at": found.published_at.isoformat() if found.published_at else None,
        "significant_change": found.significant,
        "summary_of_change": found.summaries,
        "languages": list(LANGUAGES),
        "sections": {
            code: [
                {
                    "number": section.number, "title": section.title,
                    "paragraphs": [
                        {"number": one.number, "text": one.text, "reasons": _reasons(found, one.number)}
                        for one in section.paragraphs
                    ],
                }
                for section in parts
            ]
            for code, parts in read.items()
        },
    }  # fmt: skip


def _reasons(found: TermsVersion, number: str) -> list[str]:
    return sorted(reason for reason, named in found.paragraphs.items() if named == number)
