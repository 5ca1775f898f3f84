"""The way in: the code from the poster, the choice of a survey, and its first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from app.installation import here
from app.respond import codes
from app.respond.blank import written_once
from app.respond.filled import written
from app.respond.sounds import library
from app.respond.visit import NotOpenError, arrive, speak, to
from app.store import inspections
from app.store.inspections import NoSuchInspectionError
from surveys import definitions
from surveys.answers import clean
from surveys.inspections import Phase
from surveys.questionnaire import EASY_ENGLISH, GROUPS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


def home() -> ResponseReturnValue:
    """Ask for the code from the poster, and go on to its inspection."""
    if "code" not in request.args:
        return render_template("respond/home.html", typed="", trouble=None)
    typed = clean(request.args["code"])
    if not typed:
        return render_template("respond/home.html", typed="", trouble="empty"), 400
    return _found(typed)


def choose(code: str) -> ResponseReturnValue:
    """Offer the three surveys of an inspection."""
    installation = here()
    try:
        inspection = inspections.find(installation.database, code)
    except NoSuchInspectionError:
        return _found(clean(code))
    speak(inspection.languages, EASY_ENGLISH)
    phase = inspection.window.phase(installation.clock())
    if phase is not Phase.OPEN:
        raise NotOpenError(inspection, phase)
    surveys = [definitions.newest(group) for group in GROUPS]
    return render_template("respond/choose.html", inspection=inspection, surveys=surveys)


def start(code: str, group: str) -> ResponseReturnValue:
    """Say what the survey is, who reads it and that it is theirs to choose; one button begins it or goes on with it."""
    visit = arrive(code, group)

    def write(_proof: str) -> str:
        return render_template("respond/start.html", visit=visit, go_on=visit.unseen)

    if visit.draft is not None or visit.sent_before:
        return write("")
    made_of = (visit.inspection, visit.questionnaire.version, visit.language, library().stamp)
    return written_once(("start", group, *made_of), write)


def in_small_letters() -> ResponseReturnValue | None:
    """Send an address with the code in capitals, as someone may type it, on to the one in small letters."""
    given = request.view_args or {}
    code = given.get("code", "")
    if code == code.lower() or "group" not in given or request.method not in {"GET", "HEAD"}:
        return None
    query = request.query_string.decode("ascii", "replace")
    return redirect(url_for(str(request.endpoint), **{**given, "code": code.lower()}) + (f"?{query}" if query else ""))


def not_open(error: NotOpenError) -> ResponseReturnValue:
    """Say kindly that answers are not taken now, and when they are or were. A page answers; a sending is refused.

    What somebody wrote and sent too late is shown to them again: it is theirs.
    """
    page = "not_yet" if error.phase is Phase.NOT_YET else "closed"
    status = 200 if request.method in {"GET", "HEAD"} else 403
    return render_template(f"respond/{page}.html", inspection=error.inspection, typed=written()), status


def _found(typed: str) -> ResponseReturnValue:
    """Go on to the inspection whose code was meant, or ask for the code again with what was typed."""
    try:
        found = codes.find(here().database, typed)
    except NoSuchInspectionError:
        return render_template("respond/home.html", typed=typed[: codes.LONGEST], trouble="unknown"), 404
    return redirect(to("respond.choose", code=found.code), 303)
