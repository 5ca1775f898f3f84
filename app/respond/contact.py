"""The optional form of whoever wants somebody to contact them: apart from the answers, with nothing that leads back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from flask import current_app, redirect, render_template, request

from app import clock
from app.installation import here
from app.respond import forms
from app.respond.visit import NotOpenError, speak, to
from app.respond.working import back_at_work
from app.safeguarding import watch
from app.store import inspections, matters
from app.store.matters import Kind, Raised
from surveys.answers import clean
from surveys.inspections import Phase
from surveys.questionnaire import EASY_ENGLISH

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from surveys.inspections import Inspection

FIELDS: Final = ("name", "reach", "about")
LONGEST: Final = 2000

_ID_BYTES: Final = 32
_HEX: Final = frozenset("0123456789abcdef")


def contact(code: str) -> ResponseReturnValue:
    """Show the form, or that it was sent."""
    return _page(_inspection(code), done=request.args.get("done") == "yes")


def ask(code: str) -> ResponseReturnValue:
    """Seal and keep what was asked, under a key of its own. Sending again keeps it once."""
    inspection = _inspection(code)
    given = {name: clean(request.form.get(name, "")) for name in FIELDS}
    if not forms.genuine():
        return _page(inspection, "lapsed", given), 400
    if not given["reach"]:
        return _page(inspection, "empty", given), 400
    if any(len(words) > LONGEST for words in given.values()):
        return _page(inspection, "too_long", given), 400
    now = here().clock()
    content = {**given, "day": clock.day(now).isoformat()}
    asked = Raised(id=_id(request.form.get("asked", "")), kind=Kind.CONTACT, alarm="concern", content=content)
    matters.put(here().database, code, [asked], now)
    watch.wake(current_app)
    return redirect(to("respond.contact", done="yes"), 303)


def _inspection(code: str) -> Inspection:
    inspection = inspections.find(here().database, code)
    speak(inspection.languages, EASY_ENGLISH)
    phase = inspection.window.phase(here().clock())
    if phase in {Phase.NOT_YET, Phase.CLOSED}:
        raise NotOpenError(inspection, phase)
    return inspection


def _id(given: str) -> str:
    """Return the id that the form was made with, so that sent twice it is kept once; else a new one."""
    return given if len(given) == 2 * _ID_BYTES and set(given) <= _HEX else secrets.token_hex(_ID_BYTES)


def _page(inspection: Inspection, trouble: str = "", given: dict[str, str] | None = None, *, done: bool = False) -> str:
    return render_template(
        "respond/contact.html",
        inspection=inspection,
        trouble=trouble,
        given=given or dict.fromkeys(FIELDS, ""),
        asked=_id(request.form.get("asked", "")),
        back_at=back_at_work(),
        done=done,
    )
