"""The home page keeps its public part for a minute; tests do not wait."""

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def fresh_home(app: Flask) -> None:
    """Forget the kept part."""
    app.extensions.pop("portal.home", None)
