"""Locking bytes under a key, in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.locking import lock, unlock

KEY = b"k" * 32


@given(content=st.binary(max_size=3000), key=st.binary(min_size=32, max_size=32), place=st.text(max_size=40))
def test_what_is_locked_unlocks(content: bytes, key: bytes, place: str) -> None:
    assert unlock(key, lock(key, content, place=place), place=place) == content


def test_another_key_or_place_opens_nothing() -> None:
    locked = lock(KEY, b"words", place="here")
    assert b"words" not in locked
    assert unlock(b"l" * 32, locked, place="here") is None
    assert unlock(KEY, locked, place="there") is None


@pytest.mark.parametrize("damaged", [b"", b"short", bytes(12), bytes(64)])
def test_what_was_damaged_does_not_open(damaged: bytes) -> None:
    assert unlock(KEY, damaged, place="here") is None
