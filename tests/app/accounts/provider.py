"""A small OpenID Connect provider on loopback, made of Authlib's server side: a real one for tests to sign in by."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, redirect
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT: Final = "heard-of-the-test"
SECRET: Final = "a secret of the test"
_LONG_AGO: Final = 1_700_000_000


@dataclass
class Provider:
    """What the provider says of whoever signs in next; its faults are set by a test."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, _Code] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}))
    signs_with: RSAKey | None = None
    """Another key than the one it shows, as of somebody who pretends to be the provider."""
    says_issuer: str = ""
    means: tuple[str, ...] = (CLIENT,)
    """Whom its tokens are meant for."""
    metadata: dict[str, Any] = field(default_factory=dict)
    """What it says of itself other than what is so."""
    says_nonce: str = ""


class _Client(ClientMixin):  # type: ignore[misc]
    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == "http://127.0.0.1:8000/inspectors/organisation/back"

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return endpoint == "token" and method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class _Code(AuthorizationCodeMixin):  # type: ignore[misc]
    code: str
    redirect_uri: str
    scope: str
    nonce: str
    claims: dict[str, Any]
    code_challenge: str
    code_challenge_method: str
    auth_time: int

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.auth_time

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a port of its own until the block ends."""
    provider = Provider()
    app = _app(provider)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _app(provider: Provider) -> Flask:
    app = Flask("provider")
    server = AuthorizationServer(app, query_client=lambda name: _Client() if name == CLIENT else None)
    server.save_token = lambda _token, _request: None

    class _Grant(grants.AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, request: Any) -> None:  # noqa: ANN401 - the library's own signature
            told = request.payload.data
            provider.codes[code] = _Code(
                code=code,
                redirect_uri=request.payload.redirect_uri,
                scope=request.payload.scope,
                nonce=told.get("nonce", ""),
                claims=dict(provider.claims),
                code_challenge=told.get("code_challenge", ""),
                code_challenge_method=told.get("code_challenge_method", ""),
                auth_time=_LONG_AGO,
            )

        def query_authorization_code(self, code: str, client: Any) -> _Code | None:  # noqa: ANN401, ARG002 - the library's own signature
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: _Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: _Code) -> dict[str, Any]:
            return authorization_code.claims

    class _Identity(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, request: Any) -> bool:  # noqa: ANN401, ARG002 - the library's own signature
            return False

        def resolve_client_private_key(self, client: Any) -> RSAKey:  # noqa: ANN401, ARG002 - the library's own signature
            return provider.signs_with or provider.key

        def get_client_algorithm(self, client: Any) -> str:  # noqa: ANN401, ARG002 - the library's own signature
            return "RS256"

        def get_client_claims(self, client: _Client) -> dict[str, Any]:
            return {
                "iss": provider.says_issuer or provider.issuer,
                "aud": list(provider.means),
                "azp": client.get_client_id(),
            }

        def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:  # noqa: ARG002 - the library's own signature
            more = {"nonce": provider.says_nonce} if provider.says_nonce else {}
            return UserInfo(user | more)

    _describe(app, provider)
    _answer(app, provider, server)
    server.register_grant(_Grant, [_Identity(), CodeChallenge(required=True)])

    return app


def _describe(app: Flask, provider: Provider) -> None:
    @app.get("/.well-known/openid-configuration")
    def configuration() -> Any:  # noqa: ANN401 - what Flask takes
        true = {
            "issuer": provider.issuer,
            "authorization_endpoint": f"{provider.issuer}/authorize",
            "token_endpoint": f"{provider.issuer}/token",
            "jwks_uri": f"{provider.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return jsonify(true | provider.metadata)

    @app.get("/keys")
    def keys() -> Any:  # noqa: ANN401 - what Flask takes
        return jsonify(keys=[provider.key.as_dict(private=False)])

    @app.get("/moved")
    def moved() -> Any:  # noqa: ANN401 - what Flask takes
        return redirect(f"{provider.issuer}/keys")


def _answer(app: Flask, provider: Provider, server: AuthorizationServer) -> None:
    @app.get("/authorize")
    def authorize() -> Any:  # noqa: ANN401 - what Flask takes
        grant = server.get_consent_grant(end_user=provider.claims)
        return server.create_authorization_response(grant_user=provider.claims, grant=grant)

    @app.post("/token")
    def token() -> Any:  # noqa: ANN401 - what Flask takes
        return server.create_token_response()
