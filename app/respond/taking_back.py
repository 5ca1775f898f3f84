"""Taking answers back: the four words of a receipt delete what was sent with them, until the week ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, make_response, redirect, render_template, request

from app.installation import here
from app.respond import gently, typed
from app.respond.typed import Fault, Trouble
from app.respond.visit import NotOpenError, forget_sent, place, speak, to, until
from app.store import four_words, inspections, submissions
from app.store.tries import Kind
from surveys.inspections import Phase
from surveys.questionnaire import EASY_ENGLISH

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from surveys.inspections import Inspection


def take_back(code: str) -> ResponseReturnValue:
    """Ask for the words of the receipt; say what was done once it is done, and why it can't be after the week."""
    inspection = _inspection(code)
    return _page(inspection, done=request.args.get("done") == "yes")


def delete(code: str) -> ResponseReturnValue:
    """Delete the submission whose receipt was typed, for good."""
    inspection = _inspection(code)
    if _over(inspection):
        return _page(inspection), 403
    words = typed.words(code, Kind.RECEIPT)
    if isinstance(words, Trouble):
        return _page(inspection, words), words.status
    receipt = four_words.mark(words, current_app.config["SECRET_KEY"])
    group = submissions.take_back(here().database, code, receipt=receipt)
    if group is None:
        trouble = Trouble(fault=Fault.WRONG)
        return gently.wrong(make_response(_page(inspection, trouble), trouble.status), code)
    done = forget_sent(redirect(to("respond.take_back", done="yes"), 303), place(code, group))
    return gently.right(done, code, Kind.RECEIPT)


def _inspection(code: str) -> Inspection:
    inspection = inspections.find(here().database, code)
    speak(inspection.languages, EASY_ENGLISH)
    phase = inspection.window.phase(here().clock())
    if phase is Phase.NOT_YET:
        raise NotOpenError(inspection, phase)
    return inspection


def _over(inspection: Inspection) -> bool:
    return inspection.window.phase(here().clock()) is Phase.CLOSED


def _page(inspection: Inspection, trouble: Trouble | None = None, *, done: bool = False) -> str:
    return render_template(
        "respond/take_back.html",
        inspection=inspection,
        over=_over(inspection) and not done,
        until=until(inspection),
        again=inspection.window.phase(here().clock()) is Phase.OPEN,
        done=done,
        trouble=trouble,
        typed="" if trouble is None else typed.given(),
    )
