"""Joining MP3 recordings without encoding them again."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

from accessibility.speech import mp3
from accessibility.speech.mastering import RATE, encoded
from accessibility.speech.voice import Spoken


def tone(seconds: float, pitch: float) -> bytes:
    wave = 0.3 * np.sin(2 * np.pi * pitch * np.arange(int(seconds * RATE)) / RATE)
    return encoded(Spoken(samples=wave.astype(np.float32), rate=RATE), kilobits=20)


def test_a_joined_file_plays_each_part_where_it_should() -> None:
    low, high = mp3.frames(tone(1.0, 300)), mp3.frames(tone(1.0, 1_500))
    samples, rate = soundfile.read(io.BytesIO(mp3.file((*low, *high))))
    assert rate == RATE
    assert len(samples) == pytest.approx((len(low) + len(high)) * mp3.SAMPLES, abs=mp3.DELAY)
    boundary = len(low) * mp3.SAMPLES + mp3.DELAY
    for part, pitch in ((samples[4_000:12_000], 300), (samples[boundary + 2_000 : boundary + 10_000], 1_500)):
        strongest = np.argmax(np.abs(np.fft.rfft(part))) * RATE / len(part)
        assert strongest == pytest.approx(pitch, abs=10)


def test_a_joined_file_can_be_taken_apart_again() -> None:
    frames = mp3.frames(tone(0.5, 300))
    assert mp3.frames(mp3.file(frames)) == frames


@pytest.mark.parametrize("content", [b"", b"RIFF1234", b"\xff\xf3", bytes(400), b"\xff\xf3\x44\x00" + bytes(400)])
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(mp3.NotMp3Error):
        mp3.frames(content)
