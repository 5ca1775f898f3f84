"""A whole question in one recording: never too large, and each part where it says."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pytest
import soundfile

from accessibility import audio
from accessibility.speech import mastering
from accessibility.speech.espeak import Espeak
from accessibility.speech.voice import Line, Spoken
from accessibility.speech.whole import LARGEST, PART_KILOBITS, Part, Whole, whole
from surveys.definitions import catalogue
from surveys.questionnaire import plain


def part(name: str, spoken: Spoken) -> Part:
    return Part(
        part=name,
        content=mastering.encoded(spoken, kilobits=PART_KILOBITS),
        seconds=len(spoken.samples) / spoken.rate,
        starts=spoken.starts,
    )


def tone(name: str, pitch: float, seconds: float) -> Part:
    wave = 0.3 * np.sin(2 * np.pi * pitch * np.arange(int(seconds * mastering.RATE)) / mastering.RATE)
    return part(name, Spoken(samples=wave.astype(np.float32), rate=mastering.RATE, starts=(0.0,)))


@cache
def longest() -> tuple[Whole, tuple[Part, ...]]:
    """Return the shipped question that has most to say in one language, spoken by the real voice."""
    scripts = (
        [Line(words=one.words, language=plain(language)) for one in audio.script(item, language)]
        for questionnaire in catalogue().values()
        for language in questionnaire.wordings_in
        for item in questionnaire.items
    )
    lines = max(scripts, key=lambda script: sum(len(one.words) for one in script))
    parts = tuple(
        part(str(number), mastering.mastered(sound, "speech")) for number, sound in enumerate(Espeak().say(lines))
    )
    return whole(parts), parts


def energy(samples: np.ndarray[tuple[int, ...], np.dtype[np.float64]], rate: int) -> list[float]:
    """Return how loud each twentieth of a second is."""
    length = rate // 20
    return [float(np.sqrt(np.mean(samples[at : at + length] ** 2))) for at in range(0, len(samples) - length, length)]


def test_the_longest_question_of_all_fits_into_40_kilobytes_with_every_word_of_it() -> None:
    made, parts = longest()
    assert sum(len(one.content) for one in parts) > LARGEST
    assert len(made.content) <= LARGEST
    assert [one.part for one in made.passages] == [one.part for one in parts]
    samples, rate = soundfile.read(io.BytesIO(made.content))
    assert len(samples) / rate == pytest.approx(made.seconds, abs=0.2)
    for passage, one in zip(made.passages, parts, strict=True):
        assert passage.end - passage.start == pytest.approx(one.seconds, abs=0.01)
        own = energy(soundfile.read(io.BytesIO(one.content))[0], mastering.RATE)
        likeness = []
        for early in (0.0, 0.05):  # decoders differ in how much of an encoder's delay they take away
            begin = int(max(passage.start - early, 0) * rate)
            said = energy(samples[begin : begin + len(own) * (rate // 20) + rate // 20], rate)[: len(own)]
            likeness.append(np.corrcoef(said, own[: len(said)])[0, 1])
        assert max(likeness) > 0.8, passage.part


def test_the_longest_question_keeps_the_pitches_that_tell_sounds_of_speech_apart() -> None:
    made, parts = longest()
    samples, rate = soundfile.read(io.BytesIO(made.content))
    first = made.passages[0]
    said = np.abs(np.fft.rfft(samples[int(first.start * rate) : int(first.end * rate)]))
    own = np.abs(np.fft.rfft(soundfile.read(io.BytesIO(parts[0].content))[0]))
    seconds = first.end - first.start
    for low, high in ((200, 500), (500, 1_000), (1_000, 2_000), (2_000, 3_000)):
        band = slice(int(low * seconds), int(high * seconds))
        share = np.sum(said[band] ** 2) / np.sum(said**2)
        expected = np.sum(own[band] ** 2) / np.sum(own**2)
        assert 0.5 * expected < share < 2 * expected, f"{low} to {high} Hz"


@pytest.mark.parametrize("seconds", [1.0, 12.0])
def test_each_part_is_where_its_passage_says_whether_or_not_it_was_made_smaller(seconds: float) -> None:
    made = whole([tone("label", 300, seconds), tone("yes", 1_000, seconds), tone("no", 2_000, seconds)])
    assert len(made.content) <= LARGEST
    samples, rate = soundfile.read(io.BytesIO(made.content))
    assert (rate == mastering.RATE) == (seconds == 1.0)
    for passage, pitch in zip(made.passages, (300, 1_000, 2_000), strict=True):
        inside = samples[int((passage.start + 0.05) * rate) : int((passage.end - 0.05) * rate)]
        strongest = np.argmax(np.abs(np.fft.rfft(inside))) * rate / len(inside)
        assert strongest == pytest.approx(pitch, abs=10)
        assert passage.starts == (passage.start,)


def test_what_can_not_be_made_small_enough_is_still_all_there() -> None:
    made = whole([tone("label", 300, 45)])
    assert len(made.content) > LARGEST
    assert made.passages[0].end - made.passages[0].start == pytest.approx(45)
