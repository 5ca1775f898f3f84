"""One's own account: a new password, new recovery codes, each for whoever shows again who they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from flask import abort, redirect, render_template, request, url_for

from app.accounts import codes, guard, limits, passwords, second_factor, sessions
from app.accounts.letting_in import waits
from app.accounts.passwords import WeakPasswordError
from app.accounts.permissions import ROLES
from app.accounts.proof import ProofForm
from app.installation import here
from app.refusals import refused
from app.store import second_factors, staff
from app.store import sessions as kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

SEE_OTHER: Final = 303
REFUSED: Final = 400

_SESSION: Final = re.compile("[0-9a-f]{64}")
_LAPSED: Final = "This page was open for too long. Try again."
_WRONG: Final = "The password that you have now is not right. Enter it again."
_WRONG_CODE: Final = "The code is not right, or was used before. Wait for the next code and enter that."
_NOT_THE_SAME: Final = "The two new passwords are not the same. Enter the same one twice."


def account() -> ResponseReturnValue:
    """Show one's own account."""
    return _page(changed="changed" in request.args)


def password() -> ResponseReturnValue:
    """Keep a new password, end the person's sessions on every machine, and begin a new one on this."""
    me, chosen = guard.who(), request.form.get("password", "")
    # What is wrong with the new one is said first: a code of the phone is good once, and a mistake must not use it up.
    if chosen != request.form.get("again", ""):
        return _page([("password", _NOT_THE_SAME)]), REFUSED
    try:
        hashed = passwords.hashed(chosen, me.email)
    except WeakPasswordError as error:
        return _page([("password", str(error))]), REFUSED
    answer = _not_shown("")
    if answer is not None:
        return answer
    staff.set_password(here().database, me.email, hashed)
    guard.record("password.changed")
    renewed = staff.find_by_id(here().database, me.id)
    if renewed is not None:
        sessions.begin(renewed)
    return redirect(url_for("people.account", changed="yes"), SEE_OTHER)


def recovery_codes() -> ResponseReturnValue:
    """Show new recovery codes in place of the old ones."""
    answer = _not_shown("recovery_")
    if answer is not None:
        return answer
    me, made = guard.who(), codes.new_recovery_codes()
    hashes = [codes.recovery_hash(me.id, one) for one in made]
    second_factors.renew_recovery_codes(here().database, me.id, hashes)
    guard.record("second_factor.codes_renewed")
    return render_template("accounts/recovery_codes.html", recovery=made, onwards=url_for("people.account"))


def end_session(session: str) -> ResponseReturnValue:
    """End one of the person's own sessions, on another machine or this."""
    if not _SESSION.fullmatch(session):
        abort(404)
    if ProofForm().validate() and kept.end_one(here().database, guard.who().id, session):
        guard.record("session.ended")
    return redirect(url_for("people.account"), SEE_OTHER)


ADDRESSES: Final[tuple[tuple[str, str, Callable[..., ResponseReturnValue], str], ...]] = (
    ("/account", "account", account, "GET"),
    ("/account/password", "password", password, "POST"),
    ("/account/sessions/<session>/end", "end_session", end_session, "POST"),
    ("/account/recovery-codes", "recovery_codes", recovery_codes, "POST"),
)


def _not_shown(form: str) -> ResponseReturnValue | None:
    """Return what to answer where the person has not shown again who they are, by both factors; else None.

    Whoever finds a machine signed in can so not make the account their own. `form` is what its fields begin with.
    """
    if not ProofForm().validate():
        return _page([(f"{form}now", _LAPSED)]), REFUSED
    return _without_password(f"{form}now") or _without_code(f"{form}code")


def _without_password(field: str) -> ResponseReturnValue | None:
    me = guard.who()
    wait = limits.before_password(me.email, me)
    if wait:
        return waits(wait, me)
    if not passwords.fits(me, request.form.get(field, "")):
        refused("password", me)
        return _page([(field, _WRONG)]), REFUSED
    limits.after_password(me.email, me)
    return None


def _without_code(field: str) -> ResponseReturnValue | None:
    me = guard.who()
    wait = limits.before_code(me) if _has_phone() else None
    if wait is None:
        return None
    if wait:
        return waits(wait, me)
    if not second_factor.shown(me, request.form.get(field, "")):
        refused("code", me)
        return _page([(field, _WRONG_CODE)]), REFUSED
    limits.after_code(me)
    return None


def _has_phone() -> bool:
    return second_factors.find(here().database, guard.who().id) is not None


def _page(problems: list[tuple[str, str]] | None = None, *, changed: bool = False) -> str:
    me = guard.who()
    return render_template(
        "accounts/account.html",
        me=me,
        role=ROLES[me.role],
        has_phone=_has_phone(),
        left=second_factors.recovery_codes_left(here().database, me.id),
        problems=problems or [],
        changed=changed,
        sessions=sessions.every(me),
        this_session=sessions.this(),
        form=ProofForm(),
    )
