"""Going on with the answers on another device, in a real browser: by the square to scan, and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

ANSWERING = "/kent-4827/young-people"


def stop(page: Page, served: Served) -> list[str]:
    """Write an answer, stop, and return the four words."""
    page.goto(f"{served.address}{ANSWERING}/better")
    page.get_by_role("textbox").fill("Shorter waits")
    page.get_by_role("button", name="Stop for now").first.click()
    page.locator(".four__word").nth(3).wait_for()
    return page.locator(".four__word").all_inner_texts()


@pytest.mark.parametrize("colours", ["light", "black-yellow"])
def test_the_square_can_be_scanned_and_fills_in_the_words_without_sending_them(
    chromium: Browser, served: Served, tmp_path: Path, colours: str
) -> None:
    first, second = chromium.new_context(), chromium.new_context()
    first.add_cookies([{"name": "heard_look", "value": f"colours={colours}", "url": served.address}])
    page = first.new_page()
    words = stop(page, served)
    picture = tmp_path / "square.png"
    page.locator("svg.qr").screenshot(path=picture)
    with Image.open(picture) as image:
        [square] = zxingcpp.read_barcodes(image.convert("L"))
    scanned = urlsplit(square.text)
    assert (scanned.path, scanned.fragment) == (f"{ANSWERING}/come-back", "-".join(words))
    asked: list[str] = []
    other = second.new_page()
    other.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    other.goto(f"{served.address}{scanned.path}#{scanned.fragment}")
    field = other.get_by_role("textbox")
    assert field.input_value().split() == words
    assert urlsplit(other.url).fragment == "", "the words stay in no history"
    assert [one for one in asked if words[0] in one.partition("#")[0]] == []
    other.get_by_role("button", name="Open my answers").click()
    other.get_by_role("heading", level=1, name="Your answers are here").wait_for()
    other.goto(f"{served.address}{ANSWERING}/better")
    assert other.get_by_role("textbox").input_value() == "Shorter waits"
    first.close()
    second.close()


def test_without_scripts_the_words_are_typed(chromium: Browser, served: Served) -> None:
    first, second = chromium.new_context(), chromium.new_context(java_script_enabled=False)
    words = stop(first.new_page(), served)
    page = second.new_page()
    page.goto(f"{served.address}{ANSWERING}/come-back")
    page.get_by_role("textbox").fill("\n".join(words).upper())
    page.get_by_role("button", name="Open my answers").click()
    page.get_by_role("link", name="Look at my answers").click()
    page.get_by_role("main").get_by_text("Shorter waits").wait_for()
    first.close()
    second.close()


def test_a_made_up_address_fills_in_nothing(chromium: Browser, served: Served) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        for carried in ("<img src=x>", "%E0%A4%A", "one-two", "a" * 5000):
            page.goto(f"{served.address}{ANSWERING}/come-back?{len(carried)}#{carried}")
            assert page.get_by_role("textbox").input_value() == ""
