"""The programs in bin/ say clearly what is wrong, and serve when nothing is."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.settings import ROOT
from tests.servers import end, environment, free_port, wait_until_it_answers

pytestmark = pytest.mark.slow


def ours(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a program that uses the Python these tests run in."""
    return environment("", folder, **{"ENSEMBLE_VENV": sys.prefix} | more)


def tried(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / words[0], *words[1:]], env=env, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.parametrize("program", ["bin/run", "bin/test", "bin/ensemble"])
def test_a_program_explains_itself(program: str, tmp_path: Path) -> None:
    outcome = tried(program, "--help", env=ours(tmp_path))
    assert outcome.returncode == 0
    assert program in outcome.stdout


@pytest.mark.parametrize("words", [["--prot", "8000"], ["--port"], ["--port", "many"], ["--port", "70000"]])
def test_a_word_that_is_not_understood_starts_nothing(words: list[str], tmp_path: Path) -> None:
    outcome = tried("bin/run", *words, env=ours(tmp_path))
    assert outcome.returncode == 1
    assert "Ensemble:" in outcome.stderr
    assert not list(tmp_path.iterdir())


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = tried("bin/run", "--port", str(taken.getsockname()[1]), env=ours(tmp_path))
    assert outcome.returncode == 1
    assert "Choose another port" in outcome.stderr
    assert not list(tmp_path.iterdir())


def test_an_old_python_is_said_in_a_sentence(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("python", "python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        old = programs / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n')
        old.chmod(0o755)
    env = ours(tmp_path, ENSEMBLE_VENV=str(tmp_path / "venv")) | {"PATH": f"{programs}:{os.defpath}"}
    outcome = tried("bin/run", env=env)
    assert outcome.returncode == 1
    assert "Python 3.11 or newer is needed; Python 3.9.2 was found" in outcome.stderr


def test_a_folder_of_somebody_else_is_not_made_an_environment(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("keep me")
    outcome = tried("bin/run", env=ours(tmp_path, ENSEMBLE_VENV=str(tmp_path)))
    assert outcome.returncode == 1
    assert (tmp_path / "letters").read_text() == "keep me"


def test_a_command_nobody_knows_fails(empty_app: object, tmp_path: Path) -> None:
    outcome = tried("bin/ensemble", "no-such-thing", env=ours(tmp_path))
    assert outcome.returncode == 2
    assert "no-such-thing" in outcome.stderr


def test_one_command_makes_a_database_and_serves(empty_app: object, tmp_path: Path) -> None:
    port = free_port()
    with (tmp_path / "log").open("w") as log:
        site = subprocess.Popen(
            [ROOT / "bin/run", "--empty", "--port", str(port)],
            env=ours(tmp_path / "data"),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/", timeout=300)
        assert (tmp_path / "data/ensemble.db").exists()
        assert f"http://127.0.0.1:{port}" in (tmp_path / "log").read_text()
    finally:
        assert end(site, signal.SIGTERM) == 0, (tmp_path / "log").read_text()
