"""Damaged files of every format are read or refused, and what is not damaged is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from exports import word
from tests.corpus.damage import damaged, seeds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.questionnaire import Questionnaire

FILES = 300


def test_each_whole_file_is_read(questionnaires: Mapping[tuple[str, int], Questionnaire]) -> None:
    for name, content in seeds().items():
        found = word.read(content, name, questionnaires)
        said = f"{dict(found.raw)} {[str(doubt) for doubt in found.doubts]}"
        assert "help_health" in said, name


def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    outcomes: Counter[str] = Counter()
    for name, content in damaged(seeds(), FILES, seed=7):
        try:
            word.read(content, name, questionnaires)
            outcomes["read"] += 1
        except word.UnreadableError as error:
            outcomes[error.kind] += 1
    assert outcomes.total() == FILES
    assert outcomes["read"] > 0
    assert outcomes["damaged"] > 0
