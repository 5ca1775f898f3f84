"""Reading aloud in a real browser: in order, marked, stopped, each part by its own button, and what was typed."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING, Final

import pytest

from accessibility.audio import RECORDED, file_name, script
from app import create_app
from app.respond.spoken import spoken
from app.store import inspections
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH
from tests.browser.conftest import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Eyes, Served

pytestmark = pytest.mark.browser
SURVEY: Final = "/kent-4827/young-people"
ADDRESS: Final = f"{SURVEY}/help_social_care"
QUESTIONNAIRE = newest("young-people")
ITEM = QUESTIONNAIRE.item("help_social_care")
SEGMENTS = script(ITEM, EASY_ENGLISH)
LONG: Final = 60.0
"""Seconds: a recording that no machine is too slow to meet before it ends."""
SHORT: Final = 1.5

VOICES: Final = """
(local) => {
  window.said = [];
  const voice = { localService: local, lang: "en-GB", name: "stand-in", default: true, voiceURI: "stand-in" };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    paused: false,
    getVoices: () => [voice],
    cancel: () => {},
    speak: (said) => { window.said.push(said.text.trim()); setTimeout(() => said.onend(), 0); },
  } });
}
"""
"""Voices such as a device has; Chromium without a screen has none."""


def record(served: Served, texts: Iterable[str], seconds: float) -> None:
    """Put recordings of silence, as a person would put theirs, for texts that have none."""
    folder = served.installation.settings.audio / RECORDED
    folder.mkdir(parents=True, exist_ok=True)
    for words in texts:
        with wave.open(str(folder / file_name(words, EASY_ENGLISH).replace(".mp3", ".wav")), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(bytes(int(seconds * 16_000)))


@pytest.fixture
def _recorded(served: Served) -> None:
    record(served, (segment.words for segment in SEGMENTS), SHORT)


@pytest.fixture
def _long(served: Served) -> None:
    record(served, (segment.words for segment in SEGMENTS), LONG)


@pytest.fixture
def _pages(served: Served) -> None:
    known = inspections.every(served.installation.database)
    words = [words for language, words in spoken(create_app(served.installation), known) if language == EASY_ENGLISH]
    answers = [segment.words for item in QUESTIONNAIRE.items for segment in script(item, EASY_ENGLISH)]
    record(served, [*words, *answers], 0.3)


def watched(page: Page) -> None:
    """Have the page keep which parts were marked, in order."""
    page.evaluate(
        "() => { window.read = []; new MutationObserver(changes => { for (const change of changes) {"
        " const part = change.target.dataset?.part;"
        " if (part && change.target.classList.contains('said')) window.read.push(part) } })"
        ".observe(document.body, { subtree: true, attributeFilter: ['class'] }) }"
    )


def until_silent(page: Page) -> None:
    page.locator("[data-play]:not(.tool--on)").wait_for()


def look_from_the_top(page: Page, eyes: Eyes) -> None:
    """Look at the page where it begins: axe-core doubts what the window cuts in half."""
    page.evaluate("scrollTo(0, 0)")
    eyes.look(page)


def choose_look(page: Page, look: str) -> None:
    page.context.add_cookies([{"name": "heard_look", "value": look, "url": page.url}])


@pytest.mark.usefixtures("_recorded")
def test_the_parts_are_read_in_order_and_each_is_marked_while_it_is_read(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(ADDRESS)
        assert page.locator(".said").count() == 0
        watched(page)
        page.get_by_role("button", name="Read to me").click()
        page.wait_for_function("count => window.read.length === count", arg=len(SEGMENTS))
        until_silent(page)
        assert page.evaluate("window.read") == [segment.part for segment in SEGMENTS]
        assert page.locator(".said").count() == 0
        look_from_the_top(page, eyes)


@pytest.mark.usefixtures("_pages")
def test_the_helplines_are_read_with_the_page_only_where_they_are_unfolded(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        watched(page)
        for unfolded in (False, True):
            page.evaluate("window.read = []")
            page.get_by_role("button", name="Read to me").click()
            page.wait_for_function("window.read.length")
            until_silent(page)
            assert any(part.startswith("help.") for part in page.evaluate("window.read")) == unfolded
            page.get_by_text("Get help now", exact=True).last.click()


@pytest.mark.usefixtures("_long")
def test_each_part_has_a_button_whose_name_says_what_it_reads(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        for segment in SEGMENTS:
            name = f"Play: {' '.join(segment.words.split())}"
            assert page.get_by_role("button", name=name, exact=True).count() == 1
        page.get_by_role("button", name=f"Play: {' '.join(SEGMENTS[0].words.split())}", exact=True).click()
        page.locator("[data-part=label].said").wait_for()
        page.get_by_role("button", name="Play: No", exact=True).click()
        page.locator("[data-part=no].said").wait_for()
        assert page.locator(".said").count() == 1
        assert page.locator(".option__input:checked").count() == 0


@pytest.mark.usefixtures("_long")
def test_no_button_for_sound_is_in_what_a_screen_reader_says_of_a_question_or_an_answer(
    chromium: Browser, served: Served
) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        page.locator("[data-part=no] .play").wait_for()
        for option in ITEM.options:
            assert page.get_by_role("radio", name=option.label.in_language(EASY_ENGLISH), exact=True).count() == 1
        question = " ".join(ITEM.label.lines(EASY_ENGLISH))
        assert page.get_by_role("group", name=question, exact=True).count() == 1
        described = page.locator("fieldset").get_attribute("aria-describedby") or ""
        for place in ("legend", "label", "h1", *(f"#{name}" for name in described.split())):
            assert page.locator(f"{place} button").count() == 0, place


@pytest.mark.usefixtures("_long")
def test_each_button_stands_in_the_lines_that_it_reads_and_on_nothing_else(chromium: Browser, served: Served) -> None:
    for width, size in ((390, "100"), (390, "200"), (1280, "100")):
        with opened(chromium, served, width=width) as (page, eyes):
            page.goto(ADDRESS)
            choose_look(page, f"size={size}")
            page.goto(ADDRESS)
            for part, button in (("label", ".play--asked"), ("hint", ".play-row > .play")):
                words = page.locator(f"[data-part={part}] [data-words]").bounding_box()
                play = page.locator(button).bounding_box()
                heading = page.locator(".asked__words").bounding_box()
                assert words is not None
                assert play is not None
                assert heading is not None
                above = heading["y"] if part == "label" else words["y"] - 16
                assert above <= play["y"] <= words["y"] + words["height"], (width, size, part)
                assert play["x"] >= words["x"] + words["width"], (width, size, part)
            look_from_the_top(page, eyes)


@pytest.mark.usefixtures("_long")
@pytest.mark.parametrize("key", ["Escape", "Control"])
def test_reading_stops_with_the_keys_that_silence_things(chromium: Browser, served: Served, key: str) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        page.get_by_role("button", name="Read to me").click()
        page.locator(".said").wait_for()
        page.keyboard.press(key)
        until_silent(page)
        assert page.locator(".said").count() == 0


@pytest.mark.usefixtures("_long")
def test_reading_stops_when_it_is_asked_to(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        page.get_by_role("button", name="Read to me").click()
        page.locator(".said").wait_for()
        page.get_by_role("button", name="Stop reading").click()
        assert page.locator(".said").count() == 0


@pytest.mark.usefixtures("_long")
def test_a_pause_keeps_the_place_and_goes_on_there(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        page.get_by_role("button", name="Read to me").click()
        page.locator("[data-part=label].said").wait_for()
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Go on reading").click()
        page.get_by_role("button", name="Pause").wait_for()
        assert page.locator("[data-part=label].said").count() == 1


@pytest.mark.usefixtures("_long")
def test_how_fast_it_reads_is_remembered_on_the_next_page(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        speed = page.locator("[data-speeds]")
        for pressed, heard in (("Slower", "Slow"), ("Slower", "Very slow"), ("Slower", "Very slow")):
            if pressed == "Slower" and page.get_by_role("button", name="Slower").count() == 0:
                page.get_by_role("button", name="Read to me").click()
            page.get_by_role("button", name=pressed).click()
            assert speed.text_content() == heard
        assert page.evaluate("document.cookie").count("speed=0.7") == 1
        page.goto(ADDRESS)
        page.get_by_role("button", name="Read to me").click()
        page.get_by_role("button", name="Faster").click()
        assert speed.text_content() == "Slow"


@pytest.mark.usefixtures("_long")
def test_nothing_is_read_before_somebody_asks_for_it(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(ADDRESS)
        page.locator("html.has-sound").wait_for()
        page.get_by_role("radio", name="Yes", exact=True).check()
        assert page.locator(".said").count() == 0
        assert [address for address in asked if "/audio/" in address] == []


@pytest.mark.usefixtures("_long")
def test_each_page_is_read_to_whoever_asked_for_it_and_a_browser_that_refuses_is_explained(
    chromium: Browser, served: Served
) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(ADDRESS)
        choose_look(page, "reading=arrival")
        page.add_init_script("HTMLMediaElement.prototype.play = async function () { window.played = this.src }")
        page.goto(ADDRESS)
        page.locator("[data-part=label].said").wait_for()
        assert "/audio/" in page.evaluate("window.played")
        page.add_init_script(
            "HTMLMediaElement.prototype.play = async () => { throw new DOMException('', 'NotAllowedError') }"
        )
        page.goto(ADDRESS)
        page.get_by_text("Your browser does not start to read by itself.").wait_for()
        until_silent(page)
        assert page.locator(".said").count() == 0
        look_from_the_top(page, eyes)


@pytest.mark.usefixtures("_pages")
def test_every_page_on_the_way_has_the_button_that_reads_it(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        for address in ("/", "/kent-4827", SURVEY, f"{SURVEY}/who-reads", ADDRESS, "/get-help", "/about", "/privacy"):
            page.goto(address)
            assert page.get_by_role("button", name="Read to me").count() == 1, address
        page.goto(ADDRESS)
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Next", exact=True).click()
        for address in (f"{SURVEY}/check", f"{SURVEY}/stop", "/york-1111", "/no-such-page"):
            page.goto(address)
            assert page.get_by_role("button", name="Read to me").count() == 1, address
        page.goto(f"{SURVEY}/check")
        look_from_the_top(page, eyes)
        page.get_by_role("button", name="Send my answers").click()
        page.get_by_role("heading", level=1, name="Thank you").wait_for()
        assert page.get_by_role("button", name="Read to me").count() == 1


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("local", [True, False])
def test_what_was_typed_is_read_by_a_voice_of_the_device_itself_or_by_none(
    chromium: Browser, served: Served, *, local: bool
) -> None:
    typed = "The club on Friday helps me."
    with opened(chromium, served) as (page, eyes):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(f"({VOICES})({'true' if local else 'false'})")
        page.goto(f"{SURVEY}/good")
        page.get_by_role("textbox").fill(typed)
        page.get_by_role("button", name="Next", exact=True).click()
        page.goto(f"{SURVEY}/check")
        row = page.locator("[data-reads]").filter(has_text=typed)
        watched(page)
        row.get_by_role("button", name="Play").click()
        page.wait_for_function("() => window.read.length > 0 && !document.querySelector('.play--on')")
        if local:
            assert page.evaluate("window.said") == [typed]
            assert not page.locator("[data-unread]").is_visible()
        else:
            assert page.evaluate("window.said") == []
            assert page.get_by_text("This device can’t read all the words on this page.").is_visible()
        assert [address for address in asked if not address.startswith(served.address)] == []
        look_from_the_top(page, eyes)


@pytest.mark.usefixtures("_pages")
def test_an_answer_that_is_checked_is_read_after_its_question(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(ADDRESS)
        page.get_by_role("radio", name="Yes", exact=True).check()
        page.get_by_role("button", name="Next", exact=True).click()
        page.goto(f"{SURVEY}/check")
        question = " ".join(ITEM.label.lines(EASY_ENGLISH))
        row = page.locator("[data-reads]").filter(has_text=question)
        parts = row.locator("[data-part]").evaluate_all("all => all.map(one => one.dataset.part)")
        texts = row.locator("[data-part]").all_text_contents()
        assert [" ".join(text.split()) for text in texts] == [question, "Yes"]
        watched(page)
        page.get_by_role("button", name=f"Play: {question}", exact=True).click()
        page.wait_for_function("() => window.read.length >= 2")
        assert page.evaluate("window.read") == parts
