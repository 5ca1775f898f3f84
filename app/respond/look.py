"""The page where a person changes how all pages look, sound and are worded, and its way back to where they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import redirect, render_template, request

from app import language as languages
from app.installation import here
from app.look import CHOICES, COOKIE, Look, look
from app.respond import forms
from app.respond.visit import to

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

_PART: Final = "[a-z0-9][a-z0-9_-]{0,79}"
_OUR_OWN: Final = re.compile(rf"/({_PART}(/{_PART}){{0,2}})?(\?[\w%+.=&-]{{1,400}})?", re.ASCII)
"""An address of ours with what follows its question mark: never another site's, which would begin with two slashes."""

TURN: Final = "turn"
"""Stands in the address that a form is sent to, where it does not stand in that of its page."""

_A_YEAR: Final = 365 * 24 * 60 * 60


def page() -> ResponseReturnValue:
    """Show every setting with what is chosen now."""
    return _page(look())


def keep() -> ResponseReturnValue:
    """Keep what was chosen on the device, and go back to where the person was."""
    usual = request.form.get("go") == "usual"
    given = {} if usual else {name: request.form.get(name, "") for name in CHOICES}
    before = look()
    same_words = given.get("words", _words()) == _words()
    if same_words and not usual:
        given["words"] = before["words"]
    chosen = Look.of(given)
    if not forms.genuine():
        return _page(chosen, "lapsed"), 400
    response = redirect(_back(keeping_language=same_words) or to("respond.home"), 303)
    secure = here().settings.secure_cookies
    if chosen.cookie:
        # Not hidden from our script, which changes the speed of reading while it reads.
        response.set_cookie(COOKIE, chosen.cookie, max_age=_A_YEAR, secure=secure, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, secure=secure, samesite="Lax")
    return response


def to_look() -> str:
    """Return the address of the page where the look is changed, which leads back to this page."""
    back = request.path
    if named := arguments():
        back = f"{back}?{urlencode(named)}"
    return f"/look?{urlencode({'back': back, 'lang': languages.current()})}"


def arguments() -> dict[str, str]:
    """Return what this page's address names after its question mark, without a way back that is not ours."""
    named = request.args.items()
    return {name: value for name, value in named if name != TURN and (name != "back" or _OUR_OWN.fullmatch(value))}


def _page(chosen: Look, trouble: str | None = None) -> str:
    return render_template("information/look.html", chosen=chosen, words=_words(), back=_back(), trouble=trouble)


def _words() -> str:
    """Return which words this page is in, as the setting has it."""
    return "easy" if languages.current().endswith(languages.EASY) else "standard"


def _back(*, keeping_language: bool = True) -> str | None:
    """Return the page that the person came from, if its address is one of ours.

    Where other words were chosen, a language that it names would only undo the choice.
    """
    given = request.args.get("back", "")
    if not _OUR_OWN.fullmatch(given):
        return None
    if keeping_language:
        return given
    parts = urlsplit(given)
    kept = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "lang"])
    return f"{parts.path}?{kept}" if kept else parts.path
