"""What is counted for Prometheus: by route template and kind of deed, never by person or address."""

import os
import time
from typing import Any

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from community.votes.facts import VoteCast, VoteWithdrawn
from foundation import outbox, realtime
from foundation.database import reading
from foundation.outbox import queries

SEVERAL = "PROMETHEUS_MULTIPROC_DIR"
SIGN_INS = ("accounts.enter", "accounts.enter_code")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meters:
    """The meters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "ensemble_request_seconds", "Time to answer, by route template.", ("method", "route"),
            buckets=BUCKETS, registry=self.registry,
        )  # fmt: skip
        self.answers = self._counter(
            "ensemble_answers", "Answers, by route template and status.", "route", "status"
        )
        self.faults = self._counter(
            "ensemble_faults", "Answers of 500 and above, by route template.", "route"
        )
        self.votes = self._counter("ensemble_votes", "Votes cast and withdrawn.", "deed")
        self.sign_ins = self._counter("ensemble_failed_sign_ins", "Sign-ins that were refused.")
        self.sockets = self._gauge("ensemble_open_sockets", "Open pages holding a socket.", "livesum")
        self.waiting = self._gauge(
            "ensemble_outbox_waiting", "Jobs of the outbox not yet done.", "mostrecent"
        )
        self.parked = self._gauge(
            "ensemble_outbox_parked", "Jobs given up, waiting for a person.", "mostrecent"
        )
        self.lag = self._gauge("ensemble_outbox_lag_seconds", "How late the oldest due job is.", "mostrecent")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, mode: Any) -> Gauge:
        return Gauge(name, text, registry=self.registry, multiprocess_mode=mode)


def meters() -> Meters:
    """The meters of the running application."""
    found: Meters = current_app.extensions["meters"]
    return found


def exposition() -> tuple[bytes, str]:
    """All numbers in the text form of Prometheus; of all processes when they share a folder."""
    read = meters()
    with reading():
        read.waiting.set(queries.waiting())
        read.parked.set(queries.parked())
        read.lag.set(queries.lag())
    read.sockets.set(realtime.open_sockets())
    if SEVERAL not in os.environ:
        return generate_latest(read.registry), CONTENT_TYPE_LATEST
    everybody = CollectorRegistry()
    MultiProcessCollector(everybody)
    return generate_latest(everybody), CONTENT_TYPE_LATEST


def _begin() -> None:
    g.measured_from = time.perf_counter()


def _measure(response: Response) -> Response:
    read = meters()
    route = request.url_rule.rule if request.url_rule else "(none)"
    read.requests.labels(request.method, route).observe(
        time.perf_counter() - g.get("measured_from", time.perf_counter())
    )
    read.answers.labels(route, str(response.status_code)).inc()
    if response.status_code >= 500:
        read.faults.labels(route).inc()
    if request.endpoint in SIGN_INS and response.status_code >= 400:
        read.sign_ins.inc()
    return response


def _vote_cast(_fact: VoteCast) -> None:
    meters().votes.labels("cast").inc()


def _vote_withdrawn(_fact: VoteWithdrawn) -> None:
    meters().votes.labels("withdrawn").inc()


def init_app(app: Flask) -> None:
    """Measure every answer, and count votes and failed sign-ins."""
    app.extensions["meters"] = Meters()
    app.before_request(_begin)
    app.after_request(_measure)
    outbox.listen(app, VoteCast, _vote_cast)
    outbox.listen(app, VoteWithdrawn, _vote_withdrawn)
