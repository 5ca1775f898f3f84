"""Invented areas with known truth: ordinary differences of many kinds, and what is planted on top of them.

Nothing here is fitted to the analysis. How far constructs, groups, settings and subgroups ordinarily lie apart is drawn
anew for each area, from ranges that published surveys of families make likely.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

import known_worlds
from analysis.beside import NOTHING, Beside
from analysis.snapshot import SKIPPED, Column, Flags, Snapshot, Table
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, ItemKind

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from known_worlds import World
    from surveys.questionnaire import Item

    Numbers = NDArray[np.float64]

USUAL: Final = (0.11, 0.67, 0.22)
THIRDS: Final = (1 / 3, 1 / 3, 1 / 3)
FAMILIES: Final = ("young-people", "parents-and-carers")
PARTS: Final = ("north", "east", "south_west", "coast")

_NEEDS: Final = {
    "asd": 0.42, "adhd": 0.25, "slcn": 0.22, "semh": 0.24, "spld": 0.1, "mld": 0.12, "sld": 0.05, "pmld": 0.02,
    "ds": 0.02, "hi": 0.03, "vi": 0.02, "msi": 0.01, "pd": 0.05, "oth": 0.04,
}  # fmt: skip
_LIKELY: Final = {
    "age": {"under_11": 0.45, "11_to_15": 0.33, "16_to_19": 0.16, "20_to_25": 0.06},
    "learn_where": {
        "nursery": 0.04, "mainstream": 0.52, "special": 0.2, "unit": 0.05, "alternative_provision": 0.04,
        "college": 0.08, "home_educated": 0.04, "tuition": 0.01, "training": 0.01, "not_in_education": 0.02,
        "other": 0.01,
    },
    "support": {"ehc_plan": 0.52, "sen_support": 0.26, "waiting": 0.13, "refused": 0.03, "none": 0.06},
    "sex": {"male": 0.66, "female": 0.34},
    "ethnic_group": {"white": 0.8, "asian": 0.09, "black": 0.05, "mixed": 0.05, "other": 0.01},
    "home_language": {"english": 0.9, "other": 0.1},
    "looked_after": {"no": 0.95, "yes": 0.05},
    "young_carer": {"no": 0.93, "yes": 0.07},
    "work_in": {"education": 0.58, "health": 0.26, "social_care": 0.11, "other": 0.05},
    "part_of_area": dict(zip(PARTS, (0.34, 0.28, 0.22, 0.16), strict=True)),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One thing that is not as usual: by how many points of share more (or fewer) people answer from the lower half."""

    kind: str
    construct: str
    groups: tuple[str, ...]
    points: float
    item: str | None = None
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What kind of area to invent."""

    name: str
    people: int
    shares: tuple[float, float, float] = USUAL
    plants: int = 0
    points: float = 0.15
    constructs_apart: tuple[float, float] = (0.15, 0.4)
    """Range of the spread, in log odds, with which an area's constructs ordinarily lie apart."""
    subgroups_apart: float = 0.06
    """Spread of ordinary differences of a subgroup about one construct; of those about everything it is 0.15."""
    settings_apart: float = 0.0
    """Spread of schools about one construct; people come from schools of some 12 each."""
    unhappy_answer: float = 0.0
    """How much likelier people answer for each step of dissatisfaction, in log odds."""
    copies: float = 0.0
    """Share of extra submissions that are copies of one, word for word."""
    others: int = 0
    """Other areas of the same country that were asked before."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """An invented area, and what is true of it."""

    snapshot: Snapshot
    planted: tuple[Planted, ...]
    beside: Beside = NOTHING


def invent(setting: Setting, seed: int, *, of: int | None = None) -> Area:
    """Return the area of this number, of the country of the area `of`. The same numbers always give the same area."""
    world = known_worlds.world_of(setting, seed if of is None else of)
    chance = np.random.default_rng([seed, setting.people, round(setting.points * 100), setting.plants])
    constructs = sorted({str(item.construct) for group in GROUPS for item in _scales(group)})
    apart = chance.uniform(*setting.constructs_apart)
    if world is None:
        usual = dict(zip(constructs, chance.normal(0, apart, len(constructs)).tolist(), strict=True))
    else:
        apart = float(np.random.default_rng([world.number, 2]).uniform(*setting.constructs_apart))
        usual = {name: world.drawn(apart, name) + float(chance.normal(0, world.areas_apart)) for name in constructs}
    planted = _plant(setting, chance)
    ordinary = _Ordinary(chance, world)
    tables = {
        group: _table(group, round(setting.people * share), setting, planted, usual, ordinary, chance)
        for group, share in zip(GROUPS, setting.shares, strict=True)
    }
    others = known_worlds.beside(setting, seed) if of is None else NOTHING
    return Area(snapshot=Snapshot(hash=f"{seed:08x}", tables=tables, unknown={}), planted=planted, beside=others)


class _Ordinary:
    """What ordinarily differs: drawn once for an area, half of its variance being usual in its country."""

    def __init__(self, chance: Generator, world: World | None) -> None:
        self._chance, self._world = chance, world
        self._drawn: dict[tuple[str, ...], float] = {}

    def of(self, spread: float, *key: str) -> float:
        """Return one difference, in log odds."""
        if key not in self._drawn:
            half = spread * float(np.sqrt(0.5))
            usual = self._world.drawn(half, *key) if self._world else 0.0
            self._drawn[key] = usual + float(self._chance.normal(0, half if self._world else spread))
        return self._drawn[key]


def _plant(setting: Setting, chance: Generator) -> tuple[Planted, ...]:
    """Draw what is planted: each in a construct of its own, the kinds in turn from a kind drawn."""
    shared = [
        str(item.construct)
        for item in _scales("parents-and-carers")
        if item.construct != "right_place" and any(item.construct == one.construct for one in _scales("practitioners"))
    ]
    told = [str(item.construct) for item in _scales("young-people") if item.construct in shared]
    chosen: list[Planted] = []
    kinds = ("weakness", "gap", "disagreement", "gap", "weakness", "strength")
    first = int(chance.integers(len(kinds)))
    for number in range(setting.plants):
        kind = kinds[(first + number) % len(kinds)]
        free = [name for name in told if all(name != one.construct for one in chosen)]
        construct = str(chance.choice(free))
        points = -setting.points if kind == "strength" else setting.points
        one = Planted(kind=kind, construct=construct, groups=GROUPS, points=points)
        if kind == "gap":
            item, code = _SUBGROUPS[int(chance.integers(len(_SUBGROUPS)))]
            one = replace(one, groups=FAMILIES, item=item, code=code)
        elif kind == "disagreement":
            one = replace(one, groups=("practitioners",) if chance.random() < 0.5 else FAMILIES)
        chosen.append(one)
    return tuple(chosen)


_SUBGROUPS: Final = (
    ("need", "asd"), ("need", "adhd"), ("need", "slcn"), ("need", "semh"), ("need", "mld"), ("learn_where", "special"),
    ("age", "16_to_19"), ("support", "sen_support"), ("support", "waiting"), ("sex", "female"),
    ("part_of_area", "coast"), ("part_of_area", "south_west"), ("home_language", "other"),
)  # fmt: skip


@cache
def _scales(group: str) -> tuple[Item, ...]:
    return tuple(item for item in newest(group).items if item.construct)


def _table(
    group: str,
    people: int,
    setting: Setting,
    planted: tuple[Planted, ...],
    usual: dict[str, float],
    ordinary: _Ordinary,
    chance: Generator,
) -> Table:
    drawn = people * 3 if setting.unhappy_answer else people
    level = chance.normal(0, chance.uniform(0.6, 1.1), drawn)
    if setting.unhappy_answer:
        keep = np.argsort(-(setting.unhappy_answer * level + chance.gumbel(size=drawn)), kind="stable")[:people]
        level = level[keep]
    columns, flags = _facts(group, people, chance)
    inside = {(one.name, code): one.values == place for one in columns.values() for place, code in enumerate(one.codes)}
    inside |= {(one.name, code): one.chosen[:, place] for one in flags.values() for place, code in enumerate(one.codes)}
    for (name, code), members in inside.items():
        level = level + ordinary.of(0.15, name, code) * members
    school = chance.integers(max(people // 12, 1), size=people)
    level = level + chance.normal(0, 0.25, max(people // 12, 1))[school] * bool(setting.settings_apart)
    general, skips, unsure = chance.normal({"practitioners": -0.5}.get(group, 0.0), 0.25), 0.02, 0.05
    steepness = chance.uniform(1.2, 2.0)
    for item in _scales(group):
        construct = str(item.construct)
        lean = general + usual[construct] + ordinary.of(0.12, group, construct) + level
        lean = lean + chance.normal(0, setting.settings_apart, max(people // 12, 1))[school]
        for (name, code), members in inside.items():
            lean = lean + ordinary.of(setting.subgroups_apart, name, code, construct) * members
        for one in planted:
            if one.construct == construct and group in one.groups:
                members = inside[str(one.item), str(one.code)] if one.item else np.ones(people, dtype=np.bool_)
                lean = lean + _shift(lean[members], one.points) * members
        columns[item.name] = _answered(item, lean, steepness, (skips, unsure * chance.uniform(0.2, 3)), columns, chance)
    table = Table(group=group, ids=_ids(group, people), columns=columns, flags=flags, texts=())
    return _copied(table, round(people * setting.copies), chance) if setting.copies else table


def _ids(group: str, people: int) -> tuple[str, ...]:
    return tuple(f"{group[:2]}-{number:06d}" for number in range(people))


def _shift(lean: Numbers, points: float) -> float:
    """Return the step in log odds that moves these people's share in the lower half by so many points."""
    if not lean.size:
        return 0.0
    wanted = float(np.clip((1 / (1 + np.exp(-lean))).mean() + points, 0.02, 0.98))
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(-lean - middle))).mean() < wanted else (low, middle)
    return low


def _answered(
    item: Item,
    lean: Numbers,
    steepness: float,
    left_out: tuple[float, float],
    columns: dict[str, Column],
    chance: Generator,
) -> Column:
    scale = [option.code for option in item.options if not option.missing]
    cuts = np.array([-steepness, 0.0, steepness] if len(scale) == 4 else [0.0, steepness])
    place = (lean + chance.logistic(size=lean.size))[:, None] > cuts
    values = place.sum(axis=1).astype(np.int8)
    values[chance.random(lean.size) < left_out[1]] = len(scale)
    values[chance.random(lean.size) < left_out[0]] = SKIPPED
    if item.relevance:
        asked = columns[item.relevance.item]
        places = [number for number, code in enumerate(asked.codes) if code in item.relevance.codes]
        values[~np.isin(asked.values, places)] = SKIPPED
    return _column(item, item.codes, values, construct=item.construct)


def _column(item: Item, codes: tuple[str, ...], values: NDArray[np.int8], *, construct: str | None = None) -> Column:
    missing = {option.code for option in item.options if option.missing}
    return Column(
        name=item.name, question=item.name, codes=codes, labels=codes, construct=construct, values=values,
        missing=tuple(code in missing for code in codes),
    )  # fmt: skip


def _facts(group: str, people: int, chance: Generator) -> tuple[dict[str, Column], dict[str, Flags]]:
    columns: dict[str, Column] = {}
    flags: dict[str, Flags] = {}
    for item in newest(group).items:
        if item.construct or item.kind is ItemKind.TEXT or item.name in {"who_answered", "who_helped"}:
            continue
        unsaid = chance.random(people) < 0.08
        if item.kind is ItemKind.SELECT_MULTIPLE:
            chosen = np.stack([chance.random(people) < _NEEDS.get(code, 0.0) for code in item.codes], axis=1)
            chosen[unsaid] = False
            missing = tuple(code not in _NEEDS for code in item.codes)
            flags[item.name] = Flags(
                name=item.name, question=item.name, codes=item.codes, labels=item.codes, missing=missing, chosen=chosen
            )
            continue
        codes = tuple(PARTS) if item.local_choices else tuple(one.code for one in item.options if not one.missing)
        likely = np.array(
            [_LIKELY.get(item.name, {}).get(code, 0.0 if item.name in _LIKELY else 1.0) for code in codes]
        )
        values = chance.choice(len(codes), size=people, p=likely / likely.sum()).astype(np.int8)
        values[unsaid] = SKIPPED
        columns[item.name] = _column(item, codes, values)
    return columns, flags


def _copied(table: Table, number: int, chance: Generator) -> Table:
    """Add copies of one person's whole answers, in which three constructs have the worst answer."""
    if not len(table):
        return table
    source = int(chance.integers(len(table)))
    scales = [column for column in table.scales if column.name != "right_place"]
    worst = {scales[int(place)].name for place in chance.choice(len(scales), 3, replace=False)}
    columns: dict[str, Column] = {}
    for name, column in table.columns.items():
        told = column.values[source] if name not in worst else np.int8(column.scale - 1)
        columns[name] = replace(column, values=np.concatenate([column.values, np.full(number, told, dtype=np.int8)]))
    flags = {
        name: replace(one, chosen=np.concatenate([one.chosen, np.repeat(one.chosen[source][None], number, axis=0)]))
        for name, one in table.flags.items()
    }
    return replace(table, ids=_ids(table.group, len(table) + number), columns=columns, flags=flags)
