"""What can have happened to the model."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelStageChanged:
    """From now on the model may do more, or less."""

    stage_id: int
    stage: str
