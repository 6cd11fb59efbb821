"""How good the model is, as measured: calibration error, miss rate with its interval, and the bands it must keep."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
ENOUGH_DECISIONS, ENOUGH_POSITIVES = 200, 20


@dataclass(frozen=True)
class Bands:
    """The limits within which the model may act alone; rates from 0 to 1."""

    calibration_error: float = 0.05
    miss_rate: float = 0.03
    overturn_rate: float = 0.10


@dataclass(frozen=True)
class Measured:
    """What is known about the model now; None where nothing could be measured yet."""

    decisions: int
    positives: int
    calibration_error: float | None = None
    miss_rate_at_most: float | None = None
    overturn_rate: float | None = None


def calibration_error(chances: Sequence[float], happened: Sequence[bool]) -> float:
    """Expected calibration error in ten bins of equal width (Naeini et al. 2015), from 0 to 1."""
    if not chances:
        raise ValueError("nothing to measure")
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, was in zip(chances, happened, strict=True):
        bins.setdefault(min(BINS - 1, int(chance * BINS)), []).append((chance, was))
    gaps = (abs(sum(chance for chance, _ in one) - sum(was for _, was in one)) for one in bins.values())
    return sum(gaps) / len(chances)


def interval(found: int, looked_at: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a rate, both from 0 to 1 (Wilson 1927)."""
    if looked_at == 0:
        return 0.0, 1.0
    share, square = found / looked_at, z * z
    middle = share + square / (2 * looked_at)
    spread = z * math.sqrt(share * (1 - share) / looked_at + square / (4 * looked_at**2))
    width = 1 + square / looked_at
    return max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)


def out_of_band(measured: Measured, bands: Bands) -> list[str]:
    """What keeps the model from acting alone, by name; an empty list lets it."""
    if measured.decisions < ENOUGH_DECISIONS or measured.positives < ENOUGH_POSITIVES:
        return ["too_few"]
    limits = (
        ("calibration_error", measured.calibration_error, bands.calibration_error),
        ("miss_rate", measured.miss_rate_at_most, bands.miss_rate),
        ("overturn_rate", measured.overturn_rate, bands.overturn_rate),
    )
    return [name for name, value, limit in limits if value is None or value > limit]
