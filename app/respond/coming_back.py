"""Coming back with four words: on any device, to the same answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import current_app, make_response, redirect, render_template, request

from app.installation import here
from app.respond import gently, typed
from app.respond.typed import Fault, Trouble
from app.respond.visit import arrive, remember, tailored, to
from app.store import drafts, returning
from app.store.tries import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from flask.typing import ResponseReturnValue

    from app.respond.visit import Visit


def come_back(code: str, group: str) -> ResponseReturnValue:
    """Ask for the four words; or, once they were right, say that the answers are here and what that means."""
    visit = arrive(code, group)
    if visit.draft is not None and request.args.get("back") == "yes":
        return render_template("respond/back.html", visit=visit, go_on=visit.unseen)
    return _page(visit)


def open_with_words(code: str, group: str) -> ResponseReturnValue:
    """Hand the browser the key to the draft that the words open."""
    visit = arrive(code, group)
    words = typed.words(code, Kind.DRAFT)
    if isinstance(words, Trouble):
        return _page(visit, words), words.status
    found = _found(visit, words)
    if found is None:
        trouble = Trouble(fault=Fault.WRONG)
        return gently.wrong(make_response(_page(visit, trouble), trouble.status), code)
    onward = redirect(to("respond.come_back", group=found.group, back="yes"), 303)
    return gently.right(remember(onward, found), code, Kind.DRAFT)


def _found(visit: Visit, words: Collection[str]) -> Visit | None:
    """Return the visit with the draft that the words open, of whichever group it is; None where they open none."""
    database, code = here().database, visit.inspection.code
    key = returning.find(database, code, words, secret=current_app.config["SECRET_KEY"])
    draft = drafts.find(database, key) if key else None
    if draft is None:
        return None
    questionnaire = tailored(visit.inspection, draft.group, draft.version)
    return replace(visit, questionnaire=questionnaire, key=key, draft=draft)


def _page(visit: Visit, trouble: Trouble | None = None) -> str:
    shown = "" if trouble is None else typed.given()
    return render_template("respond/come_back.html", visit=visit, trouble=trouble, typed=shown)
