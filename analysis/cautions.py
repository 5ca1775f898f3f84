"""What a reader must know before using the lines: who answered, who is missing, and what can't be said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis import benchmarked, copies, missing, phrases
from analysis.frame import SMALLEST_BASE
from analysis.lines import Aspect, Caution, Subgroup
from analysis.something_else import something_else
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.comments import Comments
    from analysis.evidence import Material
    from analysis.frame import Frame
    from analysis.lines import LineOfEnquiry, Overall, Pair
    from analysis.missing import Missing
    from analysis.sensitivity import Weighted
    from analysis.snapshot import Snapshot, Table
    from surveys.plan_figures import PlanFigures

YOUNG: Final = "young-people"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What was tried on the findings, which cautions tell of."""

    figures: PlanFigures | None = None
    plans: str = ""
    """The figures in words."""
    weighted: Weighted | None = None
    only_weighted: tuple[str, ...] = ()
    """Titles of what would be proposed from weighted answers alone."""
    overall: tuple[Overall, ...] = ()


def cautions(
    snapshot: Snapshot, material: Material, lines: Sequence[LineOfEnquiry], judged: Judged
) -> tuple[Caution, ...]:
    """Return the cautions, those about who answered first."""
    frames, comments = material.frames, material.comments
    total = sum(len(table) for table in snapshot.tables.values())
    told = list(_unknown(snapshot))
    if total == 0:
        return (_say("none", prominent=True), *told)
    told = [*_answered(snapshot), *(_missing(one) for one in missing.missing(frames, judged.figures)), *told]
    if not lines:
        told.append(_say("nothing", prominent=True))
    told += [*_compared(material), _say("chose"), _say("did_not_know"), *_helped(snapshot), *_ways(material, judged)]
    told += _weighted(judged, frames)
    for group, frame in frames.items():
        told += [*_straight(group, frame), *_same_answers(group, snapshot.tables[group])]
    if comments.every:
        told += [*_same_texts(comments), *_read(comments), _say("quotes")]
    return tuple(told)


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = written("cautions")
    return content


def _say(id_: str, *, figure: str = "", prominent: bool = False, key: str = "", **parts: str) -> Caution:
    wordings = _content()["wordings"]
    text = str(wordings[id_]).strip().format(**parts)
    return Caution(
        id=f"{id_}-{key}" if key else id_,
        text=phrases.sentence(text),
        figure=figure,
        beside=str(_content()["beside"][id_]).format(**parts) if figure else "",
        prominent=prominent,
    )


def _unknown(snapshot: Snapshot) -> Iterator[Caution]:
    for (group, version), number in snapshot.unknown.items():
        yield _say(
            "unknown", key=f"{group}-{version}", prominent=True, figure=f"{number:,}", number=f"{number:,}",
            group=group, version=str(version),
        )  # fmt: skip
    if snapshot.unread:
        yield _say("unread", number=f"{snapshot.unread:,}")


def _answered(snapshot: Snapshot) -> Iterator[Caution]:
    for group, table in snapshot.tables.items():
        number, name = len(table), phrases.group(group)
        if number == 0:
            yield _say("nobody", key=group, figure="0", prominent=True, group=name)
        elif number < SMALLEST_BASE:
            yield _say("few", key=group, figure=str(number), prominent=True, number=str(number), group=name)
        elif number < _content()["small_group"]:
            yield _say("small", key=group, figure=str(number), prominent=True, number=str(number), group=name)


def _missing(one: Missing) -> Caution:
    wording = "missing_place" if one.source == "even" else "missing"
    figures = one.figures
    return Caution(
        id=f"missing-{one.subgroup.item}-{one.subgroup.code}",
        text=one.text,
        figure=f"{one.number:,}",
        beside=str(_content()["beside"][wording]).format(
            **{**figures, "where": figures["where"].replace("In", "in", 1)}
        ),
        prominent=one.expected >= _PROMINENT,
    )


_PROMINENT: Final = 0.10
"""The share expected from which someone's absence belongs at the top."""


def _compared(material: Material) -> Iterator[Caution]:
    benchmark = material.benchmark
    if not benchmark.usual:
        yield _say("benchmark")
        return
    yield _say("benchmarked", areas=f"{benchmark.areas:,}")
    for group, points in benchmarked.general_levels(material.frames, benchmark).items():
        yield _say(
            "general", key=group, prominent=True, group=phrases.short_group(group), points=phrases.points(points),
            more="less" if points > 0 else "more",
        )  # fmt: skip


def _weighted(judged: Judged, frames: Mapping[str, Frame]) -> Iterator[Caution]:
    changed = judged.weighted
    if changed is None or judged.figures is None:
        yield _say("not_weighted")
        return
    people = sum(len(frames[group].table) for group in changed.by_group)
    effective = sum(len(frames[group].table) / one.effect for group, one in changed.by_group.items())
    items = dict.fromkeys(item for one in changed.by_group.values() for item in one.items)
    yield _say(
        "weighted",
        groups=phrases.listed([phrases.group(group) for group in changed.by_group]),
        plans=judged.plans,
        items=phrases.listed([phrases.margin(item) for item in items]),
        effective=f"{round(effective):,}",
        people=f"{people:,}",
    )
    beyond = dict.fromkeys(pair for one in changed.by_group.values() for pair in one.beyond_reach)
    if beyond:
        names = [phrases.subgroup(Subgroup(item=item, code=code, label=code)) for item, code in beyond]
        yield _say("beyond_reach", names=phrases.listed(names, "or"))
    if judged.only_weighted:
        yield _say("only_weighted", prominent=True, names="; ".join(judged.only_weighted))


def _ways(material: Material, judged: Judged) -> Iterator[Caution]:
    """Yield, for each two ways of answering and each two times, how many questions differ beyond chance."""
    together: dict[tuple[Aspect, str, str, str], list[Pair]] = {}
    for pair in material.pairs:
        together.setdefault((pair.aspect, pair.group, pair.first, pair.second), []).append(pair)
    overall = {(one.aspect, one.group, one.first, one.second): one for one in judged.overall}
    same: list[str] = []
    for (aspect, group, first, second), pairs in together.items():
        differing = [pair for pair in pairs if pair.differs]
        key = f"{group}-{second.replace(' ', '_')}"
        if aspect is Aspect.LAST_TIME:
            worse = sum(pair.other.value > pair.one.value for pair in differing)
            yield _say(
                "last_time", key=group, group=f"answers of {phrases.group(group)}", first=first,
                questions=str(len(pairs)), worse=str(worse), better=str(len(differing) - worse),
            )  # fmt: skip
            continue
        if not differing:
            same.append(
                f"{phrases.group(group)} {second} ({pairs[0].other.base:,}) and {first} ({pairs[0].one.base:,})"
            )
            continue
        yield _say(
            f"differs_{aspect.value}",
            key=key,
            group=phrases.group(group),
            first=first,
            second=second,
            number=str(len(differing)),
            questions=str(len(pairs)),
            overall=_overall(overall.get((aspect, group, first, second))),
        )
    if same:
        yield _say("same_ways", ways="; ".join(same))


def _overall(one: Overall | None) -> str:
    if one is None:
        return ""
    if one.low <= 0 <= one.high:
        return f"; on the whole there is no clear difference ({one.others:,} people beside {one.people:,})"
    low, high = sorted(abs(round(end * 100)) for end in (one.low, one.high))
    more = "less" if one.difference > 0 else "more"
    return (
        f"; on the whole they lie {phrases.points(one.difference)} of 100 {more} positive ({low} to {high}; "
        f"{one.others:,} people beside {one.people:,})"
    )


def _helped(snapshot: Snapshot) -> Iterator[Caution]:
    column = snapshot.tables[YOUNG].columns.get("answered_by")
    if column is None:
        return
    count = {code: int((column.values == place).sum()) for place, code in enumerate(column.codes)}
    base = sum(count.values())
    if base >= SMALLEST_BASE:
        alone, helped, behalf = (
            phrases.per_cent(count.get(code, 0) / base) for code in ("self", "with_help", "on_behalf")
        )
        yield _say("helped", alone=alone, help=helped, behalf=behalf)


def _straight(group: str, frame: Frame) -> Iterator[Caution]:
    enough = frame.answered.sum(axis=1) >= _content()["straight_line_answers"]
    base = int(enough.sum())
    if base < SMALLEST_BASE:
        return
    low = np.where(frame.answered, frame.score, np.inf).min(axis=1)
    high = np.where(frame.answered, frame.score, -np.inf).max(axis=1)
    part = float((enough & (low == high)).sum()) / base
    if part >= _content()["straight_line"]:
        yield _say("straight", key=group, part=phrases.per_cent(part), group=phrases.group(group))


def _same_answers(group: str, table: Table) -> Iterator[Caution]:
    number = int(copies.repeats(table).sum())
    if number >= SMALLEST_BASE:
        yield _say(
            "same_answers", key=group, number=f"{number:,}", group=phrases.group(group),
            answers=str(copies.FEWEST_ANSWERS),
        )  # fmt: skip


def _read(comments: Comments) -> Iterator[Caution]:
    if comments.reading is None:
        yield _say("themes")
    else:
        every = comments.reading.overall
        yield _say(
            "measured", comments=f"{comments.reading.comments:,}",
            right=f"{every.right:,}", shown=f"{every.shown:,}", given=f"{every.given:,}",
        )  # fmt: skip
    other = Counter(comment.language.name for comment in comments.every if not comment.language.is_english)
    if other:
        which = phrases.listed([f"{number:,} in {name}" for name, number in sorted(other.items())])
        yield _say("languages", number=f"{other.total():,}", which=which)
    left = something_else(comments)
    if left.gatherings:
        which = "; ".join(f"{', '.join(one.words)} ({len(one.submissions):,} people)" for one in left.gatherings)
        yield _say("recurs", number=f"{len(left.submissions):,}", which=which)
    elif len(left.submissions) >= SMALLEST_BASE:
        yield _say("something_else", number=f"{len(left.submissions):,}")


def _same_texts(comments: Comments) -> Iterator[Caution]:
    seen = Counter(
        " ".join(comment.text.words.casefold().split())
        for comment in comments.every
        if len(comment.text.words) >= _content()["same_text_length"]
    )
    number = sum(times for times in seen.values() if times > 1)
    if number >= SMALLEST_BASE:
        yield _say("same_texts", number=f"{number:,}")
