"""The recordings of a pack: tracks with plain names, one file of all of them, and what is not recorded is named."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile

from accessibility import pictures
from accessibility.audio import Recordings, script, whole_name
from exports.packs.order import Order
from exports.packs.recordings import recordings, sound
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import EASY_ENGLISH
from tests.exports.conftest import asked

if TYPE_CHECKING:
    from pathlib import Path

RATE = 24_000
FOLDER = "2 Recordings/Children and young people/Easy read"


def mp3(seconds: float, pitch: int) -> bytes:
    """Return a tone."""
    moments = np.arange(int(seconds * RATE)) / RATE
    content = io.BytesIO()
    soundfile.write(content, 0.3 * np.sin(2 * np.pi * pitch * moments), RATE, format="MP3")
    return content.getvalue()


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Give an order for young people's easy read alone, with the first three questions recorded."""
    manifest: dict[str, Any] = {}
    for number, item in enumerate(asked("young-people").items[:3], start=1):
        name = whole_name(script(item, EASY_ENGLISH), EASY_ENGLISH)
        (tmp_path / name).write_bytes(mp3(number, 200 * number))
        facts = {"version": "1", "voice": "espeak", "human": False, "seconds": number, "starts": [], "passages": []}
        manifest[name.removesuffix(".mp3")] = facts
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return Order(
        inspection=Inspection(
            code="kent-4827",
            area=local_area("Kent"),
            window=week_from(datetime(2026, 11, 23, 9, tzinfo=UTC)),
            languages=(EASY_ENGLISH,),
        ),
        questionnaires=(asked("young-people"),),
        address=lambda asked, **_: f"https://heard.example/kent-4827/{asked.group}",
        start="https://heard.example/kent-4827",
        site="heard.example",
        send_to="",
        pictures=pictures.default(),
        recordings=Recordings(tmp_path),
    )


def test_each_track_has_the_number_and_the_words_of_its_question(order: Order) -> None:
    made = recordings(order)
    first = asked("young-people").items[0].label.lines(EASY_ENGLISH)[0].rstrip("?")
    assert next(iter(made.files)) == f"{FOLDER}/00 All of the survey.mp3"
    assert list(made.files)[1].startswith(f"{FOLDER}/01 {first}")
    assert len(made.files) == 4
    number = len(asked("young-people").items)
    assert made.missing == (
        (
            f"Recordings of Children and young people, Easy read: {number - 3} of {number} questions have none. "
            "Whoever runs Heard makes them with: heard audio build"
        ),
    )


def test_the_file_of_all_tracks_is_as_long_as_they_are(order: Order) -> None:
    whole, *tracks = recordings(order).files.values()
    lengths = [soundfile.info(io.BytesIO(track)).duration for track in tracks]
    joined, rate = soundfile.read(io.BytesIO(whole))
    assert len(joined) / rate == pytest.approx(sum(lengths), abs=0.5)


def test_tags_are_left_out_when_tracks_are_joined() -> None:
    plain = mp3(0.5, 300)
    tagged = b"ID3\x04\x00\x00\x00\x00\x00\x10" + bytes(16) + plain + b"TAG" + bytes(125)
    assert sound(tagged) == sound(plain)
    assert len(sound(plain)) < len(plain)
