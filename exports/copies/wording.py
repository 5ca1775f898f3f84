"""The words on a Word copy that are not the questionnaire's own, read from wording.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.questionnaire import Language

_FILE: Final = Path(__file__).with_name("wording.yaml")


class NoWordsError(LookupError):
    """There are no words for a Word copy in this language; the message says where to put them."""


@dataclass(frozen=True, kw_only=True)
class PicturedLine:
    """Words with the concept of the picture beside them."""

    image: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Lines under a title."""

    title: str
    lines: tuple[PicturedLine, ...]


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How a filled copy gets to the inspectors: by e-mail, by post, or by hand, of a file and of paper."""

    save: str
    hand: str
    hand_paper: str
    post: str


@dataclass(frozen=True, kw_only=True)
class CopyWording:
    """What a copy says in one language besides the questions. Words in braces are filled in by the layout."""

    form: str
    page: tuple[str, str, str]
    qr: str
    start: Page
    fill: Page
    fill_pen: Page
    end: Page
    send: Sending
    only_if: str
    either: str
    safe: tuple[PicturedLine, ...]
    placeholder: str
    box: str
    credit: str
    former: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What reading needs to know about the marks people make, and how it says what it found."""

    ticks: frozenset[str]
    filled_boxes: frozenset[str]
    empty_boxes: frozenset[str]
    other_placeholders: tuple[str, ...]
    symbols: Mapping[str, Mapping[int, str]]
    doubts: Mapping[str, str]
    refusals: Mapping[str, str]


@cache
def in_language(language: Language) -> CopyWording:
    """Return the words in `language`. Raises NoWordsError."""
    known = _content()["languages"]
    if language not in known:
        message = f"exports/copies/wording.yaml has no words in {language!r}. Add them beside {', '.join(known)}."
        raise NoWordsError(message)
    entry = known[language]
    return CopyWording(
        form=entry["form"],
        page=tuple(entry["page"]),
        qr=entry["qr"],
        start=_page(entry["start"]),
        fill=_page(entry["fill"]),
        fill_pen=_page({"title": entry["fill"]["title"], "lines": entry["fill_pen"]}),
        end=_page(entry["end"]),
        send=Sending(**entry["send"]),
        only_if=entry["only_if"],
        either=entry["or"],
        safe=tuple(PicturedLine(**line) for line in entry["safe"]),
        placeholder=entry["placeholder"],
        box=entry["box"],
        credit=entry["credit"],
        former=tuple(entry["former"]),
    )


def standing(language: Language) -> tuple[str, ...]:
    """Return every line that stands on copies in `language` today besides the questions, nothing filled in."""
    wording = in_language(language)
    pages = (wording.start, wording.fill, wording.fill_pen, wording.end)
    send = (wording.send.save, wording.send.hand, wording.send.hand_paper, wording.send.post)
    titles = tuple(page.title for page in pages)
    lines = tuple(line.words for page in pages for line in page.lines)
    return (wording.form, *titles, *lines, *send, wording.only_if, *(line.words for line in wording.safe))


def languages() -> tuple[Language, ...]:
    """Return the languages that there are words in."""
    return tuple(_content()["languages"])


@cache
def reading() -> Reading:
    """Return what reading needs."""
    content = _content()
    return Reading(
        ticks=frozenset(content["ticks"]),
        filled_boxes=frozenset(content["filled_boxes"]),
        empty_boxes=frozenset(content["empty_boxes"]),
        other_placeholders=tuple(content["other_placeholders"]),
        symbols={
            font: {int(str(point), 16): look for point, look in looks.items()}
            for font, looks in content["symbol_fonts"].items()
        },
        doubts=content["doubts"],
        refusals=content["refusals"],
    )


def _page(entry: Mapping[str, Any]) -> Page:
    return Page(title=entry["title"], lines=tuple(PicturedLine(**line) for line in entry["lines"]))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
