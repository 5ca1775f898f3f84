"""A made-up language that is written from right to left: its pages are the mirror image, with no English words."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from werkzeug.serving import make_server

from app import clock, config, create_app, language
from app import installation as installations
from app.respond import visit
from app.store import inspections
from surveys import definitions
from surveys.inspections import Inspection, Window, local_area
from surveys.questionnaire import ENGLISH, Language, Questionnaire, Wording
from tests.app.test_language import written
from tests.browser.conftest import Served, opened
from tests.browser.places import CODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MADE_UP: Final = Language("ar-x-madeup")
"""Arabic's direction, numbers and dates, and no language's words."""

YOUNG: Final = f"/{CODE}/young-people"
LETTERS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
_KEPT: Final = re.compile(r"(%\(\w+\)s|\{\w+\})")


def mirrored(words: str) -> str:
    """Return words in the made-up language; what stands for a value stays as it is."""
    return "".join(part if _KEPT.fullmatch(part) else part.lower().translate(LETTERS) for part in _KEPT.split(words))


def _wording(wording: Wording) -> Wording:
    return Wording(words={**wording.words, MADE_UP: mirrored(wording.in_language(ENGLISH))})


def translated(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questionnaire in the made-up language too."""
    return replace(
        questionnaire,
        title=_wording(questionnaire.title),
        languages=(*questionnaire.languages, MADE_UP),
        sections=tuple(
            replace(
                section,
                title=_wording(section.title),
                items=tuple(
                    replace(
                        item,
                        label=_wording(item.label),
                        hint=item.hint and _wording(item.hint),
                        options=tuple(replace(option, label=_wording(option.label)) for option in item.options),
                    )
                    for item in section.items
                ),
            )
            for section in questionnaire.sections
        ),
    )


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve an installation that speaks the made-up language beside the others."""
    translations = tmp_path / "translations"
    translations.mkdir()
    for file in language._CATALOGUES.glob("*.po"):
        (translations / file.name).write_bytes(file.read_bytes())
    catalogue = Catalog(locale="ar")
    for words in written():
        catalogue.add(words, mirrored(words), flags=["python-format"] if "%(" in words else [])
    with (translations / f"{MADE_UP}.po").open("wb") as words_file:
        write_po(words_file, catalogue)
    asked = {key: translated(one) for key, one in definitions.catalogue().items()}
    monkeypatch.setattr(definitions, "catalogue", lambda: asked)
    monkeypatch.setattr(language, "_CATALOGUES", translations)
    monkeypatch.setitem(language.NAMES, MADE_UP, mirrored("made up"))
    monkeypatch.setitem(language.LOCALES, MADE_UP, "ar")
    language.catalogue.cache_clear()
    visit.tailored.cache_clear()
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path / "home")}))
    window = Window(opens=clock.now() - timedelta(days=1), closes=clock.now() + timedelta(days=6))
    known = Inspection(code=CODE, area=local_area("Kent"), window=window, languages=(ENGLISH, MADE_UP))
    inspections.add(made.database, made.keys, known)
    server = make_server("127.0.0.1", 0, create_app(made), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(address=f"http://127.0.0.1:{server.port}", installation=made)
    server.shutdown()
    thread.join()
    server.server_close()
    made.database.dispose()
    language.catalogue.cache_clear()
    visit.tailored.cache_clear()


def starts(page: Page, *selectors: str) -> list[float]:
    """Return how far from the left edge the first element of each selector begins."""
    boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [box["x"] for box in boxes if box]


@pytest.mark.parametrize("width", [390, 1280])
def test_every_part_of_a_question_stands_on_the_other_side(chromium: Browser, mirror: Served, width: int) -> None:
    with opened(chromium, mirror, width=width) as (page, eyes):
        for spoken, ordered in (("en", sorted), (MADE_UP, lambda places: sorted(places, reverse=True))):
            page.goto(f"{YOUNG}/help_in_time?lang={spoken}")
            assert page.locator("html").get_attribute("dir") == ("ltr" if spoken == "en" else "rtl")
            for row in (
                (".brand", ".leave"),
                (".asked__picture", ".asked__words > :last-child"),
                (".option__picture", ".option__words", ".option__input"),
                (".where__steps .done", ".where__steps .now", ".where__steps li:last-child"),
                ("button[value=back]", "form button[value=skip]"),
            ):
                places = starts(page, *row)
                assert places == ordered(places), row
            eyes.look(page)


def test_a_button_that_plays_points_the_same_way_in_every_language(chromium: Browser, mirror: Served) -> None:
    edges = """() => { const play = document.createElement("button"); play.className = "play";
      document.querySelector("main").append(play); const arrow = getComputedStyle(play, "::before");
      return [arrow.borderLeftColor !== "rgba(0, 0, 0, 0)", arrow.borderLeftWidth, arrow.borderRightWidth] }"""
    with opened(chromium, mirror) as (page, _eyes):
        page.goto(f"{YOUNG}?lang={MADE_UP}")
        pointing, left, right = page.evaluate(edges)
        assert pointing
        assert (left != "0px", right) == (True, "0px")


def test_a_survey_is_answered_from_right_to_left(chromium: Browser, mirror: Served) -> None:
    with opened(chromium, mirror, width=320) as (page, eyes):
        page.goto(f"/{CODE}?lang={MADE_UP}")
        page.locator(".way__link").first.click()
        page.locator("a.next").click()
        while "/check" not in page.url:
            words = page.locator("body").inner_text()
            for own in (*page.locator("[hreflang], .foot__credit").all_inner_texts(), "Heard"):
                words = words.replace(own, "")
            assert not re.search("[A-Za-z]{3}", words), words
            if page.locator(".option__card").count():
                page.locator(".option__card").first.click()
            elif page.locator("textarea").count():
                page.locator("textarea").fill(mirrored("Shorter waits"))
                eyes.look(page)
            page.locator("#next").click()
        eyes.look(page)
        page.locator("#send").click()
        assert page.locator(".receipt__code").inner_text()
        eyes.look(page)
    assert mirror.stored() == 1


def test_the_pages_around_the_survey_are_mirrored_too(chromium: Browser, mirror: Served) -> None:
    with opened(chromium, mirror, width=320) as (page, eyes):
        around = ("/help", "/helpers", "/about", "/accessibility", "/privacy", "/get-help")
        for address in ("/?code=nope", "/look", *around, YOUNG, f"/{CODE}", f"{YOUNG}/who-reads"):
            page.goto(f"{address}{'&' if '?' in address else '?'}lang={MADE_UP}")
            assert page.evaluate("getComputedStyle(document.querySelector('main p')).direction") == "rtl"
            eyes.look(page)
