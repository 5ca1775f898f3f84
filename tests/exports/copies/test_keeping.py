"""A question keeps with its options wherever a page can hold them, and where it can't, with some of them."""

from __future__ import annotations

from itertools import groupby

import pytest

from exports import word
from exports.copies.keeping import height, kept, page_height
from exports.copies.layout import Block, Part
from surveys.questionnaire import EASY_ENGLISH, GROUPS
from tests.exports.conftest import SHAPES, asked


def questions(group: str, shape: word.Shape) -> list[list[Block]]:
    """Return the blocks of each question as they are written."""
    printed = word.Printed(reference="kent-4827", address="", send_to="", credit="")
    blocks = word.copy(asked(group), EASY_ENGLISH, printed, shape).blocks
    groups = [list(found) for _, found in groupby(kept(blocks, shape), key=lambda block: block.item)]
    return [found for found in groups if found[0].part is Part.QUESTION]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.points == 14], ids=str)
def test_at_14_points_every_question_fits_on_a_page_and_stays_whole(group: str, shape: word.Shape) -> None:
    for question in questions(group, shape):
        assert height(question, shape) < page_height(shape), question[0].words
        assert all(block.stays_with_next for block in question[:-1]), question[0].words


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("points", [18, 24, 36])
def test_a_question_taller_than_a_page_keeps_two_options_at_each_end(group: str, points: int) -> None:
    shape = word.Shape(points=points)
    for question in questions(group, shape):
        loose = [number for number, block in enumerate(question[:-1]) if not block.stays_with_next]
        options = [number for number, block in enumerate(question) if block.part is Part.OPTION]
        if loose:
            assert loose == list(range(options[1], options[-2])), question[0].words


def test_even_at_36_points_most_questions_stay_whole() -> None:
    whole = [
        all(block.stays_with_next for block in question[:-1])
        for group in GROUPS
        for question in questions(group, word.Shape(points=36))
    ]
    assert sum(whole) > 0.75 * len(whole)


def test_larger_type_makes_a_question_taller() -> None:
    heights = [height(questions("young-people", shape)[3], shape) for shape in SHAPES[:4]]
    assert heights == sorted(heights)
    assert heights[-1] > 2 * heights[0]
