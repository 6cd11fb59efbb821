from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask

from foundation.database import db
from foundation.settings import Settings
from migrations.site import migrate
from tests.servers import own_database
from wsgi import create_app


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[Flask]:
    """An application on a database of its own that nothing was ever written to."""
    with own_database(tmp_path) as url:
        app = create_app(Settings(_env_file=None, env="test", database_url=url, data_dir=tmp_path))
        migrate.init_app(app)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def migrated_app(empty_app: Flask) -> Flask:
    """An application on a database that the migrations made."""
    flask_migrate.upgrade()
    return empty_app
