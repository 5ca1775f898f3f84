"""Finds the lines that stand inside the box of a text: all from its first mark to its last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.copies import marks
from exports.reading.lines import Mark, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.copies.marks import Place
    from exports.reading.form import Form
    from exports.reading.lines import Line


@dataclass(frozen=True, kw_only=True)
class Ranges:
    """For each line inside a box, by its number, the text's item; and the items whose boxes are not clear."""

    inside: Mapping[int, str]
    unsure: frozenset[str]


def text_ranges(lines: Sequence[Line], marked: Sequence[Mapping[int, Place]], form: Form) -> Ranges:
    """Return which lines stand in which box. Where marks have moved apart, only the lines that bear them are inside."""
    body = {number for number, line in enumerate(lines) if line.where is not Where.EDGE}
    fixed = {number for number in body if _is_elsewhere(lines[number], marked[number], form)}
    found: dict[str, list[int]] = defaultdict(list)
    for number in sorted(body - fixed):
        for item in {place.item for place in marked[number].values() if not place.code}:
            found[item].append(number)
    inside: dict[int, str] = {}
    unsure: set[str] = set()
    for item, numbers in found.items():
        between = set(range(numbers[0], numbers[-1] + 1)) & body
        others = {number for other, more in found.items() if other != item for number in more}
        if between & (fixed | others):
            unsure.add(item)
            inside |= dict.fromkeys(numbers, item)
        else:
            if any(form.is_whole_line(lines[number].text) for number in between):
                unsure.add(item)
            inside |= dict.fromkeys(sorted(between), item)
    return Ranges(inside=inside, unsure=frozenset(unsure))


def _is_elsewhere(line: Line, places: Mapping[int, Place], form: Form) -> bool:
    """Whether a line is a question's heading, a section's, or an option, so that no box reaches over it."""
    if any(place.code for place in places.values()):
        return True
    if any(isinstance(piece, Mark) and marks.of_question(piece.name) for piece in line.pieces):
        return bool(line.text.strip()) and form.heading(line.text) is not None
    return form.is_section(line.text) or form.is_heading(line.text)
