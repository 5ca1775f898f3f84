"""What stands on a Word copy, in order: writing turns it into a document, reading holds a document against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from exports import word_wording
from exports.word_marks import Place
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.word_wording import Page
    from surveys.questionnaire import Item, Language, Questionnaire


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
    credit: str


def layout(questionnaire: Questionnaire, language: Language, printed: Printed) -> tuple[Block, ...]:
    """Return the blocks of a copy. Raises word_wording.NoWordsError."""
    return tuple(_blocks(questionnaire, language, printed))


def _blocks(questionnaire: Questionnaire, language: Language, printed: Printed) -> Iterator[Block]:
    wording = word_wording.in_language(language)
    yield Block(part=Part.TITLE, words=questionnaire.title.in_language(language))
    yield from _page(wording.start, printed)
    yield from _page(wording.fill, printed)
    numbers: dict[str, int] = {}
    for section in questionnaire.sections:
        yield Block(part=Part.SECTION, words=_joined(section.title.lines(language)), stays_with_next=True)
        for item in section.items:
            if item.asks:
                numbers[item.name] = len(numbers) + 1
            yield from _item(questionnaire, item, language, numbers)
    send_to = printed.send_to or wording.hand_over
    yield from _page(wording.end, replace(printed, send_to=send_to))
    yield Block(part=Part.FORM, words=wording.form.format(reference=printed.reference))
    yield Block(part=Part.SMALL, words=wording.credit.format(credit=printed.credit))


def _page(page: Page, printed: Printed) -> Iterator[Block]:
    yield Block(part=Part.SECTION, words=page.title, stays_with_next=True)
    for line in page.lines:
        words = line.words.replace("{address}", printed.address).replace("{return}", printed.send_to)
        yield Block(part=Part.PICTURED, image=line.image, words=words.strip())


def _item(questionnaire: Questionnaire, item: Item, language: Language, numbers: dict[str, int]) -> Iterator[Block]:
    wording = word_wording.in_language(language)
    hints = list(item.hint.lines(language)) if item.hint else []
    label = "\n".join(item.label.lines(language))
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
            yield Block(part=Part.PICTURED, words=line.words, image=line.image, item=item.name, stays_with_next=True)
        yield Block(part=Part.BOX, words=wording.placeholder, item=item.name, stays_with_next=True)


def _joined(lines: tuple[str, ...]) -> str:
    return " ".join(lines)
