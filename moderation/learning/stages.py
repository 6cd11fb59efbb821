"""What the model may do, stage by stage, and when it changes: plain values only.

It begins by sorting the queue. With enough decisions it goes on trial: what it would hold is published and opens a
case, so that people say how often it is right. Inside all bands it acts: it holds, and a person decides. As soon as
one band breaks it is suspended, and only a person lets it try again.
"""

from enum import StrEnum

from moderation.learning.quality import Bands, Measured, out_of_band


class Stage(StrEnum):
    """What the model is let do."""

    SORTING = "sorting"
    TRIAL = "trial"
    ACTING = "acting"
    SUSPENDED = "suspended"
    OFF = "off"


def next_stage(stage: Stage, measured: Measured, bands: Bands) -> tuple[Stage, list[str]]:
    """The stage after looking at what is measured now, and the names of what keeps it there."""
    if stage is Stage.OFF:
        return stage, []
    out = out_of_band(measured, bands)
    if "too_few" in out:
        return Stage.SORTING, out
    if not out:
        return (stage if stage is Stage.SUSPENDED else Stage.ACTING), []
    if stage is Stage.ACTING:
        return Stage.SUSPENDED, out
    return (stage if stage is Stage.SUSPENDED else Stage.TRIAL), out
