"""The real application on a database of its own; the tests ask it for scenes over its standard input."""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

import foundation.language
from foundation.database import db
from foundation.settings import Settings
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
    with app.app_context():
        db.create_all()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _say({"url": f"http://127.0.0.1:{server.server_port}"})
    for line in sys.stdin:
        call = json.loads(line)
        with app.test_request_context():
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
