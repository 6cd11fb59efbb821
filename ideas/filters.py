"""What somebody wants to see on the board, read from the address and written back into it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from sqlalchemy import Column, Table
from werkzeug.datastructures import MultiDict

from community.contributions.models import Contribution
from foundation.html import clean_line
from ideas.models import OPEN, IdeaStatus

# Lists ask the tables: through the mapped class every question would join the tables of all other kinds.
ITEMS: Table = Contribution.__table__  # type: ignore[assignment]  # a mapped class has a Table
RANKS: dict[str, tuple[Column[Any], ...]] = {
    "hot": (ITEMS.c.hot, ITEMS.c.id),
    "wanted": (ITEMS.c.vote_count, ITEMS.c.id),
    "new": (ITEMS.c.published_at, ITEMS.c.id),
    "view": (ITEMS.c.published_at, ITEMS.c.id),
}
ALL, OPEN_ONLY = "all", "open"
STATUSES = (OPEN_ONLY, ALL, *(status.value for status in IdeaStatus))
LONGEST_SEARCH = 200
LONGEST_CURSOR = 400


@dataclass(frozen=True)
class Filters:
    """One view of the board; what the address says and we do not know is left out."""

    q: str = ""
    status: str = ""
    tag: str = ""
    space: str = ""
    mine: bool = False
    sort: str = "hot"
    after: str | None = None
    page: int = 1

    @classmethod
    def of(cls, given: "MultiDict[str, str]") -> "Filters":
        """What an address asks for."""
        status, sort, page = given.get("status", ""), given.get("sort", ""), given.get("page", "")
        return cls(
            q=clean_line(given.get("q", "")[:LONGEST_SEARCH]),
            status=status if status in STATUSES else "",
            tag=clean_line(given.get("tag", "")[:60]),
            space=clean_line(given.get("space", "")[:80]),
            mine=given.get("mine") == "1",
            sort=sort if sort in RANKS else "hot",
            after=given.get("after", "")[:LONGEST_CURSOR] or None,
            page=int(page)
            if page.isascii() and page.isdigit() and len(page) < 5 and 0 < int(page) <= 500
            else 1,
        )

    @property
    def shown(self) -> str:
        """The status in use: open ideas, unless one searches or looks at one's own."""
        return self.status or (ALL if self.q or self.mine else OPEN_ONLY)

    @property
    def stages(self) -> tuple[str, ...] | None:
        """The stages to show, or None for all."""
        if self.shown == ALL:
            return None
        return tuple(status.value for status in OPEN) if self.shown == OPEN_ONLY else (self.shown,)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out that the plain board shows."""
        return bool(self.q or self.status or self.tag or self.space or self.mine)

    def url(self, **changes: Any) -> str:
        """The address of this view with some things changed, from its first page."""
        wanted = replace(self, **{"after": None, "page": 1} | changes)
        kept = {
            "q": wanted.q,
            "status": wanted.status,
            "tag": wanted.tag,
            "space": wanted.space,
            "mine": "1" if wanted.mine else "",
            "sort": wanted.sort if wanted.sort != "hot" else "",
            "after": wanted.after or "",
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        return url_for("ideas.board", _external=False, **{key: value for key, value in kept.items() if value})
