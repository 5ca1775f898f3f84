"""Thousands of damaged copies, one after the other: each is read or refused, and none crashes or hangs the reader.

python bench/word_fuzz.py [--files 10000] [--seed 1]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from exports.reading.worker import PATIENCE, Worker
from exports.word import UnreadableError
from tests.corpus.damage import damaged, seeds
from tests.exports.conftest import asked

if TYPE_CHECKING:
    from exports.word import Reference
    from surveys.questionnaire import Questionnaire

GROUPS = ("young-people", "parents-and-carers", "practitioners")


def main() -> None:
    """Print what became of the files."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    questionnaires = {(group, asked(group).version): asked(group) for group in GROUPS}

    def known(reference: Reference) -> Questionnaire | None:
        return questionnaires.get((reference.group, reference.version))

    outcomes: Counter[str] = Counter()
    longest = 0.0
    with Worker() as worker:
        for name, content in damaged(seeds(), given.files, given.seed):
            before = time.monotonic()
            try:
                worker.read(content, name, known)
                outcomes["read"] += 1
            except UnreadableError as error:
                outcomes[error.kind] += 1
            longest = max(longest, time.monotonic() - before)
    print(f"{given.files} damaged files: {dict(outcomes.most_common())}; the longest took {longest:.1f} s")
    assert sum(outcomes.values()) == given.files
    assert longest < PATIENCE


if __name__ == "__main__":
    main()
