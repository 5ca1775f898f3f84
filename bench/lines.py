"""How often lines of enquiry name what is planted, and how often they name what is not, beside simpler methods."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import known_areas
import simpler_methods
from analysis import enquiry
from analysis.intervals import wilson
from analysis.lines import Kind
from known_areas import THIRDS, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from known_areas import Area, Planted
    from simpler_methods import Named

FIRST: Final = 10
"""Lines that an inspector is sure to read."""

SETTINGS: Final = (
    Setting(name="200 answers, 15 points", people=200, plants=3),
    Setting(name="1,000 answers, 10 points", people=1000, plants=3, points=0.10),
    Setting(name="1,000 answers, 15 points", people=1000, plants=3),
    Setting(name="1,000 answers, 20 points", people=1000, plants=3, points=0.20),
    Setting(name="1,000 answers, one planted", people=1000, plants=1),
    Setting(name="1,000 answers, six planted", people=1000, plants=6),
    Setting(name="1,000 answers, equal thirds", people=1000, plants=3, shares=THIRDS),
    Setting(name="1,000 answers, no young people", people=1000, plants=3, shares=(0.0, 0.75, 0.25)),
    Setting(name="1,000 answers, constructs close", people=1000, plants=3, constructs_apart=(0.1, 0.2)),
    Setting(name="1,000 answers, constructs far apart", people=1000, plants=3, constructs_apart=(0.4, 0.6)),
    Setting(name="1,000 answers, the unhappy answer", people=1000, plants=3, unhappy_answer=0.5),
    Setting(name="1,000 answers, schools differ", people=1000, plants=3, settings_apart=0.2),
    Setting(name="5,000 answers, 15 points", people=5000, plants=3),
    Setting(name="20,000 answers, 15 points", people=20000, plants=3),
    Setting(name="40 areas before, 200 answers, 15 points", people=200, plants=3, others=40),
    Setting(name="40 areas before, 1,000 answers, 15 points", people=1000, plants=3, others=40),
    Setting(name="40 areas before, 1,000 answers, 20 points", people=1000, plants=3, points=0.20, others=40),
    Setting(name="40 areas before, the unhappy answer", people=1000, plants=3, unhappy_answer=0.5, others=40),
    Setting(name="10 areas before, 1,000 answers, 15 points", people=1000, plants=3, others=10),
    Setting(name="40 areas before, 5,000 answers, 15 points", people=5000, plants=3, others=40),
    Setting(name="40 areas before, nothing planted", people=1000, others=40),
    Setting(name="40 areas before, nothing planted, 5,000 answers", people=5000, others=40),
    Setting(name="nothing planted, 200 answers", people=200),
    Setting(name="nothing planted, 1,000 answers", people=1000),
    Setting(name="nothing planted, constructs far apart", people=1000, constructs_apart=(0.4, 0.6)),
    Setting(name="nothing planted, subgroups differ", people=1000, subgroups_apart=0.12),
    Setting(name="nothing planted, schools differ", people=1000, settings_apart=0.2),
    Setting(name="nothing planted, 5,000 answers", people=5000),
    Setting(name="nothing planted, 5% copies", people=1000, copies=0.05),
)


@dataclass(kw_only=True)
class Score:
    """What one method did in all areas of one setting."""

    areas: int = 0
    planted: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    shown: int = 0
    false: int = 0
    without_false: int = 0

    def add(self, truth: Sequence[Planted], named: Sequence[Named]) -> None:
        """Count one area's lines."""
        self.areas += 1
        for one in truth:
            self.planted[one.kind] = self.planted.get(one.kind, 0) + 1
            hit = any(is_it(line, one) for line in named[:FIRST])
            self.found[one.kind] = self.found.get(one.kind, 0) + hit
        wrong = sum(not any(is_about(line, one) for one in truth) for line in named)
        self.shown += len(named)
        self.false += wrong
        self.without_false += wrong == 0

    def in_words(self) -> str:
        """Say recall, in all and by kind, the share of false lines, and false lines an area."""
        planted, found = sum(self.planted.values()), sum(self.found.values())
        kinds = " ".join(f"{kind} {self.found[kind] / number:.2f}" for kind, number in sorted(self.planted.items()))
        recall = f"found {_share(found, planted)} ({kinds}), " if planted else ""
        return f"{recall}false {_share(self.false, self.shown)}, {self.false / self.areas:.2f} an area"


def _share(count: int, base: int) -> str:
    if base == 0:
        return "none of 0"
    low, high = wilson(count, base)
    return f"{count / base:.2f} [{float(low):.2f} to {float(high):.2f}]"


def is_it(line: Named, planted: Planted) -> bool:
    """Whether a line names exactly what is planted: kind, construct, and for a gap the subgroup."""
    same = line.kind == planted.kind and planted.construct in line.constructs
    return same and (line.item, line.code) == (planted.item, planted.code)


def is_about(line: Named, planted: Planted) -> bool:
    """Whether a line is true of what is planted, though it may name it as another kind.

    Where one group is worse, all together are worse; where all are, one may be the more so. A gap must name
    the subgroup.
    """
    if planted.construct not in line.constructs or (line.item, line.code) != (planted.item, planted.code):
        return False
    return planted.kind in {"gap", line.kind} or "disagreement" in {line.kind, planted.kind}


def proposed(area: Area) -> list[Named]:
    """Return the product's own lines; a caution says nothing of what is planted."""
    return [
        simpler_methods.Named(
            kind=line.kind.value,
            constructs=line.constructs,
            item=line.subgroup.item if line.subgroup else None,
            code=line.subgroup.code if line.subgroup else None,
        )
        for line in enquiry.propose(area.snapshot, beside=area.beside).lines
        if line.kind is not Kind.CAUTION
    ]


METHODS: Final[dict[str, Callable[[Area], list[Named]]]] = {
    "heard": proposed,
    "rank by per cent negative": simpler_methods.by_per_cent_negative,
    "rank by raw gap": simpler_methods.by_raw_gap,
    "z of each cell at 1.96": simpler_methods.by_z,
    "z with overdispersion": simpler_methods.by_z_with_overdispersion,
}


def main() -> None:
    """Print the figures of every setting."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--areas", type=int, default=0, help="areas of each setting (200 for figures to rely on)")
    words.add_argument("--only", default="", help="settings whose name holds this")
    words.add_argument("--heard-alone", action="store_true", help="leave the simpler methods out")
    given = words.parse_args()
    started = time.process_time()
    for setting in SETTINGS:
        if given.only not in setting.name:
            continue
        number = given.areas or max(2, min(8, 12_000 // setting.people))
        scores = {name: Score() for name in METHODS if name == "heard" or not given.heard_alone}
        for seed in range(number):
            area = known_areas.invent(setting, seed)
            for name, score in scores.items():
                score.add(area.planted, METHODS[name](area))
        print(f"{setting.name} ({number} areas)")
        for name, score in scores.items():
            print(f"  {name}: {score.in_words()}")
    print(f"{time.process_time() - started:.0f} s of CPU")


if __name__ == "__main__":
    main()
