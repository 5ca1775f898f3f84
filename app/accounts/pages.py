"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from flask import Blueprint, redirect, render_template, request, url_for
from flask_limiter import RateLimitExceeded
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from app.accounts import devices, guard, invited, limits, organisation, passwords, second_factor, sessions
from app.accounts.exempt import is_exempt
from app.accounts.letting_in import let_in, waits, where_to
from app.accounts.proof import ProofForm
from app.installation import here
from app.refusals import refused
from app.store import audit, staff
from surveys.answers import clean

if TYPE_CHECKING:
    from flask import Flask
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue

SEE_OTHER: Final = 303
REFUSED: Final = 400

_LONGEST_EMAIL: Final = 254

blueprint = Blueprint("accounts", __name__, url_prefix="/inspectors")
blueprint.after_request(devices.hand_over)


class SignInForm(ProofForm):
    """Email address and password."""

    email = EmailField(
        "Email address",
        [InputRequired("Enter your email address."), Length(max=_LONGEST_EMAIL, message="Enter your email address.")],
        filters=[lambda typed: clean(typed or "")],  # control characters fit neither a page nor a database
    )
    password = PasswordField(
        "Password",
        [InputRequired("Enter your password."), Length(max=passwords.LONGEST, message="Enter your password.")],
    )
    next = HiddenField()


@blueprint.record_once
def _set_up(state: BlueprintSetupState) -> None:
    app, limiter = cast("Flask", state.app), limits.limiter()
    sessions.set_up(app)
    sessions.for_staff_alone(app, lambda: limiter.init_app(app))
    limited: Any = limiter.limit(
        limits.TRIES_OF_ALL,
        key_func=limits.address,
        methods=["POST"],
        exempt_when=limits.is_no_stranger,
        deduct_when=limits.costs,
    )(sign_in)
    state.add_url_rule("/sign-in", endpoint="sign_in", view_func=limited, methods=["GET", "POST"])
    for rule, endpoint, view in (*second_factor.ADDRESSES, *invited.ADDRESSES, *organisation.ADDRESSES):
        methods = ["GET"] if endpoint.startswith("organisation") else ["GET", "POST"]
        state.add_url_rule(rule, endpoint=endpoint, view_func=cast("Any", view), methods=methods)
    app.jinja_env.globals.update(sign_out_form=ProofForm, may_open=guard.may_open)


def sign_in() -> ResponseReturnValue:
    """Ask who it is, and let in whoever can show it."""
    form = SignInForm(next=request.args.get("next", "")) if request.method == "GET" else SignInForm()
    if request.method == "GET":
        if sessions.signed_in() is not None:
            return redirect(where_to(form.next.data), SEE_OTHER)
        return _page(form, [])
    problems = _problems(form)
    if problems:
        return _page(form, problems), REFUSED
    limits.tried()
    email = form.email.data.strip().casefold()
    account = staff.find(here().database, email)
    wait = limits.before_password(email, account)
    if wait:
        return waits(wait, account)
    if passwords.fits(account, form.password.data) and account is not None:
        limits.after_password(email, account)
        return let_in(account, form.next.data, by="password", whole=is_exempt(here(), account))
    refused("password", account)
    wrong = "The email address or the password is not right. Check both and try again."
    return _page(form, [("email", wrong)]), REFUSED


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out, here and on every other machine."""
    account = sessions.signed_in()
    if ProofForm().validate():
        sessions.end()
        if account is not None:
            audit.record(here().database, here().clock(), audit.staff(account.id), "signed_out")
    return redirect(url_for("accounts.sign_in"), SEE_OTHER)


@blueprint.errorhandler(RateLimitExceeded)
def too_many(_error: RateLimitExceeded) -> ResponseReturnValue:
    """Say when to try again, to an address from which many have tried."""
    refused("too many from one address")
    return waits(timedelta(minutes=15))


def _page(form: SignInForm, problems: list[tuple[str, str]]) -> str:
    elsewhere = organisation.name()
    way = organisation.way_there(form.next.data) if elsewhere else ""
    return render_template("accounts/sign_in.html", form=form, problems=problems, organisation=elsewhere, way_there=way)


def _problems(form: SignInForm) -> list[tuple[str, str]]:
    if form.validate():
        return []
    named = [(name, str(form.errors[name][0])) for name in ("email", "password") if name in form.errors]
    return named or [("email", "This page was open for too long. Enter your email address and password again.")]
