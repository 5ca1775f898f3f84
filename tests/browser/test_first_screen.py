"""The first screen on a phone, the sheet for helpers, and leaving quickly, in a real browser."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pypdf
import pytest

from tests.browser.conftest import opened
from tests.browser.places import CODE, YOUNG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

WEATHER: Final = "https://www.bbc.co.uk/weather"
ON_THE_SCREEN: Final = """selector => [...document.querySelectorAll(selector)].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && box.bottom <= innerHeight && box.top >= 0;
}).map(one => one.innerText.trim() || one.tagName)"""


def up_to_the_button(page: Page, selector: str) -> list[str]:
    """Return the words of each element of the selector that stands in the page's main part above its first heading."""
    shown: list[str] = page.evaluate(ON_THE_SCREEN, f"main > {selector}:not(h2 ~ *):not(.tools)")
    return shown


@pytest.mark.parametrize("language", ["en", "en-simple"])
@pytest.mark.parametrize("group", ["young-people", "parents-and-carers", "practitioners"])
def test_one_phone_screen_says_what_it_is_that_it_is_a_choice_and_what_to_press(
    chromium: Browser, served: Served, group: str, language: str
) -> None:
    with opened(chromium, served, width=390, height=844) as (page, eyes):
        page.goto(f"/{CODE}/{group}?lang={language}")
        assert page.evaluate(ON_THE_SCREEN, "h1")[0].endswith("Kent")
        sentences = up_to_the_button(page, "p")
        assert len(sentences) == 1
        assert sentences[0].count(".") == 1
        assert "you choose" in sentences[0]
        assert len(up_to_the_button(page, ".opening")) == 1
        assert page.evaluate(ON_THE_SCREEN, "main .next") == ["Start"]
        other = {"en": "easy words", "en-simple": "standard words"}[language]
        assert page.evaluate(ON_THE_SCREEN, ".tool--words .tool__name") == [other.capitalize()]
        assert page.get_by_role("link", name=f"English, {other}").count() == 1
        eyes.look(page)


def test_words_twice_as_large_and_a_small_screen_lose_nothing_of_the_first_page(
    chromium: Browser, served: Served
) -> None:
    for width, height, size in ((320, 640, 100), (390, 844, 200), (320, 256, 100), (1280, 800, 200)):
        with opened(chromium, served, width=width, height=height) as (page, eyes):
            page.context.add_cookies([{"name": "heard_look", "value": f"size={size}", "url": served.address}])
            page.goto(f"/{CODE}/parents-and-carers")
            eyes.look(page)
            page.get_by_role("link", name="Start").click()
            page.wait_for_url("**/parents-and-carers/*")


@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_the_page_for_helpers_prints_on_one_sheet_with_the_credit(
    chromium: Browser, served: Served, language: str
) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"/helpers?lang={language}")
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == 1
        paper = printed.pages[0].mediabox
        assert (round(float(paper.width)), round(float(paper.height))) == (595, 842)
        words = printed.pages[0].extract_text()
        for told in ("0808 800 5000", "0800 1111", "85258", "OpenMoji"):
            assert told in words
        for not_told in ("Leave this page", "Change the look", "Privacy"):
            assert not_told not in words


def to_the_weather(page: Page) -> None:
    """Answer for the site that one leaves for: no test asks another site for something."""
    page.route(f"{WEATHER}**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))


def test_each_press_of_shift_is_told_until_the_page_is_left(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        to_the_weather(page)
        page.goto("/")
        page.goto(YOUNG)
        told = page.locator("[data-leaving]")
        assert told.get_attribute("role") == "status"
        page.keyboard.press("Shift")
        assert told.inner_text() == "Press Shift 2 more times to leave this page."
        page.keyboard.press("Shift")
        assert told.inner_text() == "Press Shift 1 more time to leave this page."
        assert page.locator(".leave").get_attribute("data-presses") == "2"
        eyes.look(page)
        page.keyboard.press("Shift")
        page.wait_for_url(WEATHER)
        page.go_back()
        assert page.url == f"{served.address}/", "Back does not lead to the page that was left"


def test_capital_letters_and_other_keys_do_not_leave_the_page(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").focus()
        for letter in "ABCD":
            page.keyboard.press(f"Shift+{letter}")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift")
        assert page.locator("textarea").input_value() == "ABCD"
        assert page.locator(".leave").get_attribute("data-presses") == "1"


def test_the_page_is_empty_before_the_other_site_answers(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        to_the_weather(page)
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("something private")
        page.evaluate(
            """addEventListener("pagehide", () => {
              sessionStorage.left = [document.body.hidden, document.title === ""] })"""
        )
        page.locator(".leave").click()
        page.wait_for_url(WEATHER)
        page.goto("/")
        assert page.evaluate("sessionStorage.left") == "true,true"


@pytest.mark.parametrize("address", ["/no-such-code", f"/{CODE}/no-such-survey", "/york-1111", "/york-2222"])
def test_pages_that_have_no_survey_can_be_left_too_without_scripts(
    chromium: Browser, served: Served, address: str
) -> None:
    with opened(chromium, served, scripts=False) as (page, _eyes):
        to_the_weather(page)
        page.goto(address)
        assert page.get_by_text("Get help now", exact=True).first.is_visible()
        page.get_by_role("link", name="Leave this page quickly").click()
        page.wait_for_url(WEATHER)


def test_the_way_out_stays_in_sight_and_hides_nothing_that_has_the_focus(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(YOUNG)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert page.evaluate(ON_THE_SCREEN, ".leave") == ["Leave this page quickly"]
        page.locator(".foot a").last.focus()
        for _ in range(12):
            page.keyboard.press("Shift+Tab")
            hidden = page.evaluate(
                """() => { const box = document.activeElement.getBoundingClientRect();
                  const top = document.querySelector(".top");
                  return !top.contains(document.activeElement) && box.top < top.getBoundingClientRect().bottom }"""
            )
            assert not hidden, page.evaluate("document.activeElement.outerHTML")
