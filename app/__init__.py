"""The product as people meet it: web pages, the command line, the database, the clock and the environment.

`create_app` makes the web application from an installation; every other package of Heard knows nothing of the web.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app.traffic import Answered, Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.installation import Installation
    from app.metrics import Counters

_HERE: Final = Path(__file__).parent
_PARTS: Final = (
    "app.health",
    "app.accounts.pages",
    "app.accounts.people_pages",
    "app.inspectors.pages",
    "app.partnership.pages",
    "app.respond.sound",
    "app.respond.pages",  # last: its addresses begin with any inspection's code
)
TAKING_ANSWERS: Final = ("app.health", "app.respond.sound", "app.respond.pages")
"""The parts of a machine that only takes answers: none of them ever needs a private key."""

_A_YEAR: Final = 365 * 24 * 60 * 60


class _Plain(Flask):
    """Flask whose views all answer as they are called: it need not look, several times a request, for one to await."""

    request_class = Asked
    response_class = Answered

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the view or hook itself."""
        return func

    def log_exception(self, exc_info: Any) -> None:  # noqa: ANN401 - the library's own signature
        """Log where a page failed after its view. Flask's own words hold the address, and an address can be a key."""
        from app import logs

        logs.failed(exc_info[1])


def create_app(installation: Installation, parts: Sequence[str] = _PARTS, counters: Counters | None = None) -> Flask:
    """Make the web application that serves `installation`: all of its parts, or TAKING_ANSWERS alone.

    What it does is counted in `counters`, so that several processes can be counted together.
    """
    from app import errors, language, metrics, security, sweeping
    from app import installation as installations
    from app.cookies import Prefixed

    settings = installation.settings
    app = _Plain(__name__, static_folder=None)
    app.extensions[installations.EXTENSION] = installation
    app.config.update(
        SECRET_KEY=settings.secret_key or security.secret_key(settings.home),
        MAX_CONTENT_LENGTH=security.LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=security.LARGEST_BODY,
        SESSION_COOKIE_NAME="heard",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    language.set_up(app)
    security.protect(app)
    errors.explain(app)
    sweeping.set_up(app)
    for part in parts:
        app.register_blueprint(import_module(part).blueprint)
    app.wsgi_app = Prefixed(app.wsgi_app, secure=settings.secure_cookies)  # type: ignore[method-assign]
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0
        )
    app.wsgi_app = _with_files(app, installation)  # type: ignore[method-assign]
    metrics.count(app, counters or metrics.Counters())
    return app


def _with_files(app: Flask, installation: Installation) -> WhiteNoise:
    """Serve the style, scripts, fonts and pictures in front of the application, without a view for each."""
    from app.respond.assets import picture_files

    files = WhiteNoise(app.wsgi_app, max_age=_A_YEAR, add_headers_function=_file_headers)
    files.add_files(str(_HERE / "static" / "built"), prefix="static/")
    for address, path in picture_files(installation.pictures):
        files.add_file_to_dictionary(address, str(path))
    return files


# Of a picture that is opened by itself: it could hold a script of its own. Its style stands in it.
_OF_FILES: Final = "script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"


def _file_headers(headers: dict[str, str], _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = _OF_FILES
