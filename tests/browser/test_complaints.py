"""What users of other surveys complained of, one test each: it holds here, and the test would see it if it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from surveys.definitions import newest
from surveys.questionnaire import Language
from tests.browser.places import UNKNOWN, YOUNG, Place, Who
from tests.browser.spoken import Said, tree

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.people import People

pytestmark = pytest.mark.browser
ENGLISH: Final = Language("en")
ASKED: Final = newest("young-people").item("help_health")
RADIOS: Final = Place(address=f"{YOUNG}/help_health")
BOXES: Final = Place(address=f"{YOUNG}/need")
TEXT: Final = Place(address=f"{YOUNG}/better")
UNTIE: Final = "document.querySelectorAll('[aria-describedby]').forEach(one => one.removeAttribute('aria-describedby'))"
LISTEN: Final = """window.played = [];
for (const [kind, name] of [[HTMLMediaElement.prototype, "play"], [SpeechSynthesis.prototype, "speak"]]) {
  const own = kind[name];
  kind[name] = function (...given) { window.played.push(name); return own.apply(this, given) };
}"""


def opened(people: People, place: Place) -> Page:
    page, _response = people.open(place, "en")
    return page


def asked(page: Page) -> Said:
    """Return the group of answers, or the box, as it is given to screen readers."""
    return next(one for one in tree(page) if one.role in {"group", "textbox"} and one.name)


def begins_at_the_question(page: Page) -> bool:
    found: bool = page.evaluate(
        "() => { const at = document.activeElement, box = at.getBoundingClientRect();"
        " return at.matches('h1') && box.top >= 0 && box.top < innerHeight / 2 }"
    )
    return found


def test_focus_at_the_bottom_of_the_page_after_next(people: People) -> None:
    page = opened(people, RADIOS)
    page.locator(".option__card").first.click()
    page.locator("#next").click()
    page.wait_for_url("**/help_social_care*")
    assert begins_at_the_question(page)
    page.evaluate("document.querySelector('#next').focus()")
    assert not begins_at_the_question(page)


def test_a_hint_that_is_not_announced(people: People) -> None:
    page = opened(people, RADIOS)
    assert ASKED.hint is not None
    hint = " ".join(ASKED.hint.lines(ENGLISH))
    assert hint in asked(page).description
    page.evaluate(UNTIE)
    assert hint not in asked(page).description


def test_the_text_of_an_error_that_is_not_read_on_a_group_of_radio_buttons(people: People) -> None:
    page = opened(people, Place(address=RADIOS.address, form=UNKNOWN, status=400))
    error = page.locator("#error").inner_text().removeprefix("Problem:").strip()
    assert error
    assert error in asked(page).description
    page.evaluate("document.querySelector('#error').remove()")
    assert error not in asked(page).description


def wordless(page: Page) -> list[str]:
    """Return the answers that show no words to somebody who looks, or have none for somebody who listens."""
    found: list[str] = page.locator(".option").evaluate_all(
        "options => options.filter(one => one.innerText.trim() === '').map(one => one.outerHTML)"
    )
    return found + [
        f"{one.role} without a name" for one in tree(page) if one.role in {"radio", "checkbox"} and not one.name
    ]


@pytest.mark.parametrize("place", [RADIOS, BOXES], ids=["radio buttons", "boxes"])
def test_answers_that_are_pictures_without_text(people: People, place: Place) -> None:
    page = opened(people, place)
    assert page.locator(".option").count() > 1
    assert wordless(page) == []
    page.locator(".option__words").first.evaluate("words => words.remove()")
    assert len(wordless(page)) == 2


def speech_buttons(page: Page) -> int:
    page.wait_for_function("document.documentElement.classList.contains('has-sound')")
    return page.locator(".play:visible, [data-play]:visible").count()


def test_speech_buttons_that_vanish_when_the_page_changes(people: People) -> None:
    page = opened(people, RADIOS)
    everything = 1 + 2 + len(ASKED.options)
    assert speech_buttons(page) == everything
    page.locator("#next").click()
    page.wait_for_url("**/help_social_care*")
    assert speech_buttons(page) == everything
    page.go_back()
    page.wait_for_url("**/help_health*")
    assert speech_buttons(page) == everything
    wrong = opened(people, Place(address=RADIOS.address, form=UNKNOWN, status=400))
    assert speech_buttons(wrong) == everything
    wrong.locator(".play").first.evaluate("button => button.remove()")
    assert speech_buttons(wrong) == everything - 1


def spoken_unasked(page: Page) -> list[str]:
    """Return what the page began to say by itself, and the names that its buttons have made unclean."""
    played: list[str] = page.evaluate("window.played")
    return played + [
        one.name for one in tree(page) if one.role in {"group", "radio", "heading"} and "Play:" in one.name
    ]


def test_a_player_that_talks_over_the_screen_reader(people: People) -> None:
    page = people.page(Who.NEW)
    page.add_init_script(LISTEN)
    opened(people, RADIOS)
    speech_buttons(page)
    for _ in range(12):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert spoken_unasked(page) == []
    page.get_by_role("button", name="Read to me").click()
    page.locator(".said").first.wait_for()
    page.keyboard.press("Control")  # what silences a screen reader silences the page too
    assert page.locator(".said").count() == 0
    opened(people, RADIOS)
    page.evaluate("new Audio('/audio/none.mp3').play().catch(() => {})")
    assert spoken_unasked(page) == ["play"]


def test_no_answer_that_is_chosen_before_one_has_chosen(people: People) -> None:
    chosen = (
        "document.querySelectorAll('.option__input:checked').length + document.querySelectorAll('[selected]').length"
    )
    for place in (RADIOS, BOXES, Place(address=f"{YOUNG}/who_answered"), Place(address=f"{YOUNG}/all")):
        page = opened(people, place)
        assert page.locator(".option__input").count() > 1
        assert page.evaluate(chosen) == 0
        page.locator(".option__input").last.evaluate("input => input.checked = true")
        assert page.evaluate(chosen) == 1


def slanted(page: Page) -> list[str]:
    """Return words set in italics or capitals, or underlined though they are no link, and the phrase itself."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('main *')].filter(one => one.innerText?.trim()).filter(one => {"
        " const style = getComputedStyle(one);"
        " return style.fontStyle !== 'normal' || style.textTransform === 'uppercase'"
        "  || (style.textDecorationLine.includes('underline') && !one.closest('a, button, summary')) })"
        ".map(one => one.innerText)"
    )
    return found + [phrase for phrase in ("one of the following",) if phrase in page.locator("main").inner_text()]


def test_choose_one_of_the_following_in_italics(people: People) -> None:
    for place in (RADIOS, BOXES, TEXT):
        page = opened(people, place)
        assert slanted(page) == []
        page.locator(".hint, .many").first.evaluate(
            "hint => { hint.style.fontStyle = 'italic'; hint.textContent = 'Choose one of the following.' }"
        )
        assert slanted(page) == ["Choose one of the following.", "one of the following"]


def progress_said(page: Page) -> bool:
    """Whether how far one has come is said with the heading, which has the focus, and stands before it in words."""
    said = tree(page)
    heading = next(number for number, one in enumerate(said) if one.states.get("level") == 1)
    words = next((number for number, one in enumerate(said) if one.name.startswith("Question 4 of ")), heading)
    return words < heading and said[heading].description.startswith("Question 4 of ")


def test_a_progress_bar_that_is_silent(people: People) -> None:
    page = opened(people, RADIOS)
    assert progress_said(page)
    page.evaluate("document.querySelector('.where').setAttribute('aria-hidden', 'true')")
    assert not progress_said(page)


@pytest.mark.parametrize(
    ("place", "instruction"),
    [
        (BOXES, "Choose all that are true for you."),
        (TEXT, "Inspectors will read this."),
        (TEXT, "You can write up to 10,000 characters."),
        (Place(address="/"), "It looks like kent-4827."),
    ],
)
def test_an_instruction_that_is_not_tied_to_its_field(people: People, place: Place, instruction: str) -> None:
    page = opened(people, place)
    assert instruction in page.locator("main").inner_text()
    assert instruction in asked(page).description
    page.evaluate(UNTIE)
    assert instruction not in asked(page).description
