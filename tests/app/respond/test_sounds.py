"""What of a question can be heard, with the recordings that there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from accessibility.audio import MANIFEST, RECORDED, Passage, Recording, file_name, script, to_facts, whole_name
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH
from tests.app.client import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.client import Client, Page
    from tests.app.respond.conftest import Place

ITEM = newest("young-people").item("help_health")
ADDRESS = "/kent-4827/young-people/help_health"
WHOLE = whole_name(script(ITEM, EASY_ENGLISH), EASY_ENGLISH)


@pytest.fixture
def folder(place: Place) -> Path:
    """Give the folder of the recordings, with one that reads the whole question in a computer's voice."""
    folder = place.installation.settings.audio
    (folder / RECORDED).mkdir(parents=True)
    passages = tuple(
        Passage(part=segment.part, start=float(number), end=number + 0.5, starts=(float(number),))
        for number, segment in enumerate(script(ITEM, EASY_ENGLISH))
    )
    (folder / WHOLE).write_bytes(b"the whole question")
    recording = Recording(
        path=folder / WHOLE, name=WHOLE, version="1", voice="made up", human=False, seconds=9.0, passages=passages
    )
    (folder / MANIFEST).write_text(json.dumps({WHOLE.removesuffix(".mp3"): to_facts(recording)}), encoding="utf-8")
    return folder


def passages(page: Page) -> list[dict[str, object]]:
    given: list[dict[str, object]] = json.loads(str(page.one("[data-passages]")["data-passages"]))
    return given


def test_a_question_without_a_recording_is_complete_and_offers_no_sound(client: Client) -> None:
    page = client.get(ADDRESS)
    assert page.all("audio, [data-play], [data-passages], script[src*=sound]") == []


@pytest.mark.usefixtures("folder")
def test_one_recording_serves_every_part_in_order(client: Client) -> None:
    page = client.get(ADDRESS)
    parts = [segment.part for segment in script(ITEM, EASY_ENGLISH)]
    assert [one["part"] for one in passages(page)] == parts
    assert {one["address"] for one in passages(page)} == {f"/audio/{WHOLE}?v=1"}
    assert [str(tag["data-part"]) for tag in page.all(".asked [data-part]")] == parts
    assert "made by a computer" in page.words


@pytest.mark.usefixtures("folder")
def test_without_scripts_there_is_one_plain_control_that_begins_when_asked(client: Client) -> None:
    audio = client.get(ADDRESS).one("noscript audio[controls]")
    assert audio["preload"] == "none"
    assert audio["src"] == f"/audio/{WHOLE}?v=1"
    assert client.browser.get(str(audio["src"])).data == b"the whole question"


@pytest.mark.usefixtures("folder")
def test_a_language_without_recordings_offers_no_sound(client: Client) -> None:
    assert client.get(f"{ADDRESS}?lang=en").all("[data-passages]") == []


def test_a_persons_own_recording_of_a_part_comes_before_the_computers(client: Client, folder: Path) -> None:
    label = script(ITEM, EASY_ENGLISH)[0].words
    name = file_name(label, EASY_ENGLISH)
    (folder / RECORDED / name).write_bytes(b"a person speaks")
    page = client.get(ADDRESS)
    assert str(passages(page)[0]["address"]).startswith(f"/audio/{name}?v=")
    assert str(passages(page)[1]["address"]).startswith(f"/audio/{WHOLE}?v=")
    assert "made by a computer" in page.words
    assert len(page.all("noscript audio")) == 2


def test_the_page_does_not_speak_of_a_computer_when_only_people_speak(client: Client, folder: Path) -> None:
    for segment in script(ITEM, EASY_ENGLISH):
        (folder / RECORDED / file_name(segment.words, EASY_ENGLISH)).write_bytes(b"a person speaks")
    page = client.get(ADDRESS)
    assert "computer" not in words(page.one("main"))
