"""Which lines of a copy stay on one page: a question with its options, unless it is taller than a page."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exports.copies.layout import Part
from exports.copies.shape import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.copies.layout import Block
    from exports.copies.shape import Shape

_POINTS_A_MILLIMETRE: Final = 72 / 25.4
_WIDTH: Final = 0.53
"""An average letter of Arial, with its share of what is left free at line ends, in ems."""
_LEADING: Final = 1.25
_EDGES: Final = 42
"""Millimetres of a page that header, footer and margins take."""


def kept(blocks: Sequence[Block], shape: Shape) -> Iterator[Block]:
    """Yield the blocks. A question that can't stand on one page keeps only its beginning and its end together."""
    for _, group in groupby(blocks, key=lambda block: block.item):
        together = list(group)
        if together[0].part is Part.QUESTION and height(together, shape) > page_height():
            together = _loosened(together)
        yield from together


def page_height() -> float:
    """Return the height in points that a question may have and still stand on one page."""
    return (PAGE[1] - _EDGES) * _POINTS_A_MILLIMETRE


def height(blocks: Sequence[Block], shape: Shape) -> float:
    """Return about how tall the blocks are, in points."""
    return sum(_height(block, shape) for block in blocks)


def _height(block: Block, shape: Shape) -> float:
    across = PAGE[0] - 2 * shape.margin
    match block.part:
        case Part.QUESTION:
            points, left, first, apart = shape.question, shape.words_at, shape.question_picture, 22.0
        case Part.OPTION:
            points, left, first, apart = shape.points, shape.labels_at, max(shape.option_picture, shape.box * 0.42), 2.0
        case Part.PICTURED:
            points, left, first, apart = shape.points, shape.words_at, shape.line_picture, 7.0
        case Part.BOX:
            return shape.room + 4 * shape.points
        case _:
            points, left, first, apart = shape.points, shape.words_at, 0.0, 6.0
    letters = (across - left) * _POINTS_A_MILLIMETRE / (points * _WIDTH)
    lines = sum(max(math.ceil(len(line) / letters), 1) for line in block.shown.split("\n"))
    leading = shape.line if block.part is Part.PICTURED else points * _LEADING
    return max(first * _POINTS_A_MILLIMETRE, leading) + (lines - 1) * leading + apart


def _loosened(blocks: list[Block]) -> list[Block]:
    options = [number for number, block in enumerate(blocks) if block.part is Part.OPTION]
    if not options:
        return blocks
    ends = {options[-2]} if len(options) > 1 else set()
    beginning = options[1] if len(options) > 1 else options[0]
    return [
        block if number < beginning or number in ends else replace(block, stays_with_next=False)
        for number, block in enumerate(blocks)
    ]
