"""`heard audio`, as someone types it."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from accessibility import audio as recordings
from app import config
from app.commands.main import heard
from app.installation import installation
from app.store import inspections
from surveys.definitions import newest
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the recordings of one questionnaire, made once for all tests here."""
    home = tmp_path_factory.mktemp("home")
    made = run(home, "audio", "build", "--questionnaire", "practitioners")
    assert made.exit_code == 0, made.output
    return home


def run(home: Path, *words: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(heard, words, env={"HEARD_HOME": str(home)})


def listed(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_everything_of_a_questionnaire_can_be_heard_in_both_languages(built: Path) -> None:
    ready = recordings.Recordings(built / "audio")
    questionnaire = newest("practitioners")
    assert recordings.missing([questionnaire], ready) == ()
    for language in (ENGLISH, EASY_ENGLISH):
        for item in questionnaire.items:
            whole = ready.whole(item, language)
            assert whole is not None
            assert [passage.part for passage in whole.passages] == [
                segment.part for segment in recordings.script(item, language)
            ]


def test_a_question_costs_a_phone_at_most_40_kilobytes_however_many_answers_it_lists(built: Path) -> None:
    ready = recordings.Recordings(built / "audio")
    for item in newest("practitioners").items:
        for language in (ENGLISH, EASY_ENGLISH):
            whole = ready.whole(item, language)
            assert whole is not None
            assert whole.path.stat().st_size <= 40_000, item.name


def test_recordings_last_as_long_as_speech_does(built: Path) -> None:
    ready = recordings.Recordings(built / "audio")
    for _, _, language, segment in recordings.scripts([newest("practitioners")]):
        found = ready.find(segment.words, language)
        assert found is not None
        assert 0.2 < found.seconds < 1.5 + len(segment.words) / 8, segment.words
        assert len(found.starts) == len(segment.words.split())


def test_the_list_names_each_recording_and_who_speaks(built: Path) -> None:
    rows = listed(run(built, "audio", "list", "--questionnaire", "practitioners"))
    assert {row["voice"] for row in rows} == {"espeak"}
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert recordings.file_name(row["words"], Language(row["language"])) == row["name"]
        assert (built / "audio" / row["name"]).is_file()


def test_only_what_is_missing_can_be_listed(built: Path) -> None:
    assert listed(run(built, "audio", "list", "--missing", "--questionnaire", "practitioners")) == []
    others = listed(run(built, "audio", "list", "--missing"))
    assert {row["questionnaire"] for row in others} == {"young-people.v1", "parents-and-carers.v1", ""}
    assert {row["part"] for row in others if not row["questionnaire"]} == {"page"}


def test_the_script_gives_each_text_with_the_name_for_its_file(built: Path) -> None:
    script = run(built, "audio", "list", "--script", "--questionnaire", "practitioners").stdout
    item = newest("practitioners").items[0]
    name = recordings.file_name(item.label.in_language(ENGLISH), ENGLISH).removesuffix(".mp3")
    assert f"{name}  [en]\n{item.label.in_language(ENGLISH)}\n" in script


def test_a_second_build_makes_nothing_and_says_so(built: Path) -> None:
    again = run(built, "audio", "build", "--questionnaire", "practitioners")
    assert again.exit_code == 0
    assert again.stdout.startswith("Made 0 recordings and 0 of whole questions")


def test_an_inspections_own_parts_of_the_area_are_spoken_too(built: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(built, home)
    here = installation(config.settings({"HEARD_HOME": str(home)}))
    kent = Inspection(
        code="kent-4827",
        area=local_area("Kent"),
        window=week_from(datetime(2026, 11, 23, 9, tzinfo=UTC)),
        parts_of_area=(("thanet", "Thanet and Sandwich"),),
    )
    inspections.add(here.database, here.keys, kent)
    made = run(home, "audio", "build", "--questionnaire", "practitioners")
    assert made.exit_code == 0, made.output
    tailored = kent.tailor(newest("practitioners"))
    assert recordings.missing([tailored], recordings.Recordings(home / "audio")) == ()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--voice", "gtts"), "needs the internet"),
        (("--voice", "piper"), "add --voice-file"),
        (("--voice", "piper", "--voice-file", "no-such-voice.onnx"), "no-such-voice.onnx"),
        (("--voice-file", "x.onnx"), "goes with --voice piper"),
    ],
)
def test_a_voice_that_can_not_speak_is_one_line_and_leaves_nothing(
    tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    result = run(tmp_path, "audio", "build", *words)
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""
    assert [path.name for path in (tmp_path / "audio").glob("*") if path.name != "build.lock"] == []


@pytest.mark.parametrize("words", [("--voice", "hal"), ("--questionnaire", "nobody"), ("--loudly",)])
def test_what_the_command_does_not_know_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = run(tmp_path, "audio", "build", *words)
    assert result.exit_code == 1
    assert "Error" in result.stderr


def test_a_folder_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "audio").write_text("a file where the folder should be", encoding="utf-8")
    result = run(tmp_path, "audio", "build", "--questionnaire", "practitioners")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
