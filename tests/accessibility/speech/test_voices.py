"""The voices: which they really are, when their words begin, and what they say when they can't speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import espeakng_loader
import numpy as np
import pytest

from accessibility.speech import espeak
from accessibility.speech.espeak import Espeak
from accessibility.speech.gtts import Gtts
from accessibility.speech.piper import Piper
from accessibility.speech.recorded import Recorded
from accessibility.speech.speaking_process import converse
from accessibility.speech.voice import Line, VoiceError
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language

if TYPE_CHECKING:
    from pathlib import Path


def line(words: str, language: str = "en") -> Line:
    return Line(words=words, language=Language(language))


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("In danger? Call 999.", "In danger? Call nine-nine-nine."),
        ("Call 0800 1111", "Call zero-eight-zero-zero one-one-one-one."),
        ("It ended in 2026.", "It ended in 2026."),
        ("You can write up to 10,000 characters.", "You can write up to 10,000 characters."),
    ],
)
def test_a_number_to_call_is_said_digit_by_digit_and_the_words_stay_as_many(words: str, spoken: str) -> None:
    assert line(words).spoken == spoken
    assert len(spoken.split()) == len(words.split())


def test_espeak_speaks_english_at_a_pace_a_person_would() -> None:
    words = "Health services are people like doctors and nurses."
    spoken = next(Espeak().say([line(words)]))
    seconds = len(spoken.samples) / spoken.rate
    assert 8 < len(words) / seconds < 20
    assert np.sqrt(np.mean(spoken.samples**2)) > 0.01


def test_espeak_says_when_each_word_begins_curly_marks_digits_and_hyphens_included() -> None:
    words = "“You’re” well-known, aged 11 to 25.\nI don’t know"
    spoken = next(Espeak().say([line(words)]))
    assert len(spoken.starts) == len(words.split())
    assert list(spoken.starts) == sorted(spoken.starts)
    assert len(set(spoken.starts)) == len(spoken.starts)
    assert spoken.starts[-1] < len(spoken.samples) / spoken.rate


def test_espeak_speaks_english_as_british_and_not_in_the_voice_it_had_before() -> None:
    british = next(Espeak().say([line("Can you bathe in the path?")])).samples
    paths = [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
    request = {"words": "Can you bathe in the path?", "voice": "en-us", "speed": espeak.WORDS_A_MINUTE}
    american = next(converse(espeak.PROGRAM, paths, [request])).samples
    assert len(british) != len(american)


@pytest.mark.parametrize("voice", ["en-gb", "tlh", "", "../../../etc/passwd"])
def test_a_voice_that_espeak_refuses_is_said_and_never_replaced_by_another(voice: str) -> None:
    paths = [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
    good = {"words": "Yes", "voice": "en-gb-x-rp", "speed": 160}
    answers = converse(espeak.PROGRAM, paths, [good, {**good, "voice": voice}])
    next(answers)
    with pytest.raises(VoiceError, match="no voice called"):
        next(answers)


def test_espeak_knows_which_languages_it_speaks() -> None:
    spoken = {tag: Espeak().speaks(Language(tag)) for tag in ("en", "en-simple", "cy", "pl", "ur", "tlh", "")}
    assert spoken == {"en": True, "en-simple": True, "cy": True, "pl": True, "ur": True, "tlh": False, "": False}


def test_a_voice_whose_program_can_not_start_says_why_in_one_line(tmp_path: Path) -> None:
    paths = [str(tmp_path / "no-library.so"), espeakng_loader.get_data_path()]
    with pytest.raises(VoiceError, match=r"no-library\.so") as caught:
        next(converse(espeak.PROGRAM, paths, [{"words": "Yes", "voice": "en-gb-x-rp", "speed": 160}]))
    assert "\n" not in str(caught.value)


def test_gtts_without_the_internet_says_so_and_gives_nothing() -> None:
    with pytest.raises(VoiceError, match="needs the internet"):
        list(Gtts().say([line("Yes")]))


def test_gtts_knows_which_languages_it_speaks() -> None:
    assert Gtts().speaks(EASY_ENGLISH)
    assert not Gtts().speaks(Language("tlh"))


def test_piper_without_a_voice_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="voice file"):
        Piper(tmp_path / "en_GB-alba-medium.onnx")


def test_piper_says_when_it_is_not_installed(tmp_path: Path) -> None:
    voice_file = tmp_path / "en_GB-alba-medium.onnx"
    voice_file.write_bytes(b"a voice")
    voice_file.with_name(f"{voice_file.name}.json").write_text("{}", encoding="utf-8")
    with pytest.raises(VoiceError, match="not installed"):
        Piper(voice_file)


def test_words_that_nobody_recorded_are_named(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="Yes"):
        list(Recorded(tmp_path).say([line("Yes")]))


def test_each_line_is_spoken_as_a_sentence_and_keeps_its_words() -> None:
    one = line("Help from health services\nDo you get it?", "en-simple")
    assert one.spoken == "Help from health services.\nDo you get it?"
    assert one.spoken.split()[:-1] == ["Help", "from", "health", "services.", "Do", "you", "get"]
    assert (one.base, one.easy) == ("en", True)
    assert not line("Yes", ENGLISH).easy
