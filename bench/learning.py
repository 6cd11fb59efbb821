"""bin/bench learning: what more decisions bring to the model, on decisions it has not seen.

With a file, each line of it is {"text": …, "topics": […]}; without one, decisions are made up in both languages by
`bench.decisions`, which are easier than life: their figures show that learning works, not how well it would do.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from bench.decisions import made_up
from moderation.learning.model import TOPICS
from moderation.learning.quality import calibration_error
from moderation.learning.training import train

STEPS = (100, 200, 400, 800, 1600, 3200, 6400)
HELD_OUT = 3000
Lesson = tuple[str, set[str]]


def curve(
    lessons: Sequence[Lesson], topic: str, steps: Sequence[int], shuffles: int
) -> list[dict[str, float]]:
    """For each number of decisions the mean over shuffles, measured on up to 3,000 others; shares from 0 to 1."""
    rows = []
    for step in steps:
        if step > len(lessons) * 0.7:
            break
        seen = [_one(lessons, topic, step, seed) for seed in range(shuffles)]
        kept = [one for one in seen if one is not None]
        if kept:
            means = {name: round(fmean(one[name] for one in kept), 3) for name in kept[0]}
            rows.append({"decisions": step, "learned": len(kept) / shuffles} | means)
    return rows


def auc(chances: Sequence[float], happened: Sequence[bool]) -> float:
    """The chance that one that happened stands above one that did not (Mann–Whitney), ties by half."""
    ranked = sorted(zip(chances, happened, strict=True), key=lambda pair: pair[0])
    ranks, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        middle = (place + end + 1) / 2
        ranks += middle * sum(was for _chance, was in ranked[place:end])
        place = end
    good = sum(happened)
    bad = len(happened) - good
    return (ranks - good * (good + 1) / 2) / (good * bad) if good and bad else 0.5


def _one(lessons: Sequence[Lesson], topic: str, step: int, seed: int) -> dict[str, float] | None:
    """Learn from `step` decisions and ask about others; None when too few of them were of the topic."""
    mixed = list(lessons)
    random.Random(seed).shuffle(mixed)
    known, others = mixed[:step], mixed[step : step + HELD_OUT]
    begun = time.perf_counter()
    model = train([text for text, _ in known], [topics for _, topics in known])
    took = time.perf_counter() - begun
    if topic not in model.weights:
        return None
    begun = time.perf_counter()
    chances = [model.score(text)[topic] for text, _ in others]
    each = (time.perf_counter() - begun) / len(others)
    happened = [topic in topics for _, topics in others]
    fine = [chance for chance, was in zip(chances, happened, strict=True) if not was]
    bad = [chance for chance, was in zip(chances, happened, strict=True) if was]
    alarmed = sum(chance >= model.quality[topic]["threshold"] for chance in fine)
    return {
        "auc": auc(chances, happened),
        "recall_at_1": _found(bad, fine, 0.01),
        "recall_at_5": _found(bad, fine, 0.05),
        "own_threshold_false_alarms": alarmed / len(fine),
        "calibration_error": calibration_error(chances, happened),
        "train_seconds": took,
        "score_ms": each * 1000,
    }


def _found(bad: Sequence[float], fine: Sequence[float], alarms: float) -> float:
    ranked = sorted(fine, reverse=True)
    threshold = ranked[min(int(alarms * len(fine)), len(ranked) - 1)]
    return sum(chance > threshold for chance in bad) / len(bad) if bad else 0.0


def read(path: Path) -> list[Lesson]:
    """Decisions from a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["text"], set(row["topics"])) for row in rows]


def main(given: Sequence[str]) -> None:
    """Print a table for each topic."""
    parser = argparse.ArgumentParser(prog="bin/bench learning", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="decisions, one JSON object a line")
    parser.add_argument("--shuffles", type=int, default=4)
    parser.add_argument("--most", type=int, default=STEPS[-1], help="most decisions to learn from")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    asked = parser.parse_args(given)
    lessons = read(asked.file) if asked.file else made_up(5000)
    steps = [step for step in STEPS if step <= asked.most]
    figures = {}
    for topic in TOPICS:
        if not any(topic in topics for _, topics in lessons):
            continue
        share = sum(topic in topics for _, topics in lessons) / len(lessons)
        print(f"\n{topic}: {share:.0%} of {len(lessons)} decisions")
        print(
            "| decisions | AUC | found at 1 % | found at 5 % | false alarms, own limit | calibration error | ms a text |"
        )
        print("|---|---|---|---|---|---|---|")
        figures[topic] = curve(lessons, topic, steps, asked.shuffles)
        for row in figures[topic]:
            print(
                f"| {row['decisions']} | {row['auc']:.3f} | {row['recall_at_1']:.2f} | {row['recall_at_5']:.2f}"
                f" | {row['own_threshold_false_alarms']:.3f} | {row['calibration_error']:.3f} | {row['score_ms']:.2f} |",
                flush=True,
            )
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1))
