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
_LINE: Final = 1.15
"""A line of Arial, in ems."""
_BELOW: Final = 0.28
"""What a line needs below a picture that stands in it, in ems."""
_ABOVE, _UNDER, _FOOT = 20, 18, 9
"""Millimetres above the words of a page, below them, and of those the ones below its number."""


def kept(blocks: Sequence[Block], shape: Shape) -> Iterator[Block]:
    """Yield the blocks. What can't stand on one page, a section's heading with it, keeps only beginning and end."""
    above: tuple[Block, ...] = ()
    for _, group in groupby(blocks, key=lambda block: block.item):
        together = list(group)
        if together[0].part is Part.QUESTION and height((*above, *together), shape) > page_height(shape):
            together = _loosened(together)
        yield from together
        above = (together[-1],) if together[-1].part is Part.SECTION else ()


def page_height(shape: Shape) -> float:
    """Return the height in points that a question may have and still stand on one page."""
    number = _FOOT + shape.points * _LINE * shape.leading / _POINTS_A_MILLIMETRE
    return (PAGE[1] - _ABOVE - max(_UNDER, number)) * _POINTS_A_MILLIMETRE


def height(blocks: Sequence[Block], shape: Shape) -> float:
    """Return about how tall the blocks are, in points."""
    return sum(_height(block, shape) for block in blocks)


def _height(block: Block, shape: Shape) -> float:
    across = PAGE[0] - 2 * shape.margin
    points, left, first, apart = float(shape.points), shape.words_at, 0.0, 3.0
    leading = points * _LINE * shape.leading
    match block.part:
        case Part.SECTION:
            points, left, apart, leading = shape.section, 0.0, 20.0, shape.section * _LINE * shape.leading
        case Part.QUESTION:
            points, apart, leading = shape.question, shape.apart + 5, shape.question * _LINE
            first = max(_pictured(shape.question_picture, points), shape.number * _LINE)
        case Part.OPTION:
            left, apart, leading = shape.labels_at, 2.0, shape.points * _LINE
            first = max(_pictured(shape.option_picture, points), shape.box * _LINE)
        case Part.PICTURED:
            apart, leading = 7.0, max(shape.line, shape.points * _LINE)
        case Part.BOX:
            return shape.room + 2 * leading + 22
        case _:
            pass
    letters = (across - left) * _POINTS_A_MILLIMETRE / (points * _WIDTH)
    lines = sum(max(math.ceil(len(line) / letters), 1) for line in block.shown.split("\n"))
    return max(first, leading) + (lines - 1) * leading + apart


def _pictured(millimetres: float, points: float) -> float:
    """Return the height of a line with a picture in it."""
    return millimetres * _POINTS_A_MILLIMETRE + _BELOW * points if millimetres else 0.0


def _loosened(blocks: list[Block]) -> list[Block]:
    """Return a question that keeps its beginning with its first two options, and its last two options together.

    One with a box for a text stays as it is: so it begins on a page of its own, with the box on the next.
    """
    options = [number for number, block in enumerate(blocks) if block.part is Part.OPTION]
    if not options:
        return blocks
    last = len(blocks) - 2
    beginning = options[min(1, len(options) - 1)]
    return [
        block if number < beginning or number >= last else replace(block, stays_with_next=False)
        for number, block in enumerate(blocks)
    ]
