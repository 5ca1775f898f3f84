"""Signing in by the organisation's own sign-in (OpenID Connect): it says who somebody is, we say what they may do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from authlib.integrations.flask_client.apps import FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask import abort, current_app, g, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf, validate_csrf
from joserfc.errors import JoseError
from requests import RequestException
from wtforms import ValidationError

from app.accounts import sessions
from app.accounts.exempt import is_exempt
from app.accounts.letting_in import let_in
from app.installation import here
from app.refusals import refused
from app.store import audit, identities, staff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask.typing import ResponseReturnValue

    from app.store.staff import Account

SEE_OTHER: Final = 303
REFUSED: Final = 403
UNAVAILABLE: Final = 503

_NAME: Final = "organisation"
_SECONDS: Final = 10
_NEXT: Final = "next"
_SEVERAL: Final = "mfa"
_KINDS: Final = (
    frozenset({"pwd", "pin", "kba"}),
    frozenset({"otp", "hwk", "swk", "sc", "pop", "sms", "tel"}),
    frozenset({"face", "fpt", "iris", "retina", "vbm"}),
)
"""What a provider says of how somebody signed in (RFC 8176), by kind: known, held, or a part of them. Two kinds are two
factors; each may be the only one."""
_SIGNED_BY: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""What a token may be signed by, whatever the provider's own metadata allow: never nothing, and no shared secret."""
_LONGEST: Final = 255
_log = structlog.get_logger()


def name() -> str:
    """Return what the organisation's sign-in is called; empty where there is none."""
    settings = here().settings
    return settings.sign_in_name if settings.sign_in_issuer else ""


def way_there(wanted: str | None) -> str:
    """Return the address that sends this browser, and no other, to the organisation's sign-in."""
    return url_for("accounts.organisation", next=wanted or None, proof=generate_csrf())


def leave() -> ResponseReturnValue:
    """Send somebody who asked for it on our own page to their organisation's sign-in; whoever did not, to that page."""
    if not name():
        abort(404)
    wanted = request.args.get("next", "")
    try:
        validate_csrf(request.args.get("proof"))
    except ValidationError:
        refused("form")
        return redirect(url_for("accounts.sign_in", next=wanted or None), SEE_OTHER)
    sessions.leave()
    session[_NEXT] = wanted
    try:
        _see_that_trusted()
        answer = _provider().authorize_redirect(here().settings.public_address + url_for("accounts.organisation_back"))
    except (OAuthError, RequestException, RuntimeError, ValueError) as error:
        return _failed(error)
    g.leads_away = answer.headers["Location"]
    return redirect(answer.headers["Location"], SEE_OTHER)


def back() -> ResponseReturnValue:
    """Let in whoever comes back with what the provider signed, where they have an account here."""
    if not name():
        abort(404)
    wanted = session.get(_NEXT)
    try:
        _see_that_trusted()
        claims = _provider().authorize_access_token().get("userinfo") or {}
    except (OAuthError, JoseError, RequestException, RuntimeError, ValueError, KeyError) as error:
        return _failed(error)
    account = _account(claims)
    if account is None or not account.active:
        refused("organisation", account)
        return _page("no_account"), REFUSED
    whole = _has_second_factor(claims) or is_exempt(here(), account)
    return let_in(account, wanted, by="organisation", whole=whole)


ADDRESSES: Final[tuple[tuple[str, str, Callable[[], ResponseReturnValue]], ...]] = (
    ("/organisation", "organisation", leave),
    ("/organisation/back", "organisation_back", back),
)


def _account(claims: Mapping[str, Any]) -> Account | None:
    """Return whose claims these are: known by the provider's own name for them or, once, by their email address."""
    issuer, subject = here().settings.sign_in_issuer, claims.get("sub")
    if claims.get("iss", "").rstrip("/") != issuer or not isinstance(subject, str) or len(subject) > _LONGEST:
        return None
    meant_for = claims.get("aud")
    if here().settings.sign_in_client not in (meant_for if isinstance(meant_for, list) else [meant_for]):
        return None
    known = identities.find(here().database, issuer, subject)
    if known is not None:
        return known
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return None
    account = staff.find(here().database, email)
    if account is None or not account.active or not identities.keep(here().database, issuer, subject, account.id):
        return None
    audit.record(here().database, here().clock(), audit.staff(account.id), "identity.linked")
    return account


def _has_second_factor(claims: Mapping[str, Any]) -> bool:
    told = claims.get("amr")
    if not isinstance(told, list):
        return False
    said = {one for one in told if isinstance(one, str)}
    return _SEVERAL in said or sum(not said.isdisjoint(kind) for kind in _KINDS) > 1


def _see_that_trusted() -> None:
    """Raise ValueError where the provider's metadata are of another issuer, or allow no signature that we do."""
    provider = _provider()
    metadata = provider.load_server_metadata()
    if str(metadata.get("issuer", "")).rstrip("/") != here().settings.sign_in_issuer:
        message = "The provider's metadata name another issuer."
        raise ValueError(message)
    allowed = [one for one in metadata.get("id_token_signing_alg_values_supported", ("RS256",)) if one in _SIGNED_BY]
    if not allowed:
        message = "The provider signs by nothing that is trusted here."
        raise ValueError(message)
    metadata["id_token_signing_alg_values_supported"] = allowed


def _provider() -> Any:  # noqa: ANN401 - the library has no types
    settings = here().settings
    return _made(current_app._get_current_object(), settings.sign_in_issuer)  # type: ignore[attr-defined]  # noqa: SLF001 - werkzeug's own way


class _Straight(OAuth2Session):
    """Asks the provider, and goes nowhere that it sends us on to."""

    def __init__(self, *arguments: object, **settings: object) -> None:
        super().__init__(*arguments, **settings)
        self.max_redirects = 0


class _Asking(FlaskOAuth2App):
    client_cls = _Straight


@cache
def _made(app: Any, issuer: str) -> Any:  # noqa: ANN401 - the library has no types
    settings = here().settings
    return OAuth(app).register(
        _NAME,
        client_cls=_Asking,
        client_id=settings.sign_in_client,
        client_secret=settings.sign_in_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
        },
    )


def _failed(error: Exception) -> ResponseReturnValue:
    session.clear()
    _log.warning("organisation_sign_in_failed", kind=type(error).__name__)
    return _page("failed"), UNAVAILABLE if isinstance(error, RequestException) else REFUSED


def _page(why: str) -> str:
    return render_template("accounts/organisation.html", why=why, organisation=name())
