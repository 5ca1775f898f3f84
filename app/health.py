"""Whether the product is up, for the machines that watch it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, abort, request

from app import metrics as counted
from app.installation import here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

_PLAIN: Final = {"Content-Type": "text/plain; charset=utf-8"}
_METRICS: Final = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
_FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    """Answer while the process runs."""
    return "ok\n", 200, _PLAIN


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """Answer 200 while the database answers too, 503 otherwise."""
    return ("ready\n", 200, _PLAIN) if here().database.ready() else ("the database does not answer\n", 503, _PLAIN)


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Give Prometheus its numbers, on this machine alone: what comes through a proxy finds nothing here."""
    if any(name in request.headers for name in _FORWARDED):
        abort(404)
    return counted.here().written(), 200, _METRICS
