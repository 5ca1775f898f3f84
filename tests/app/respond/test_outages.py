"""When the database is away nothing that was typed is lost: the page holds it, and a button sends it again."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.app.respond.conftest import CODE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.client import Client
    from tests.app.respond.conftest import Place

AT = f"/{CODE}/young-people"
WORDS = 'Shorter waits.\n\n"Please" & <now> \N{GRINNING FACE}'


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    """Give a place to put the database while it is away."""
    return tmp_path / "aside"


def _take_away(place: Place, tmp_path: Path, aside: Path) -> None:
    place.installation.database.dispose()
    home = tmp_path / "home"
    with sqlite3.connect(home / "heard.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (home / "heard.db").rename(aside)
    (home / "heard.db").write_bytes(b"no database at all" * 1000)


def _bring_back(place: Place, tmp_path: Path, aside: Path) -> None:
    place.installation.database.dispose()
    aside.replace(tmp_path / "home" / "heard.db")


def test_words_typed_while_the_database_is_away_are_kept_on_the_page_and_sent_again(
    client: Client, place: Place, tmp_path: Path, aside: Path
) -> None:
    page = client.get(f"{AT}/better")
    _take_away(place, tmp_path, aside)
    away = client.press(page, "next", {"answer": WORDS}, status=503)
    assert away.one("input[name=answer]")["value"] == WORDS
    away = client.press(away, "next", status=503)
    _bring_back(place, tmp_path, aside)
    after = client.press(away, "next")
    assert after.response.request.path == f"{AT}/anything"
    assert client.get(f"{AT}/better").one("textarea").text.strip() == WORDS


def test_answers_sent_while_the_database_is_away_are_sent_once_it_is_back(
    client: Client, place: Place, tmp_path: Path, aside: Path
) -> None:
    client.press(client.get(f"{AT}/help_health"), "next", {"answer": "yes"})
    check = client.get(f"{AT}/check")
    _take_away(place, tmp_path, aside)
    away = client.press(check, "", status=503)
    _bring_back(place, tmp_path, aside)
    assert client.press(away, "").response.request.path == f"{AT}/sent"
    assert len(place.stored()) == 1


def test_what_another_site_sends_is_not_put_into_a_form_of_ours(
    client: Client, place: Place, tmp_path: Path, aside: Path
) -> None:
    _take_away(place, tmp_path, aside)
    response = client.browser.post(f"{AT}/better", data={"answer": "not mine", "csrf_token": "made up"})
    assert response.status_code == 503
    assert "not mine" not in response.text
