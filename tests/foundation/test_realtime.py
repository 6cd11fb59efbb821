"""Sockets on a real server: who comes in, what they hear, and when they are dropped."""

import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import engineio
import pytest
import socketio
from flask import Flask

from accounts import access, sessions
from accounts.models import Member
from foundation import realtime
from foundation.database import db
from foundation.realtime.hub import hub
from foundation.realtime.rooms import NAMESPACE, hang_up
from foundation.settings import Settings
from tests.factories.accounts import a_member
from tests.servers import REDIS, end, environment, free_port, own_database, start, wait_until_it_answers
from wsgi import create_app

CAP = 6
SERVER = "tests.foundation.watched_site:create_app()"


@dataclass
class Site:
    """A served application and this process's own view of the same database."""

    app: Flask
    urls: list[str]

    def cookie_of(self, member: Member) -> tuple[str, str]:
        """Sign the member in; the cookie header, and the session's id."""
        token = sessions.open_session(member)
        db.session.commit()
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return f"ensemble={signer.dumps({access.TOKEN: token})}", token


@contextmanager
def served(tmp_path: Path, *, processes: int = 1, **more: str) -> Iterator[Site]:
    """Serve the site in that many processes."""
    with own_database(tmp_path) as url:
        settings = Settings(
            _env_file=None,
            env="test",
            database_url=url,
            data_dir=tmp_path,
            redis_url=more.get("ENSEMBLE_REDIS_URL", ""),
        )
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            running, urls = [], []
            try:
                for number in range(processes):
                    port = free_port()
                    urls.append(f"http://127.0.0.1:{port}")
                    env = environment(
                        url, tmp_path, ENSEMBLE_WORKER="apart", ENSEMBLE_BASE_URL=urls[-1], **more
                    )
                    log = tmp_path / f"web{number}.log"
                    line = (
                        "-m",
                        "gunicorn",
                        "--config",
                        "gunicorn.conf.py",
                        "--bind",
                        f"127.0.0.1:{port}",
                        SERVER,
                    )
                    running.append(start(*line, env=env, log=log))
                for url in urls:
                    wait_until_it_answers(f"{url}/socket.io/")
                yield Site(app, urls)
            finally:
                for process in running:
                    end(process, signal.SIGTERM)
                db.session.remove()
                db.engine.dispose()


opened: list[Any] = []


@pytest.fixture(autouse=True)
def hung_up() -> Iterator[None]:
    """Close the lines that the client library leaves open when the server hangs up."""
    yield
    while opened:
        opened.pop().shutdown()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site in one process, for all tests of this file."""
    with served(tmp_path_factory.mktemp("site"), ENSEMBLE_SOCKET_CAP=str(CAP)) as here:
        yield here


def connect(url: str, cookie: str, origin: str | None = None) -> socketio.Client:
    """A socket of a page of the site."""
    client = socketio.Client(reconnection=False, websocket_extra_options={"suppress_origin": True})
    client.heard = []
    client.on("*", lambda event, payload: client.heard.append((event, payload)))
    client.connect(
        url, headers={"Cookie": cookie, "Origin": origin or url}, transports=["websocket"], wait_timeout=60
    )
    opened.append(client.eio.ws)
    return client


def eventually(seen: Callable[[], Any], timeout: float = 120) -> bool:
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if seen():
            return True
        time.sleep(0.02)
    return bool(seen())


def test_a_member_hears_what_they_may_watch_and_nothing_else(site: Site) -> None:
    cookie, _token = site.cookie_of(a_member())
    client = connect(site.urls[0], cookie)
    assert client.call(
        "watch", ["thing:2", "thing:3", "nothing:2", "thing:x", 7, "thing:99999999999999999"]
    ) == ["thing:2"]
    client.call("tell", ["thing:2", 41])
    client.call("tell", ["thing:2", 42])
    client.call("tell", ["thing:3", 1])
    assert eventually(lambda: client.heard)
    time.sleep(0.3)
    assert client.heard == [("moved", {"votes": 42})]
    assert client.call("unwatch", ["thing:2", ["odd"]]) == []
    client.disconnect()


@pytest.mark.parametrize("case", ["stranger", "forged", "elsewhere", "no origin"])
def test_others_stay_outside(site: Site, case: str) -> None:
    cookie, _token = site.cookie_of(a_member())
    cookie = {"stranger": "", "forged": "ensemble=eyJ0b2tlbiI6Ing.x.y"}.get(case, cookie)
    origin = {"elsewhere": "https://evil.example", "no origin": "null"}.get(case)
    with pytest.raises(socketio.exceptions.ConnectionError):
        connect(site.urls[0], cookie, origin)


def test_beyond_the_cap_a_socket_is_refused_and_a_left_place_is_free_again(site: Site) -> None:
    cookie, _token = site.cookie_of(a_member())
    clients: list[socketio.Client] = []

    def comes_in() -> bool:
        try:
            clients.append(connect(site.urls[0], cookie))
        except socketio.exceptions.ConnectionError:
            return False
        return True

    while len(clients) <= CAP and comes_in():
        pass
    assert len(clients) <= CAP
    clients.pop().disconnect()
    assert eventually(comes_in)
    for client in clients:
        client.disconnect()


def test_signing_out_drops_the_socket_of_that_browser_only(site: Site) -> None:
    member = a_member()
    (one, token), (other, _token) = site.cookie_of(member), site.cookie_of(member)
    member_id = member.id
    db.session.rollback()
    leaving, staying = connect(site.urls[0], one), connect(site.urls[0], other)
    leaving.emit("end_session", token)
    assert eventually(lambda: not leaving.connected)
    assert staying.call("watch", ["thing:2"]) == ["thing:2"]
    staying.emit("end_sessions", member_id)
    assert eventually(lambda: not staying.connected)


def test_a_session_that_ended_elsewhere_may_watch_nothing_more(site: Site) -> None:
    cookie, token = site.cookie_of(a_member())
    client = connect(site.urls[0], cookie)
    sessions.end_session(token)
    db.session.commit()
    with pytest.raises((socketio.exceptions.TimeoutError, socketio.exceptions.DisconnectedError)):
        client.call("watch", ["thing:2"], timeout=2)
    assert eventually(lambda: not client.connected)


def test_a_message_too_large_ends_the_line(site: Site) -> None:
    cookie, _token = site.cookie_of(a_member())
    client = connect(site.urls[0], cookie)
    client.emit("watch", ["thing:2" + "0" * 20_000])
    assert eventually(lambda: not client.connected)


def test_a_plain_request_for_a_socket_is_refused(site: Site) -> None:
    with (
        pytest.raises(urllib.error.HTTPError) as refusal,
        urllib.request.urlopen(f"{site.urls[0]}/socket.io/?EIO=4"),
    ):
        pass
    refusal.value.close()
    assert refusal.value.code == 400


def test_messages_stay_small(app: Flask) -> None:
    with pytest.raises(ValueError, match="too large"):
        hub()._emit("contribution:1", "moved", {"text": "x" * 2000})  # noqa: SLF001  the last gate before the line


def test_when_nobody_listens_nothing_is_worked_out(app: Flask) -> None:
    realtime.broadcast("contribution:1", "moved", lambda: pytest.fail("nobody listens"))


def test_a_browser_that_hung_up_first_keeps_nobody_waiting() -> None:
    server = socketio.Server(async_mode="threading")
    line = engineio.socket.Socket(server.eio, "line")  # no writer: it ended with the browser's goodbye
    server.eio.sockets["line"] = line
    sid = server.manager.connect("line", NAMESPACE)
    hanging_up = threading.Thread(target=hang_up, args=(server, sid), daemon=True)
    hanging_up.start()
    hanging_up.join(5)
    assert not hanging_up.is_alive()
    assert line.closed


@pytest.mark.redis
@pytest.mark.skipif(not REDIS, reason="no Redis: set ENSEMBLE_TEST_REDIS")
def test_two_processes_hear_each_other_and_drop_each_others_sockets(tmp_path: Path) -> None:
    with served(tmp_path, processes=2, ENSEMBLE_REDIS_URL=REDIS) as site:
        member = a_member()
        cookie, token = site.cookie_of(member)
        here, there = connect(site.urls[0], cookie), connect(site.urls[1], cookie)
        assert there.call("watch", ["thing:2"]) == ["thing:2"]
        here.call("tell", ["thing:2", 5])
        assert eventually(lambda: there.heard == [("moved", {"votes": 5})])
        here.emit("end_session", token)
        assert eventually(lambda: not here.connected and not there.connected)
