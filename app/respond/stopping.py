"""Stopping for now: the four words that open the answers again, closing them on this computer, and clearing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request

from app.installation import here
from app.respond import forms
from app.respond.qr import qr
from app.respond.visit import arrive, forget, place, to
from app.store import drafts, returning
from app.store.drafts import NoSuchDraftError
from app.store.four_words import BETWEEN

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from app.respond.visit import Visit


def stop(code: str, group: str) -> ResponseReturnValue:
    """Say how to come back later, with the words if there are any, and offer to close or clear the answers here."""
    return _page(arrive(code, group))


def leave(code: str, group: str) -> ResponseReturnValue:
    """Make words where they are asked for; else take the key to the draft back from the browser.

    The draft is destroyed too, unless it is to wait for its words.
    """
    visit = arrive(code, group)
    if not forms.genuine():
        return _page(visit, "lapsed"), 400
    press = request.form.get("go")
    if press == "words" or (press == "close" and visit.ended):  # once the week is over, what is closed stays closed
        give_words(visit)
        return redirect(to("respond.stop"), 303)
    database = here().database
    closing = press == "close" and visit.key is not None and returning.words(database, visit.key)
    if visit.key is not None and not closing:
        drafts.forget(database, visit.key)
    left = "closed" if closing else "cleared"
    return forget(redirect(to("respond.start", **{left: "yes"}), 303), place(code, group))


def give_words(visit: Visit) -> None:
    """Make the words that open the visit's draft, where it has one and they were not made before.

    Once the week is over they would open nothing.
    """
    if visit.key is None or visit.ended:
        return
    try:
        returning.make(here().database, visit.inspection.code, visit.key, secret=current_app.config["SECRET_KEY"])
    except NoSuchDraftError:  # cleared or sent on another page in this moment: the next page says so
        return


def _page(visit: Visit, trouble: str | None = None) -> str:
    words = returning.words(here().database, visit.key) if visit.key and not visit.ended else ()
    come_back = f"{here().settings.public_address}{to('respond.come_back')}"
    return render_template(
        "respond/stop.html",
        visit=visit,
        go_on=visit.unseen,
        words=words,
        address=come_back.partition("://")[2].partition("?")[0],
        code=qr(f"{come_back}#{BETWEEN.join(words)}") if words else None,
        trouble=trouble,
    )
