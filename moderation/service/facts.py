"""What can have happened to a service case."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ServiceCaseOpened:
    """Somebody was let down, and somebody looks after them."""

    case_id: int
    member_id: int | None


@dataclass(frozen=True)
class ServiceLineSaid:
    """Something was said aside."""

    case_id: int
    line_id: int


@dataclass(frozen=True)
class ServiceCaseMoved:
    """A service case was answered, planned, closed or opened again, or its author said how it ended."""

    case_id: int
    member_id: int | None
