"""Thousands of damaged copies are taken in, one after the other: none crashes, hangs or is stored by halves.

python bench/word_fuzz.py [--files 10000] [--seed 1]
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.copies.taking_in import Outcome
from exports.reading.worker import PATIENCE, Worker
from tests.corpus.damage import damaged, seeds
from tests.corpus.taking import taking


def main() -> None:
    """Print what became of the files."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    longest = 0.0
    with tempfile.TemporaryDirectory(prefix="heard-fuzz-") as home:
        taken = taking(Path(home))
        with Worker() as worker:
            for each in damaged(seeds(), given.files, given.seed):
                before = time.monotonic()
                taken.take([each], worker)
                longest = max(longest, time.monotonic() - before)
        troubles = taken.troubles()
    # What was read by processes that ended is counted with the children.
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(each.ru_utime + each.ru_stime for each in used)
    print(f"{given.files} damaged files: {dict(taken.outcomes.most_common())}; not whole: {len(troubles)}", end="; ")
    print(f"the longest took {longest:.1f} s, all together {seconds:.0f} s of the processors")
    assert troubles == []
    assert sum(taken.outcomes[each] for each in Outcome) == given.files
    assert longest < PATIENCE


if __name__ == "__main__":
    main()
