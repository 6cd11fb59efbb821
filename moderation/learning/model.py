"""A trained model as plain arrays: one logistic regression and one Platt scaling for each topic."""

import io
import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moderation.learning.features import PLACES, Row, place_of, row_of, word_grams
from moderation.screening.views import fold

TOPICS = ("spam", "abuse", "off_topic", "complaint")
MAY_HOLD = ("spam", "abuse")
MOST_WORDS = 5


@dataclass(frozen=True)
class Model:
    """`weights[topic]` has one number for each place; `scaling[topic]` is intercept, then Platt's A and B.

    `quality[topic]` is what `quality.judge` found on the decisions that were held back.
    """

    version: int
    weights: dict[str, NDArray[np.float32]]
    scaling: dict[str, tuple[float, float, float]]
    quality: dict[str, dict[str, Any]] = field(default_factory=dict)

    def score(self, text: str) -> dict[str, float]:
        """The calibrated chance, from 0 to 1, that this team would decide each topic of this text."""
        row = row_of(text)
        return {topic: self.chance(topic, row) for topic in self.weights}

    def chance(self, topic: str, row: Row) -> float:
        """Platt scaling of the margin: 1 / (1 + exp(A·f + B)) (Platt 1999)."""
        places, values = row
        intercept, a, b = self.scaling[topic]
        margin = float(self.weights[topic][places] @ values) + intercept
        return float(1.0 / (1.0 + np.exp(np.clip(a * margin + b, -50, 50))))

    def because(self, text: str, topic: str) -> list[str]:
        """The words and word pairs of a text that spoke most for a topic, the strongest first."""
        grams = set(word_grams(fold(text).split()))
        weights = self.weights[topic]
        ranked = sorted(((float(weights[place_of(gram)]), gram) for gram in grams), reverse=True)
        return [gram for weight, gram in ranked[:MOST_WORDS] if weight > 0]


def packed(model: Model) -> bytes:
    """The model as one compressed file of arrays."""
    file = io.BytesIO()
    arrays = {f"weights_{topic}": weights.astype(np.float16) for topic, weights in model.weights.items()}
    scaling = {f"scaling_{topic}": np.array(three) for topic, three in model.scaling.items()}
    said = {"version": np.array(model.version), "quality": np.array(json.dumps(model.quality))}
    np.savez_compressed(file, allow_pickle=False, **said, **arrays, **scaling)
    return file.getvalue()


def unpacked(body: bytes) -> Model:
    """The model of a file; raises ValueError when it is not one of ours."""
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as file:
            topics = [topic for topic in TOPICS if f"weights_{topic}" in file]
            weights = {topic: file[f"weights_{topic}"].astype(np.float32) for topic in topics}
            scaling = {topic: tuple(map(float, file[f"scaling_{topic}"])) for topic in topics}
            version, quality = int(file["version"]), json.loads(str(file["quality"]))
    except (KeyError, OSError, EOFError, ValueError) as damaged:
        raise ValueError("not a model") from damaged
    if any(array.shape != (PLACES,) for array in weights.values()):
        raise ValueError("a model of another shape")
    return Model(version, weights, scaling, quality)  # type: ignore[arg-type]
