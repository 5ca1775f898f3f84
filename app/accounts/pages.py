"""Signing in and out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from flask import Blueprint, redirect, render_template, request, url_for
from flask_limiter import RateLimitExceeded
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from app.accounts import limits, passwords, sessions
from app.installation import here
from app.store import staff
from surveys.answers import clean

if TYPE_CHECKING:
    from flask import Flask
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue

SEE_OTHER: Final = 303
REFUSED: Final = 400
TOO_MANY: Final = 429

_LONGEST_EMAIL: Final = 254
_LOCAL: Final = re.compile(r"/inspectors(/[\w\-./]*)?(\?[\w\-.=&%]*)?", re.ASCII)
"""Where sign-in may lead: our own pages for staff, in plain characters that no browser reads in a way of its own."""

blueprint = Blueprint("accounts", __name__, url_prefix="/inspectors")


class SignInForm(FlaskForm):
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


class SignOutForm(FlaskForm):
    """Nothing but the proof that our own page asks for it."""


@blueprint.record_once
def _set_up(state: BlueprintSetupState) -> None:
    app, limiter = cast("Flask", state.app), limits.limiter()
    sessions.set_up(app)
    sessions.for_staff_alone(app, lambda: limiter.init_app(app))
    limited: Any = limiter.limit(limits.TRIES_OF_ALL, key_func=limits.address, methods=["POST"])(sign_in)
    limited = limiter.limit(limits.TRIES, key_func=limits.account_and_address, methods=["POST"])(limited)
    state.add_url_rule("/sign-in", endpoint="sign_in", view_func=limited, methods=["GET", "POST"])
    app.jinja_env.globals["sign_out_form"] = SignOutForm


def sign_in() -> ResponseReturnValue:
    """Ask who it is, and let in whoever can show it."""
    form = SignInForm(next=request.args.get("next", "")) if request.method == "GET" else SignInForm()
    if request.method == "GET":
        if sessions.signed_in() is not None:
            return redirect(_where_to(form.next.data), SEE_OTHER)
        return render_template("accounts/sign_in.html", form=form, problems=[])
    problems = _problems(form)
    if not problems:
        account = staff.find(here().database, form.email.data)
        if passwords.fits(account, form.password.data) and account is not None:
            sessions.begin(account)
            return redirect(_where_to(form.next.data), SEE_OTHER)
        problems = [("email", "The email address or the password is not right. Check both and try again.")]
    return render_template("accounts/sign_in.html", form=form, problems=problems), REFUSED


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out, here and on every other machine."""
    if SignOutForm().validate():
        sessions.end()
    return redirect(url_for("accounts.sign_in"), SEE_OTHER)


@blueprint.errorhandler(RateLimitExceeded)
def too_many(_error: RateLimitExceeded) -> ResponseReturnValue:
    """Say when to try again."""
    return render_template("accounts/wait.html"), TOO_MANY


def _problems(form: SignInForm) -> list[tuple[str, str]]:
    if form.validate():
        return []
    named = [(name, str(form.errors[name][0])) for name in ("email", "password") if name in form.errors]
    return named or [("email", "This page was open for too long. Enter your email address and password again.")]


def _where_to(wanted: str | None) -> str:
    if wanted and _LOCAL.fullmatch(wanted) and "//" not in wanted and "/.." not in wanted:
        return wanted
    return url_for("inspectors.mine")
