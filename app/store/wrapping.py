"""How a private key is wrapped before it is written: by a key of ours, or by a key service."""

from __future__ import annotations

import base64
import binascii
import secrets
import shlex
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

WRAPPING_BYTES: Final = 32

_NONCE_BYTES: Final = 12
_SECONDS: Final = 60


class WrappingKeyError(ValueError):
    """What wraps the keys can't be used; the message says why and how to put it right."""


class Wrapping(Protocol):
    """Wraps bytes and unwraps them again, bound to the place that they stand in."""

    def wrap(self, content: bytes, place: str) -> bytes:
        """Return `content` wrapped. Raises WrappingKeyError."""
        ...

    def unwrap(self, wrapped: bytes, place: str) -> bytes | None:
        """Return what was wrapped; None where another key wrapped it, or in another place, or it was damaged."""
        ...


@dataclass(frozen=True, kw_only=True)
class OwnKeys:
    """Wraps with the first of these keys (AES-256-GCM), and unwraps with any: the others are being rotated away."""

    keys: tuple[bytes, ...] = field(repr=False)

    def wrap(self, content: bytes, place: str) -> bytes:
        """Return `content` wrapped with the first key."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.keys[0]).encrypt(nonce, content, place.encode())

    def unwrap(self, wrapped: bytes, place: str) -> bytes | None:
        """Return what was wrapped with any of the keys, or None."""
        for key in self.keys:
            with suppress(InvalidTag, ValueError):
                return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], place.encode())
        return None


@dataclass(frozen=True, kw_only=True)
class OutsideKeys:
    """Wraps through a command, as of a cloud's key service, so that the wrapping key is never on this machine.

    It is called as `COMMAND wrap PLACE` and `COMMAND unwrap PLACE`, takes bytes on standard input and gives bytes on
    standard output.
    """

    command: str

    def wrap(self, content: bytes, place: str) -> bytes:
        """Return `content` as the service wraps it. Raises WrappingKeyError."""
        return self._run("wrap", content, place)

    def unwrap(self, wrapped: bytes, place: str) -> bytes | None:
        """Return what the service wrapped. Raises WrappingKeyError."""
        return self._run("unwrap", wrapped, place)

    def _run(self, what: str, content: bytes, place: str) -> bytes:
        try:
            done = subprocess.run(
                [*shlex.split(self.command), what, place],
                input=content,
                capture_output=True,
                check=True,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.SubprocessError, ValueError):
            # What the command said is not shown: it may hold what it was given.
            raise WrappingKeyError(
                f"HEARD_KEY_COMMAND could not {what} the key of {place!r}. Run it by hand to see why."
            ) from None
        if not done.stdout:
            raise WrappingKeyError(f"HEARD_KEY_COMMAND gave nothing back for {what!r} of the key of {place!r}.")
        return done.stdout


def decoded(written: str, where: str) -> bytes:
    """Return the wrapping key that stands in `where`, in base64. Raises WrappingKeyError."""
    with suppress(binascii.Error, ValueError):
        key = base64.b64decode(written.strip(), validate=True)
        if len(key) == WRAPPING_BYTES:
            return key
    raise WrappingKeyError(f"{where} must hold {WRAPPING_BYTES} bytes in base64, as `openssl rand -base64 32` prints.")
