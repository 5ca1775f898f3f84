"""Four easy words as a secret: making them, and what is kept so that nobody can find them out or use them.

`secret` is the installation's own, which is kept apart from the database: without it a copy of the database is of no
use to somebody who tries all words. The order of the words does not count: people copy them in columns and in rows.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from accessibility.easy_words import NUMBER, easy_words

if TYPE_CHECKING:
    from collections.abc import Collection

BETWEEN: Final = "-"
"""Stands between the words where they are kept as one text."""

_KIBIBYTES: Final = 32 * 1024
_PASSES: Final = 2
_HALF: Final = 32


@dataclass(frozen=True, kw_only=True)
class Stretched:
    """What four words become, slowly: a name to find a row by, and the key to what is in it."""

    found_by: bytes
    key: bytes = field(repr=False)


def new() -> tuple[str, ...]:
    """Return four different words by chance."""
    return tuple(secrets.SystemRandom().sample(easy_words(), NUMBER))


def stretched(words: Collection[str], code: str, secret: str) -> Stretched:
    """Return what the words become for the inspection `code`; as slow for wrong words as for right ones.

    Argon2id with 32 MiB and 2 passes: about 50 ms of one core.
    """
    made = Argon2id(
        salt=hashlib.sha256(f"four words of {code}".encode()).digest(),
        length=2 * _HALF,
        iterations=_PASSES,
        lanes=1,
        memory_cost=_KIBIBYTES,
        secret=_pepper(secret, "draft"),
    ).derive(_in_order(words))
    return Stretched(found_by=hashlib.sha256(made[:_HALF]).digest(), key=made[_HALF:])


def mark(words: Collection[str], secret: str) -> str:
    """Return what the words of a receipt become, by which its submission is found: quick, since each sending makes it.

    No key comes out of these words, so there is nothing that slowness would keep shut.
    """
    return hmac.digest(_pepper(secret, "receipt"), _in_order(words), hashlib.sha256).hex()


def _pepper(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"four words: {purpose}".encode(), hashlib.sha256)


def _in_order(words: Collection[str]) -> bytes:
    return " ".join(sorted(words)).encode()
