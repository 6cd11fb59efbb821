"""The server killed with -9 while people vote: what was acknowledged is stored, once, and counted."""

from pathlib import Path

import pytest

from bench import kill_votes
from foundation.database import db
from foundation.settings import Settings
from tests.servers import own_database
from wsgi import create_app


@pytest.mark.slow
def test_no_acknowledged_vote_is_lost_or_doubled(tmp_path: Path) -> None:
    with own_database(tmp_path) as url:
        settings = Settings(
            _env_file=None,
            env="development",
            secret_key=kill_votes.SECRET,
            database_url=url,
            data_dir=tmp_path,
        )
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            processes = 1 if settings.sqlite else 2
            outcome = kill_votes.run(app, tmp_path, votes=500, clients=16, kills=2, processes=processes)
            db.session.remove()
            db.engine.dispose()
    assert outcome.holds, str(outcome)
    assert outcome.kills == 2
