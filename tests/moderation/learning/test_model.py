import random

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from moderation.learning.features import PLACES, place_of, row_of
from moderation.learning.model import packed, unpacked
from moderation.learning.quality import Bands, Measured, calibration_error, interval, out_of_band
from moderation.learning.training import platt, train

GOOD = "café sachet livraison boutique goût mouture abonnement tasse capsule filtre papier prix matin".split()
BAD = "gagnez argent crédit gratuit cliquez casino bonus".split()


def decisions(count: int, seed: int = 7) -> tuple[list[str], list[set[str]]]:
    """Made-up texts, some 15 % of them spam; one ordinary text in ten holds a word of spam."""
    chance, texts, topics = random.Random(seed), [], []
    for _ in range(count):
        spam = chance.random() < 0.15
        words = [chance.choice(GOOD) for _ in range(12)]
        words += [chance.choice(BAD) for _ in range(chance.randint(1, 3) if spam else chance.random() < 0.1)]
        chance.shuffle(words)
        texts.append(" ".join(words))
        topics.append({"spam"} if spam else set())
    return texts, topics


@settings(deadline=None)  # the first row makes the lists ready
@given(st.text(max_size=300))
def test_a_row_has_each_place_once_and_two_halves_of_length_one(text: str) -> None:
    places, weights = row_of(text)
    assert len(places) == len(weights)
    assert list(places) == sorted(set(places))
    assert all(0 <= place < PLACES for place in places)
    if len(places):
        assert np.linalg.norm(weights) == pytest.approx(2**0.5, abs=1e-4)


def test_listed_words_look_alike_to_the_model_however_they_are_disguised() -> None:
    plain, hidden, fine = (set(row_of(text)[0].tolist()) for text in ("salaud", "c0nn@rd", "cafetière"))
    told = {place_of("\x001 insult")}
    assert told <= plain & hidden
    assert not told & fine


@pytest.mark.slow
def test_the_model_learns_what_the_team_decides_and_says_what_it_saw() -> None:
    model = unpacked(packed(train(*decisions(600))))
    spam, ordinary = (
        model.score("gagnez argent casino bonus café"),
        model.score("café tasse filtre papier matin"),
    )
    assert set(spam) == {"spam"}
    assert spam["spam"] > 0.7 > 0.3 > ordinary["spam"]
    assert {"casino", "gagnez"} <= set(model.because("gagnez argent casino", "spam")[:4])


def test_a_topic_with_too_few_examples_is_not_learned() -> None:
    assert train(*decisions(60)).weights == {}


def test_a_damaged_file_is_no_model() -> None:
    with pytest.raises(ValueError, match="not a model"):
        unpacked(b"nothing of the kind")


def test_chances_that_are_scaled_stand_for_what_happens() -> None:
    chance = np.random.default_rng(3)
    margins = chance.normal(0, 2, 4000)
    labels = chance.random(4000) < 1 / (1 + np.exp(-(1.5 * margins - 0.5)))
    a, b = platt(margins, labels)
    assert (a, b) == (pytest.approx(-1.5, abs=0.15), pytest.approx(0.5, abs=0.15))
    assert calibration_error(list(1 / (1 + np.exp(a * margins + b))), list(labels)) < 0.03


def test_the_interval_holds_the_rate_and_narrows_with_looking() -> None:
    low, high = interval(3, 100)
    assert 0 < low < 0.03 < high < 0.1
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(30, 1000)[1] - interval(30, 1000)[0] < high - low


@pytest.mark.parametrize(
    ("measured", "reasons"),
    [
        (Measured(150, 40, 0.01, 0.01, 0.0), ["too_few"]),
        (Measured(400, 10, 0.01, 0.01, 0.0), ["too_few"]),
        (Measured(400, 40, 0.01, 0.01, 0.0), []),
        (Measured(400, 40, 0.08, 0.01, 0.0), ["calibration_error"]),
        (Measured(400, 40, 0.01, None, 0.2), ["miss_rate", "overturn_rate"]),
    ],
)
def test_the_model_acts_alone_only_inside_its_bands(measured: Measured, reasons: list[str]) -> None:
    assert out_of_band(measured, Bands()) == reasons
