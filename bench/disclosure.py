"""How many hidden counts an attacker tells who has every released table of an area; `--areas` says of how many areas.

Areas have 12 to 3,000 answers. Beside it, in the same run: what the attacker tells where small counts alone are hidden.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import attack, counts, disclosure, snapshot
from surveys.definitions import catalogue
from tests.analysis.areas import area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.counts import Counts, Key

SIZES = (12, 40, 120, 250, 500, 1000, 3000)


def main() -> None:
    """Attack areas, and print what was told."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--areas", type=int, default=1000)
    number = options.parse_args().areas
    chance = random.Random(1)
    hidden = told = alone = alone_told = 0
    seconds = 0.0
    for seed in range(number):
        tables = counts.fixed_set(snapshot.take(catalogue(), area(seed, chance.choice(SIZES))))
        begun = time.process_time()
        out = disclosure.release(tables)
        seconds += time.process_time() - begun
        for group in dict.fromkeys(one.group for one in tables):
            those = [one for one in tables if one.group == group]
            gone = {
                (one.name, key) for one in those for key, count in out.tables[one.name].cells.items() if count is None
            }
            small = {
                (one.name, key)
                for one in those
                for key, count in one.cells.items()
                if key[0] != counts.REST and 0 < count < counts.rules()["smallest_cell"]
            }
            hidden, told = hidden + len(gone), told + found(those, gone)
            alone, alone_told = alone + len(small), alone_told + found(those, small)
    print(f"{number} areas: {hidden:,} counts hidden, {told} of them told by all tables together (limit 0)")
    print(
        f"where small counts alone are hidden: {alone:,} hidden, {alone_told} told ({alone_told / max(1, alone):.1%})"
    )
    print(f"a release takes {seconds / number:.2f} s of one processor")


def found(tables: Sequence[Counts], gone: set[tuple[str, Key]]) -> int:
    """Return how many hidden counts the attacker tells."""
    system, numbers = attack.seen(tables, gone)
    return len(attack.recovered(system, [numbers[cell] for cell in sorted(gone)]))


if __name__ == "__main__":
    main()
