"""Sealing and opening."""

from __future__ import annotations

from datetime import date
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from app.store.sealing import BLOCK, DamagedError, ExchangedError, Opener, Seal
from surveys.answers import Answer
from surveys.questionnaire import Language
from surveys.submissions import AnsweredBy, Channel, Mode, Submission
from tests.app.store.examples import a_submission

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = PrivateKey.generate()
_SEAL, _OPENER = Seal(bytes(_KEY.public_key)), Opener(_KEY)
_words = st.text(ascii_lowercase + "_", min_size=1, max_size=24)


def _answers() -> st.SearchStrategy[Mapping[str, Answer]]:
    codes = st.lists(_words, min_size=1, max_size=5, unique=True).map(tuple)
    given_codes = st.builds(lambda item, codes: Answer(item=item, codes=codes), _words, codes)
    texts = st.builds(lambda item, text: Answer(item=item, text=text), _words, st.text(min_size=1, max_size=3000))
    return st.lists(given_codes | texts, max_size=8).map(lambda answers: {answer.item: answer for answer in answers})


@given(
    submission=st.builds(
        Submission,
        id=st.text(min_size=1, max_size=64),
        questionnaire=_words,
        version=st.integers(1, 99),
        language=st.sampled_from([Language("en"), Language("en-simple")]),
        mode=st.sampled_from(Mode),
        channel=st.sampled_from(Channel),
        day=st.dates(),
        answered_by=st.none() | st.sampled_from(AnsweredBy),
        helper=st.none() | _words,
        answers=_answers(),
    )
)
def test_opening_undoes_sealing(submission: Submission) -> None:
    assert _OPENER.open_submission("kent-1", _SEAL.close_submission("kent-1", submission)) == submission


@given(content=st.binary(max_size=5000))
def test_any_bytes_come_back(content: bytes) -> None:
    assert _OPENER.open(_SEAL.close(content)) == content


def test_the_length_does_not_tell_whether_someone_wrote_a_little() -> None:
    short, long = (_SEAL.close_submission("kent-1", a_submission("1", text=text)) for text in ("No", "Please " * 50))
    assert len(short) == len(long)
    assert (len(long) - len(_SEAL.close(b""))) % BLOCK == 0


def test_the_same_answers_never_look_the_same() -> None:
    submission = a_submission("1")
    assert _SEAL.close_submission("kent-1", submission) != _SEAL.close_submission("kent-1", submission)


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_bit_is_found(place: int, bit: int) -> None:
    sealed = bytearray(_SEAL.close_submission("kent-1", a_submission("1", day=date(2026, 11, 24))))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(DamagedError):
        _OPENER.open_submission("kent-1", bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(48), bytes(5000)])
def test_what_was_never_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(DamagedError):
        _OPENER.open(sealed)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(DamagedError):
        Opener(PrivateKey.generate()).open(_SEAL.close(b"said"))


def test_a_submission_to_another_inspection_is_refused() -> None:
    with pytest.raises(ExchangedError):
        _OPENER.open_submission("kent-2", _SEAL.close_submission("kent-1", a_submission()))
