"""Learning from decisions: run as a process of its own, because scikit-learn is heavy and learning takes a core.

`python -m moderation.learning.training < decisions.jsonl > model.npz`; each line is {"text": …, "topics": […],
"weight": 1}, the oldest first. The last fifth calibrates (Platt 1999), is never learned from, and says how good the
model is; the calibration that is judged is fitted on the other half of it.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from moderation.learning.features import PLACES, row_of
from moderation.learning.model import TOPICS, Model, packed
from moderation.learning.quality import judge

HELD_BACK = 5
FEWEST_POSITIVES = 20


def train(
    texts: Sequence[str],
    topics: Sequence[set[str]],
    weighing: Sequence[float] | None = None,
    *,
    version: int = 1,
) -> Model:
    """A model of the topics that have at least 20 examples, some of them among the last fifth, and that can be told."""
    matrix = matrix_of(texts)
    cut = len(texts) - len(texts) // HELD_BACK
    counts = np.array(weighing if weighing is not None else np.ones(len(texts)), dtype=float)
    weights, scaling, quality = {}, {}, {}
    for topic in TOPICS:
        labels = np.array([topic in one for one in topics])
        if labels.sum() < FEWEST_POSITIVES or not 0 < labels[cut:].sum() < len(texts) - cut:
            continue
        fitted = LogisticRegression(solver="liblinear", class_weight="balanced", C=4.0)
        fitted.fit(matrix[:cut], labels[:cut], sample_weight=counts[:cut])
        learned = fitted.coef_[0].astype(np.float32)
        margins = matrix[cut:] @ learned + fitted.intercept_[0]
        a, b = platt(margins, labels[cut:])
        if a >= 0:  # what it learned points the wrong way on what it had not seen
            continue
        weights[topic], scaling[topic] = learned, (float(fitted.intercept_[0]), a, b)
        chances, fair = sigmoid(margins, a, b), across(margins, labels[cut:])
        quality[topic] = asdict(judge(chances.tolist(), fair.tolist(), labels[cut:].tolist()))
    return Model(version, weights, scaling, quality)


def matrix_of(texts: Sequence[str]) -> csr_matrix:
    """One row of places for each text."""
    rows = [row_of(text) for text in texts]
    starts = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([places for places, _ in rows]) if rows else np.zeros(0, np.int32)
    values = np.concatenate([values for _, values in rows]) if rows else np.zeros(0, np.float32)
    return csr_matrix((values, places, starts), shape=(len(rows), PLACES))


def platt(margins: NDArray[np.floating], labels: NDArray[np.bool_]) -> tuple[float, float]:
    """A and B of the sigmoid through held-back margins, with Platt's smoothed targets."""
    good, bad = int(labels.sum()), int((~labels).sum())
    targets = np.where(labels, (good + 1) / (good + 2), 1 / (bad + 2))
    scale = LogisticRegression(C=1e6)
    doubled = np.concatenate([margins, margins]).reshape(-1, 1)
    sides = np.concatenate([np.ones(len(margins)), np.zeros(len(margins))])
    scale.fit(doubled, sides, sample_weight=np.concatenate([targets, 1 - targets]))
    return -float(scale.coef_[0][0]), -float(scale.intercept_[0])


def across(margins: NDArray[np.floating], labels: NDArray[np.bool_]) -> NDArray[np.floating]:
    """Chances of each half of what was held back, scaled by the other half: what a stranger's text would get."""
    chances = np.zeros(len(margins))
    for half in (0, 1):
        other, mine = slice(1 - half, None, 2), slice(half, None, 2)
        chances[mine] = sigmoid(margins[mine], *platt(margins[other], labels[other]))
    return chances


def sigmoid(margins: NDArray[np.floating], a: float, b: float) -> NDArray[np.floating]:
    """1 / (1 + exp(A·f + B)) of each margin f."""
    return 1.0 / (1.0 + np.exp(np.clip(a * margins + b, -50, 50)))


if __name__ == "__main__":
    decisions = [json.loads(line) for line in sys.stdin]
    learned = train(
        [one["text"] for one in decisions],
        [set(one["topics"]) for one in decisions],
        [one.get("weight", 1.0) for one in decisions],
    )
    sys.stdout.buffer.write(packed(learned))
