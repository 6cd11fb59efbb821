"""A year or a month that is reported: 2026, 2026-11; from its first moment to that of the next, in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

NAME = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a month of it."""

    year: int
    month: int | None = None

    @classmethod
    def named(cls, name: str) -> Self | None:
        """The period with this name, if there can be one."""
        found = NAME.fullmatch(name)
        return cls(int(found[1]), int(found[2]) if found[2] else None) if found else None

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """The year of a moment."""
        return cls(moment.astimezone(UTC).year)

    @property
    def name(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.month:02}" if self.month else f"{self.year}"

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.month or 1, 1, tzinfo=UTC)

    @property
    def until(self) -> datetime:
        """The first moment that is no longer in it."""
        if self.month is None or self.month == 12:
            return datetime(self.year + 1, 1, 1, tzinfo=UTC)
        return datetime(self.year, self.month + 1, 1, tzinfo=UTC)

    def is_over(self, moment: datetime) -> bool:
        """Whether nothing more can happen in it."""
        return moment >= self.until

    def months(self, moment: datetime) -> list[Self]:
        """The months of its year that have begun."""
        cls = type(self)
        return [one for month in range(1, 13) if (one := cls(self.year, month)).since <= moment]
