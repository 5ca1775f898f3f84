"""Every page on a narrow screen, enlarged, with spaced text and large words: nothing is cut off or covered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.places import EVERY, LANGUAGES, YOUNG, Place, Who, portions

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.people import People

pytestmark = pytest.mark.browser
LAYOUT: Final = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")
SPACED: Final = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""What WCAG 1.4.12 lets people set themselves."""
WEAR: Final = """async ([look, style]) => {
  const root = document.documentElement, own = new CSSStyleSheet();
  for (const name of ["size", "letters", "spacing", "pictures"]) delete root.dataset[name];
  Object.assign(root.dataset, look);
  own.replaceSync(style);
  document.adoptedStyleSheets = [own];
  document.querySelectorAll("details").forEach(one => one.open = true);
  document.querySelectorAll(".sound__tools[hidden]").forEach(one => one.hidden = false);
  root.getBoundingClientRect();
  await document.fonts.ready;
}"""

SCREENS: Final = {
    "320 pixels wide": (320, 568, {}, ""),
    "320 pixels wide with text spaced": (320, 568, {}, SPACED),
    "320 pixels wide with words at 200%": (320, 568, {"size": "200"}, ""),
    "320 pixels wide with the widest letters": (
        320,
        568,
        {"size": "200", "letters": "opendyslexic", "spacing": "widest"},
        "",
    ),
    "a desk enlarged 4 times": (320, 256, {}, ""),
    "a phone": (390, 844, {}, ""),
    "a phone without pictures": (390, 844, {"pictures": "hidden"}, ""),
    "a desk": (1280, 800, {}, ""),
    "a desk with text spaced": (1280, 800, {}, SPACED),
    "a desk with words at 200%": (1280, 800, {"size": "200", "letters": "lexend", "spacing": "wide"}, ""),
}


HARDEST: Final = ("320 pixels wide with the widest letters", "a phone", "a desk with words at 200%")
"""The screens for a further language: the same page, with other words in it."""


def faults(page: Page, screen: str) -> list[str]:
    """Return what is cut off, covered or too small to press on a page on this screen."""
    width, height, look, style = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(WEAR, [look, style])
    found: list[str] = page.evaluate(LAYOUT)
    return [f"{page.url} on {screen}: {fault}" for fault in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("portion", portions(EVERY), ids=lambda portion: f"from {portion[0]}")
def test_nothing_is_cut_off_covered_or_too_small_to_press(
    people: People, portion: tuple[Place, ...], language: str
) -> None:
    found = []
    for place in portion:
        page, _response = people.open(place, language)
        for screen in SCREENS if language == LANGUAGES[-1] else HARDEST:
            found += faults(page, screen)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("main.width { width: 500px }", "pixels too wide"),
        (".option__card { height: 2rem; min-height: 0; overflow: hidden }", "cut off below"),
        (".option { margin-block-end: -4rem }", "lie on each other"),
        (".hint { position: relative; inset-block-end: 3rem }", "lies over"),
        (".option > .play { inset: 50% auto auto 40% !important }", "lies under"),
        (".tool { min-height: 0; padding: 0 }", "too small to press"),
        (".option__words { white-space: nowrap }", "leaves"),
    ],
)
def test_each_fault_would_be_found(people: People, broken: str, expected: str) -> None:
    page, _response = people.open(Place(address=f"{YOUNG}/trusted_adult", who=Who.NEW), "en")
    assert faults(page, "320 pixels wide with words at 200%") == []
    page.evaluate(
        "style => { const own = new CSSStyleSheet(); own.replaceSync(style); document.adoptedStyleSheets.push(own); }",
        broken,
    )
    assert [fault for fault in page.evaluate(LAYOUT) if expected in fault], page.evaluate(LAYOUT)
