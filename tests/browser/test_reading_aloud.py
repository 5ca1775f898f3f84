"""Reading a question aloud in a real browser: in order, marked, stopped, and each part by its own button."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import pytest

from accessibility.audio import RECORDED, file_name, script
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH
from tests.browser.conftest import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
ADDRESS = "/kent-4827/young-people/help_social_care"
ITEM = newest("young-people").item("help_social_care")
SEGMENTS = script(ITEM, EASY_ENGLISH)


@pytest.fixture
def _recorded(served: Served) -> None:
    folder = served.installation.settings.audio / RECORDED
    folder.mkdir(parents=True, exist_ok=True)
    for segment in SEGMENTS:
        with wave.open(str(folder / file_name(segment.words, EASY_ENGLISH).replace(".mp3", ".wav")), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(bytes(24_000))  # a second and a half: long enough to be met on a busy machine


@pytest.mark.usefixtures("_recorded")
def test_the_parts_are_read_in_order_and_each_is_marked_while_it_is_read(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(ADDRESS)
        assert page.locator(".said").count() == 0
        page.evaluate(
            "() => { window.read = []; new MutationObserver(changes => { for (const change of changes) {"
            " const part = change.target.dataset?.part;"
            " if (part && change.target.classList.contains('said')) window.read.push(part) } })"
            ".observe(document.body, { subtree: true, attributeFilter: ['class'] }) }"
        )
        page.get_by_role("button", name="Read to me").click()
        page.wait_for_function("count => window.read.length === count", arg=len(SEGMENTS))
        page.get_by_role("button", name="Read to me").wait_for()
        assert page.evaluate("window.read") == [segment.part for segment in SEGMENTS]
        assert page.locator(".said").count() == 0
        eyes.look(page)


@pytest.mark.usefixtures("_recorded")
def test_each_part_has_a_button_whose_name_says_what_it_reads(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        for option in ITEM.options:
            words = option.label.in_language(EASY_ENGLISH)
            assert page.get_by_role("button", name=f"Play: {words}", exact=True).count() == 1
            assert page.get_by_role("radio", name=words, exact=True).count() == 1
        question = " ".join(ITEM.label.lines(EASY_ENGLISH))
        assert page.get_by_role("group", name=question, exact=True).count() == 1
        page.get_by_role("button", name=f"Play: {question}", exact=True).click()
        page.locator("[data-part=label].said").wait_for()
        page.get_by_role("button", name="Play: No", exact=True).click()
        page.locator("[data-part=no].said").wait_for()
        assert page.locator(".option__input:checked").count() == 0


@pytest.mark.usefixtures("_recorded")
def test_reading_stops_when_it_is_asked_to(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        page.get_by_role("button", name="Read to me").click()
        page.locator(".said").wait_for()
        page.get_by_role("button", name="Stop reading").click()
        assert page.locator(".said").count() == 0
