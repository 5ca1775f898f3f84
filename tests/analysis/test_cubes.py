"""Count cubes hold no small number, can't be undone by taking counts from each other, and read back whole."""

from __future__ import annotations

import json

import numpy as np
import pytest

from analysis import cubes
from analysis.cubes import HIDDEN, Cube, CubeError, count, from_text, to_text
from analysis.frame import frame
from analysis.snapshot import take
from surveys.definitions import catalogue
from tests.analysis.areas import area, made


@pytest.fixture(scope="module")
def cube() -> Cube:
    """Give the counts of 400 answers."""
    tables = take(catalogue(), area(8, 400)).tables
    return count({group: frame(table) for group, table in tables.items()}, area="E10000016", opened="2026-01-05")


def test_no_count_under_ten_leaves_and_all_are_to_the_nearest_five(cube: Cube) -> None:
    for counts in cube.groups.values():
        shown = counts.cells[counts.cells[..., 0] != HIDDEN]
        assert shown.size
        lower, base = shown[:, 0], shown[:, 1]
        assert (lower >= 10).all()
        assert (base >= 10).all()
        assert (shown % 5 == 0).all()


def test_whole_counts_add_up_over_areas(cube: Cube) -> None:
    group, counts = next(iter(cube.groups.items()))
    construct = counts.constructs[0]
    alone, twice = cubes.added([cube], group, construct), cubes.added([cube, cube], group, construct)
    assert twice == (2 * alone[0], 2 * alone[1], 2)
    assert alone[1] > 0


def test_a_subgroup_that_hides_alone_takes_the_smallest_other_with_it() -> None:
    """One sex of four people could be worked out from the other sex and everybody."""
    people = [
        made(
            f"{place:03}",
            "parents-and-carers",
            {"help_health": ("never" if place % 2 else "always",), "sex": ("female" if place < 4 else "male",)},
        )
        for place in range(80)
    ]
    one = frame(take(catalogue(), people).tables["parents-and-carers"])
    counts = count({"parents-and-carers": one}, area="E10000016", opened="2026-01-05").groups["parents-and-carers"]
    at = counts.constructs.index("help_health")
    rows = [place for place, (item, _) in enumerate(counts.subgroups) if item == "sex"]
    assert (counts.cells[rows][:, at] == HIDDEN).all()
    assert counts.cells[0, at].tolist() == [40, 80, 0, 0]


def test_a_cube_reads_back_and_the_same_answers_write_the_same_line(cube: Cube) -> None:
    assert from_text(to_text(cube)) == cube
    assert to_text(from_text(to_text(cube))) == to_text(cube)


def test_groups_of_fewer_than_ten_are_left_out() -> None:
    tables = take(catalogue(), [made(str(place), "practitioners", {"help_health": ("never",)}) for place in range(9)])
    empty = count(
        {group: frame(table) for group, table in tables.tables.items()}, area="E10000016", opened="2026-01-05"
    )
    assert empty.groups == {}


def broken(cube: Cube, **changes: object) -> str:
    return json.dumps(json.loads(to_text(cube)) | changes)


def test_what_should_have_been_suppressed_is_refused(cube: Cube) -> None:
    shape = json.loads(to_text(cube))
    group = next(iter(shape["groups"].values()))
    cells = np.array(group["cells"])
    place = int(np.flatnonzero(cells > 0)[0])
    for small in (3, 12):
        group["cells"] = [*cells[:place].tolist(), small, *cells[place + 1 :].tolist()]
        with pytest.raises(CubeError, match="should have been suppressed"):
            from_text(json.dumps(shape))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "1", '{"heard_benchmark": 1}', '{"heard_benchmark": 2}', "\x00", "[" * 100_000, '{"a":' * 3],
    ids=["nothing", "empty", "list", "number", "no groups", "later version", "control", "deep", "cut"],
)
def test_what_is_no_cube_is_refused_in_words(text: str) -> None:
    with pytest.raises(CubeError):
        from_text(text)


def test_an_odd_area_day_or_group_is_refused(cube: Cube) -> None:
    odd: tuple[dict[str, object], ...] = (
        {"area": 7},
        {"opened": "yesterday"},
        {"groups": {"teachers": {}}},
        {"area": "E" * 100},
    )
    for changes in odd:
        with pytest.raises(CubeError):
            from_text(broken(cube, **changes))
