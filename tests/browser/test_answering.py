"""Answering in a real browser: by touch, by keyboard alone, and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
YOUNG = "/kent-4827/young-people"


def test_a_survey_is_answered_by_touch_from_the_code_to_the_receipt(chromium: Browser, served: Served) -> None:
    before = served.stored()
    with opened(chromium, served) as (page, eyes):
        page.goto("/")
        page.get_by_label("Code").fill("KENT 4827")
        page.get_by_role("button", name="Next", exact=True).click()
        page.get_by_role("link", name="I am aged 11 to 25").click()
        page.get_by_role("link", name="Start").click()
        page.wait_for_url("**/young-people/*")
        while not page.url.endswith("/check"):
            here = page.url
            cards = page.locator(".option__card")
            if cards.count():
                cards.first.click()
                assert page.locator(".option__input").first.is_checked()
            else:
                page.locator("textarea").fill("Shorter waits\nand kinder letters")
            page.locator("#next").click()
            page.wait_for_function("here => location.href !== here && document.querySelector('h1')", arg=here)
        eyes.look(page)
        assert page.locator(".answers__text").first.inner_text() == "Shorter waits\nand kinder letters"
        page.locator("#send").click()
        assert page.locator("h1").inner_text().split("\n") == ["Thank you.", "Your answers are sent."]
        eyes.look(page)
    assert served.stored() == before + 1


def test_a_survey_is_answered_with_the_keyboard_alone(chromium: Browser, served: Served) -> None:
    before = served.stored()
    with opened(chromium, served, width=1280) as (page, _eyes):
        page.goto("/kent-4827/practitioners")
        press_on(page, "Start")
        page.wait_for_url("**/practitioners/*")
        while not page.url.endswith("/check"):
            here = page.url
            if page.locator(".option__input[type=radio]").count():
                tab_to(page, ".option__input")
                page.keyboard.press("Space")
                assert page.locator(".option__input:checked").count() == 1
            elif page.locator("textarea").count():
                tab_to(page, "textarea")
                page.keyboard.type("More time")
            tab_to(page, "#next")
            page.keyboard.press("Enter")
            page.wait_for_function("here => location.href !== here", arg=here)
        tab_to(page, "#send")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sent")
    assert served.stored() == before + 1


def test_a_survey_is_answered_without_scripts(chromium: Browser, served: Served) -> None:
    before = served.stored()
    with opened(chromium, served, scripts=False) as (page, _eyes):
        page.goto("/kent-4827/parents-and-carers?lang=en-simple&via=forum")
        page.get_by_role("link", name="Start").click()
        while not page.url.split("?")[0].endswith("/check"):
            if page.locator(".option__card").count():
                page.locator(".option__card").nth(1).click()
            elif page.locator("textarea").count():
                page.locator("textarea").fill("Please call us back")
            page.locator("#next").click()
        page.locator("#send").click()
        assert page.locator(".receipt__code").inner_text()
    assert served.stored() == before + 1


def test_changing_the_language_keeps_what_is_being_typed(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("Half a sentence")
        page.get_by_role("link", name="English, standard words").click()
        page.wait_for_url("**lang=en")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("textarea").input_value() == "Half a sentence"


def test_the_count_of_characters_is_told_while_typing(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("x" * 9_990)
        page.get_by_text("You have 10 characters left.").wait_for()
        page.locator("textarea").fill("x" * 10_003)
        page.get_by_text("You have 3 characters too many.").wait_for()


def test_the_focus_goes_to_what_is_wrong(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto("/?code=nope")
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        page.get_by_role("alert").get_by_role("link").click()
        assert page.evaluate("document.activeElement.id") == "code"
        eyes.look(page)


def test_leaving_quickly_empties_the_page_and_is_not_in_the_history(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.route(
            "https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
        )
        page.goto("/get-help")
        page.goto(f"{YOUNG}/better")
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url("https://www.bbc.co.uk/weather")
        page.go_back()
        assert page.url.endswith("/get-help")


def test_every_target_is_large_enough_for_unsteady_hands(chromium: Browser, served: Served) -> None:
    with opened(chromium, served, width=320) as (page, _eyes):
        page.goto(f"{YOUNG}/help_health")
        heights = page.locator(".option__card").evaluate_all("cards => cards.map(card => card.offsetHeight)")
        assert len(heights) == 4
        assert min(heights) >= 80
        for target in page.locator(
            "button:not([aria-hidden]):visible, main a:visible, .foot a:visible, .leave, summary"
        ).all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44, f"{target.evaluate('one => one.outerHTML')} is {box['height']} pixels high"


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            ring = page.evaluate(
                "() => { const at = document.activeElement, card = at.nextElementSibling ?? at;"
                " return [at, card].some(one => getComputedStyle(one).boxShadow !== 'none'"
                " || getComputedStyle(one).outlineStyle !== 'none') }"
            )
            assert ring, f"the focus can't be seen on {selector}"
            return
    message = f"the keyboard never came to {selector}"
    raise AssertionError(message)


def press_on(page: Page, words: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            page.keyboard.press("Enter")
            return
    message = f"the keyboard never came to {words!r}"
    raise AssertionError(message)
