"""The page that an invitation opens: where somebody chooses the password of their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import render_template, request

from app.accounts import passwords
from app.accounts.letting_in import let_in
from app.accounts.passwords import WeakPasswordError
from app.accounts.proof import ProofForm
from app.installation import here
from app.store import audit, invitations
from app.store.inspections import NoSuchInspectionError
from app.store.invitations import NoSuchInvitationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from app.store.invitations import Invitation

REFUSED: Final = 400
NOT_FOUND: Final = 404


def accept(token: str) -> ResponseReturnValue:
    """Ask for a new password, make the account, and go on to the second factor."""
    database, now = here().database, here().clock()
    try:
        invitation = invitations.find(database, token, now)
        if request.method == "GET":
            return _page(token, invitation)
        problem = _problem()
        if problem:
            return _page(token, invitation, problem), REFUSED
        hashed = passwords.hashed(request.form.get("password", ""), invitation.email)
        account = invitations.accept(database, token, now, hashed)
    except WeakPasswordError as error:
        return _page(token, invitation, str(error)), REFUSED
    except (NoSuchInvitationError, NoSuchInspectionError):
        return render_template("accounts/no_invitation.html"), NOT_FOUND
    audit.record(database, now, audit.staff(account.id), "invitation.accepted")
    return let_in(account, None, by="invitation", whole=False)


ADDRESSES: Final[tuple[tuple[str, str, Callable[[str], ResponseReturnValue]], ...]] = (
    ("/invitation/<token>", "invitation", accept),
)


def _problem() -> str:
    if not ProofForm().validate():
        return "This page was open for too long. Enter the password again."
    if request.form.get("password", "") != request.form.get("again", ""):
        return "The two passwords are not the same. Enter the same one twice."
    return ""


def _page(token: str, invitation: Invitation, problem: str = "") -> str:
    return render_template(
        "accounts/invitation.html", form=ProofForm(), token=token, invitation=invitation, problem=problem
    )
