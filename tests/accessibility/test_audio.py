"""What is read aloud, what its recordings are called, and how they are found."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility import audio
from surveys.definitions import catalogue, newest
from surveys.questionnaire import (
    EASY_ENGLISH,
    ENGLISH,
    Item,
    ItemKind,
    Language,
    ResponseOption,
    Section,
    Wording,
    about_them,
)

if TYPE_CHECKING:
    from pathlib import Path


def wording(words: str) -> Wording:
    return Wording(words={ENGLISH: words, EASY_ENGLISH: words})


ITEM = Item(
    name="help_health",
    kind=ItemKind.SELECT_ONE,
    label=wording("Do you get help?"),
    hint=wording("Doctors help.\n  Nurses   help too.\n"),
    image="doctor",
    options=(
        ResponseOption(code="yes", label=wording("Yes"), image="thumbs_up"),
        ResponseOption(code="no", label=wording("No"), image="thumbs_down"),
    ),
)
SOUND = b"not really sound, but this module never listens"


def fact(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any fact may be changed
    usual = {"version": "12345678", "voice": "espeak", "human": False, "seconds": 1.5, "starts": [0.0], "passages": []}
    return {**usual, **changes}


def keep(folder: Path, facts: dict[str, dict[str, Any]]) -> None:
    folder.mkdir(exist_ok=True)
    for name in facts:
        (folder / name).write_bytes(SOUND)
    manifest = folder / audio.MANIFEST
    earlier = manifest.stat().st_mtime_ns if manifest.exists() else 0
    manifest.write_text(json.dumps({name.removesuffix(".mp3"): one for name, one in facts.items()}), encoding="utf-8")
    os.utime(manifest, ns=(earlier + 10**9, earlier + 10**9))


def test_an_item_is_read_from_its_label_through_its_hint_to_its_last_option() -> None:
    assert audio.script(ITEM, ENGLISH) == (
        audio.Segment(part="label", words="Do you get help?"),
        audio.Segment(part="hint", words="Doctors help.\nNurses help too."),
        audio.Segment(part="yes", words="Yes"),
        audio.Segment(part="no", words="No"),
    )


def test_every_item_of_every_shipped_questionnaire_has_a_script_in_each_language() -> None:
    for questionnaire in catalogue().values():
        for item in questionnaire.items:
            for language in questionnaire.languages:
                segments = audio.script(item, language)
                expected = ["label", *(["hint"] if item.hint else []), *item.codes]
                assert [segment.part for segment in segments] == expected
                assert all(segment.words.strip() for segment in segments)


def test_the_words_about_a_young_person_are_read_too_and_the_same_words_are_one_recording() -> None:
    label = Wording(words={ENGLISH: "Do you get help?", about_them(ENGLISH): "Do they get help?"})
    section = Section(name="your_help", title=wording("Help"), items=(replace(ITEM, label=label),))
    asked = replace(newest("young-people"), languages=(ENGLISH,), sections=(section,))
    words = [(language, segment.words) for _, _, language, segment in audio.scripts([asked])]
    assert words.count((ENGLISH, "Do they get help?")) == 1
    assert words.count((ENGLISH, "Yes")) == 1
    assert audio.file_name("Yes", about_them(ENGLISH)) == audio.file_name("Yes", ENGLISH)


@given(st.text(min_size=1), st.text(min_size=1), st.sampled_from([ENGLISH, EASY_ENGLISH]))
def test_other_words_never_have_the_same_name(one: str, other: str, language: Language) -> None:
    same = [line.split() for line in one.splitlines() if line.split()] == [
        line.split() for line in other.splitlines() if line.split()
    ]
    names = {audio.file_name(one, language), audio.file_name(other, language)}
    assert same or len(names) == 2


def test_how_words_are_broken_into_spaces_does_not_change_their_name() -> None:
    assert audio.file_name("Doctors  help.\n", ENGLISH) == audio.file_name(" Doctors help.", ENGLISH)


def test_easy_words_have_a_recording_of_their_own_even_where_they_are_the_same() -> None:
    assert audio.file_name("Yes", ENGLISH) != audio.file_name("Yes", EASY_ENGLISH)


def test_a_whole_item_with_another_option_has_another_name() -> None:
    segments = audio.script(ITEM, ENGLISH)
    assert audio.whole_name(segments, ENGLISH) != audio.whole_name(segments[:-1], ENGLISH)


def test_a_recording_is_found_by_its_words_and_by_its_name(tmp_path: Path) -> None:
    name = audio.file_name("Yes", ENGLISH)
    keep(tmp_path, {name: fact()})
    recordings = audio.Recordings(tmp_path)
    found = recordings.find("Yes", ENGLISH)
    assert found is not None
    assert (found.path, found.name, found.voice, found.human, found.starts) == (
        tmp_path / name,
        name,
        "espeak",
        False,
        (0.0,),
    )
    assert recordings.named(name) == found
    assert recordings.find("No", ENGLISH) is None


@pytest.mark.parametrize("name", ["", "manifest.json", "../heard.db", "recorded/x.mp3", "0" * 32, "0" * 32 + ".mp3"])
def test_nothing_else_in_the_folder_has_a_name(tmp_path: Path, name: str) -> None:
    keep(tmp_path, {audio.file_name("Yes", ENGLISH): fact()})
    assert audio.Recordings(tmp_path).named(name) is None


def test_the_recording_of_a_whole_item_says_where_each_part_is(tmp_path: Path) -> None:
    passages = [{"part": "label", "start": 0.1, "end": 1.2, "starts": [0.1, 0.5]}]
    keep(tmp_path, {audio.whole_name(audio.script(ITEM, ENGLISH), ENGLISH): fact(passages=passages)})
    whole = audio.Recordings(tmp_path).whole(ITEM, ENGLISH)
    assert whole is not None
    assert whole.passages == (audio.Passage(part="label", start=0.1, end=1.2, starts=(0.1, 0.5)),)
    assert audio.Recordings(tmp_path).whole(ITEM, EASY_ENGLISH) is None


def test_new_recordings_are_found_without_starting_again(tmp_path: Path) -> None:
    recordings = audio.Recordings(tmp_path / "audio")
    assert recordings.find("Yes", ENGLISH) is None
    keep(tmp_path / "audio", {audio.file_name("Yes", ENGLISH): fact()})
    assert recordings.find("Yes", ENGLISH) is not None


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"00": {}}', '{"00": 1}', "\x00"])
def test_a_damaged_manifest_costs_the_recordings_and_not_the_page(tmp_path: Path, damaged: str) -> None:
    (tmp_path / audio.MANIFEST).write_text(damaged, encoding="utf-8")
    assert audio.Recordings(tmp_path).find("Yes", ENGLISH) is None


def test_a_persons_recording_comes_first_as_soon_as_it_is_there(tmp_path: Path) -> None:
    name = audio.file_name("Yes", ENGLISH)
    keep(tmp_path, {name: fact()})
    recordings = audio.Recordings(tmp_path)
    computers = recordings.find("Yes", ENGLISH)
    (tmp_path / audio.RECORDED).mkdir()
    own = tmp_path / audio.RECORDED / name.replace(".mp3", ".wav")
    own.write_bytes(b"a person speaks")
    found = recordings.find("Yes", ENGLISH)
    assert found is not None
    assert computers is not None
    assert (found.human, found.voice, found.path) == (True, "recorded", own)
    assert found.version != computers.version
    assert recordings.named(own.name) == found
    assert recordings.named(name) is None


def test_files_with_other_names_among_peoples_recordings_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / audio.RECORDED).mkdir()
    for name in ("notes.txt", "yes.wav", "0" * 32 + ".exe", "0" * 31 + ".wav"):
        (tmp_path / audio.RECORDED / name).write_bytes(b"x")
    (tmp_path / audio.RECORDED / ("0" * 32 + ".wav")).write_bytes(b"")
    assert audio.own_recordings(tmp_path) == {}


def test_what_is_missing_is_listed_once_for_the_same_words(tmp_path: Path) -> None:
    questionnaires = list(catalogue().values())
    keep(tmp_path, {audio.file_name("Yes", ENGLISH): fact()})
    missing = audio.missing(questionnaires, audio.Recordings(tmp_path))
    wanted = {(segment.words, language) for _, _, language, segment in audio.scripts(questionnaires)}
    assert {(one.words, one.language) for one in missing} == wanted - {("Yes", ENGLISH)}
    assert len(missing) == len(wanted) - 1


@given(st.lists(st.floats(0, 100), max_size=5), st.booleans())
def test_reading_the_facts_of_a_recording_undoes_writing_them(starts: list[float], human: bool) -> None:  # noqa: FBT001
    from pathlib import Path

    recording = audio.Recording(
        path=Path("x.mp3"),
        name="x.mp3",
        version="1",
        voice="espeak",
        human=human,
        seconds=2.0,
        starts=tuple(starts),
        passages=(audio.Passage(part="yes", start=0.0, end=1.0, starts=tuple(starts)),),
    )
    assert audio.from_facts(Path("x.mp3"), json.loads(json.dumps(audio.to_facts(recording)))) == recording
