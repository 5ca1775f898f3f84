"""What a reader must know before using the lines: who answered, who is missing, and what can't be said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis import copies, phrases
from analysis.frame import SMALLEST_BASE
from analysis.intervals import estimate
from analysis.lines import Caution, Evidence, EvidenceKind, Kind, LineOfEnquiry, Subgroup
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.comments import Comments
    from analysis.frame import Frame
    from analysis.snapshot import Snapshot, Table

YOUNG = "young-people"
FAMILIES = (YOUNG, "parents-and-carers")
_FROM_ELEVEN = frozenset({"11_to_15", "16_to_19", "20_to_25"})


def cautions(
    snapshot: Snapshot, frames: Mapping[str, Frame], comments: Comments, lines: Sequence[LineOfEnquiry]
) -> tuple[Caution, ...]:
    """Return the cautions, those about who answered first."""
    total = sum(len(table) for table in snapshot.tables.values())
    told = list(_unknown(snapshot))
    if total == 0:
        return (_say("none", prominent=True), *told)
    told = [*_answered(snapshot), *(_caution(one) for one in _missing(frames)), *told]
    if not lines:
        told.append(_say("nothing", prominent=True))
    told += [_say("benchmark"), _say("chose"), _say("did_not_know"), *_helped(snapshot)]
    for group, frame in frames.items():
        told += [*_straight(group, frame), *_same_answers(group, snapshot.tables[group])]
    if comments.every:
        told += [*_same_texts(comments), _say("themes"), _say("languages"), _say("quotes")]
    return tuple(told)


def who_is_missing(frames: Mapping[str, Frame]) -> LineOfEnquiry | None:
    """Return the line about who is missing most from the answers of children and families, if anybody is."""
    limits = _content()["missing"]
    for one in sorted(_missing(frames), key=lambda gap: (gap.part - gap.expected, gap.item, gap.code)):
        if one.part > limits["line_under"] * one.expected or one.expected < limits["line_share"]:
            continue
        share = estimate(one.number, one.base)
        text = _caution(one).text
        subgroup = Subgroup(item=one.item, code=one.code, label=one.name)
        return LineOfEnquiry(
            rank=0,
            kind=Kind.CAUTION,
            criterion="included",
            constructs=(),
            themes=(),
            group=None,
            subgroup=subgroup,
            title=f"Hardly anyone answered from or about {one.name}",
            statement=f"Responses hardly speak for {phrases.subgroup(subgroup)}. {text}",
            question=f"What is life like for {phrases.subgroup(subgroup)}, and why did so few answer?",
            confidence=0.99,
            how_sure="The counts are exact; who should have answered is judged from England's plans, not this area's.",
            wrong_if="Few of these children live or learn in the area.",
            supporting=(
                Evidence(
                    kind=EvidenceKind.ESTIMATE,
                    text=text,
                    value=share.value,
                    interval=(share.low, share.high),
                    base=share.base,
                    submissions=one.submissions,
                ),
            ),
            opposing=(),
            activities=(
                phrases.activity(
                    "tracking_meetings",
                    f"Track one of {phrases.subgroup(subgroup)}: the survey does not speak for them.",
                ),
                phrases.activity(
                    "sampling_visits", "Sample a setting where they learn, and ask whether the survey reached it."
                ),
            ),
            ranking={"importance": 0.0},
        )
    return None


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


@dataclass(frozen=True, kw_only=True)
class _Missing:
    item: str
    code: str
    name: str
    who: str
    number: int
    base: int
    expected: float
    submissions: tuple[str, ...]

    @property
    def part(self) -> float:
        return self.number / self.base


def _missing(frames: Mapping[str, Frame]) -> list[_Missing]:
    """Return the subgroups with far fewer answers than the population leads one to expect, the emptiest first."""
    limits = _content()["missing"]
    found: list[_Missing] = []
    for item, codes in _content()["population"].items():
        for code, entry in codes.items():
            number, base, ids = _counted(frames, item, code)
            if base < limits["fewest_answers"] or number >= limits["under"] * entry["share"] * base:
                continue
            # A rare subgroup may be absent by chance; only what chance would hardly do is told.
            if entry["share"] * base < _EXPECTED_AT_LEAST:
                continue
            found.append(
                _Missing(
                    item=item,
                    code=code,
                    name=entry["name"],
                    who=entry["who"],
                    number=number,
                    base=base,
                    expected=entry["share"],
                    submissions=ids,
                )
            )
    return sorted(found, key=lambda one: (one.part / one.expected, one.item, one.code))


_EXPECTED_AT_LEAST = 5.0


def _counted(frames: Mapping[str, Frame], item: str, code: str) -> tuple[int, int, tuple[str, ...]]:
    number = base = 0
    ids: list[str] = []
    for group in FAMILIES:
        frame = frames[group]
        columns = [place for place, one in enumerate(frame.subgroups) if one.item == item]
        if item == "age":
            columns = [place for place in columns if frame.subgroups[place].code in _FROM_ELEVEN]
        asked = frame.inside[:, columns].any(axis=1) if columns else np.zeros(len(frame.table), dtype=np.bool_)
        base += int(asked.sum())
        for place in columns:
            if frame.subgroups[place].code == code:
                number += int(frame.inside[:, place].sum())
                ids += [frame.table.ids[row] for row in np.flatnonzero(frame.inside[:, place]).tolist()]
    return number, base, tuple(ids)


def _caution(one: _Missing) -> Caution:
    few = one.number < SMALLEST_BASE
    return _say(
        "missing",
        key=f"{one.item}-{one.code}",
        figure=f"{one.number:,}",
        prominent=one.expected >= _content()["missing"]["line_share"],
        number=f"Fewer than {SMALLEST_BASE}" if few else f"{one.number:,}",
        base=f"{one.base:,}",
        name=f"from or about {one.name}",
        part=f"under {phrases.per_cent(SMALLEST_BASE / one.base)}" if few else phrases.per_cent(one.part),
        expected=phrases.per_cent(one.expected),
        who=one.who,
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


def _same_texts(comments: Comments) -> Iterator[Caution]:
    seen = Counter(
        " ".join(comment.text.words.casefold().split())
        for comment in comments.every
        if len(comment.text.words) >= _content()["same_text_length"]
    )
    number = sum(times for times in seen.values() if times > 1)
    if number >= SMALLEST_BASE:
        yield _say("same_texts", number=f"{number:,}")
