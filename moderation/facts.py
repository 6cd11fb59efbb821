"""What can have happened in moderation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseOpened:
    """Something waits for a moderator."""

    case_id: int
    contribution_id: int


@dataclass(frozen=True)
class CaseDecided:
    """A moderator decided."""

    case_id: int
    decision_id: int
    contribution_id: int


@dataclass(frozen=True)
class AppealDecided:
    """Somebody else has read a decision again; `outcome` is upheld, overturned or partly."""

    appeal_id: int
    statement_id: int
    decision_id: int | None
    outcome: str
