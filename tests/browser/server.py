"""The real application on a database of its own; the tests ask it for scenes over its standard input."""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from flask import g
from werkzeug.serving import make_server

import foundation.language
from foundation.database import PATIENCE, db
from foundation.settings import Settings
from tests import servers
from tests.browser import scenes
from tests.journeys import scenes as journeys
from wsgi import create_app


def serve(folder: Path) -> None:
    """Serve until the input ends; each line in is a call of a scene, each line out its result."""
    foundation.language.compile_catalogues()
    app = create_app(
        Settings(
            _env_file=None, env="test", data_dir=folder, database_url=f"sqlite:///{folder / 'browser.db'}",
            base_url="http://127.0.0.1", site_name="Maison Brume", synchronous="NORMAL", worker="apart",
        )
    )  # fmt: skip
    servers.keep_templates(app)
    with app.app_context():
        db.create_all()
    PATIENCE["request"] = PATIENCE["else"] = 60.0  # a busy machine makes people wait here, and no test fail
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _say({"url": f"http://127.0.0.1:{server.server_port}"})
    for line in sys.stdin:
        call = json.loads(line)
        with app.test_request_context():
            # A scene reads first and writes then. As a reading request it would take the write lock too late, and SQLite
            # refuses at once, without waiting, who has read what a page has changed since: "database is locked".
            g.writing = True
            try:
                _say({"result": _scene(call["name"])(*call["args"], **call["values"])})
            except Exception as fault:
                _say({"fault": repr(fault)})


def _scene(name: str) -> Any:
    return getattr(journeys, name, None) or getattr(scenes, name)


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
