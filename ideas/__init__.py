"""Product ideas: proposed, found again, merged, answered, followed until they ship."""

from flask import Flask

import ideas.models  # noqa: F401  its tables belong to the whole


def init_app(app: Flask) -> None:
    """Open the board."""
