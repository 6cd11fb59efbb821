"""What the home page shows."""

from typing import Any

from .wall import height, wall


def home_page() -> dict[str, Any]:
    """The votes of the month, what shipped, what needs a view, and what the house owes."""
    bundles = wall(0, 0)
    return {
        "bundles": bundles,
        "wall_height": height(bundles),
        "votes": 0,
        "shipped_votes": 0,
        "arrivals": [],
        "views": [],
        "owed": None,
    }
