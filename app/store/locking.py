"""Locking: bytes encrypted under a key that is not kept here, bound to the row that they stand in."""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES: Final = 12


def lock(key: bytes, content: bytes, *, place: str) -> bytes:
    """Return `content` encrypted (AES-256-GCM); it opens with the same key in the same `place` only."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unlock(key: bytes, locked: bytes, *, place: str) -> bytes | None:
    """Return what was locked; None for another key or place, or where it was damaged."""
    try:
        return AESGCM(key).decrypt(locked[:_NONCE_BYTES], locked[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        return None
