"""Choosing a look in a real browser, and what the device asks for: dark, contrast, less motion, its own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.look import COOKIE, Look
from tests.browser.conftest import opened
from tests.browser.test_reading_aloud import _recorded  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
YOUNG = "/kent-4827/young-people"
QUESTION = f"{YOUNG}/help_social_care"


def wear(page: Page, served: Served, **chosen: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": Look.of(chosen).cookie, "url": served.address}])


def see_contrast(page: Page) -> None:
    """See that axe-core, which the eyes brought to the page, finds no text below AAA's contrast."""
    rules = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "color-contrast"]}}
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules)
    assert [node["html"] for one in found["violations"] for node in one["nodes"]] == [], page.url


def test_words_are_twice_as_large_at_the_biggest_size(chromium: Browser, served: Served) -> None:
    size = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
    with opened(chromium, served, width=1280) as (page, _eyes):
        sizes = []
        for chosen in ({}, {"size": "200"}):
            wear(page, served, **chosen)
            page.goto(QUESTION)
            sizes.append([page.evaluate(size, part) for part in ("h1", ".hint", ".option__words", "#next", ".foot")])
        assert sizes[1] == [2 * usual for usual in sizes[0]]


@pytest.mark.parametrize(("letters", "file"), [("atkinson", "atkinson-hyperlegible-next"), ("opendyslexic",) * 2])
def test_a_typeface_is_fetched_only_by_whoever_chose_it(
    chromium: Browser, served: Served, letters: str, file: str
) -> None:
    with opened(chromium, served) as (page, _eyes):
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
        wear(page, served, letters=letters)
        page.goto("/look")
        page.evaluate("document.fonts.ready")
        assert {name.partition("-latin")[0] for name in fetched if name.endswith("woff2")} == {file}


def test_the_device_decides_about_dark_colours_until_the_person_does(chromium: Browser, served: Served) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(chromium, served) as (page, eyes):
        page.emulate_media(color_scheme="dark")
        page.goto(QUESTION)
        assert page.evaluate(ground) == "rgb(18, 27, 32)"
        eyes.look(page)
        see_contrast(page)
        page.emulate_media(color_scheme="dark", media="print")
        assert page.evaluate(ground) == "rgb(255, 253, 247)"
        page.emulate_media(color_scheme="dark", media="screen")
        wear(page, served, colours="light")
        page.goto(QUESTION)
        assert page.evaluate(ground) == "rgb(255, 253, 247)"


def test_where_the_device_forces_its_colours_what_is_chosen_and_what_is_pressed_still_show(
    chromium: Browser, served: Served
) -> None:
    line = "selector => { const one = getComputedStyle(document.querySelector(selector)); return %s }"
    with opened(chromium, served) as (page, _eyes):
        page.emulate_media(forced_colors="active")
        page.goto(QUESTION)
        page.locator(".option__card").first.click()
        assert page.evaluate(line % "one.appearance", ".option__input") == "auto"
        chosen = page.evaluate(line % "one.borderTopColor", ".option__input:checked + .option__card")
        assert chosen != page.evaluate(line % "one.borderTopColor", ".option__input:not(:checked) + .option__card")
        assert page.evaluate(line % "one.borderTopStyle", "#next") == "solid"
        done = page.evaluate(line % "one.backgroundColor", ".where__steps .done")
        assert done != page.evaluate(line % "one.backgroundColor", ".where__steps li:last-child")


def test_a_device_that_wants_more_contrast_gets_no_soft_words(chromium: Browser, served: Served) -> None:
    colour = "selector => getComputedStyle(document.querySelector(selector)).color"
    with opened(chromium, served) as (page, _eyes):
        for chosen in ({}, {"colours": "dark"}):
            wear(page, served, **chosen)
            page.emulate_media(contrast="no-preference")
            page.goto(QUESTION)
            assert page.evaluate(colour, ".where__words") != page.evaluate(colour, "h1")
            page.emulate_media(contrast="more")
            assert page.evaluate(colour, ".where__words") == page.evaluate(colour, "h1")


def test_a_device_that_wants_less_motion_gets_none(chromium: Browser, served: Served) -> None:
    moving = (
        "() => [...document.querySelectorAll('*')].flatMap(one => ['', '::before', '::after'].map("
        "part => getComputedStyle(one, part))).filter(style => style.animationName !== 'none'"
        " || style.transitionDuration.split(', ').some(time => time !== '0s')"
        " || style.scrollBehavior === 'smooth').length"
    )
    with opened(chromium, served) as (page, _eyes):
        page.emulate_media(reduced_motion="reduce")
        for address in ("/look", QUESTION, f"{YOUNG}/all"):
            page.goto(address)
            assert page.evaluate(moving) == 0
            page.locator("main").evaluate("main => main.style.transition = 'opacity 1s'")
            assert page.evaluate(moving) == 0
            page.locator("main").evaluate("main => main.style.setProperty('transition', 'opacity 1s', 'important')")
            assert page.evaluate(moving) == 1


def test_everything_is_put_back_at_one_press_and_without_scripts(chromium: Browser, served: Served) -> None:
    with opened(chromium, served, scripts=False) as (page, _eyes):
        wear(
            page, served, size="200", colours="black-yellow", letters="opendyslexic", spacing="widest", words="standard"
        )
        page.goto(QUESTION)
        worn = ("data-size", "data-colours", "data-letters", "data-spacing", "data-words")
        assert all(page.locator("html").get_attribute(name) for name in worn)
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("button", name="Change the look").click()
        page.get_by_role("button", name="Put everything back").click()
        assert page.url.partition("?")[0].endswith(QUESTION)
        assert not any(page.locator("html").get_attribute(name) for name in worn)
        assert COOKIE not in {cookie["name"] for cookie in page.context.cookies()}
        assert page.locator("html").get_attribute("lang") == "en-simple"


def test_a_look_is_seen_at_once_and_kept_when_the_button_is_pressed(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(QUESTION)
        page.locator(".option__card").nth(1).click()
        page.get_by_role("button", name="Change the look").click()
        page.get_by_role("radio", name="Black and yellow").check()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
        page.get_by_role("button", name="Use this look").click()
        page.wait_for_url(f"**{QUESTION}*")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
        assert page.locator(".option__input").nth(1).is_checked()


def test_enter_in_an_answer_goes_on_and_not_to_the_look(chromium: Browser, served: Served) -> None:
    with opened(chromium, served) as (page, _eyes):
        page.goto(QUESTION)
        page.locator(".option__input").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{YOUNG}/help_in_time*")


def test_the_look_is_changed_without_scripts(chromium: Browser, served: Served) -> None:
    with opened(chromium, served, scripts=False) as (page, _eyes):
        page.goto(f"{YOUNG}/better")
        page.locator("textarea").fill("Half a sentence")
        page.get_by_role("button", name="Change the look").click()
        page.get_by_role("radio", name="Lexend").check()
        page.get_by_role("button", name="Use this look").click()
        assert page.locator("html").get_attribute("data-letters") == "lexend"
        assert page.locator("textarea").input_value() == "Half a sentence"


@pytest.mark.usefixtures("_recorded")
def test_the_speed_is_remembered_and_a_page_is_read_on_arrival_only_when_asked(
    chromium: Browser, served: Served
) -> None:
    with opened(chromium, served) as (page, eyes):
        page.goto(QUESTION)
        page.get_by_role("button", name="Read to me").click()
        page.get_by_role("button", name="Slower").click()
        page.get_by_role("button", name="Slower").click()
        assert page.locator(".sound__voice[role=status]").inner_text() == "Very slow"
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Go on reading").click()
        page.get_by_role("button", name="Pause").wait_for()
        eyes.look(page)
        page.goto(QUESTION)
        assert page.locator("html").get_attribute("data-speed") == "0.7"
        assert page.locator(".said").count() == 0
        page.get_by_role("button", name="Change the look").click()
        assert page.get_by_role("radio", name="Very slow").is_checked()
        page.get_by_role("radio", name="Read each page to me").check()
        page.get_by_role("button", name="Use this look").click()
        page.locator(".said").first.wait_for()
        page.get_by_role("button", name="Stop reading").wait_for()
