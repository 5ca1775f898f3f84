"""Every page in every language and choice of colours: axe-core, with all of its rules, finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup

from app.look import CHOICES, COOKIE, Look
from app.respond.pages import ADDRESSES
from surveys.definitions import newest
from tests.axe import breaches
from tests.browser.places import CODE, EVERY, LANGUAGES, YOUNG, Place, Who, portions
from tests.browser.test_html import faults

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Served
    from tests.browser.people import People

pytestmark = pytest.mark.browser
COLOURS: Final = ("", *CHOICES["colours"][2:])
"""As the device has it, which is light in the tests, then the others."""
DRAWN: Final = """() => [...document.querySelectorAll("body *")].map(one => ["", "::before", "::after"].map(part => {
  const { color, backgroundColor, borderColor, outlineColor, boxShadow, colorScheme } = getComputedStyle(one, part);
  return [color, backgroundColor, borderColor, outlineColor, boxShadow, colorScheme].join();
}).join(" "))"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("portion", portions(EVERY), ids=lambda portion: f"from {portion[0]}")
def test_nothing_on_any_page_keeps_people_out(people: People, portion: tuple[Place, ...], language: str) -> None:
    found = []
    for place in portion:
        page, _response = people.open(place, language)
        found += breaches(page, values=COLOURS)
    assert found == [], "\n".join(found)
    assert people.complaints == []


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("[data-colours=dark] .hint { color: #555 !important }", "color-contrast"),
        ("[data-colours=dark] .hint { color: #999 !important }", "color-contrast-enhanced"),
        ("[data-colours=dark] h1 { display: none }", "page-has-heading-one"),
    ],
)
def test_what_is_wrong_in_one_choice_of_colours_alone_would_be_found(people: People, broken: str, rule: str) -> None:
    page, _response = people.open(Place(address="/"), "en")
    page.evaluate(
        "style => { const own = new CSSStyleSheet(); own.replaceSync(style); document.adoptedStyleSheets = [own]; }",
        broken,
    )
    found = breaches(page, values=("", "dark"))
    assert [one for one in found if " dark: violations: " in one and f": {rule}: " in one], found
    assert [one for one in found if " dark: " not in one] == []


@pytest.mark.parametrize("colours", CHOICES["colours"][1:])
def test_colours_are_the_same_whether_the_page_came_with_them_or_was_switched(
    people: People, spoken: Served, colours: str
) -> None:
    page, _response = people.open(Place(address=f"{YOUNG}/need", who=Who.ANSWERED), "en")
    page.evaluate("colours => document.documentElement.dataset.colours = colours", colours)
    switched = page.evaluate(DRAWN)
    page.context.add_cookies([{"name": COOKIE, "value": Look.of({"colours": colours}).cookie, "url": spoken.address}])
    page.reload()
    assert page.locator("html").get_attribute("data-colours") == colours
    assert page.evaluate(DRAWN) == switched


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_look_can_be_changed_from_every_page(people: People, language: str) -> None:
    for place in EVERY:
        page = BeautifulSoup(people.fetch(place, language), "lxml")
        itself = place.address.partition("?")[0] == "/look"
        ways = page.select("a.tool--look[href^='/look'], button.tool--look[name=go][value=look][form]")
        assert len(ways) == (0 if itself else 1), place


def test_every_address_of_a_respondent_is_among_the_pages_looked_at() -> None:
    shown = {
        address.partition("?")[0].replace(f"/{CODE}", "/<code>", 1).replace("/young-people", "/<group>")
        for address in (place.address for place in EVERY)
    }
    questions = {f"/<code>/<group>/{item.name}" for item in newest("young-people").items}
    known = {"/<code>/<group>/<name>" if address in questions else address for address in shown}
    pages = {rule for method, rule, _name, _view in ADDRESSES if method == "GET"}
    files = {rule for rule in pages if rule.endswith((".html", ".docx"))}
    assert pages - files - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_file_of_answers_keeps_people_out(
    people: People, house: Path, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "my-answers.html"
    saved = Place(address=f"{YOUNG}/my-answers.html", who=Who.ANSWERED)
    file.write_text(people.fetch(saved, language), encoding="utf-8")
    assert faults(house, tmp_path) == []
    page = people.page(Who.NEW)
    page.goto(file.as_uri())
    assert page.locator("h1").count() == 1
    assert breaches(page) == []
