"""JSON logs with the request's id and without personal data."""

import logging
import re
import sys
import time
import uuid

import structlog
from flask import Flask, Response, g, has_request_context, request

from .settings import Settings

_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
log = structlog.get_logger("request")


def _request_id(_logger: object, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    if has_request_context() and "request_id" in g:
        event["request_id"] = g.request_id
    return event


def init_app(app: Flask, settings: Settings) -> None:
    """One JSON line per request and per warning."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _request_id,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    if settings.env != "test":
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(formatter)
        logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _ID.match(given) else uuid.uuid4().hex
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers["X-Request-ID"] = g.request_id
    rule = request.url_rule.rule if request.url_rule else "(no route)"
    took = round((time.perf_counter() - g.started) * 1000, 1)
    log.info("answered", method=request.method, route=rule, status=response.status_code, ms=took)
    return response
