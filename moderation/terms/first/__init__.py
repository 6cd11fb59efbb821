"""The rules that come with the house, until it writes its own: version 1."""

from functools import lru_cache
from pathlib import Path

from foundation.language import LANGUAGES
from moderation.terms.models import TermsVersion

FOLDER = Path(__file__).parent
PARAGRAPHS = {
    "insult": "2.1", "threat": "2.1", "hate": "2.2", "personal_data": "2.3", "data_protection": "2.3",
    "intimate_image": "2.3", "sexual_violent": "2.4", "child_safety": "2.4", "spam": "2.5", "fraud": "2.5",
    "confidential": "2.6", "vote_manipulation": "2.7", "impersonation": "2.7", "undisclosed_interest": "2.8",
    "intellectual_property": "2.9", "defamation": "2.10", "illegal_other": "2.10", "campaign_rules": "2.11",
    "minors": "2.11", "other": "2.12", "off_topic": "3.1", "wrong_place": "3.1", "unclear": "3.1",
    "duplicate": "3.1", "question": "3.1", "complaint": "3.1", "screened": "4.1",
}  # fmt: skip


@lru_cache
def _texts() -> dict[str, str]:
    return {code: (FOLDER / f"{code}.txt").read_text(encoding="utf-8") for code in LANGUAGES}


def first() -> TermsVersion:
    """Version 1 as it comes with the house, not yet in the database."""
    return TermsVersion(
        number=1,
        texts=dict(_texts()),
        summaries={},
        paragraphs=dict(PARAGRAPHS),
        significant=False,
        published_at=None,
    )
