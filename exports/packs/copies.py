"""The copies of a pack: for each group and language in every size, without pictures, for a pen, without Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports import word
from exports.packs.order import group_name, named, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.packs.order import Order
    from exports.writing.copy import Copy
    from surveys.questionnaire import Language, Questionnaire


def copies(order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield each Word and OpenDocument file with its name in the pack."""
    for asked, language, folder in _folders(order):
        for name, shape in _shapes():
            yield f"{folder}/{name}.docx", _copy(order, asked, language, shape).written(order.pictures)
        first = _copy(order, asked, language, word.EASY_READ)
        yield f"{folder}/{words()['copies']['easy']}.odt", first.written(order.pictures, word.FileKind.ODT)


def forms(order: Order) -> dict[str, Copy]:
    """Return the copies that a pack has as PDF too, by their names in it."""
    names = words()["copies"]
    made = {}
    for asked, language, folder in _folders(order):
        made[f"{folder}/{names['form']}.pdf"] = _copy(order, asked, language, word.EASY_READ)
        pen = word.Shape(pictures=False, pen=True)
        made[f"{folder}/{names['pen']}.pdf"] = _copy(order, asked, language, pen)
    return made


def _folders(order: Order) -> Iterator[tuple[Questionnaire, Language, str]]:
    for asked in order.questionnaires:
        for language in order.languages(asked):
            yield asked, language, f"{words()['folders']['copies']}/{group_name(asked)}/{named(language)}"


def _shapes() -> Iterator[tuple[str, word.Shape]]:
    names = words()["copies"]
    yield names["easy"], word.EASY_READ
    for points in word.SIZES[1:]:
        yield names["large"].replace("{points}", str(points)), word.Shape(points=points)
    yield names["simple"], word.Shape(pictures=False)
    yield names["pen"], word.Shape(pictures=False, pen=True)


def _copy(order: Order, asked: Questionnaire, language: Language, shape: word.Shape) -> Copy:
    reference = word.Reference(code=order.inspection.code, group=asked.group, version=asked.version, language=language)
    printed = word.Printed(
        reference=str(reference),
        address=order.address(asked, language=language),
        send_to=order.send_to,
        credit=order.pictures.credit_in(language).words,
    )
    return word.copy(asked, language, printed, shape)
