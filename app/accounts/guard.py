"""The guard before pages for staff: who is signed in, and which inspections they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import g, redirect, request, url_for

from app.accounts.sessions import signed_in
from app.installation import here
from app.store import inspections
from app.store.inspections import NoSuchInspectionError

if TYPE_CHECKING:
    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from app.store.staff import Account
    from surveys.inspections import Inspection

SEE_OTHER = 303


def guard(blueprint: Blueprint) -> None:
    """Let nobody but staff see any page of the blueprint, and an inspection's pages only those who belong to it."""

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        account = signed_in()
        if account is None:
            wanted = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else None
            return redirect(url_for("accounts.sign_in", next=wanted), SEE_OTHER)
        g.account = account
        code = (request.view_args or {}).get("code")
        if code is not None:
            g.inspection = _seen_by(account, code)
        return None


def who() -> Account:
    """Return the account that this page is shown to."""
    return cast("Account", g.account)


def inspection() -> Inspection:
    """Return the inspection that this page is about; the guard has let the person see it."""
    return cast("Inspection", g.inspection)


def _seen_by(account: Account, code: str) -> Inspection:
    # Another's inspection answers just as one that does not exist.
    if not account.may_see(code):
        message = f"There is no inspection with the code {code[:40]!r}."
        raise NoSuchInspectionError(message)
    return inspections.find(here().database, code)
