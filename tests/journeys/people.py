"""People who answer in a real browser: by mouse, by keyboard alone, with or without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from tests.axe import breaches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Locator, Page

_MOST_PAGES: Final = 60
_MOST_TABS: Final = 60

Plan = "Mapping[str, list[str]]"
"""What a person means to answer: for each item the words of the options to choose, or one text to write."""


def answer_by_mouse(page: Page, start: str, plan: Mapping[str, list[str]], *, check: bool = True) -> list[str]:
    """Answer what is planned, skip the rest, send, and return what axe-core found on the way."""
    page.goto(start)
    found = breaches(page) if check else []
    page.get_by_role("link", name="Start").click()
    for _ in range(_MOST_PAGES):
        found += breaches(page) if check else []
        where = place(page)
        if where == "sent":
            return found
        if where == "check":
            page.get_by_role("button", name="Send my answers").click()
            continue
        if where not in plan:
            page.get_by_role("button", name="Skip this question").click()
            continue
        for words in plan[where]:
            if page.get_by_role("textbox").count():
                page.get_by_role("textbox").fill(words)
            else:
                page.get_by_text(words, exact=True).click()
        page.get_by_role("button", name="Next").click()
    raise AssertionError(f"the survey never ended: {page.url}")


def answer_by_keyboard(page: Page, start: str, plan: Mapping[str, list[str]]) -> None:
    """Do the same with the keys Tab, the arrows, Space and Enter, and typing."""
    page.goto(start)
    _press(page, page.get_by_role("link", name="Start"), "Enter")
    for _ in range(_MOST_PAGES):
        where = place(page)
        if where == "sent":
            return
        if where == "check":
            _press(page, page.get_by_role("button", name="Send my answers"), "Enter")
            continue
        if where not in plan:
            _press(page, page.get_by_role("button", name="Skip this question"), "Enter")
            continue
        _type_or_choose(page, plan[where])
        _press(page, page.get_by_role("button", name="Next"), "Enter")
    raise AssertionError(f"the survey never ended: {page.url}")


def place(page: Page) -> str:
    """Return the last part of the page's address: an item's name, `check` or `sent`."""
    return urlsplit(page.url).path.rsplit("/", 1)[-1]


def _type_or_choose(page: Page, words: list[str]) -> None:
    if page.get_by_role("textbox").count():
        _tab_to(page, page.get_by_role("textbox"))
        page.keyboard.type(words[0])
        return
    if page.get_by_role("checkbox").count():
        for one in words:
            _press(page, page.get_by_role("checkbox", name=one, exact=True), "Space")
        return
    wanted = page.get_by_role("radio", name=words[0], exact=True)
    _tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    for _ in range(page.get_by_role("radio").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow reaches {words[0]!r} on {page.url}")


def _press(page: Page, target: Locator, key: str) -> None:
    _tab_to(page, target)
    before = page.url
    page.keyboard.press(key)
    if key == "Enter":
        page.wait_for_url(lambda url: url != before)


def _tab_to(page: Page, target: Locator) -> None:
    element = target.element_handle()
    for _ in range(_MOST_TABS):
        if page.evaluate("element => element === document.activeElement", element):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target} on {page.url}")
