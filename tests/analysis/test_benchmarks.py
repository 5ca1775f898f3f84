"""With enough areas asked before, levels, disagreements and gaps are judged by what they ordinarily come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis import benchmarked, enquiry, snapshot
from analysis.benchmarks import NONE, benchmark
from analysis.beside import Beside
from analysis.cubes import HIDDEN, Counts, Cube
from analysis.frame import Frame, frame
from analysis.lines import Kind
from surveys.definitions import catalogue
from surveys.questionnaire import GROUPS
from tests.analysis.areas import Truth, area

if TYPE_CHECKING:
    from analysis.comparisons import Level

HARD_EVERYWHERE = Truth(everywhere={"help_in_time": 1.3}, gaps={("need", "asd", "feel_included", None): 1.4})


@pytest.fixture(scope="module")
def frames() -> dict[str, Frame]:
    """Give an area that answers worse about one construct, and one need about another."""
    tables = snapshot.take(catalogue(), area(21, 900, HARD_EVERYWHERE, between=0.1)).tables
    return {group: frame(table) for group, table in tables.items()}


def others(frames: dict[str, Frame], number: int, *, like: bool, version: int = 1) -> tuple[Cube, ...]:
    """Return counts of other areas: like this one, or with everything answered alike, by chance a little apart."""
    chance = np.random.default_rng(4)
    made: list[Cube] = []
    for place in range(number):
        groups: dict[str, Counts] = {}
        for group, one in frames.items():
            base = 600
            subgroups = (("", ""), *((each.item, each.code) for each in one.subgroups))
            share = np.full((len(subgroups), len(one.constructs), 2), 0.45)
            if like:
                there = np.array([measure.at_bottom / measure.on_scale for measure in one.measures])
                share[...] = there[None, :, None]
                rows = [at for at, key in enumerate(subgroups) if key == ("need", "asd")]
                for row in rows:
                    at = one.constructs.index("feel_included")
                    share[row, at] = there[at] + 0.2, there[at] - 0.1
            logit = np.log(share / (1 - share)) + chance.normal(0, 0.08, (1, share.shape[1], 1))
            count = np.round(base / (1 + np.exp(-logit)) / 5) * 5
            cells = np.stack([count[..., 0], np.full_like(count[..., 0], base)] * 2, axis=-1)
            cells[..., 2] = count[..., 1]
            cells[0, :, 2:] = 0
            groups[group] = Counts(
                versions=(version,),
                people=base,
                constructs=one.constructs,
                subgroups=subgroups,
                cells=cells.astype(np.int32),
            )
        made.append(Cube(area=f"E0000{place:04}", opened="2025-01-06", groups=groups))
    return tuple(made)


def level(frames: dict[str, Frame], cubes: tuple[Cube, ...]) -> Level:
    return next(one for one in benchmarked.levels(frames, benchmark(frames, cubes)) if one.construct == "help_in_time")


def test_what_is_hard_in_every_area_does_not_stand_out_and_what_is_hard_here_alone_does(
    frames: dict[str, Frame],
) -> None:
    here_alone, everywhere = level(frames, others(frames, 20, like=False)), level(frames, others(frames, 20, like=True))
    assert here_alone.z > 4
    assert here_alone.q < 0.01
    assert abs(everywhere.z) < 2


def test_a_gap_is_judged_beside_the_usual_gap_of_that_subgroup(frames: dict[str, Frame]) -> None:
    taken = snapshot.take(catalogue(), area(21, 900, HARD_EVERYWHERE, between=0.1))

    def found(cubes: tuple[Cube, ...]) -> bool:
        return any(
            line.kind is Kind.GAP and line.subgroup is not None and line.subgroup.code == "asd"
            for line in enquiry.propose(taken, beside=Beside(others=cubes)).lines
        )

    assert found(others(frames, 20, like=False))
    assert not found(others(frames, 20, like=True))


def test_the_expected_range_holds_the_areas_it_was_made_of(frames: dict[str, Frame]) -> None:
    cubes = others(frames, 30, like=True)
    known = benchmark(frames, cubes)
    inside = every = 0
    for group, one in frames.items():
        for at, construct in enumerate(one.constructs):
            expected = known.expected(group, construct, 600)
            assert expected is not None
            for cube in cubes:
                lower, base, _, _ = cube.groups[group].cells[0, at].tolist()
                every += 1
                inside += expected[0] <= lower / base <= expected[1]
    assert 0.93 <= inside / every <= 1


def test_fewer_answers_widen_the_range(frames: dict[str, Frame]) -> None:
    known = benchmark(frames, others(frames, 30, like=True))
    wide, narrow = (known.expected("parents-and-carers", "help_in_time", base) for base in (20, 2000))
    assert wide is not None
    assert narrow is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_too_few_areas_or_another_version_are_no_benchmark(frames: dict[str, Frame]) -> None:
    assert benchmark(frames, others(frames, 7, like=True)) == NONE
    assert benchmark(frames, others(frames, 20, like=True, version=9)) == NONE


def test_every_output_says_whether_there_is_a_benchmark(frames: dict[str, Frame]) -> None:
    taken = snapshot.take(catalogue(), area(21, 900, HARD_EVERYWHERE, between=0.1))
    without = enquiry.propose(taken)
    beside = enquiry.propose(taken, beside=Beside(others=others(frames, 12, like=False)))
    assert without.areas == 0
    assert any(one.text.startswith("No benchmark yet") for one in without.cautions)
    assert beside.areas == 12
    assert any("beside 12 areas" in one.text for one in beside.cautions)
    assert not any(one.text.startswith("No benchmark yet") for one in beside.cautions)
    line = next(one for one in beside.lines if one.constructs == ("help_in_time",))
    assert any("areas like the 12 asked so far" in piece.text for piece in line.supporting)
    assert line.chart is not None
    assert all(bar.expected is not None for bar in line.chart.bars)


def test_hidden_counts_are_taken_as_unknown(frames: dict[str, Frame]) -> None:
    cubes = others(frames, 12, like=True)
    for cube in cubes:
        for counts in cube.groups.values():
            counts.cells[:, 0] = HIDDEN
    known = benchmark(frames, cubes)
    for group in GROUPS:
        assert known.expected(group, frames[group].constructs[0], 300) is None
        assert known.expected(group, frames[group].constructs[1], 300) is not None
