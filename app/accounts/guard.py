"""The guard before pages for staff: who is signed in, what they may do, and the record of what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import abort, current_app, g, redirect, request, url_for

from app.accounts import permissions, sessions
from app.installation import here
from app.refusals import refused
from app.store import audit, inspections
from app.store.inspections import NoSuchInspectionError

if TYPE_CHECKING:
    from flask import Blueprint, Response
    from flask.typing import ResponseReturnValue

    from app.store.staff import Account
    from surveys.inspections import Inspection

SEE_OTHER = 303
_OK = 200
_REFUSED = 400


def guard(blueprint: Blueprint) -> None:
    """Show the blueprint's pages to staff who may see them, and an inspection's only to those who belong to it."""

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        account = sessions.signed_in()
        if account is None:
            wanted = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else None
            door = "accounts.second_factor" if sessions.half_way() else "accounts.sign_in"
            return redirect(url_for(door, next=wanted), SEE_OTHER)
        g.account = account
        code = (request.view_args or {}).get("code")
        if code is not None:
            g.inspection = _seen_by(account, code)
        if not permissions.may(account.role, request.endpoint or ""):
            refused("role", account)
            abort(403)
        return None

    blueprint.after_request(_record)


def who() -> Account:
    """Return the account that this page is shown to."""
    return cast("Account", g.account)


def inspection() -> Inspection:
    """Return the inspection that this page is about; the guard has let the person see it."""
    return cast("Inspection", g.inspection)


def may_open(endpoint: str) -> bool:
    """Whether the person of this page may open another, for links to it."""
    return endpoint in current_app.view_functions and permissions.may(who().role, endpoint)


def record(action: str, named: str = "") -> None:
    """Write down what the person of this page does."""
    audit.record(here().database, here().clock(), audit.staff(who().id), action, named)


def record_officer(response: Response) -> Response:
    """Write down what the nominated officer was shown, under the inspection's code: they have no account."""
    rule = permissions.RULES.get(request.endpoint or "")
    token = (request.view_args or {}).get("token")
    if rule is not None and rule.recorded and token and response.status_code == _OK:
        code = inspections.find_by_token(here().database, token).code
        audit.record(here().database, here().clock(), audit.officer(code), rule.recorded, code)
    return response


def _record(response: Response) -> Response:
    """Write down what was shown or done before anything of it leaves: where it can't be, nothing does."""
    rule = permissions.RULES.get(request.endpoint or "")
    if rule is not None and rule.recorded and response.status_code < _REFUSED and "account" in g:
        record(rule.recorded, _named(request.view_args or {}))
    return response


def _named(arguments: dict[str, object]) -> str:
    return "/".join(str(value) for value in arguments.values())[: audit.LONGEST_OBJECT]


def _seen_by(account: Account, code: str) -> Inspection:
    # Another's inspection answers just as one that does not exist.
    if not account.may_see(code):
        refused("inspection", account)
        message = f"There is no inspection with the code {code[:40]!r}."
        raise NoSuchInspectionError(message)
    return inspections.find(here().database, code)
