"""bin/bench screening: what screening finds behind each disguise, what it holds for nothing, and what it takes in a request.

Of one's own set: bin/bench screening --texts FILE --language fr, a text on each line, or a JSON object with `text`
and, where it is known, `hold`; the answer is JSON.
"""

import argparse
import json
import random
import re
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from moderation.screening.language import language_of
from moderation.screening.lists import HOLDS, built_in
from moderation.screening.looking import Sight, look

from .disguises import DISGUISES, FRESH

TEXTS = Path(__file__).with_name("texts")
LANGUAGES = ("en", "fr")
LENGTHS = (300, 1_000, 3_000)
TIMES = 200
WORD = re.compile(r"[^\W\d_]{4,}")
Row = dict[str, Any]


def benign(language: str, *, kept: bool = False) -> list[str]:
    """Texts that nothing speaks against, hard ones among them; `kept` ones were not looked at while screening was made."""
    return _lines("benign", language, kept)


def strong(language: str, *, kept: bool = False) -> list[str]:
    """Words and phrases that should wait for a person, written down apart from the lists."""
    return _lines("strong", language, kept)


def _lines(what: str, language: str, kept: bool) -> list[str]:
    return (TEXTS / f"{'kept.' if kept else ''}{what}.{language}.txt").read_text("utf-8").splitlines()


def held(text: str, language: str) -> list[Sight]:
    """What holds a text, read in the language it seems to be in, as in a request."""
    return [one for one in look(text, language_of(text) or language) if one.holds]


def recall(
    language: str,
    *,
    single: bool = False,
    kept: bool = False,
    disguises: Mapping[str, Callable[[str], str]] = DISGUISES,
) -> dict[str, float]:
    """For each disguise, which share of the strong words and phrases, or of single words, is seen in an ordinary text."""
    terms = [term for term in strong(language, kept=kept) if not single or WORD.fullmatch(term)]
    luck = random.Random(5)
    carriers = [text for text in benign(language) if 40 < len(text) < 160]
    return {
        name: statistics.fmean(
            _is_seen(luck.choice(carriers), _disguised(term, hide), language) for term in terms
        )
        for name, hide in disguises.items()
    }


def false_holds(language: str, *, kept: bool = False) -> list[tuple[str, list[str]]]:
    """The benign texts that are held, and by what."""
    found = ((text, held(text, language)) for text in benign(language, kept=kept))
    return [(text, [one.detail for one in seen]) for text, seen in found if seen]


def of_file(file: Path, language: str) -> Row:
    """What is held of a set of somebody else’s; recall and false holds where the set says which should be."""
    rows = list(_rows(file))
    spent, by, right, verdicts = [], Counter[str](), [], []
    for row in rows:
        begun = time.thread_time()
        seen = held(row["text"], language)
        spent.append(time.thread_time() - begun)
        by.update({f"{one.sort.value}: {one.detail}" for one in seen})
        verdicts.append(bool(seen))
        if "hold" in row:
            right.append((bool(row["hold"]), bool(seen)))
    made: Row = {"texts": len(rows), "held": sum(verdicts), "held_share": _share(verdicts), **_times(spent)}
    if right:
        made["recall"] = _share([seen for wanted, seen in right if wanted])
        made["false_holds"] = _share([seen for wanted, seen in right if not wanted])
    return made | {
        "held_by": dict(by.most_common(30)),
        "held_lines": [at for at, yes in enumerate(verdicts, 1) if yes][:200],
    }


def in_request(url: str, folder: Path) -> dict[str, Row]:
    """Milliseconds of everything that a text being sent waits for: all watchers, the database, the case."""
    from .sending import prepared  # makes an application, which the figures above do without

    send = prepared(url, folder)
    luck = random.Random(3)
    made: dict[str, Row] = {}
    for length in LENGTHS:
        watched, whole = zip(*(send(_long(luck, length)) for _turn in range(TIMES)), strict=True)
        made[f"{length} characters"] = {"watchers": _times(watched), "with the case": _times(whole)}
    return made


def _long(luck: random.Random, length: int) -> str:
    """An ordinary text of this length, with a telephone number, a link or a strong word in one of three."""
    language = luck.choice(LANGUAGES)
    texts = benign(language)
    made = ""
    while len(made) < length:
        made += luck.choice(texts) + " "
    extra = luck.choice(["", "", "", "06 12 34 56 78 ", "https://example.org/a ", "c0nn@rd "])
    return extra + made[: length - len(extra)]


def _is_seen(carrier: str, hidden: str, language: str) -> bool:
    """A word stands in the middle of an ordinary text, as a sentence of its own."""
    words = carrier.split(" ")
    half = len(words) // 2
    text = " ".join([*words[:half], "–", hidden, "–", *words[half:]])
    return any(one.tier == HOLDS for one in look(text, language_of(text) or language))


def _disguised(term: str, hide: Callable[[str], str]) -> str:
    """The disguise on every word that is long enough for it."""
    return WORD.sub(lambda found: hide(found.group()), term)


def _rows(file: Path) -> Iterator[Row]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line) if line.lstrip().startswith("{") else {"text": line}


def _share(verdicts: list[bool]) -> float:
    return round(statistics.fmean(verdicts), 4) if verdicts else 0.0


def _times(spent: Iterable[float]) -> Row:
    ranked = sorted(spent) or [0.0]
    return {
        "p50_ms": round(ranked[len(ranked) // 2] * 1000, 2),
        "p95_ms": round(ranked[int(len(ranked) * 0.95)] * 1000, 2),
    }


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 3) for name, share in shares.items()}


def measure(url: str, folder: Path) -> Row:
    """All figures of our own texts."""
    built_in()
    made: Row = {}
    for language in LANGUAGES:
        wrong = false_holds(language)
        made[language] = {
            "recall": _rounded(recall(language)),
            "recall_of_single_words": _rounded(recall(language, single=True)),
            "recall_behind_fresh_disguises": _rounded(recall(language, disguises=FRESH)),
            "recall_of_kept_phrases": _rounded(recall(language, kept=True, disguises=DISGUISES | FRESH)),
            "false_holds_of_kept": false_holds(language, kept=True),
            "benign": len(benign(language)),
            "false_holds": wrong,
            "false_share": round(len(wrong) / len(benign(language)), 4),
        }
    return made | {"in_request": in_request(url, folder)}


def main(words: list[str] | None = None) -> None:
    """Measure and print as JSON."""
    parser = argparse.ArgumentParser(prog="bin/bench screening", description=__doc__)
    parser.add_argument("--texts", type=Path, help="a set of texts to try instead of our own")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language of that set")
    parser.add_argument("--postgres", default="", help="server address; SQLite without it")
    given = parser.parse_args(words)
    if given.texts:
        print(json.dumps(of_file(given.texts, given.language), indent=2, ensure_ascii=False))
        return
    folder = Path(tempfile.mkdtemp(prefix="ensemble-screening-"))
    try:
        if given.postgres:
            from .postgres import throwaway

            with throwaway(given.postgres) as (url, _postmaster):
                made = measure(url, folder)
        else:
            made = measure(f"sqlite:///{folder / 'screening.db'}", folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(made, indent=2, ensure_ascii=False))
