"""Turns what went wrong into a page in plain words, with the right status and nothing told to a stranger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog
from flask import g, render_template, request
from werkzeug.exceptions import HTTPException

from app import logs, metrics
from app.respond import forms
from app.store.database import UnavailableError
from app.store.inspections import NoSuchInspectionError
from surveys.answers import clean
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask
    from flask.typing import ResponseReturnValue

PAGES: Final = frozenset({400, 403, 404, 405, 413, 429, 500, 503})
"""The statuses with a page of their own in templates/errors; any other shows the page for 400 or 500."""

_FIELDS: Final = ("csrf_token", "answer", "go", "proof", "words")
"""What the forms of respondents hold."""

_FIRST_ERROR: Final = 400
_SERVER: Final = 500
_TRY_AGAIN: Final = {"Retry-After": "60"}
_log = structlog.get_logger()


def explain(app: Flask) -> None:
    """Register the pages that errors become."""

    @app.errorhandler(NoSuchInspectionError)
    def not_found(_error: NoSuchInspectionError) -> ResponseReturnValue:
        return _page(404), 404

    @app.errorhandler(UnavailableError)
    def unavailable(error: UnavailableError) -> ResponseReturnValue:
        _log.error("database_unavailable", where=logs.where(error))
        metrics.here().add(metrics.AWAY)
        return _page(503, _sent()), 503, _TRY_AGAIN

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        response = error.get_response()
        if error.code is None or response.status_code < _FIRST_ERROR:  # a redirect is no error
            return response
        response.set_data(_page(error.code, survey=_survey()))
        response.mimetype = "text/html"
        return response

    # Flask's own way would log the error's message, and that may hold what somebody wrote.
    @app.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        logs.failed(error)
        return _page(500, _sent()), 500


def _page(status: int, again: Sequence[tuple[str, str]] = (), survey: Mapping[str, str] | None = None) -> str:
    g.pop("passages", None)  # of a page that was not finished
    shown = status if status in PAGES else 500 if status >= _SERVER else 400
    return render_template(f"errors/{shown}.html", again=again, survey=survey)


def _survey() -> Mapping[str, str] | None:
    """Return what the address of the survey is made of that the person is at, None where they are at none."""
    address = request.view_args or {}
    if request.blueprint != "respond" or address.get("group") not in GROUPS:
        return None
    return {"code": address["code"], "group": address["group"]}


def _sent() -> list[tuple[str, str]]:
    """Return what a respondent's form held, for a button on the page that sends it again.

    Going back would not do: pages are kept in no cache, so a browser asks for them anew and forgets what was typed.
    """
    if request.method != "POST" or request.blueprint != "respond":
        return []
    try:
        if not forms.genuine():
            return []
    except HTTPException:  # it was too large to read
        return []
    return [(name, clean(value)) for name in _FIELDS for value in request.form.getlist(name)]
