"""Sets up accounts on the application, and keeps a session to the pages for staff and to a working day."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from flask import session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_security import Security, current_user, login_user, logout_user

from app.accounts import devices
from app.accounts.people import People, Person
from app.installation import EXTENSION, here
from app.store import sessions as kept
from app.store import staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Request

    from app.store.sessions import Session
    from app.store.staff import Account

LONGEST: Final = timedelta(hours=12)
IDLE: Final = timedelta(hours=2)
"""After so long without a page, a session has ended."""
HALF_WAY: Final = timedelta(minutes=15)
"""How long after the password there is for the second factor."""
BLUEPRINTS: Final = ("accounts", "inspectors", "people")
"""The parts of the product that know of accounts. No other part's requests pass through any of this."""

ADDRESSES: Final = "/inspectors"
"""What the addresses of these parts begin with, and no other's."""

_SIGNED_IN: Final = "signed_in"
_SEEN: Final = "seen"
_HALF: Final = "half"
_ID: Final = "id"
_NOTED_EVERY: Final = timedelta(minutes=5)
_SETTINGS: Final = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    # 46 MiB, one pass, one lane: what OWASP's password storage page advises for argon2id, and a fraction of the
    # library's own work, so that a flood of tries can't take the machine from the people who answer.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 46 * 1024,
        "argon2__time_cost": 1,
        "argon2__parallelism": 1,
    },
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
}


def set_up(app: Flask) -> None:
    """Give the application its accounts."""
    app.config.update(_SETTINGS)
    app.session_interface = _Sessions()
    for_staff_alone(app, lambda: _secured(app))


def for_staff_alone(app: Flask, set_up: Callable[[], Any]) -> None:
    """Call `set_up`, and move every hook that it puts on all requests to the requests of staff."""
    kinds: tuple[Any, ...] = (
        app.before_request_funcs,
        app.after_request_funcs,
        app.teardown_request_funcs,
        app.template_context_processors,
    )
    numbers = [len(hooks[None]) for hooks in kinds]
    set_up()
    for hooks, number in zip(kinds, numbers, strict=True):
        added = hooks[None][number:]
        del hooks[None][number:]
        for blueprint in BLUEPRINTS:
            hooks[blueprint].extend(added)


def begin(account: Account, *, half_way_by: str = "") -> None:
    """Begin a new session for the person, with nothing left of an older one.

    With `half_way_by`, the name of the first factor, the second is still to come; until then the session opens nothing
    else.
    """
    leave()
    login_user(Person(account))
    now = here().clock()
    session[_SIGNED_IN] = session[_SEEN] = now.isoformat()
    if half_way_by:
        session[_HALF] = half_way_by
    else:
        session[_ID] = kept.begin(here().database, account.id, now, longest=LONGEST)
        devices.remember(account.id)


def leave() -> None:
    """End this browser's session, where it has one: a copy of its cookie is worth nothing from here on."""
    kept.end(here().database, session.get(_ID, ""))
    session.clear()


def end() -> None:
    """End the person's sessions, also on other machines: a copy of the cookie is worth nothing from here on."""
    account = signed_in() or half_way()
    if account is not None:
        staff.end_sessions(here().database, account.email)
        logout_user()
    session.clear()


def signed_in() -> Account | None:
    """Return the account of whoever asks for this page; None for a stranger, after LONGEST, and after IDLE."""
    if session.get(_HALF):
        return None
    now = here().clock()
    account = _known(LONGEST)
    seen = session.get(_SEEN)
    if account is None or seen is None or now >= datetime.fromisoformat(seen) + IDLE:
        return None
    if not kept.stands(here().database, account.id, session.get(_ID, "")):
        return None
    if now >= datetime.fromisoformat(seen) + _NOTED_EVERY:  # not at every page: each writes the cookie anew
        session[_SEEN] = now.isoformat()
        kept.see(here().database, session[_ID], now)
    return account


def every(account: Account) -> tuple[Session, ...]:
    """Return where the person is signed in, the latest first."""
    return kept.every(here().database, account.id, since=here().clock() - IDLE)


def this() -> str:
    """Return the id of the session of this request."""
    return kept.id_of(session.get(_ID, ""))


def shown_already() -> str:
    """Return the name of the factor with which somebody has begun to sign in; empty where nobody has."""
    return str(session.get(_HALF, ""))


def half_way() -> Account | None:
    """Return the account of whoever gave the right password and still has to show the second factor."""
    return _known(HALF_WAY) if session.get(_HALF) else None


def _known(longest: timedelta) -> Account | None:
    began = session.get(_SIGNED_IN)
    person = current_user._get_current_object()  # noqa: SLF001 - werkzeug's own way to what a proxy stands for
    if began is None or not isinstance(person, Person) or not person.account.active:
        return None
    in_time = here().clock() < datetime.fromisoformat(began) + longest
    return person.account if in_time else None


class _Sessions(SecureCookieSessionInterface):
    """Opens a session on the pages for staff; whoever answers a survey has none."""

    digest_method = staticmethod(sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return super().open_session(app, request) if request.path.startswith(ADDRESSES) else None


def _secured(app: Flask) -> None:
    security = Security(app, People(app.extensions[EXTENSION].database), register_blueprint=False)
    # A session is the only way in: Flask-Security would also take signed tokens from addresses and headers, and
    # Flask-Login would keep a hash of the person's internet address in the session.
    security.login_manager.request_loader(lambda _request: None)
    security.login_manager.session_protection = None
