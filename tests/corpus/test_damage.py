"""Damaged files of every format are read or refused, and what is not damaged is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.copies.taking_in import Outcome
from exports import word
from exports.reading.worker import Worker
from tests.corpus.damage import damaged, seeds
from tests.corpus.taking import taking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from surveys.questionnaire import Questionnaire

FILES = 300
TAKEN_IN = 60


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


def test_of_a_damaged_file_all_is_kept_that_waits_or_is_stored_and_nothing_by_halves(tmp_path: Path) -> None:
    taken = taking(tmp_path)
    with Worker() as worker:
        taken.take(seeds().items(), worker)
        taken.take(damaged(seeds(), TAKEN_IN, seed=11), worker)
    assert taken.troubles() == []
    assert taken.outcomes[Outcome.STORED] > 0
    assert taken.outcomes[Outcome.WAITS] > 0
    assert taken.outcomes[Outcome.REFUSED] > 0
    assert taken.outcomes["refused: too_hard"] == 0
