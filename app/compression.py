"""Pages as they go over the wire: compressed, but for the secrets in them, which are put between compressed parts.

Why it is done here and how it stays safe: docs/decisions/0008-pages-are-compressed-around-their-secrets.md.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import g, request
from werkzeug.http import parse_accept_header

from app.traffic import Answered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask, Response

FILLED_UP_TO: Final = 256
"""What is compressed is filled up to a multiple of this many bytes, so that its length tells little."""

_HEADER: Final = b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff"
"""Of gzip, as RFC 1952 has it: no time, no name, and a field of its own, which is what fills it up."""
_FIELD: Final = struct.Struct("<H2sH")
_NAME: Final = b"Hd"
_STORED: Final = struct.Struct("<BHH")
_END: Final = struct.Struct("<II")
_LONGEST_SECRET: Final = 0xFFFF

_KEPT: Final = 9
_MADE_ANEW: Final = 1
_LONG: Final = 9
"""How hard zlib tries: several times as long makes a page a tenth smaller, which pays where it is kept or long."""
_A_LONG_PAGE: Final = 65_536

_HTML: Final = (("Content-Type", "text/html; charset=utf-8"), ("Vary", "Accept-Encoding"))
_OK: Final = 200
_OPEN: Final = frozenset(
    {
        *("respond.home", "respond.choose", "respond.start", "respond.question", "respond.all", "respond.check"),
        *("respond.about", "respond.accessibility", "respond.get_help", "respond.help", "respond.helpers"),
        *("respond.look", "respond.privacy", "respond.who_reads"),
    }
)
"""The pages that are compressed. Others may show words that open or take back answers, in pictures too."""


class Squeezed:
    """A page compressed once, with gaps for the form's proof, which is another one for each person."""

    def __init__(self, page: bytes, gap: bytes) -> None:
        self._plain = page.split(gap)
        self._parts = _parts(self._plain, _KEPT)
        self._bytes, self._sum = sum(map(len, self._plain)), zlib.crc32(self._plain[0])

    def plain(self, proof: bytes) -> bytes:
        """Return the page with `proof` in each gap."""
        return proof.join(self._plain)

    def squeezed(self, proof: bytes) -> bytes:
        """Return it compressed, but for `proof` in each gap."""
        after = self._plain[1:]
        summed = self._sum
        for piece in after:
            summed = zlib.crc32(piece, zlib.crc32(proof, summed))
        return _joined(self._parts, [proof] * len(after), summed, self._bytes + len(proof) * len(after))

    def response(self, proof: bytes) -> Response:
        """Return it as what answers this request: compressed, where the browser takes that."""
        takes = _takes_gzip(request.headers.get("Accept-Encoding", ""))
        content = self.squeezed(proof) if takes else self.plain(proof)
        encoded = [("Content-Encoding", "gzip")] if takes else []
        return Answered([content], headers=[*_HTML, ("Content-Length", str(len(content))), *encoded])


def keep_out(secret: str) -> str:
    """Return `secret`, which the page being made shows, and see to it that it is never compressed."""
    if secret:
        g.setdefault("kept_out", set()).add(secret)
    return secret


def set_up(app: Flask) -> None:
    """Compress the pages of those who answer, where their browser takes that."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.status_code != _OK or request.endpoint not in _OPEN or "Vary" in response.headers:
            return response
        if response.mimetype != "text/html":
            return response
        response.headers["Vary"] = "Accept-Encoding"
        if _takes_gzip(request.headers.get("Accept-Encoding", "")):
            response.set_data(squeeze(response.get_data(), g.get("kept_out", ())))
            response.headers["Content-Encoding"] = "gzip"
        return response


def squeeze(page: bytes, secrets: Iterable[str] = ()) -> bytes:
    """Return `page` as gzip, with none of `secrets` compressed: how long it comes out does not depend on them."""
    plain, between = [page], list[bytes]()
    for secret in {one.encode() for one in secrets}:
        pieces, gaps = list[bytes](), list[bytes]()
        for place, piece in enumerate(plain):
            split = piece.split(secret)
            pieces.extend(split)
            gaps.extend([secret] * (len(split) - 1) + between[place : place + 1])
        plain, between = pieces, gaps
    parts = _parts(plain, _LONG if len(page) > _A_LONG_PAGE else _MADE_ANEW)
    return _joined(parts, between, zlib.crc32(page), len(page))


@lru_cache(maxsize=256)
def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted).quality("gzip") > 0


def _parts(plain: list[bytes], level: int) -> list[bytes]:
    """Return each piece compressed, whole bytes that repeat nothing of another piece: anything may stand between."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts = [compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH) for piece in plain[:-1]]
    return [*parts, compressor.compress(plain[-1]) + compressor.flush(zlib.Z_FINISH)]


def _joined(parts: list[bytes], between: list[bytes], summed: int, length: int) -> bytes:
    body = [parts[0]]
    for secret, part in zip(between, parts[1:], strict=True):
        body += (_STORED.pack(0, len(secret), len(secret) ^ _LONGEST_SECRET), secret, part)
    filling = -(len(_HEADER) + _FIELD.size + sum(map(len, body)) + _END.size) % FILLED_UP_TO
    field = _FIELD.pack(filling + len(_NAME) + 2, _NAME, filling) + bytes(filling)
    return b"".join((_HEADER, field, *body, _END.pack(summed, length)))
