"""For machines: alive, ready, and the numbers."""

import hmac
import ipaddress

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from foundation.errors import NotFound
from foundation.settings import current
from operations import metrics, probes
from operations.blueprint import bp


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    return jsonify(status="alive")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    found = list(probes.findings())
    fatal = [one for one in found if one.fatal and not one.ok]
    status = "not ready" if fatal else "ready" if all(one.ok for one in found) else "degraded"
    checks = {one.name: {"ok": one.ok, "detail": one.detail} for one in found}
    return jsonify(status=status, checks=checks), 503 if fatal else 200


@bp.get("/metrics")
def numbers() -> ResponseReturnValue:
    if not _may_read_metrics():
        raise NotFound
    body, kind = metrics.exposition()
    return Response(body, content_type=kind)


def _may_read_metrics() -> bool:
    """With the token; without one set, only from this machine and through no proxy."""
    token = current().metrics_token
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    try:
        return not forwarded and ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
