"""The end of a survey in a real browser: pressed twice, gone back to, and where a browser keeps no cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
YOUNG = "/kent-4827/young-people"


def ready_to_send(page: Page) -> None:
    """Write one answer and go to the page that sends."""
    page.goto(f"{YOUNG}/better")
    page.get_by_role("textbox").fill("Shorter waits")
    with page.expect_navigation():
        page.locator("#next").click()
    page.goto(f"{YOUNG}/check")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_answers_sent_by_two_quick_presses_are_there_once(chromium: Browser, served: Served, *, scripts: bool) -> None:
    before = served.stored()
    with opened(chromium, served, scripts=scripts) as (page, _eyes):
        ready_to_send(page)
        page.locator("#send").dblclick()
        page.wait_for_url("**/sent")
        assert page.locator(".receipt__code").inner_text()
    assert served.stored() == before + 1


def test_back_after_sending_shows_no_answers_and_sends_nothing_again(chromium: Browser, served: Served) -> None:
    before = served.stored()
    with opened(chromium, served) as (page, eyes):
        ready_to_send(page)
        page.locator("#send").click()
        page.wait_for_url("**/sent")
        receipt = page.locator(".receipt__code").inner_text()
        page.go_back()
        page.get_by_role("heading", level=1, name="You have sent your answers already").wait_for()
        assert "Shorter waits" not in page.content()
        eyes.look(page)
        page.go_back()
        page.wait_for_load_state()
        assert "Shorter waits" not in page.content()
        page.goto(f"{YOUNG}/sent")
        assert page.locator(".receipt__code").inner_text() == receipt
    assert served.stored() == before + 1


def test_a_browser_that_keeps_no_cookies_is_told_so_and_keeps_the_words(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(f"{YOUNG}/better")
        page.get_by_role("textbox").fill("Shorter waits")
        page.context.clear_cookies()
        page.locator("#next").click()
        page.get_by_role("alert").get_by_text("Then your browser keeps no cookies.").wait_for()
        assert page.get_by_role("textbox").input_value() == "Shorter waits"
        eyes.look(page)
