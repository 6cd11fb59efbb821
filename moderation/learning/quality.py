"""How good the model is, as measured: calibration error, miss rate with its interval, and the bands it must keep."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
ENOUGH_DECISIONS, ENOUGH_POSITIVES = 200, 20
HOLDS_AT, SORTS_AT = 0.01, 0.05


@dataclass(frozen=True)
class Bands:
    """The limits within which the model may act alone; rates from 0 to 1."""

    calibration_error: float = 0.05
    miss_rate: float = 0.05
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


@dataclass(frozen=True)
class Judged:
    """One topic on texts that were never learned from: counts, shares from 0 to 1, and the chance from which it holds.

    `recall` and `false_alarms` are those at the threshold; `recall_sorting` is the recall at 5 % false alarms.
    """

    texts: int
    positives: int
    calibration_error: float
    threshold: float
    recall: float
    recall_sorting: float
    false_alarms: float
    false_alarms_at_most: float


def judge(chances: Sequence[float], across: Sequence[float], happened: Sequence[bool]) -> Judged:
    """How good chances are; `across` are those of a calibration that has not seen them, for its error."""
    fine = [chance for chance, was in zip(chances, happened, strict=True) if not was]
    bad = [chance for chance, was in zip(chances, happened, strict=True) if was]
    threshold, sorting = threshold_at(fine, HOLDS_AT), threshold_at(fine, SORTS_AT)
    alarms = sum(chance >= threshold for chance in fine)
    return Judged(
        texts=len(chances),
        positives=len(bad),
        calibration_error=calibration_error([float(one) for one in across], list(happened)),
        threshold=threshold,
        recall=_share(bad, threshold),
        recall_sorting=_share(bad, sorting),
        false_alarms=alarms / len(fine) if fine else 0.0,
        false_alarms_at_most=interval(alarms, len(fine))[1],
    )


def threshold_at(fine: Sequence[float], alarms: float) -> float:
    """The lowest chance, above one half, at which at most this share of what was fine would be held."""
    allowed = int(alarms * len(fine))
    ranked = sorted(map(float, fine), reverse=True)
    above = ranked[allowed] if allowed < len(ranked) else 0.0
    return max(0.5, math.nextafter(above, math.inf))


def _share(chances: Sequence[float], threshold: float) -> float:
    return sum(chance >= threshold for chance in chances) / len(chances) if chances else 0.0


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
