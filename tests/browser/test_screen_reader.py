"""Each question page of each survey as a screen reader speaks it: question, hint, each option and its state, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from app.store import inspections
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, ItemKind, Language
from tests.browser.places import CODE, LANGUAGES, QUESTIONS, TOO_LONG, UNKNOWN, YOUNG, Place, Who
from tests.browser.spoken import Said, phrases, tree

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from surveys.questionnaire import Item
    from tests.browser.conftest import Served
    from tests.browser.people import People

pytestmark = pytest.mark.browser
THEY: Final = "-x-they"
MANY: Final = "You can choose more than 1 answer."
READS: Final = "Inspectors will read this."
LENGTH: Final = "You can write up to 10,000 characters."
WRONG: Final = {"help_health": "We do not know that answer.", "better": "Your words are too long."}


def item_of(served: Served, place: Place) -> Item:
    """Return what is asked there, with the answers that this inspection has added."""
    _empty, _code, group, name = place.address.split("/")
    return inspections.find(served.installation.database, CODE).tailor(newest(group)).item(name)


def language_of(place: Place, language: str) -> Language:
    """Return the words that the page is in: about the young person, where someone answers for them."""
    return Language(language + THEY if place.who is Who.FOR_THEM else language)


def the_one(said: list[Said], *roles: str) -> Said:
    found = [one for one in said if one.role in roles]
    assert len(found) == 1, f"{len(found)} of {roles}: {found}"
    return found[0]


def faults(page: Page, item: Item, words: Language, error: str = "") -> list[str]:
    """Return what a screen reader would say wrongly of a question: nothing, where all is well."""
    said = tree(page)
    label = " ".join(item.label.lines(words))
    hint = " ".join(item.hint.lines(words)) if item.hint else ""
    wrong: list[str] = []

    def see(right: bool, fault: str) -> None:  # noqa: FBT001 - what is seen comes first, as in an assertion
        if not right:
            wrong.append(f"{page.url}: {fault}")

    heading = the_one([one for one in said if one.states.get("level") == 1], "heading")
    see(heading.name == label, f"the heading is called {heading.name!r}, not {label!r}")
    alerts = [one for one in said if one.role == "alert"]
    if error:
        see(len(alerts) == 1, f"{len(alerts)} alerts, not 1")
        see(said.index(alerts[0]) < said.index(heading), "the error is not said first")
    else:
        see(not alerts, "an alert without an error")
        see(bool(heading.states.get("focused")), "the heading does not have the focus")
    if item.kind in {ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE}:
        asked = the_one(
            [one for one in said if one.role in {"group", "radiogroup"} and one.name], "group", "radiogroup"
        )
        role = "radio" if item.kind is ItemKind.SELECT_ONE else "checkbox"
        options = [one for one in said if one.role == role]
        labels = [" ".join(option.label.in_language(words).split()) for option in item.options]
        see([one.name for one in options] == labels, f"the options are called {[one.name for one in options]}")
        see(all("checked" in one.states for one in options), "an option does not say whether it is chosen")
        described = hint or (MANY if item.kind is ItemKind.SELECT_MULTIPLE else "")
    elif item.kind is ItemKind.TEXT:
        asked = the_one(said, "textbox")
        described = hint
        see(READS in asked.description, "who reads the text is not said with its box")
        see(LENGTH in asked.description, "how much can be written is not said with its box")
        see(("invalid", "true") in asked.states.items() if error else True, "the box does not say that it is wrong")
    else:
        return wrong
    see(asked.name == label, f"what is asked is called {asked.name!r}, not {label!r}")
    see(asked.description.count(described) == 1 if described else True, f"the hint is not said once: {asked}")
    see(asked.description.count(error) == 1 if error else True, f"the error is not said once: {asked}")
    see(not any(one.role in {"image", "img"} for one in said), "a picture is read beside its words")
    texts = [one.name for one in said if one.role == "StaticText"]
    see(sum(text == label for text in texts) <= 1, "the question stands twice on the page")
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_each_question_is_spoken_with_its_hint_and_options(
    people: People, spoken: Served, group: str, language: str
) -> None:
    places = [place for place in QUESTIONS if place.address.startswith(f"/{CODE}/{group}/")]
    assert len(places) >= len(newest(group).items)
    wrong = []
    for place in places:
        page, _response = people.open(place, language)
        wrong += faults(page, item_of(spoken, place), language_of(place, language))
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "form"), [("help_health", UNKNOWN), ("better", TOO_LONG), ("need", UNKNOWN)])
def test_an_error_is_said_first_and_again_with_what_is_asked(
    people: People, spoken: Served, name: str, form: dict[str, str], language: str
) -> None:
    place = Place(address=f"{YOUNG}/{name}", form=form, status=400)
    page, _response = people.open(place, language)
    error = WRONG.get(name, WRONG["help_health"])
    assert faults(page, item_of(spoken, place), Language(language), error) == []
    assert page.title().startswith("Problem: ")
    assert page.evaluate("document.activeElement.innerText").startswith("There is a problem")
    said = phrases(page)
    assert [phrase for phrase in said if phrase.startswith("alert")]
    first = next(number for number, phrase in enumerate(said) if error in phrase)
    asked = next(
        number for number, phrase in enumerate(said) if phrase.startswith(("group", "heading")) and first < number
    )
    assert said[first].startswith("link")
    assert first < asked


@pytest.mark.parametrize("name", ["help_health", "need", "better"])
def test_a_screen_reader_meets_everything_in_order(people: People, spoken: Served, name: str) -> None:
    place = Place(address=f"{YOUNG}/{name}", who=Who.ANSWERED)
    item, (page, _response) = item_of(spoken, place), people.open(place, "en")
    said = phrases(page)
    label, hint = (" ".join(wording.lines(Language("en"))) for wording in (item.label, item.hint or item.label))
    expected = ["main", "Question ", f"heading, {label}", hint.split(". ")[0]]
    if item.kind is ItemKind.TEXT:
        expected += [f"textbox, {label}"]
    else:
        role = "radio" if item.kind is ItemKind.SELECT_ONE else "checkbox"
        states = ["checked", *["not checked"] * (len(item.options) - 1)]
        expected += [
            f"{role}, {option.label.in_language(Language('en'))}, {state}"
            for option, state in zip(item.options, states, strict=True)
        ]
    expected += ["button, Next", "button, Go back", "button, Skip this question", "contentinfo"]
    rest = iter(said)
    for phrase in expected:
        assert any(one.startswith(phrase) for one in rest), f"{phrase!r} is not said where it should be, in {said}"
