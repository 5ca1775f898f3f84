"""Pages around the survey: what it is, who reads the answers, help, privacy and accessibility."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from flask import render_template, request

from app.installation import here
from app.respond.visit import arrive, to

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

STATEMENT_DAY: Final = date(2026, 11, 23)
"""When the accessibility statement was last written anew; it is to be told with it."""

_OUR_OWN: Final = re.compile(r"(/[a-z0-9][a-z0-9_-]{0,79}){1,3}")
"""An address of a survey's page: never another site's, which would begin with two slashes or a scheme."""


def who_reads(code: str, group: str) -> ResponseReturnValue:
    """Say who reads the answers and what they do with them."""
    visit = arrive(code, group)
    return render_template("respond/who_reads.html", visit=visit, back=_back() or to("respond.start"))


def get_help() -> ResponseReturnValue:
    """Say where to get help now, and with what."""
    return render_template("information/get_help.html", back=_back())


def how_to() -> ResponseReturnValue:
    """Say how to do what these pages can do: change the look, hear it, stop, come back, take answers back."""
    return render_template("information/help.html", back=_back())


def helpers() -> ResponseReturnValue:
    """Say to whoever helps someone to answer how to help without answering for them; made to be printed too."""
    return render_template("information/helpers.html", back=_back())


def about() -> ResponseReturnValue:
    """Say what the survey is, who can answer it and what comes of it."""
    return render_template("information/about.html", back=_back())


def privacy() -> ResponseReturnValue:
    """Say what is kept, for how long, by whom and why."""
    return render_template("information/privacy.html", back=_back(), **_responsible())


def accessibility() -> ResponseReturnValue:
    """Say how the pages can be used, what is known not to work, and how to complain."""
    return render_template(
        "information/accessibility.html", back=_back(), statement_day=STATEMENT_DAY, **_responsible()
    )


def _responsible() -> dict[str, str]:
    """Return who answers for the survey and how to reach them, as the settings name them."""
    settings = here().settings
    return {"controller": settings.controller, "contact": settings.contact}


def _back() -> str | None:
    """Return the page that the person came from, if its address is one of ours."""
    given = request.args.get("back", "")
    if not _OUR_OWN.fullmatch(given):
        return None
    language = request.args.get("lang", "")
    return f"{given}?lang={language}" if re.fullmatch(r"[a-z-]{2,12}", language) else given
