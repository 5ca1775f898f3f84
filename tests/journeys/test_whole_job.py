"""The whole job once: asked on the web and in Word, kept sealed, and turned into lines of enquiry that add up."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from base64 import b32decode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml.ns import qn

from app.accounts import codes
from surveys.definitions import newest
from surveys.inspections import LONDON
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language
from tests.axe import breaches
from tests.journeys.office import Office
from tests.journeys.people import answer_by_keyboard, answer_by_mouse

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

PASSWORD = "four easy words for signing in"
CHOICES: dict[str, list[str]] = {
    "young-people": ["yes", "sometimes", "no", "dont_know"],
    "parents-and-carers": ["always", "most_of_the_time", "sometimes", "never", "dont_know"],
    "practitioners": ["always", "most_of_the_time", "sometimes", "never", "dont_know"],
}
BOTTOM = {"sometimes", "never", "no"}
"""The answers that count as a concern: the lower half of each scale."""

YOUNG = {"who_answered": "self", "help_health": "no", "trusted_adult": "yes", "better": "Shorter waits, please."}
PARENT = {
    "who_answered": "self",
    "help_health": "never",
    "part_in_plan": "sometimes",
    "good": "The taxi escort is kind.",
}
PRACTITIONER = {"who_answered": "self", "leaders_act": "most_of_the_time", "anything": "We need more therapists."}
WORD_YOUNG = {"who_answered": "with_help", "who_helped": "school", "help_health": "sometimes", "better": "More clubs"}
WORD_PARENT = {"who_answered": "self", "help_health": "always", "need": "slcn", "anything": "Thank you for asking"}

ONE_BY_ONE = [
    ("young-people", YOUNG),
    ("parents-and-carers", PARENT),
    ("practitioners", PRACTITIONER),
    ("young-people", WORD_YOUNG),
    ("parents-and-carers", WORD_PARENT),
]


def in_words(group: str, language: str, codes: dict[str, str]) -> dict[str, list[str]]:
    """Return what a person reads on the page for these codes; a text stays as it is."""
    questionnaire = newest(group)
    return {
        name: [
            questionnaire.item(name).option(code).label.in_language(Language(language))
            if questionnaire.item(name).options
            else code
        ]
        for name, code in codes.items()
    }


@dataclass(frozen=True, kw_only=True)
class Line:
    """One invented submission."""

    group: str
    answers: dict[str, list[str]]

    def to_json(self, day: str) -> str:
        """Return it as a line to import."""
        shape = {"questionnaire": self.group, "answers": self.answers, "answered_by": "self", "day": day}
        return json.dumps(shape | {"language": "en", "mode": "import", "channel": "school"}) + "\n"


def invented(number: int) -> list[Line]:
    """Invent submissions: health help is worst, and worst of all for speech and language needs."""
    chance = random.Random(20261123)
    lines = []
    for serial in range(number):
        group = ("young-people", "parents-and-carers", "practitioners")[serial % 3]
        answers: dict[str, list[str]] = {}
        needs_speech = chance.random() < 0.3
        if group != "practitioners":
            answers["need"] = ["slcn" if needs_speech else "asd"]
        for item in newest(group).items:
            if item.construct is None or item.relevance is not None:
                continue
            scale = CHOICES[group]
            weights = [3.0] * (len(scale) - 3) + [2.0, 1.5, 0.5]
            if item.name == "help_health":
                weights = [0.5] * (len(scale) - 3) + [2.0, 6.0 if needs_speech else 3.0, 0.5]
            answers[item.name] = chance.choices(scale, weights)
        lines.append(Line(group=group, answers=answers))
    return lines


def bottom_share(everything: list[tuple[str, dict[str, list[str]]]], group: str, item: str) -> tuple[int, int]:
    """Count, apart from the product, how many of a group gave one of the lower answers, and of how many."""
    given = [answers[item][0] for of, answers in everything if of == group and item in answers]
    given = [code for code in given if code != "dont_know"]
    return sum(code in BOTTOM for code in given), len(given)


@pytest.mark.browser
@pytest.mark.office
def test_what_people_answer_comes_out_as_lines_of_enquiry_that_add_up(
    heard: Callable[..., str],
    served: str,
    chromium: Browser,
    tmp_path: Path,
) -> None:
    notified = datetime.now(LONDON).strftime("%Y-%m-%dT%H:%M")  # noqa: TID251 - the survey must be open now
    code = heard("inspections", "open", "--area", "Kent", "--notified", notified).split()[-1]
    answer_on_the_web(chromium, f"{served}/{code}")
    answer_in_word(heard, code, tmp_path)
    lines = invented(300)
    file = tmp_path / "more.jsonl"
    file.write_text("".join(line.to_json(notified[:10]) for line in lines), encoding="utf-8")
    heard("import", code, str(file))
    heard("inspections", "close", code)

    words = ("staff", "add", "inspector@example.org", "--name", "Ida Vale", "--inspection", code, "--password-stdin")
    heard(*words, typed=PASSWORD)
    briefing, tables = downloaded(chromium, f"{served}/inspectors/{code}")
    file = tmp_path / "lines.json"
    heard("analyse", code, "--out", str(file))
    proposed = json.loads(file.read_text(encoding="utf-8"))

    everything = [(line.group, line.answers) for line in lines]
    everything += [(group, {item: [one] for item, one in given.items()}) for group, given in ONE_BY_ONE]
    assert proposed["responses"] == {"young-people": 102, "parents-and-carers": 102, "practitioners": 101}
    assert 1 <= len(proposed["lines"]) <= 12
    assert any("help_health" in line["constructs"] and line["kind"] == "weakness" for line in proposed["lines"])
    in_the_briefing = all_words(briefing)
    for group in CHOICES:
        count, base = bottom_share(everything, group, "help_health")
        assert re.search(rf"{count / base:.0%} \([^)]*of {base}\)", in_the_briefing), group
        rows = csv.DictReader(io.StringIO(tables.decode("utf-8-sig")))
        row = next(row for row in rows if row["group"] == group and row["item"] == "help_health")
        assert int(row["base"]) == (base + 2) // 5 * 5, "tables go out to the nearest 5"


def answer_on_the_web(browser: Browser, address: str) -> None:
    """Answer as a young person without JavaScript, a parent by keyboard alone, a practitioner with a mouse."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    plan = in_words("young-people", "en-simple", YOUNG)
    answer_by_mouse(page, f"{address}/young-people?lang=en-simple", plan, check=False)
    assert page.locator("html").get_attribute("lang") == "en-simple"
    context.close()

    page = browser.new_page()
    answer_by_keyboard(page, f"{address}/parents-and-carers", in_words("parents-and-carers", "en", PARENT))
    found = breaches(page)
    page.close()

    page = browser.new_page(viewport={"width": 1280, "height": 800})
    plan = in_words("practitioners", "en", PRACTITIONER)
    found += answer_by_mouse(page, f"{address}/practitioners?via=council", plan)
    page.close()
    assert found == []


def answer_in_word(heard: Callable[..., str], code: str, folder: Path) -> None:
    """Let LibreOffice fill in two copies and save one as docx and one as odt, and take them in."""
    office = Office(folder)
    copies = []
    for group, language, answers, ending in (
        ("young-people", EASY_ENGLISH, WORD_YOUNG, "docx"),
        ("parents-and-carers", ENGLISH, WORD_PARENT, "odt"),
    ):
        blank = folder / f"{group}.docx"
        heard("word", "write", code, group, "--language", language, "--out", str(blank))
        copies.append(str(office.fill(blank, answers, ending)))
    shown = [json.loads(line) for line in heard("word", "read", *copies, "--json").splitlines()]
    assert [copy["doubts"] for copy in shown] == [[], []]
    assert [copy["answers"] for copy in shown] == [
        {item: [given] for item, given in answers.items()} for answers in (WORD_YOUNG, WORD_PARENT)
    ]
    heard("word", "take-in", code, *copies)


def set_up_phone(page: Page) -> None:
    """Set up the second factor as a phone would that can't scan, and go on."""
    page.get_by_text("I can’t scan it").click()
    secret = b32decode(page.locator(".key").inner_text().replace(" ", ""))
    now = datetime.now(LONDON)  # noqa: TID251 - what a phone's clock says
    page.get_by_label("Code").fill(codes.code_at(secret, int(now.timestamp()) // codes.STEP_SECONDS))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="I have kept them").click()


def downloaded(browser: Browser, address: str) -> tuple[bytes, bytes]:
    """Sign in as an inspector and return the Word summary and the CSV tables."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}/lines")
    found = breaches(page)
    page.get_by_label("Email address").fill("inspector@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    found += breaches(page)
    set_up_phone(page)
    assert page.url == f"{address}/lines"
    found += breaches(page)
    assert found == []
    with page.expect_download() as briefing:
        page.get_by_role("link", name="Download for Word").click()
    with page.expect_download() as tables:
        page.get_by_role("link", name="Tables as CSV").click()
    got = Path(briefing.value.path()).read_bytes(), Path(tables.value.path()).read_bytes()
    page.close()
    return got


def all_words(content: bytes) -> str:
    """Return every word of a Word document, the alternative texts of its pictures too."""
    document = Document(io.BytesIO(content)).element.body
    texts = [text.text or "" for text in document.iter(qn("w:t"))]
    return " ".join([*texts, *(drawing.get("descr", "") for drawing in document.iter(qn("wp:docPr")))])
