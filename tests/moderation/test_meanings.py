"""The closed list of reasons: each is said in both languages, and each means something."""

import pytest
from flask import Flask

from foundation.language import speaking
from moderation.meanings import CATEGORIES, GROUNDS, MEANINGS, Category, Ground, on_ground
from moderation.reasons import FAULTS, SENTENCES, WORDS, Reason, Verdict, drafts

pytestmark = pytest.mark.usefixtures("app")
LONGEST_CODE = 40


def test_every_reason_has_a_word_a_sentence_and_a_meaning() -> None:
    assert set(WORDS) == set(SENTENCES) == set(MEANINGS) == set(Reason)
    assert max(len(reason) for reason in Reason) <= LONGEST_CODE


def test_every_fault_stands_under_one_ground_only() -> None:
    grouped = [reason for ground in Ground for reason in on_ground(ground)]
    assert sorted(grouped) == sorted(FAULTS)


def test_points_and_severity_stay_within_their_bounds() -> None:
    for meaning in MEANINGS.values():
        assert 0 <= meaning.points <= 10
        assert 0 <= meaning.severity <= 1


def test_what_violates_nothing_gives_no_points_and_is_not_refused() -> None:
    for reason in on_ground(Ground.NONE):
        assert MEANINGS[reason].points == 0
        assert MEANINGS[reason].usual is not Verdict.REJECT


def test_where_somebody_is_in_danger_the_clock_does_not_wait_for_the_office() -> None:
    for reason in (Reason.THREAT, Reason.CHILD_SAFETY, Reason.INTIMATE_IMAGE):
        assert not MEANINGS[reason].allowed.business


def test_grounds_and_categories_have_words() -> None:
    assert set(GROUNDS) == set(Ground)
    assert set(CATEGORIES) == set(Category)


def test_an_author_reads_each_reason_in_their_own_language(app: Flask) -> None:
    english, french = drafts("en"), drafts("fr")
    for reason in FAULTS:
        assert english[reason][0] != french[reason][0]
    with speaking("fr"):
        assert str(WORDS[Reason.THREAT]) != "Threat or violence"
