"""The whole way by keyboard alone: the focus is seen at each stop, in the order of reading, and never trapped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.places import CODE, UNKNOWN, YOUNG, Place, Who

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Served
    from tests.browser.people import People

pytestmark = pytest.mark.browser
FOCUS: Final = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
PLACES: Final = (
    *(Place(address=address) for address in ("/", "/look", "/get-help", "/help", "/helpers", f"/{CODE}")),
    *(Place(address=f"{YOUNG}{rest}") for rest in ("", "/who-reads", "/all", "/come-back", "/bring-back")),
    *(Place(address=f"{YOUNG}/{name}", who=Who.ANSWERED) for name in ("need", "better", "check", "stop", "my-answers")),
    Place(address=f"{YOUNG}/help_health"),
    Place(address=f"{YOUNG}/help_health", form=UNKNOWN, status=400),
    Place(address=f"{YOUNG}/sent", who=Who.SENT),
)


def tab(page: Page, key: str = "Tab") -> dict[str, Any] | None:
    """Press the key, and return where the focus is then and what is wrong with it."""
    page.keyboard.press(key)
    stop: dict[str, Any] | None = page.evaluate(FOCUS)
    return stop


def from_the_top(page: Page) -> dict[str, Any]:
    """Begin at the page's first link: a page that puts the focus on its question would begin there."""
    page.evaluate(
        "() => { scrollTo(0, 0); window.stops = []; window.lastBox = null;"
        " document.querySelector('.govuk-skip-link').focus() }"
    )
    first: dict[str, Any] = page.evaluate(FOCUS)
    return first


def tab_to(page: Page, words: str, faults: list[str]) -> None:
    """Go on by keyboard until the focus is on what has these words, looking at each stop."""
    from_the_top(page)
    for _ in range(60):
        stop = tab(page)
        assert stop, f"{page.url}: the keyboard never came to {words!r}"
        faults += [f"{page.url}: {stop['name']}: {fault}" for fault in stop["faults"]]
        if words in stop["name"]:
            return
    message = f"{page.url}: the keyboard never came to {words!r}"
    raise AssertionError(message)


def go_on(page: Page, key: str) -> None:
    """Press the key, and wait for the page that it leads to."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_focus_goes_through_the_page_in_order_and_out_again(people: People, place: Place) -> None:
    page, _response = people.open(place, "en")
    first = from_the_top(page)
    stops, faults = [first["name"]], first["faults"]
    while (stop := tab(page)) is not None:
        stops.append(stop["name"])
        faults += [f"{stop['name']}: {fault}" for fault in stop["faults"]]
        assert len(stops) < 300, f"the focus is trapped: {stops[-6:]}"
    assert faults == []
    assert len(stops) >= 8
    radios = page.locator("input[type=radio]").evaluate_all(
        "all => new Set(all.filter(one => one.checkVisibility()).map(one => one.name)).size"
    )
    known = page.evaluate(
        "() => [...document.querySelectorAll("
        "'a[href], button, input:not([type=hidden]):not([type=radio]), textarea, summary')]"
        ".filter(one => one.checkVisibility() && one.tabIndex >= 0).length"
    )
    assert len(stops) == known + radios, "something that can be pressed can't be reached by keyboard"


def test_the_focus_goes_back_the_way_it_came(people: People) -> None:
    page, _response = people.open(Place(address=f"{YOUNG}/need", who=Who.ANSWERED), "en")
    there, back = [from_the_top(page)["name"]], list[str]()
    while (stop := tab(page)) is not None:
        there.append(stop["name"])
    page.evaluate("window.stops = []; window.lastBox = null")
    while len(back) < len(there):
        stop = tab(page, "Shift+Tab")
        assert stop, f"the way back ends after {back}"
        back.append(stop["name"])
    assert back == there[::-1]


@pytest.mark.parametrize("press", ["Enter", "Space"])
def test_a_young_person_answers_from_the_code_to_the_receipt_by_keyboard(
    people: People, spoken: Served, press: str
) -> None:
    before, faults = spoken.stored(), list[str]()
    page = people.page(Who.NEW)
    page.goto("/?lang=en")
    tab_to(page, "input code", faults)
    page.keyboard.type("kent 4827")
    go_on(page, "Enter")
    tab_to(page, "aged 11 to 25", faults)
    go_on(page, "Enter")
    tab_to(page, "Start", faults)
    go_on(page, "Enter")
    while "/check" not in page.url:
        if page.locator("input[type=radio]").count():
            tab_to(page, "input answer", faults)
            page.keyboard.press("ArrowDown")
            assert page.locator(".option__input:checked").count() == 1
        elif page.locator("input[type=checkbox]").count():
            tab_to(page, "input answer", faults)
            page.keyboard.press("Space")
            assert page.locator(".option__input:checked").count() == 1
        else:
            tab_to(page, "textarea answer", faults)
            page.keyboard.type("More help at college")
        tab_to(page, "button next", faults)
        go_on(page, press)
    tab_to(page, "button send", faults)
    go_on(page, press)
    assert "/sent" in page.url
    assert faults == []
    assert spoken.stored() == before + 1
