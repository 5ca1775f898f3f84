"""The pages of the second factor: setting a telephone up, and the code that it makes."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Final

from flask import redirect, render_template, request, url_for

from app.accounts import codes, limits, secret, sessions
from app.accounts.letting_in import let_in, waits, where_to
from app.accounts.proof import ProofForm
from app.installation import here
from app.refusals import refused
from app.respond.qr import qr
from app.store import audit, second_factors

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from app.accounts.letting_in import By
    from app.store.staff import Account

SEE_OTHER: Final = 303
REFUSED: Final = 400

_LAPSED: Final = "This page was open for too long. Enter the code again."
_LAPSED_QR: Final = "This page was open for too long. Scan this code instead."
_WRONG_AT_FIRST: Final = (
    "The code is not right. Check that the time on your phone is right, and enter the code that it shows now."
)
_LONGEST: Final = 40
_WRONG: Final = "The code is not right, or was used before. Wait for the next code and enter that."


def ask() -> ResponseReturnValue:
    """Ask for the code, and let in whoever enters the right one."""
    account = sessions.half_way()
    kept = second_factors.find(here().database, account.id) if account else None
    if account is None or kept is None:
        return redirect(_onwards("accounts.set_up_second_factor" if account else "accounts.sign_in"), SEE_OTHER)
    if request.method == "GET":
        return _ask()
    wait = limits.before_code(account) if ProofForm().validate() else None
    if wait is None:
        return _ask(_LAPSED), REFUSED
    if wait:
        return waits(wait, account)
    typed = request.form.get("code", "")[:_LONGEST]
    by: By | None = "phone" if _fits(account, kept, typed) else "recovery-code" if _recovers(account, typed) else None
    if by is None:
        refused("code", account)
        return _ask(_WRONG), REFUSED
    limits.after_code(account)
    return let_in(account, _wanted(), by=by, whole=True)


def set_up() -> ResponseReturnValue:
    """Have somebody who has no second factor yet set one up, and show the recovery codes once."""
    account = sessions.half_way()
    if account is None or second_factors.find(here().database, account.id) is not None:
        return redirect(_onwards("accounts.second_factor" if account else "accounts.sign_in"), SEE_OTHER)
    if request.method == "GET":
        return _set_up(account, codes.new_secret())
    made = _given(account) if ProofForm().validate() else None
    if made is None:
        return _set_up(account, codes.new_secret(), _LAPSED_QR), REFUSED
    wait = limits.before_code(account)
    if wait:
        return waits(wait, account)
    step = codes.step_of(made, request.form.get("code", "")[:_LONGEST], here().clock())
    return (_set_up(account, made, _WRONG_AT_FIRST), REFUSED) if step is None else _enrolled(account, made, step)


def _enrolled(account: Account, made: bytes, step: int) -> ResponseReturnValue:
    recovery = codes.new_recovery_codes()
    kept = secret.locked(made, staff_id=account.id)
    hashes = [codes.recovery_hash(account.id, one) for one in recovery]
    if not second_factors.enrol(here().database, account.id, kept, step=step, hashes=hashes):
        return redirect(_onwards("accounts.second_factor"), SEE_OTHER)
    limits.after_code(account)
    audit.record(here().database, here().clock(), audit.staff(account.id), "second_factor.set_up")
    onwards = where_to(_wanted())
    let_in(account, _wanted(), by="phone", whole=True)
    return render_template("accounts/recovery_codes.html", recovery=recovery, onwards=onwards)


ADDRESSES: Final[tuple[tuple[str, str, Callable[[], ResponseReturnValue]], ...]] = (
    ("/second-factor", "second_factor", ask),
    ("/second-factor/set-up", "set_up_second_factor", set_up),
)


def shown(account: Account, typed: str) -> bool:
    """Whether this is a code of the account's phone that was not used before; it is used now."""
    kept = second_factors.find(here().database, account.id)
    return kept is not None and _fits(account, kept, typed[:_LONGEST])


def _fits(account: Account, kept: bytes, typed: str) -> bool:
    made = secret.unlocked(kept, staff_id=account.id)
    step = codes.step_of(made, typed, here().clock()) if made else None
    return step is not None and second_factors.use_step(here().database, account.id, step)


def _recovers(account: Account, typed: str) -> bool:
    if not second_factors.use_recovery_code(here().database, account.id, codes.recovery_hash(account.id, typed)):
        return False
    audit.record(here().database, here().clock(), audit.staff(account.id), "second_factor.recovered")
    return True


def _given(account: Account) -> bytes | None:
    """Return the secret that the page was made with. Nobody can put another person's, or one of their own, there."""
    try:
        return secret.unlocked(base64.b64decode(request.form.get("made", ""), validate=True), staff_id=account.id)
    except (binascii.Error, ValueError):
        return None


def _wanted() -> str:
    return request.form.get("next", "") or request.args.get("next", "")


def _onwards(door: str) -> str:
    return where_to(_wanted()) if sessions.signed_in() else url_for(door, next=_wanted() or None)


def _ask(problem: str = "") -> str:
    return render_template("accounts/second_factor.html", form=ProofForm(), wanted=_wanted(), problem=problem)


def _set_up(account: Account, made: bytes, problem: str = "") -> str:
    return render_template(
        "accounts/set_up_second_factor.html",
        form=ProofForm(),
        wanted=_wanted(),
        problem=problem,
        made=base64.b64encode(secret.locked(made, staff_id=account.id)).decode(),
        drawn=qr(codes.address(made, account.email)),
        spelled=codes.spelled(made),
    )
