"""Databases and processes of their own, for tests that kill, copy or serve for real."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import make_url

from foundation.settings import ROOT

POSTGRES = os.environ.get("ENSEMBLE_TEST_POSTGRES", "")
REDIS = os.environ.get("ENSEMBLE_TEST_REDIS", "")


def keep_templates(app: Flask) -> None:
    """Let an application find its templates compiled, whoever of the tests has compiled them first."""
    folder = ROOT / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


@contextmanager
def postgres_database(server: str = POSTGRES) -> Iterator[str]:
    """A PostgreSQL database that is dropped afterwards."""
    name = f"ensemble_test_{uuid.uuid4().hex[:12]}"
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """A database of the kind under test that nobody else uses."""
    if POSTGRES:
        with postgres_database() as url:
            yield url
    else:
        yield f"sqlite:///{folder / 'own.db'}"


def environment(database_url: str, data: Path, **more: str) -> dict[str, str]:
    """The environment of a process on that database; developers' own settings stay out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENSEMBLE_")}
    ours = {
        "ENSEMBLE_ENV": "development",
        "ENSEMBLE_DATABASE_URL": database_url,
        "ENSEMBLE_DATA_DIR": str(data),
        "ENSEMBLE_LOG_LEVEL": "ERROR",
        "ENSEMBLE_SYNCHRONOUS": "NORMAL",
    }
    return kept | ours | more


def start(*arguments: str, env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a Python process of the product, in a group of its own."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True
        )


def end(process: subprocess.Popen[bytes], signal: int, timeout: float = 60) -> int:
    """Send a signal to a process and its children and wait; answer the exit code."""
    if process.poll() is None:
        os.killpg(process.pid, signal)
    return process.wait(timeout)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(url: str, timeout: float = 120) -> None:
    """Wait for a server to answer at all."""
    until = time.monotonic() + timeout
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
