"""Splits a Rich Text file into its tokens: groups, control words, signs, and the bytes of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from exports.reading.package import Refusal, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?\x20?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])"
    rb"|([0-9a-fA-F\r\n]{256,})|[\r\n\x00]+|([^\\{}\r\n\x00]+)|\\",
    re.DOTALL,
)
MOST_TOKENS: Final = 800_000
"""A form that LibreOffice saved has about 60,000. So many take a second."""
_LINE_ENDS: Final = b"\r\n"


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token: a control word with its number, a sign, or bytes of text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    content: bytes = b""


_OPEN: Final = Token(Kind.OPEN)
_CLOSE: Final = Token(Kind.CLOSE)


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens in order. Raises UnreadableError for a file with more than any program writes."""
    place = content.find(b"{")
    for _ in range(MOST_TOKENS):
        found = _TOKEN.match(content, place)
        if found is None:
            return
        place = found.end()
        word, number, code, sign, brace, digits, text = found.groups()
        if text:
            yield Token(Kind.BYTES, content=text)
        elif digits:  # most likely a picture, which LibreOffice writes in megabytes of them
            yield Token(Kind.BYTES, content=digits.translate(None, _LINE_ENDS))
        elif word:
            value = int(number) if number else None
            if word == b"bin":
                place += max(value or 0, 0)
            yield Token(Kind.WORD, word=word.decode("ascii"), number=value)
        elif brace:
            yield _OPEN if brace == b"{" else _CLOSE
        elif code:
            yield Token(Kind.BYTES, content=bytes.fromhex(code.decode("ascii")))
        elif sign:
            yield Token(Kind.SIGN, word=sign.decode("latin-1"))
    raise UnreadableError(Refusal.UNPACKS_TOO_BIG)
