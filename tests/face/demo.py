"""The demo, loaded once and kept, and a server on a copy of it."""

import fcntl
import hashlib
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface

from accounts import entrance
from accounts.models import Member
from foundation import database
from foundation.database import db
from foundation.language import choose, compile_catalogues
from foundation.settings import ROOT, Settings
from tests import servers
from wsgi import create_app

KEPT = ROOT / "var" / "shots"
MADE_OF = ("operations/demo/**/*", "migrations/versions/*.py")


def kept_demo(*, fresh: bool = False) -> Path:
    """A folder with the demo loaded; made again when what it is made of has changed."""
    folder = KEPT / _digest()
    KEPT.mkdir(parents=True, exist_ok=True)
    with KEPT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run in several processes, and one load serves all
        if fresh or not folder.exists():
            shutil.rmtree(KEPT)
            new = folder.with_suffix(".new")
            new.mkdir(parents=True)
            _run(new, "migrations.site:create_site", "db", "upgrade")
            _run(new, "wsgi", "demo", "load")
            new.replace(folder)
    return folder


def copy_of_the_demo(place: Path, *, fresh: bool = False) -> Path:
    """A data folder with the demo, to do with as one likes."""
    folder = place / "data"
    shutil.copytree(kept_demo(fresh=fresh), folder)
    return folder


def _digest() -> str:
    """What the demo is made of, as a short name."""
    found = hashlib.sha256()
    for pattern in MADE_OF:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                found.update(file.read_bytes())
    return found.hexdigest()[:12]


def _run(folder: Path, app: str, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", app, *words],
        cwd=ROOT, env=_environment(folder), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _environment(folder: Path, **more: str) -> dict[str, str]:
    return servers.environment(_database(folder), folder, ENSEMBLE_ENV="demo", **more)


def _database(folder: Path) -> str:
    return f"sqlite:///{folder / 'ensemble.db'}"


class Site:
    """A running site: its address, its application for questions, and cookies of its people."""

    def __init__(self, url: str, app: Flask) -> None:
        self.url, self.app = url, app

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Inside, its database and its addresses can be asked for; never longer than one test, for it reads only."""
        with self.app.test_request_context(base_url=self.url):
            yield
            db.session.remove()

    def cookie(self, member: Member | None, language: str) -> dict[str, Any]:
        """What a browser carries that speaks a language and, if somebody is given, has signed in."""
        with self.app.test_request_context(base_url=self.url):
            choose(language)
            if member is not None and member.has_second_factor:
                entrance.admit_half(member, None)
            elif member is not None:
                with database.writing():
                    entrance.admit(member)
            said = dict(session)
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        return {"name": self.app.config["SESSION_COOKIE_NAME"], "value": signer.dumps(said), "url": self.url}


@contextmanager
def running(*, fresh: bool = False, **settings: str) -> Iterator[Site]:
    """Serve a copy of the demo as it is served to people."""
    compile_catalogues()
    with tempfile.TemporaryDirectory(prefix="ensemble-face.") as place:
        folder = copy_of_the_demo(Path(place), fresh=fresh)
        port = servers.free_port()
        url = f"http://127.0.0.1:{port}"
        environment = _environment(folder, ENSEMBLE_BASE_URL=url, **settings)
        process = servers.start(
            "-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", "wsgi:app",
            env=environment, log=Path(place) / "log",
        )  # fmt: skip
        try:
            servers.wait_until_it_answers(url)
            app = create_app(
                Settings(
                    _env_file=None,
                    env="demo",
                    database_url=_database(folder),
                    data_dir=folder,
                    base_url=url,
                    worker="apart",
                    log_level="ERROR",
                )
            )
            servers.keep_templates(app)
            yield Site(url, app)
            with app.app_context():
                db.engine.dispose()
        finally:
            servers.end(process, signal.SIGTERM)
