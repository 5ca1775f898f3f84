"""What follows once somebody has shown who they are: a session, a place in the record, and the page they came for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from flask import redirect, render_template, url_for

from app.accounts import sessions
from app.installation import here
from app.refusals import refused
from app.store import audit

if TYPE_CHECKING:
    from datetime import timedelta

    from flask.typing import ResponseReturnValue

    from app.store.staff import Account

SEE_OTHER: Final = 303
TOO_MANY: Final = 429
_MINUTE: Final = 60

_LOCAL: Final = re.compile(r"/inspectors(/[\w\-./]*)?(\?[\w\-.=&%]*)?", re.ASCII)
"""Where sign-in may lead: our own pages for staff, in plain characters that no browser reads in a way of its own."""


By = Literal["password", "invitation", "organisation", "phone", "recovery-code"]
"""What somebody has shown of who they are: two of them, as `password/phone`, stand in the record with a sign-in."""


def let_in(account: Account, wanted: str | None, *, by: By, whole: bool) -> ResponseReturnValue:
    """Begin a session and go on: to the page that was asked for, or to the second factor where that is to come."""
    way = "/".join(filter(None, (sessions.shown_already(), by)))
    sessions.begin(account, half_way_by="" if whole else by)
    if not whole:
        return redirect(url_for("accounts.second_factor", next=wanted or None), SEE_OTHER)
    audit.record(here().database, here().clock(), audit.staff(account.id), "signed_in", way)
    return redirect(where_to(wanted), SEE_OTHER)


def where_to(wanted: str | None) -> str:
    """Return the page that was asked for where it is one of ours, else the first page for staff."""
    if wanted and _LOCAL.fullmatch(wanted) and "//" not in wanted and "/.." not in wanted:
        return wanted
    return url_for("inspectors.mine")


def waits(wait: timedelta, account: Account | None = None) -> ResponseReturnValue:
    """Say when to try again."""
    refused("wait", account)
    seconds = int(wait.total_seconds()) + 1
    words = f"{seconds} second{'s' if seconds > 1 else ''}"
    if seconds > _MINUTE:
        words = f"{-(-seconds // _MINUTE)} minutes"
    return render_template("accounts/wait.html", wait=words), TOO_MANY, {"Retry-After": str(seconds)}
