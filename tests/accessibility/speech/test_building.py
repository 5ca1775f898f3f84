"""The build of the recordings, with the real embedded voice and people's recordings."""

from __future__ import annotations

import fcntl
import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from accessibility import audio
from accessibility.speech.building import Built, build
from accessibility.speech.espeak import Espeak
from accessibility.speech.recorded import Recorded
from accessibility.speech.voice import VoiceError
from surveys.questionnaire import (
    EASY_ENGLISH,
    ENGLISH,
    Item,
    ItemKind,
    Language,
    Questionnaire,
    ResponseOption,
    Section,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from accessibility.speech.voice import Line, Spoken, Voice

YES = "Yes"
LABEL = "Do you get the help you need?"


def wording(words: str) -> Wording:
    return Wording(words={ENGLISH: words, EASY_ENGLISH: words, Language("tlh"): words})


def questionnaire(label: str = LABEL, languages: tuple[Language, ...] = (ENGLISH,)) -> Questionnaire:
    item = Item(
        name="help",
        kind=ItemKind.SELECT_ONE,
        label=wording(label),
        image="doctor",
        options=(ResponseOption(code="yes", label=wording(YES), image="thumbs_up"),),
    )
    section = Section(name="help", title=wording("Help"), items=(item,))
    return Questionnaire(
        group="young-people", version=1, title=wording("Survey"), languages=languages, sections=(section,)
    )


def make(folder: Path, asked: Questionnaire, voice: Voice | None = None, *, remake: bool = False) -> Built:
    return build(folder, [asked], voice or Espeak(), remake=remake, progress=lambda _made, _number: None)


def tone(seconds: float = 1.0, pitch: float = 220.0) -> bytes:
    content = io.BytesIO()
    wave = 0.3 * np.sin(2 * np.pi * pitch * np.arange(int(seconds * 22_050)) / 22_050)
    soundfile.write(content, wave, 22_050, format="WAV")
    return content.getvalue()


def put_own(folder: Path, words: str, content: bytes) -> Path:
    (folder / audio.RECORDED).mkdir(parents=True, exist_ok=True)
    path = folder / audio.RECORDED / audio.file_name(words, ENGLISH).replace(".mp3", ".wav")
    path.write_bytes(content)
    return path


class Breaks:
    """A voice that fails at its second line, as one over a network may."""

    name = "breaks"

    def __init__(self, good: int = 1) -> None:
        self.good = good
        self.asked: list[str] = []

    def speaks(self, _language: Language) -> bool:
        return True

    def say(self, lines: Iterable[Line]) -> Iterator[Spoken]:
        for number, (line, spoken) in enumerate(((line, next(Espeak().say([line]))) for line in lines), start=1):
            if number > self.good:
                raise VoiceError("the line went dead")
            self.asked.append(line.words)
            yield spoken


def test_each_segment_and_the_whole_item_get_a_recording_that_plays(tmp_path: Path) -> None:
    asked = questionnaire()
    built = make(tmp_path, asked)
    assert (built.made, built.kept, built.whole_items, built.missing) == (2, 0, 1, 0)
    recordings = audio.Recordings(tmp_path)
    label = recordings.find(LABEL, ENGLISH)
    whole = recordings.whole(asked.items[0], ENGLISH)
    assert label is not None
    assert whole is not None
    assert (label.human, label.voice) == (False, "espeak")
    assert len(label.starts) == len(LABEL.split())
    for one in (label, whole):
        samples, rate = soundfile.read(one.path)
        assert one.seconds == pytest.approx(len(samples) / rate, abs=0.15)
        assert 0.02 < np.sqrt(np.mean(samples**2)) < 0.5
        assert np.abs(samples).max() < 1.0
    assert [passage.part for passage in whole.passages] == ["label", "yes"]


def test_the_passages_of_a_whole_item_hold_the_sound_of_their_segments(tmp_path: Path) -> None:
    asked = questionnaire()
    make(tmp_path, asked)
    recordings = audio.Recordings(tmp_path)
    whole = recordings.whole(asked.items[0], ENGLISH)
    assert whole is not None
    sound, rate = soundfile.read(whole.path)
    for segment, passage in zip(audio.script(asked.items[0], ENGLISH), whole.passages, strict=True):
        own = recordings.find(segment.words, ENGLISH)
        assert own is not None
        part, _ = soundfile.read(own.path)
        around = sound[max(int((passage.start - 0.1) * rate), 0) :][: len(part) + int(0.2 * rate)]
        offset = int(np.argmax(np.correlate(around, part[: rate // 2]))) / rate
        place = max(passage.start - 0.1, 0) + offset
        assert place == pytest.approx(passage.start, abs=0.05)
        assert passage.end - passage.start == pytest.approx(own.seconds, abs=0.01)
        assert passage.starts == pytest.approx([passage.start + start for start in own.starts], abs=0.01)


def test_easy_words_are_spoken_slower(tmp_path: Path) -> None:
    make(tmp_path, questionnaire(languages=(ENGLISH, EASY_ENGLISH)))
    recordings = audio.Recordings(tmp_path)
    standard, easy = recordings.find(LABEL, ENGLISH), recordings.find(LABEL, EASY_ENGLISH)
    assert standard is not None
    assert easy is not None
    assert easy.seconds > 1.1 * standard.seconds


def test_what_is_there_is_kept_and_only_changed_words_are_made(tmp_path: Path) -> None:
    make(tmp_path, questionnaire())
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert make(tmp_path, questionnaire()).made == 0
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.suffix != ".lock"} == {
        name: time for name, time in before.items() if not name.endswith(".lock")
    }
    changed = make(tmp_path, questionnaire("Do you get help soon enough?"))
    assert (changed.made, changed.kept, changed.whole_items) == (1, 1, 1)


def test_a_language_that_the_voice_does_not_speak_is_reported_and_not_misread(tmp_path: Path) -> None:
    built = make(tmp_path, questionnaire(languages=(ENGLISH, Language("tlh"))))
    assert (built.missing, built.without_voice) == (2, ("tlh",))
    assert audio.Recordings(tmp_path).find(LABEL, Language("tlh")) is None


def test_a_persons_recording_is_taken_in_at_the_same_loudness_and_the_whole_item_follows(tmp_path: Path) -> None:
    asked = questionnaire()
    make(tmp_path, asked)
    put_own(tmp_path, YES, tone())
    built = make(tmp_path, asked)
    assert (built.made, built.whole_items, built.recorded) == (1, 1, 1)
    recordings = audio.Recordings(tmp_path)
    own, whole = recordings.find(YES, ENGLISH), recordings.whole(asked.items[0], ENGLISH)
    assert own is not None
    assert whole is not None
    assert (own.human, own.path.parent) == (True, tmp_path)
    assert own.seconds == pytest.approx(1.0, abs=0.1)
    assert (whole.human, whole.voice) == (False, "espeak+recorded")
    assert make(tmp_path, asked).made == 0


def test_a_persons_better_recording_replaces_the_first_and_the_voice_speaks_again_without_one(tmp_path: Path) -> None:
    asked = questionnaire()
    path = put_own(tmp_path, YES, tone())
    make(tmp_path, asked)
    first = audio.Recordings(tmp_path).find(YES, ENGLISH)
    path.write_bytes(tone(0.5, 300))
    assert make(tmp_path, asked).made == 1
    second = audio.Recordings(tmp_path).find(YES, ENGLISH)
    path.unlink()
    make(tmp_path, asked)
    third = audio.Recordings(tmp_path).find(YES, ENGLISH)
    assert first is not None
    assert second is not None
    assert third is not None
    assert first.version != second.version
    assert (second.human, third.human) == (True, False)


def test_the_recorded_voice_takes_in_what_people_recorded_and_nothing_else(tmp_path: Path) -> None:
    put_own(tmp_path, YES, tone())
    built = make(tmp_path, questionnaire(), Recorded(tmp_path))
    assert (built.made, built.missing, built.whole_items) == (1, 1, 0)


def test_a_file_that_is_no_sound_stops_the_build_and_names_the_file(tmp_path: Path) -> None:
    path = put_own(tmp_path, YES, b"RIFF is how this begins, and that is all")
    with pytest.raises(VoiceError, match=path.name):
        make(tmp_path, questionnaire())
    assert not (tmp_path / audio.MANIFEST).exists()


def test_a_recording_whose_words_nobody_asks_is_named(tmp_path: Path) -> None:
    path = put_own(tmp_path, "Words of an older questionnaire", tone())
    assert make(tmp_path, questionnaire()).not_used == (path.name,)


def test_a_voice_that_fails_leaves_the_folder_as_it_was_and_goes_on_from_there_the_next_time(tmp_path: Path) -> None:
    asked = questionnaire()
    make(tmp_path, asked)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    with pytest.raises(VoiceError, match="the line went dead"):
        make(tmp_path, asked, Breaks(), remake=True)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*")} == before
    again = Breaks(good=9)
    assert make(tmp_path, asked, again, remake=True).made == 2
    assert len(again.asked) == 1
    found = audio.Recordings(tmp_path).find(LABEL, ENGLISH)
    assert found is not None
    assert found.voice == "breaks"
    assert not list(tmp_path.glob("making-*"))


def test_another_voice_replaces_a_computers_only_when_it_is_asked_to(tmp_path: Path) -> None:
    make(tmp_path, questionnaire())
    assert make(tmp_path, questionnaire(), Breaks(good=9)).made == 0
    assert make(tmp_path, questionnaire(), Breaks(good=9), remake=True).made == 2


def test_a_damaged_manifest_is_made_anew(tmp_path: Path) -> None:
    make(tmp_path, questionnaire())
    (tmp_path / audio.MANIFEST).write_text("{", encoding="utf-8")
    assert make(tmp_path, questionnaire()).made == 2
    assert audio.Recordings(tmp_path).find(LABEL, ENGLISH) is not None


def test_two_builds_of_one_folder_do_not_run_at_once(tmp_path: Path) -> None:
    with (tmp_path / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(VoiceError, match="another build"):
            make(tmp_path, questionnaire())
