"""What screening is held to: strong words seen behind every disguise, and next to nothing held for nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bench import screening
from bench.disguises import DISGUISES, FRESH
from moderation.screening.personal import find, masked

RECALL, FALSE = 0.85, 0.005


@pytest.mark.parametrize("language", screening.LANGUAGES)
def test_strong_words_and_phrases_are_seen_behind_every_disguise(language: str) -> None:
    whole = screening.recall(language)
    assert {name: share for name, share in whole.items() if share < RECALL} == {}
    words = screening.recall(language, single=True)
    assert {name: share for name, share in words.items() if share < RECALL} == {}
    assert set(whole) == set(DISGUISES)


@pytest.mark.parametrize("language", screening.LANGUAGES)
def test_phrases_and_disguises_that_nothing_was_fitted_to_are_seen_too(language: str) -> None:
    seen = screening.recall(language, kept=True, disguises=DISGUISES | FRESH)
    assert {name: share for name, share in seen.items() if share < RECALL} == {}
    assert len(screening.false_holds(language, kept=True)) <= 1


@pytest.mark.parametrize("language", screening.LANGUAGES)
def test_ordinary_texts_are_not_held(language: str) -> None:
    texts, wrong = screening.benign(language), screening.false_holds(language)
    assert len(set(texts)) == len(texts) >= 150
    assert len(wrong) / len(texts) <= FALSE, wrong


def test_a_set_of_somebody_else_is_judged_as_json(tmp_path: Path) -> None:
    rows = [{"text": "You a$$hole", "hold": True}, {"text": "A lovely cup", "hold": False}]
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    made = screening.of_file(file, "en")
    assert (made["recall"], made["false_holds"], made["held_lines"]) == (1.0, 0.0, [1])


NUMBERS = st.lists(
    st.sampled_from(
        [
            "06 12 34 56 78",
            "+33612345678",
            "a@b.com",
            "x at y dot com",
            "FR76 3000 6000 0112 3456 7890 189",
            "0",
            "6",
            " ",
            ".",
            "-",
            "a",
            "(at)",
            "4539 1488 0343 6467",
        ]
    ),
    max_size=30,
)


@settings(deadline=None)
@given(NUMBERS)
def test_masking_leaves_nothing_to_be_found(parts: list[str]) -> None:
    assert find(masked("".join(parts))) == []
