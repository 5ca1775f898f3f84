"""Names of cookies: over HTTPS each has a prefix that browsers hold to, so that nobody beside us can set one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_OURS: Final = "heard"
"""What the name of every cookie of ours begins with."""
_OF_THE_HOST: Final = "__Host-"
"""Of a cookie for all addresses: a browser takes it over HTTPS alone, and from this very host (RFC 6265bis, 4.1.3)."""
_OF_ONE_PATH: Final = "__Secure-"
"""Of a cookie that is kept to some addresses: a browser takes it over HTTPS alone."""
_PREFIXES: Final = (_OF_THE_HOST, _OF_ONE_PATH)
_EVERYWHERE: Final = "; path=/;"


class Prefixed:
    """The application, which sees plain names: they have their prefix on the way out, and lose it on the way in."""

    def __init__(self, application: WSGIApplication, *, secure: bool) -> None:
        self._application = application
        self._secure = secure

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        sent = environ.get("HTTP_COOKIE")
        if sent:
            environ["HTTP_COOKIE"] = plain(sent, secure=self._secure)
        if not self._secure:
            return self._application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Callable[[bytes], object]:  # noqa: ANN401
            named = [(name, prefixed(value) if name.lower() == "set-cookie" else value) for name, value in headers]
            return start_response(status, named, *failed)

        return self._application(environ, start)


def plain(sent: str, *, secure: bool) -> str:
    """Return a request's cookies by their plain names; where `secure`, without those of ours that have no prefix."""
    kept = []
    for pair in sent.split(";"):
        name = pair.strip()
        for prefix in _PREFIXES:
            if name.startswith(prefix + _OURS):
                kept.append(name.removeprefix(prefix))
                break
        else:
            if not (secure and name.startswith(_OURS)):
                kept.append(name)
    return "; ".join(kept)


def prefixed(cookie: str) -> str:
    """Return what sets a cookie, its name with the prefix that its path allows."""
    everywhere = _EVERYWHERE in f"{cookie};".lower()
    return f"{_OF_THE_HOST if everywhere else _OF_ONE_PATH}{cookie}"
