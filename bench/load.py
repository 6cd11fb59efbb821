"""The load: a few kept-alive connections that send prepared requests, in processes of their own."""

import http.client
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sent:
    """One request to send."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """What came back: seconds of each answer, statuses, bytes of all bodies, seconds in all."""

    seconds: list[float]
    statuses: dict[int, int]
    size: int
    took: float

    @property
    def per_second(self) -> float:
        """Requests answered per second."""
        return len(self.seconds) / self.took

    def quantile(self, share: float) -> float:
        """Milliseconds within which this share was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def _send(
    port: int,
    requests: Sequence[Sent],
    results: "multiprocessing.Queue[tuple[list[float], dict[int, int], int]]",
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    seconds: list[float] = []
    statuses: dict[int, int] = {}
    size = 0
    for sent in requests:
        begin = time.perf_counter()
        try:
            connection.request(sent.method, sent.path, sent.body or None, sent.headers)
            response = connection.getresponse()
            body = response.read()
            status = response.status
        except (OSError, http.client.HTTPException):
            connection.close()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            status, body = 0, b""
        seconds.append(time.perf_counter() - begin)
        statuses[status] = statuses.get(status, 0) + 1
        size += len(body)
    results.put((seconds, statuses, size))


def run(port: int, requests: Sequence[Sent], connections: int = 8) -> Heard:
    """Send the requests over so many connections at once."""
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[tuple[list[float], dict[int, int], int]] = context.Queue()
    shares = [requests[number::connections] for number in range(connections)]
    senders = [context.Process(target=_send, args=(port, share, results)) for share in shares if share]
    begin = time.perf_counter()
    for sender in senders:
        sender.start()
    heard = [results.get() for _sender in senders]
    took = time.perf_counter() - begin
    for sender in senders:
        sender.join()
    statuses: dict[int, int] = {}
    for _seconds, counted, _size in heard:
        for status, count in counted.items():
            statuses[status] = statuses.get(status, 0) + count
    return Heard([one for part in heard for one in part[0]], statuses, sum(part[2] for part in heard), took)
