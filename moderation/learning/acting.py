"""What the model says of a text that is being written: a note for the sorting, a case on trial, or a hold."""

from typing import Any

from moderation.learning import keeping
from moderation.learning.model import MAY_HOLD
from moderation.learning.stages import Stage
from moderation.reasons import Because
from moderation.watching import Act, Found, Written

NOTED = 0.2
ACTS = {Stage.TRIAL: Act.REVIEW, Stage.ACTING: Act.HOLD}


def watch(written: Written) -> list[Found]:
    """One finding for each topic that is likely, with the chance and the words that spoke for it."""
    learned = keeping.current()
    if learned is None or learned.stage is Stage.OFF:
        return []
    text = "\n".join(part for part in written.parts.values() if part)
    found = []
    for topic, chance in learned.model.score(text).items():
        if chance < NOTED:
            continue
        sure = topic in MAY_HOLD and chance >= learned.model.quality[topic]["threshold"]
        act = ACTS.get(learned.stage, Act.NOTE) if sure else Act.NOTE
        seen: dict[str, Any] = {"model": round(chance, 3), "version": learned.number, "sure": sure}
        seen["words"] = learned.model.because(text, topic)
        found.append(Found(Because.MODEL, topic, act=act, seen=seen))
    return found
