"""Requests and responses as Flask has them, without the work that no page of ours needs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from flask import Request, Response
from werkzeug.sansio.http import parse_cookie

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.datastructures import Headers, ImmutableMultiDict

_SEE_OTHER: Final = "303 SEE OTHER"
_WHOLE: Final = frozenset({"200 OK", _SEE_OTHER})


class Asked(Request):
    """A request, whose cookies are looked for where the server puts them."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """The cookies; where one name was sent twice, the first."""
        return parse_cookie(self.environ.get("HTTP_COOKIE"), cls=self.dict_storage_class)  # type: ignore[return-value]


class Answered(Response):
    """A response, whose headers are looked through only where something in them can be put right."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Return the headers as they are sent."""
        if self._status in _WHOLE and "Content-Length" in self.headers:
            return self.headers
        return super().get_wsgi_headers(environ)


def see_other(address: str) -> Response:
    """Lead on to an address of ours, which url_for wrote; what is there is asked for with GET."""
    return Answered(status=_SEE_OTHER, headers=[("Location", address), ("Content-Length", "0")])
