"""Serving recordings: whole, in ranges, kept by browsers, and nothing else of the folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from accessibility import audio
from app import config, create_app
from app import installation as installations
from surveys.questionnaire import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

NAME = audio.file_name("Yes", ENGLISH)
SOUND = bytes(range(256)) * 8


@dataclass(frozen=True, kw_only=True)
class Served:
    """A folder of recordings and a browser that asks for them."""

    folder: Path
    client: FlaskClient


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """Give an installation with one recording."""
    folder = tmp_path / "audio"
    folder.mkdir()
    (folder / NAME).write_bytes(SOUND)
    (folder / "secret.txt").write_text("not for anybody", encoding="utf-8")
    recording = audio.Recording(
        path=folder / NAME, name=NAME, version="12345678", voice="espeak", human=False, seconds=1.0
    )
    facts = {NAME.removesuffix(".mp3"): audio.to_facts(recording)}
    (folder / audio.MANIFEST).write_text(json.dumps(facts), encoding="utf-8")
    settings = config.settings({"HEARD_HOME": str(tmp_path), "HEARD_SECRET_KEY": "only a test" * 3})
    return Served(folder=folder, client=create_app(installations.installation(settings)).test_client())


def test_a_recording_is_sent_as_sound(served: Served) -> None:
    response = served.client.get(f"/audio/{NAME}")
    assert (response.status_code, response.data, response.content_type) == (200, SOUND, "audio/mpeg")
    assert response.headers["Accept-Ranges"] == "bytes"


def test_an_address_with_the_recordings_version_may_be_kept_for_ever_and_no_other(served: Served) -> None:
    kept = served.client.get(f"/audio/{NAME}?v=12345678").headers["Cache-Control"]
    assert {part.strip() for part in kept.split(",")} == {"public", "max-age=31536000", "immutable"}
    for query in ("", "?v=", "?v=87654321"):
        assert "immutable" not in served.client.get(f"/audio/{NAME}{query}").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "start", "end"), [("bytes=0-99", 0, 100), ("bytes=2000-", 2000, 2048), ("bytes=-48", 2000, 2048)]
)
def test_a_player_may_ask_for_a_part(served: Served, asked: str, start: int, end: int) -> None:
    response = served.client.get(f"/audio/{NAME}", headers={"Range": asked})
    assert (response.status_code, response.data) == (206, SOUND[start:end])
    assert response.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(SOUND)}"


def test_a_part_beyond_the_end_is_refused(served: Served) -> None:
    assert served.client.get(f"/audio/{NAME}", headers={"Range": "bytes=9999-"}).status_code == 416


def test_a_recording_that_a_browser_has_is_not_sent_again(served: Served) -> None:
    etag = served.client.get(f"/audio/{NAME}").headers["ETag"]
    response = served.client.get(f"/audio/{NAME}", headers={"If-None-Match": etag})
    assert (response.status_code, response.data) == (304, b"")


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        audio.MANIFEST,
        "../heard.db",
        "..%2Fheard.db",
        "%2e%2e/heard.db",
        "recorded",
        "",
        "0" * 32 + ".mp3",
        NAME.upper(),
        NAME.replace(".mp3", ".wav"),
        NAME + "%00",
        "x" * 5_000,
    ],
)
def test_nothing_else_is_served(served: Served, name: str) -> None:
    response = served.client.get(f"/audio/{name}")
    assert response.status_code == 404
    assert b"not for anybody" not in response.data


def test_a_recording_that_is_listed_and_gone_is_not_found(served: Served) -> None:
    (served.folder / NAME).unlink()
    assert served.client.get(f"/audio/{NAME}").status_code == 404


def test_a_persons_recording_is_served_as_soon_as_it_is_there(served: Served) -> None:
    (served.folder / audio.RECORDED).mkdir()
    own = served.folder / audio.RECORDED / NAME.replace(".mp3", ".wav")
    own.write_bytes(b"a person speaks")
    response = served.client.get(f"/audio/{own.name}")
    assert (response.status_code, response.data, response.content_type) == (200, b"a person speaks", "audio/wav")
