"""What pages weigh on the wire: the first visit, each next page, its pictures and our scripts, for every question."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import html

from app.respond.assets import BUILT
from app.respond.visit import COOKIE
from app.store import drafts, inspections
from app.store.drafts import Draft
from surveys import definitions
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, Item, Language, Questionnaire
from surveys.submissions import Channel
from tests import silence
from tests.app.respond.conftest import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.app.respond.conftest import Place

FIRST_VISIT: Final = 100_000
NEXT_PAGE: Final = 12_000
PICTURES: Final = 40_000
SCRIPTS: Final = 20_000
"""Bytes, at most. The first three as they are sent to a browser that takes compressed pages; scripts as they run."""

_AS_A_BROWSER: Final = {"Accept-Encoding": "gzip, deflate, br"}
_FIRST_SIGHT: Final = (
    "//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //script/@src | //img/@src | //source/@srcset"
)
_PICTURES: Final = "//img/@src | //source/@srcset"
SURVEYS: Final = [(group, language) for group in GROUPS for language in (ENGLISH, EASY_ENGLISH)]
"""Each survey in each language."""


class Browser:
    """Asks as a browser does, and tells what came over the wire."""

    def __init__(self, place: Place) -> None:
        self._place, self._client = place, place.app.test_client()
        self._sizes: dict[str, int] = {}

    def hold(self, questionnaire: Questionnaire, raw: dict[str, list[str]]) -> None:
        """Hold a draft with these answers."""
        draft = Draft(
            code=CODE,
            group=questionnaire.group,
            version=questionnaire.version,
            language=ENGLISH,
            channel=Channel.OTHER,
            submission_id="0" * 32,
            receipt="one-two-three-four",
            raw=raw,
        )
        key = drafts.start(self._place.installation.database, draft)
        self._client.set_cookie(COOKIE, key.to_cookie(), path=f"/{CODE}/{questionnaire.group}")

    def choose(self, cookie: str) -> None:
        """Choose a look."""
        self._client.set_cookie("heard_look", cookie)

    def open(self, address: str) -> tuple[int, Any]:
        """Return how many bytes came of a page, and the page."""
        answer = self._client.get(address, headers=_AS_A_BROWSER)
        assert answer.status_code == 200, f"{address} answered {answer.status_code} {answer.location}"
        assert answer.headers["Content-Encoding"] == "gzip", address
        return len(answer.data), html.fromstring(gzip.decompress(answer.data).decode())

    def weight(self, addresses: Iterable[str]) -> int:
        """Return how many bytes come for these addresses, each fetched once."""
        return sum(self._weight(address) for address in set(addresses))

    def _weight(self, address: str) -> int:
        if address not in self._sizes:
            with self._client.get(address, headers=_AS_A_BROWSER) as answer:
                assert answer.status_code == 200, address
                self._sizes[address] = len(answer.data)
        return self._sizes[address]


@pytest.fixture(params=["silent", "heard"])
def browser(request: pytest.FixtureRequest, place: Place) -> Browser:
    """Give a browser that has nothing of ours yet, where nothing can be heard, and where every page can."""
    if request.param == "heard":
        silence.lay(place.installation)
    return Browser(place)


def _questionnaire(place: Place, group: str) -> Questionnaire:
    return inspections.find(place.installation.database, CODE).tailor(definitions.newest(group))


def _gates(questionnaire: Questionnaire, item: Item) -> dict[str, list[str]]:
    """Return answers after which `item` applies."""
    raw: dict[str, list[str]] = {}
    while item.relevance is not None:
        gate = questionnaire.item(item.relevance.item)
        raw[gate.name] = [next(code for code in gate.codes if code in item.relevance.codes)]
        item = gate
    return raw


def _answered(item: Item) -> list[str]:
    return list(item.codes[:1]) or ["Words " * 20]


@pytest.mark.parametrize(("group", "language"), SURVEYS)
def test_a_first_visit_is_light(browser: Browser, group: str, language: Language) -> None:
    page, document = browser.open(f"/{CODE}/{group}?lang={language}")
    fetched = document.xpath(_FIRST_SIGHT)
    assert len(fetched) >= 5
    assert page + browser.weight(fetched) <= FIRST_VISIT


@pytest.mark.parametrize(("group", "language"), SURVEYS)
def test_every_question_is_light_and_so_are_its_pictures(
    place: Place, browser: Browser, group: str, language: Language
) -> None:
    questionnaire = _questionnaire(place, group)
    heaviest: dict[str, tuple[int, str]] = {"page": (0, ""), "pictures": (0, "")}
    for item in questionnaire.items:
        gates = _gates(questionnaire, item)
        for raw in (gates, {**gates, item.name: _answered(item)} if item.asks else gates):
            browser.hold(questionnaire, raw)
            page, document = browser.open(f"/{CODE}/{group}/{item.name}?lang={language}")
            heaviest["page"] = max(heaviest["page"], (page, item.name))
            heaviest["pictures"] = max(heaviest["pictures"], (browser.weight(document.xpath(_PICTURES)), item.name))
    assert heaviest["page"] <= (NEXT_PAGE, "")
    assert heaviest["pictures"] <= (PICTURES, "")


@pytest.mark.parametrize(("group", "language"), SURVEYS)
def test_pages_with_every_question_are_light(place: Place, browser: Browser, group: str, language: Language) -> None:
    questionnaire = _questionnaire(place, group)
    browser.hold(questionnaire, {item.name: _answered(item) for item in questionnaire.items if item.asks})
    for name in ("check", "all"):
        page, _ = browser.open(f"/{CODE}/{group}/{name}?lang={language}")
        assert (page, name) <= (NEXT_PAGE, "")


@pytest.mark.parametrize("group", GROUPS)
def test_who_switches_pictures_off_fetches_none(place: Place, browser: Browser, group: str) -> None:
    browser.choose("pictures=hidden")
    for item in _questionnaire(place, group).items:
        if item.relevance is None:
            _, document = browser.open(f"/{CODE}/{group}/{item.name}")
            assert not document.xpath(_PICTURES), item.name


def test_the_pages_around_the_survey_are_light(browser: Browser) -> None:
    for address in ("get-help", "help", "helpers", "about", "privacy", "accessibility", "look"):
        page, document = browser.open(f"/{address}")
        assert (page, address) <= (NEXT_PAGE, "")
        assert (browser.weight(document.xpath(_PICTURES)), address) <= (PICTURES, "")


def test_our_scripts_are_light_all_together() -> None:
    scripts = list(BUILT.glob("*.js"))
    assert scripts
    assert sum(path.stat().st_size for path in scripts) <= SCRIPTS
