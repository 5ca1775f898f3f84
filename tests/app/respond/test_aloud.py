"""The words of our own pages that can be heard, and the answers that are checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from accessibility.audio import RECORDED, file_name
from app.respond.spoken import spoken
from app.store import inspections
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH, ENGLISH
from tests.app.client import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.app.client import Client, Page
    from tests.app.respond.conftest import Place

START = "/kent-4827/young-people"


def record(place: Place, texts: Iterable[str]) -> None:
    folder = place.installation.settings.audio / RECORDED
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        (folder / file_name(text, EASY_ENGLISH)).write_bytes(text.encode())


def passages(page: Page) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = json.loads(str(page.one("[data-passages]")["data-passages"]))
    return given


@pytest.fixture
def _everything(place: Place) -> None:
    known = inspections.every(place.installation.database)
    record(place, [text for language, text in spoken(place.app, known) if language == EASY_ENGLISH])
    for item in newest("young-people").items:
        record(place, (wording.in_language(EASY_ENGLISH) for wording in (item.label, *(o.label for o in item.options))))


def test_every_passage_is_known_with_the_area_and_the_times_of_each_inspection(place: Place) -> None:
    known = list(spoken(place.app, inspections.every(place.installation.database)))
    assert len(known) == len(set(known))
    assert {language for language, _ in known} == {ENGLISH, EASY_ENGLISH}
    texts = [text for _, text in known]
    assert any("Kent" in text for text in texts)
    assert any("30 November 2026" in text for text in texts)
    assert not [text for text in texts if "%(" in text]


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/kent-4827", START, "/no-such-page", "/get-help", "/helpers", "/kent-4827/take-back"),
        *(f"{START}/{name}" for name in ("who-reads", "stop", "come-back", "no-such-question")),
    ],
)
def test_every_passage_of_the_pages_around_the_questions_is_read_in_order(client: Client, address: str) -> None:
    page = client.get(address, status=404 if "no-such" in address else 200)
    given = passages(page)
    marked = [tag for tag in page.all("[data-part]") if "data-passages" not in tag.attrs]
    assert page.one("script[src*='sound.js']")
    headings = [words(tag) for tag in page.all("main h2")]
    assert set(headings) <= {words(tag) for tag in marked}
    assert [words(tag) for tag in marked[-3:]] == [words(tag) for tag in page.all("[data-help] li")]
    assert [one["part"] for one in given] == [str(tag["data-part"]) for tag in marked]
    assert words(page.one("h1")) in [words(tag) for tag in marked[:3]]
    unread = [words(tag) for tag, one in zip(marked, given, strict=True) if "address" not in one]
    assert unread == []
    own = [one for one in given if not one["part"].startswith("help.")]
    assert len(page.all("noscript audio[controls]")) == len(own)


@pytest.mark.usefixtures("_everything")
def test_the_recording_of_a_passage_says_its_words(client: Client) -> None:
    page = client.get(START)
    for one in passages(page):
        said = client.browser.get(one["address"]).data.decode()
        shown = page.one(f"[data-part='{one['part']}']").get_text("")
        assert "".join(said.split()) == "".join(shown.split())


def test_a_page_of_an_installation_without_recordings_is_complete_and_offers_no_sound(client: Client) -> None:
    page = client.get(START)
    assert page.all("[data-passages], [data-part], script[src*=sound], audio") == []


@pytest.mark.usefixtures("_everything")
def test_answers_that_are_checked_are_read_but_what_was_typed_has_no_recording_and_no_address(client: Client) -> None:
    for name, answer in (("help_health", "yes"), ("good", "Swimming with Priya")):
        client.press(client.get(f"{START}/{name}"), given={"answer": answer})
    page = client.get(f"{START}/check")
    given = {one["part"]: one for one in passages(page)}
    rows = [row for row in page.all("[data-reads]") if "Swimming with Priya" in words(row)]
    assert len(rows) == 1
    parts = [str(tag["data-part"]) for tag in rows[0].select("[data-part]")]
    assert "address" in given[parts[0]]
    assert set(given[parts[1]]) == {"part"}
    assert "Swimming" not in str(page.one("[data-passages]")["data-passages"])
    chosen = next(row for row in page.all("[data-reads]") if "help you need from health" in words(row).lower())
    assert all("address" in given[str(tag["data-part"])] for tag in chosen.select("[data-part]"))


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize("address", [f"{START}/help_health", f"{START}/all"])
def test_where_to_get_help_is_read_at_the_end_of_a_question_too(client: Client, address: str) -> None:
    page = client.get(address)
    told = str(page.one("[data-passages]")["data-passages"])
    lines = [str(tag["data-part"]) for tag in page.all("[data-help] [data-part]")]
    assert lines == ["help.0", "help.1", "help.2"]
    if told.startswith("["):
        assert all(f'"part":"{line}"' in told for line in lines)
    else:
        assert told.count("|help /audio/") == len(lines)
