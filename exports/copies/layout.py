"""What stands on a Word copy, in order: writing turns it into a document, reading holds a document against it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from exports.copies import wording as word_wording
from exports.copies.marks import Place
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.copies.wording import CopyWording, Page
    from surveys.questionnaire import Item, Language, Questionnaire


_BETWEEN_SENTENCES: Final = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?][”’)])) (?=[“‘]?[^\W\d_a-z])")


class Part(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    SECTION = "section"
    QUESTION = "question"
    LINE = "line"
    PICTURED = "pictured"
    OPTION = "option"
    BOX = "box"
    FORM = "form"
    SMALL = "small"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph of the copy. A line break in `words` stays in the paragraph."""

    part: Part
    words: str
    image: str = ""
    item: str = ""
    code: str = ""
    number: int = 0
    stays_with_next: bool = False

    @property
    def place(self) -> Place:
        """Where its answer stands: for an option or a text's box."""
        return Place(item=self.item, code=self.code)

    @property
    def shown(self) -> str:
        """The words as they stand on the copy, the question's number included."""
        return f"{self.number}. {self.words}" if self.number else self.words


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What is printed on a copy from outside the questionnaire."""

    reference: str
    address: str
    send_to: str
    """Where filled copies go: an e-mail address, a postal address with commas, or both with a semicolon between."""
    credit: str

    @property
    def email(self) -> str:
        """Whom a saved file is sent to, empty where there is only a postal address or none at all."""
        return "; ".join(part for part in self._parts if "," not in part)

    @property
    def post(self) -> str:
        """The postal address, a line for each part of it, empty where there is none."""
        lines = (line.strip() for part in self._parts if "," in part for line in part.split(","))
        return "\n".join(line for line in lines if line)

    @property
    def _parts(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.send_to.split(";") if part.strip())


def layout(
    questionnaire: Questionnaire, language: Language, printed: Printed, *, pen: bool = False
) -> tuple[Block, ...]:
    """Return the blocks of a copy, one for a pen or one for both. Raises wording.NoWordsError."""
    return tuple(_blocks(questionnaire, language, printed, pen=pen))


def also_printed(language: Language, printed: Printed) -> tuple[Block, ...]:
    """Return what stands on copies of other shapes, or stood on copies of other days: no words of who fills one in."""
    wording = word_wording.in_language(language)
    lines = (
        *(line.words for page in (wording.fill, wording.fill_pen) for line in page.lines),
        *(words for pen in (False, True) for words in _sending(wording, printed, pen=pen)),
        *wording.former,
    )
    return tuple(Block(part=Part.LINE, words=_filled(line, printed)) for line in lines)


def _blocks(questionnaire: Questionnaire, language: Language, printed: Printed, *, pen: bool) -> Iterator[Block]:
    wording = word_wording.in_language(language)
    yield Block(part=Part.TITLE, words=questionnaire.title.in_language(language))
    yield from _page(wording.start, printed)
    yield from _page(wording.fill_pen if pen else wording.fill, printed)
    numbers: dict[str, int] = {}
    for section in questionnaire.sections:
        yield Block(part=Part.SECTION, words=_joined(section.title.lines(language)), stays_with_next=True)
        for item in section.items:
            if item.asks:
                numbers[item.name] = len(numbers) + 1
            yield from _item(questionnaire, item, language, numbers)
    yield Block(part=Part.SECTION, words=wording.end.title, stays_with_next=True)
    for words in _sending(wording, printed, pen=pen):
        yield Block(part=Part.PICTURED, image="sent", words=_filled(words, printed))
    *thanks, last = _page(wording.end, printed, titled=False)
    yield from thanks
    yield replace(last, stays_with_next=True)
    yield Block(part=Part.FORM, words=wording.form.format(reference=printed.reference), stays_with_next=True)
    yield Block(part=Part.SMALL, words=_filled(wording.credit, printed))


def _sending(wording: CopyWording, printed: Printed, *, pen: bool) -> Iterator[str]:
    """Yield how the copy gets back: first for a saved file, then for paper."""
    if not pen and (printed.email or not printed.post):
        yield wording.send.save if printed.email else wording.send.hand
    if printed.post:
        yield wording.send.post
    elif pen or printed.email:
        yield wording.send.hand_paper


def _page(page: Page, printed: Printed, *, titled: bool = True) -> Iterator[Block]:
    if titled:
        yield Block(part=Part.SECTION, words=page.title, stays_with_next=True)
    for line in page.lines:
        yield Block(part=Part.PICTURED, image=line.image, words=_filled(line.words, printed))


def sentences_apart(words: str) -> str:
    """Return `words` with each sentence on a line of its own."""
    return _BETWEEN_SENTENCES.sub("\n", words)


def _filled(words: str, printed: Printed) -> str:
    filled_in = {
        "address": printed.address,
        "return": printed.send_to,
        "email": printed.email,
        "post": printed.post,
        "credit": printed.credit,
    }
    for name, content in filled_in.items():
        words = words.replace(f"{{{name}}}", content)
    return sentences_apart(words.strip())


def _item(questionnaire: Questionnaire, item: Item, language: Language, numbers: dict[str, int]) -> Iterator[Block]:
    wording = word_wording.in_language(language)
    hints = [line for lines in item.hint.lines(language) for line in _lines(lines)] if item.hint else []
    label = sentences_apart("\n".join(item.label.lines(language)))
    if not item.asks:
        words = "\n".join([label, *hints])
        yield Block(part=Part.PICTURED, words=words, image=item.image, item=item.name)
        return
    if item.relevance is not None:
        earlier = questionnaire.item(item.relevance.item)
        options = [
            _joined(option.label.lines(language)) for option in earlier.options if option.code in item.relevance.codes
        ]
        condition = wording.only_if.format(options=wording.either.join(options), number=numbers[earlier.name])
        hints.insert(0, condition)
    number = numbers[item.name]
    yield Block(part=Part.QUESTION, words=label, image=item.image, item=item.name, number=number, stays_with_next=True)
    for hint in hints:
        yield Block(part=Part.LINE, words=hint, item=item.name, stays_with_next=True)
    for option in item.options:
        yield Block(
            part=Part.OPTION,
            words=_joined(option.label.lines(language)),
            image=option.image,
            item=item.name,
            code=option.code,
            stays_with_next=option is not item.options[-1],
        )
    if item.kind is ItemKind.TEXT:
        for line in wording.safe:
            words = sentences_apart(line.words)
            yield Block(part=Part.PICTURED, words=words, image=line.image, item=item.name, stays_with_next=True)
        yield Block(part=Part.BOX, words=wording.placeholder, item=item.name, stays_with_next=True)


def _lines(words: str) -> list[str]:
    return sentences_apart(words).split("\n")


def _joined(lines: tuple[str, ...]) -> str:
    return " ".join(lines)
