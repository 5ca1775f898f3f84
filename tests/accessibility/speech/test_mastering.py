"""What is done to sound before it is kept."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile
from pyloudnorm import Meter

from accessibility.speech.mastering import LOUDNESS, RATE, decoded, encoded, mastered, silence
from accessibility.speech.voice import Spoken, VoiceError


def noise(seconds: float, level: float, rate: int = 22_050) -> Spoken:
    chance = np.random.default_rng(1)
    return Spoken(samples=(level * chance.standard_normal(int(seconds * rate))).astype(np.float32), rate=rate)


@pytest.mark.parametrize("level", [0.01, 0.1, 0.3])
@pytest.mark.parametrize("seconds", [0.3, 3.0])
def test_quiet_and_loud_short_and_long_come_out_equally_loud_and_unclipped(level: float, seconds: float) -> None:
    samples = mastered(noise(seconds, level), "noise").samples
    measured = np.tile(samples, int(np.ceil(2 * RATE / len(samples))))
    assert Meter(RATE).integrated_loudness(measured.astype(np.float64)) == pytest.approx(LOUDNESS, abs=1.0)
    assert np.abs(samples).max() < 0.9


def test_silence_around_speech_goes_and_the_words_move_with_it() -> None:
    speech = noise(1.0, 0.1)
    quiet = np.zeros(speech.rate, dtype=np.float32)
    around = Spoken(samples=np.concatenate([quiet, speech.samples, quiet]), rate=speech.rate, starts=(1.0, 1.5))
    trimmed = mastered(around, "noise")
    assert len(trimmed.samples) / trimmed.rate == pytest.approx(1.16, abs=0.02)
    assert trimmed.starts == pytest.approx((0.04, 0.54), abs=0.01)


@pytest.mark.parametrize(
    ("spoken", "complaint"),
    [
        (silence(2), "silent"),
        (Spoken(samples=np.zeros(0, dtype=np.float32), rate=RATE), "silent"),
        (Spoken(samples=np.full(RATE, np.nan, dtype=np.float32), rate=RATE), "silent"),
        (noise(0.02, 0.3), "too short"),
        (noise(200, 0.3, rate=8_000), "longer than 180 seconds"),
    ],
)
def test_what_can_not_be_speech_is_refused(spoken: Spoken, complaint: str) -> None:
    with pytest.raises(VoiceError, match=complaint):
        mastered(spoken, "this")


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "OGG", "MP3"])
def test_each_kind_of_file_is_read_as_one_channel(kind: str) -> None:
    left = noise(1.0, 0.1).samples
    content = io.BytesIO()
    soundfile.write(content, np.stack([left, left], axis=1), 22_050, format=kind)
    read = decoded(content.getvalue(), "this")
    assert read.rate == 22_050
    assert read.samples.ndim == 1
    assert len(read.samples) / read.rate == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("content", [b"", b"x", b"RIFF" + bytes(100), b"\xff\xf3" * 2000])
def test_a_file_that_is_no_sound_is_refused(content: bytes) -> None:
    with pytest.raises(VoiceError, match="this"):
        mastered(decoded(content, "this"), "this")


def test_fewer_kilobits_make_a_smaller_recording() -> None:
    speech = mastered(noise(5.0, 0.1), "noise")
    sizes = [len(encoded(speech, kilobits=kilobits)) for kilobits in (12, 16, 20)]
    assert sizes == sorted(sizes)
    assert sizes[-1] < 5 * 20_000 / 8 * 1.2
