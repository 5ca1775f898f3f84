"""The gate: an inspection opens where every promised format is there, and a gap is named where one is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from accessibility import audio
from app import config
from app import installation as installations
from app.arranging.arrange import NotReadyError, Wanted, arrange, years_after
from app.arranging.readiness import Format, gaps, names_without_recording
from app.store import audit, changes, inspections, translations
from surveys.definitions import newest
from surveys.inspections import local_area
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, Language, Wording

if TYPE_CHECKING:
    from pathlib import Path

    from app.installation import Installation
    from surveys.questionnaire import Questionnaire

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WELSH = Language("cy")


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Give an installation without recordings."""
    settings = config.settings({"HEARD_HOME": str(tmp_path), "HEARD_SECRET_KEY": "only a test" * 3})
    return replace(installations.installation(settings), clock=lambda: NOW)


def _wanted(*formats: Format, parts: tuple[tuple[str, str], ...] = ()) -> Wanted:
    return Wanted(
        area=local_area("Kent"), notified=NOW, languages=(ENGLISH, EASY_ENGLISH), formats=formats, parts=parts
    )


def _record(installation: Installation, *, leave_out: str = "") -> None:
    """Put in a recording by a person of everything that is asked, but of the words `leave_out`."""
    folder = installation.settings.audio / audio.RECORDED
    folder.mkdir(parents=True)
    for *_, language, segment in audio.scripts(newest(group).with_local_choices(()) for group in GROUPS):
        if segment.words != leave_out:
            name = audio.file_name(segment.words, language).removesuffix(".mp3")
            (folder / f"{name}.wav").write_bytes(b"not listened to here")


def _translated(asked: Questionnaire) -> Questionnaire:
    words = replace(asked.title, words={**asked.title.words, WELSH: "Arolwg"})
    return replace(asked, title=words, languages=(*asked.languages, WELSH))


def test_what_ships_is_ready_with_word_copies(installation: Installation) -> None:
    assert gaps(installation, (ENGLISH, EASY_ENGLISH), [Format.WORD]) == ()
    made = arrange(installation, _wanted(Format.WORD), None)
    assert changes.promised(installation.database, made.code) == ("word",)


def test_each_survey_and_language_without_its_recordings_is_named(installation: Installation) -> None:
    found = gaps(installation, (ENGLISH, EASY_ENGLISH), [Format.RECORDINGS])
    assert len(found) == 6
    assert all("recordings are missing" in gap.what and "heard audio build" in gap.cure for gap in found)
    with pytest.raises(NotReadyError, match="practitioners"):
        arrange(installation, _wanted(Format.RECORDINGS), None)
    assert inspections.every(installation.database) == ()


def test_one_recording_that_is_missing_keeps_it_shut(installation: Installation) -> None:
    missing = newest("practitioners").item("help_in_time").label
    _record(installation, leave_out=" ".join(missing.lines(ENGLISH)))
    (standard, easy) = gaps(installation, (ENGLISH, EASY_ENGLISH), [Format.RECORDINGS])
    for gap, words in ((standard, "standard words"), (easy, "easy words")):
        said = f"The survey for practitioners in English, {words}: 1 recording is missing, the first at the question"
        assert gap.what == f"{said} help_in_time."


def test_it_opens_once_everything_is_recorded_and_says_which_parts_are_not(installation: Installation) -> None:
    _record(installation)
    made = arrange(installation, _wanted(Format.RECORDINGS, parts=(("thanet", "Thanet"),)), None)
    assert names_without_recording(installation, made) == ("Thanet",)


def test_a_language_without_words_is_named(installation: Installation) -> None:
    found = gaps(installation, (ENGLISH, WELSH), [])
    assert len(found) == len(GROUPS)
    assert "has no words in cy" in found[0].what


def test_a_translation_counts_as_checked_until_its_words_change(installation: Installation) -> None:
    asked = _translated(newest("practitioners"))
    database = installation.database
    assert translations.is_checked(database, asked, ENGLISH)
    assert translations.is_checked(database, asked, EASY_ENGLISH)
    assert not translations.is_checked(database, asked, WELSH)
    translations.check(database, asked, WELSH, NOW, None)
    translations.check(database, asked, WELSH, NOW, None)
    assert translations.is_checked(database, asked, WELSH)
    changed = replace(asked, title=Wording(words={**asked.title.words, WELSH: "Holiadur"}))
    assert not translations.is_checked(database, changed, WELSH)
    assert not translations.is_checked(database, _translated(newest("young-people")), WELSH)


def test_the_day_until_which_answers_are_kept_is_there_in_every_year() -> None:
    leap = datetime(2028, 2, 29, tzinfo=UTC).date()
    assert [years_after(leap, years).isoformat() for years in (1, 2, 4)] == ["2029-02-28", "2030-02-28", "2032-02-29"]


def test_the_record_says_that_an_inspection_was_opened(installation: Installation) -> None:
    made = arrange(installation, _wanted(), None)
    (row,) = audit.latest(installation.database, most=5)
    assert (row.actor, row.action, row.object) == (audit.COMMAND_LINE, "inspection.opened", made.code)
