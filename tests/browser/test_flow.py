"""From question to question in a real browser: where the focus goes, what is said, and what a lost network costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
YOUNG = "/kent-4827/young-people"
A_MOMENT = 1500
"""Milliseconds after which a browser has taken down what was typed, as it does from time to time while one types."""
LOST = "You are not connected to the internet."


def focused(page: Page, what: str) -> Any:  # noqa: ANN401 - whatever the script gives
    return page.evaluate(f"document.activeElement.{what}")


def on_the_question(page: Page) -> None:
    assert focused(page, "tagName") == "H1"
    for _ in range(100):
        if not page.evaluate("scrollY"):
            break
        page.wait_for_timeout(100)
    shape = "[scrollY, innerWidth, innerHeight, document.documentElement.scrollHeight]"
    assert page.evaluate("scrollY") == 0, page.evaluate(shape)
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator(".where__words")).to_be_in_viewport()


@pytest.mark.parametrize("recordings", ["served", "spoken"])
@pytest.mark.parametrize("scripts", [True, False])
def test_after_next_back_and_skip_the_focus_is_on_the_question_and_not_at_the_bottom(
    chromium: Browser, request: pytest.FixtureRequest, recordings: str, *, scripts: bool
) -> None:
    with opened(chromium, request.getfixturevalue(recordings), scripts=scripts) as (page, _eyes):
        page.goto(f"{YOUNG}/help_health")
        on_the_question(page)
        for button, lands in (("next", "help_social_care"), ("skip", "help_in_time"), ("back", "help_social_care")):
            page.locator(f".go [value={button}]").click()
            page.wait_for_url(f"**/{lands}")
            on_the_question(page)
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('form').contains(document.activeElement)")


def test_without_scripts_each_part_of_a_question_can_be_listened_to(chromium: Browser, spoken: Served) -> None:
    with opened(chromium, spoken, scripts=False) as (page, eyes):
        page.goto(f"{YOUNG}/help_health")
        page.locator(".sound__folded summary").click()
        players = page.locator("audio[controls]")
        assert players.count() == 6, "the question, what it means, four answers"
        expect(players.first).to_be_visible()
        assert eyes.complaints == []


@pytest.mark.parametrize("size", ["100", "200"])
def test_the_question_is_in_sight_when_it_is_focused_on_an_enlarged_page(
    chromium: Browser, served: Served, size: str
) -> None:
    with opened(chromium, served, width=320, height=256) as (page, _eyes):
        page.context.add_cookies([{"name": "heard_look", "value": f"size={size}", "url": served.address}])
        page.goto(f"{YOUNG}/who_answered")
        page.locator("#next").click()
        page.wait_for_url("**/learn_where")
        assert focused(page, "tagName") == "H1"
        expect(page.locator("h1")).to_be_in_viewport()


def test_after_something_wrong_the_focus_is_on_what_is_wrong(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("x" * 10_001)
        page.locator("#next").click()
        page.locator("[role=alert]").wait_for()
        assert focused(page, "className") == "govuk-error-summary"
        assert page.locator("textarea").input_value() == "x" * 10_001
        eyes.look(page)
        page.get_by_role("alert").get_by_role("link").click()
        assert focused(page, "id") == "answer"


def test_the_link_that_skips_the_top_still_leads_to_the_main_part(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/help_health")
        page.locator(".govuk-skip-link").focus()
        page.keyboard.press("Enter")
        assert focused(page, "id") == "main"


def test_progress_rises_by_one_with_each_next_and_ends_where_it_says(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/who_answered")
        told = []
        while not page.url.endswith("/check"):
            told.append(page.locator("#where").inner_text())
            assert told[-1] in page.title()
            assert page.locator(".where__steps").get_attribute("aria-hidden") == "true"
            page.locator("#next").click()
        assert told == [f"Question {number} of {len(told)}" for number in range(1, len(told) + 1)]


@pytest.mark.parametrize("address", ["better", "all"])
def test_without_a_network_nothing_typed_is_lost_and_the_page_says_so(
    chromium: Browser, served: Served, address: str
) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/{address}")
        box = page.locator("#answer" if address == "better" else "#answer-better")
        box.fill("Shorter waits")
        page.context.set_offline(True)
        page.locator("#next").click()
        expect(page.get_by_role("alert")).to_contain_text(LOST)
        assert box.input_value() == "Shorter waits"
        page.context.set_offline(False)
        expect(page.get_by_text(LOST)).to_be_hidden()
        page.locator("#next").click()
        page.wait_for_url(f"**/{'anything' if address == 'better' else 'check'}")
        page.goto(f"{YOUNG}/check")
        assert page.locator(".answers__text").inner_text() == "Shorter waits"


@pytest.mark.parametrize("address", ["better", "all"])
@pytest.mark.parametrize("scripts", [True, False])
def test_after_the_browser_s_own_error_back_brings_the_words_again(
    chromium: Browser, served: Served, address: str, *, scripts: bool
) -> None:
    with opened(chromium, served, scripts=scripts) as (page, _eyes):
        page.goto(YOUNG)
        page.goto(f"{YOUNG}/{address}")
        box = page.locator("#answer" if address == "better" else "#answer-better")
        box.fill("Shorter waits")
        if not scripts:
            page.wait_for_timeout(A_MOMENT)
        page.route("**/*", lambda route: route.abort())  # the browser believes that it is connected
        page.locator("#next").click()
        page.wait_for_url("chrome-error://**")
        page.unroute("**/*")
        page.go_back()
        expect(box).to_have_value("Shorter waits")
        page.locator("#next").click()
        page.wait_for_url(f"**/{'anything' if address == 'better' else 'check'}")


def test_without_scripts_and_network_the_page_itself_comes_back(chromium: Browser, served: Served) -> None:
    with opened(chromium, served, scripts=False) as (page, _eyes):
        page.goto(f"{YOUNG}/good")
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("Shorter waits")
        page.wait_for_timeout(A_MOMENT)
        page.context.set_offline(True)
        page.locator("#next").click()
        page.wait_for_url("chrome-error://**")
        page.go_back()
        assert page.locator("textarea").input_value() == "Shorter waits"


def test_after_the_answers_are_cleared_back_does_not_bring_them_again(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("Shorter waits")
        page.locator("#next").click()
        page.wait_for_url("**/anything")
        page.go_back()
        expect(page.locator("textarea")).to_have_value("Shorter waits")
        page.goto(f"{YOUNG}/stop")
        page.locator("#clear").click()
        page.wait_for_url("**cleared=yes**")
        for _ in range(2):
            page.go_back()
        page.wait_for_url("**/better")
        expect(page.locator("textarea")).to_have_value("")


def test_on_one_page_a_question_comes_with_the_answer_that_it_hangs_on(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(f"{YOUNG}/all")
        assert focused(page, "tagName") == "H1"
        helped = page.locator("#part-who_helped")
        expect(helped).to_be_hidden()
        page.locator("label[for='answer-who_answered-2']").click()
        expect(helped).to_be_visible()
        expect(page.locator("#only-who_helped")).to_be_hidden()
        eyes.look(page)
        page.locator("label[for='answer-who_answered']").click()
        expect(helped).to_be_hidden()
        expect(page.locator("[data-reword]")).to_be_hidden()
        page.locator("label[for='answer-who_answered-3']").click()
        page.get_by_role("button", name="Change the words of the questions").click()
        page.get_by_text("Do they get help soon enough?").wait_for()
        expect(helped).to_be_visible()
        expect(page.locator("[data-reword]")).to_be_hidden()


def test_without_scripts_every_question_is_there_and_says_when_it_applies(chromium: Browser, served: Served) -> None:
    with opened(chromium, served, scripts=False) as (page, _eyes):
        page.goto(f"{YOUNG}/all")
        expect(page.locator("#part-who_helped")).to_be_visible()
        expect(page.locator("#only-who_helped")).to_be_visible()
        page.locator("label[for='answer-who_answered-2']").click()
        page.locator("label[for='answer-who_helped']").click()
        page.locator("#next").click()
        page.get_by_text("A parent or carer").wait_for()


@pytest.mark.parametrize("width", [320, 1280])
def test_all_questions_on_one_page_keep_nobody_out(chromium: Browser, served: Served, width: int) -> None:
    with opened(chromium, served, width=width) as (page, eyes):
        for group in ("young-people", "practitioners"):
            page.goto(f"/kent-4827/{group}/all")
            eyes.look(page)
            targets = page.locator(".option__card:visible").evaluate_all("all => all.map(one => one.offsetHeight)")
            assert min(targets) >= 44


def test_pictures_that_are_switched_off_are_never_fetched(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.context.add_cookies([{"name": "heard_look", "value": "pictures=hidden", "url": served.address}])
        page.goto(f"{YOUNG}/help_health")
        page.goto(f"{YOUNG}/all")
        page.mouse.wheel(0, 20_000)
        page.wait_for_load_state("networkidle")
        assert [url for url in fetched if "/pictures/" in url] == []


def test_a_screen_reader_hears_the_room_that_is_left_when_it_gets_little(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(f"{YOUNG}/better")
        page.evaluate(
            "() => { window.said = []; const at = document.querySelector('#length');"
            " new MutationObserver(() => at.ariaLive === 'polite' && window.said.push(at.textContent))"
            ".observe(at, {childList: true, characterData: true, subtree: true}) }"
        )
        page.locator("textarea").fill("x" * 20)
        page.get_by_text("You have 9,980 characters left.").wait_for()
        assert page.evaluate("window.said") == []
        page.locator("textarea").fill("x" * 9_900)
        page.get_by_text("You have 100 characters left.").wait_for()
        assert page.evaluate("window.said") == ["You have 100 characters left."]
