"""Publish a new version of the rules, and tell members of a change that matters."""

from collections.abc import Mapping

from accounts.models import Member
from foundation import audit, outbox, releasing
from foundation.clock import now
from foundation.database import db
from foundation.errors import Conflict, Invalid
from foundation.language import LANGUAGES, _l
from foundation.upsert import insert_new
from moderation.terms.first import first
from moderation.terms.models import TermsVersion
from moderation.terms.queries import current_version
from moderation.terms.wording import misfits, numbers

TELL = "moderation.terms.tell"


class PublishedMeanwhile(Conflict):
    """A colleague published a version while this one was written."""

    message = _l("A colleague has published a version meanwhile. Compare with it; what you typed is kept.")


class LanguagesDiffer(Invalid):
    """A paragraph must have the same number in both languages."""

    message = _l("The two languages have different numbers of paragraphs, so a number would name two things.")


class ParagraphMissing(Invalid):
    """A reason names a paragraph that is not there."""

    field = "paragraphs"
    message = _l("One of these paragraphs is not in the text.")


def publish(
    by: Member,
    texts: Mapping[str, str],
    summaries: Mapping[str, str],
    paragraphs: Mapping[str, str],
    *,
    significant: bool,
    written_on: int,
) -> TermsVersion:
    """Let new rules hold from now on; of a significant change every member is told."""
    check(texts, paragraphs)
    if current_version() != written_on:
        raise PublishedMeanwhile
    said = (*texts.values(), *summaries.values())
    releasing.ask(releasing.Words(said, "terms", by.id, ("terms", written_on + 1)))
    keep_first()
    values = {
        "number": written_on + 1, "texts": dict(texts), "summaries": dict(summaries), "by_id": by.id,
        "paragraphs": dict(paragraphs), "significant": significant, "published_at": now(),
    }  # fmt: skip
    if not insert_new(TermsVersion, **values):
        raise PublishedMeanwhile
    made = db.session.get_one(TermsVersion, written_on + 1)
    after = {"number": made.number, "significant": significant, "summary": dict(summaries)}
    audit.note(by.id, "moderation.terms.published", ("terms", made.number), {"number": written_on}, after)
    if significant:
        outbox.enqueue(TELL, {"number": made.number, "after": 0}, key=f"terms-{made.number}-0")
    return made


def check(texts: Mapping[str, str], paragraphs: Mapping[str, str]) -> None:
    """Refuse texts whose paragraphs do not carry the same numbers, and reasons that stand on none."""
    counted = [numbers(texts[code]) for code in LANGUAGES]
    if not counted[0] or any(one != counted[0] for one in counted):
        raise LanguagesDiffer
    if misfits(texts, paragraphs):
        raise ParagraphMissing


def keep_first() -> None:
    """Keep the rules that came with the house as they are today, so that no upgrade rewrites what decisions stood on."""
    kept = first()
    values = {"texts": kept.texts, "paragraphs": kept.paragraphs, "published_at": None, "by_id": None}
    insert_new(TermsVersion, number=1, summaries={}, significant=False, **values)
