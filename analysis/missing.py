"""Who is missing: children and families who answered far less often than the area, or England, has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis import comparisons, phrases
from analysis.frame import SMALLEST_BASE
from analysis.intervals import estimate
from analysis.lines import Evidence, EvidenceKind, Kind, LineOfEnquiry, Subgroup
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.frame import Frame
    from surveys.plan_figures import PlanFigures

FAMILIES: Final = ("young-people", "parents-and-carers")
PLACE: Final = "part_of_area"
_FROM_ELEVEN: Final = ("11_to_15", "16_to_19", "20_to_25")
_EXPECTED_AT_LEAST: Final = 5.0
"""Expected answers below which a rare subgroup may be absent by chance."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A subgroup with far fewer answers than expected."""

    subgroup: Subgroup
    name: str
    number: int
    base: int
    """Answers that say which of these groups they are of."""
    expected: float
    """The share expected."""
    source: str
    """Where that comes from: `area`, `england` or, for a part of the area, `even`."""
    who: str
    submissions: tuple[str, ...]

    @property
    def people(self) -> str:
        """Who they are, as a sentence calls them."""
        if self.source == "even":
            return f"those who live in {self.subgroup.label}"
        return phrases.subgroup(self.subgroup)

    @property
    def part(self) -> float:
        """The share there is."""
        return self.number / self.base

    @property
    def figures(self) -> dict[str, str]:
        """Return the figures as a caution's words show them: none from 1 to 9."""
        few = self.number < SMALLEST_BASE
        return {
            "number": f"Fewer than {SMALLEST_BASE}" if few else f"{self.number:,}",
            "base": f"{self.base:,}",
            "name": self.name,
            "part": f"under {phrases.per_cent(SMALLEST_BASE / self.base)}" if few else phrases.per_cent(self.part),
            "expected": phrases.per_cent(self.expected),
            "who": self.who,
            "where": _limits()["where"][self.source],
        }

    @property
    def text(self) -> str:
        """Say it in a sentence or two."""
        wording = _limits()["text_place" if self.source == "even" else "text"]
        return phrases.sentence(str(wording).strip().format(**self.figures))


def missing(frames: Mapping[str, Frame], figures: PlanFigures | None) -> tuple[Missing, ...]:
    """Return who is missing, the emptiest first: by age, need and setting beside the population, and by place."""
    limits = _limits()
    found: list[Missing] = []
    for item, code, share, source in (*_expected(figures), *_places(frames)):
        counted = _counted(frames, item, code)
        if counted is None or counted.base < fewest():
            continue
        # A rare subgroup may be absent by chance; only what chance would hardly do is told.
        under = limits["under_place" if source == "even" else "under"]
        if counted.number >= under * share * counted.base or share * counted.base < _EXPECTED_AT_LEAST:
            continue
        subgroup = Subgroup(item=item, code=code, label=counted.label)
        found.append(
            Missing(
                subgroup=subgroup,
                name=_name(subgroup),
                number=counted.number,
                base=counted.base,
                expected=share,
                source=source,
                who=limits["who"].get(item, ""),
                submissions=counted.submissions,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.part / one.expected, one.subgroup.item, one.subgroup.code)))


def fewest() -> int:
    """Return how many must have said what they are before anybody is called missing."""
    number: int = _limits()["fewest_answers"]
    return number


def lines(frames: Mapping[str, Frame], figures: PlanFigures | None) -> tuple[LineOfEnquiry, ...]:
    """Return lines about who is missing most, of each question one at the most."""
    limits = _limits()
    chosen: dict[str, LineOfEnquiry] = {}
    ordered = sorted(missing(frames, figures), key=lambda one: (one.part - one.expected, one.subgroup.code))
    for one in ordered:
        if one.part <= limits["line_under"] * one.expected and one.expected >= limits["line_share"]:
            chosen.setdefault(one.subgroup.item, _line(one))
    return tuple(chosen.values())[: comparisons.thresholds()["most"]["caution"]]


def _line(one: Missing) -> LineOfEnquiry:
    share = estimate(one.number, one.base)
    who = one.people
    return LineOfEnquiry(
        rank=0,
        kind=Kind.CAUTION,
        criterion="included",
        constructs=(),
        themes=(),
        group=None,
        subgroup=one.subgroup,
        title=f"{'No answers came' if one.number == 0 else 'Hardly anyone answered'} {one.name}",
        statement=f"Responses hardly speak for {who}. {one.text}",
        question=f"What is life like for {who}, and why did so few answer?",
        confidence=0.99,
        how_sure=f"The counts are exact. {_limits()['judged_from'][one.source]}",
        wrong_if="Few of these children live or learn in the area.",
        supporting=(
            Evidence(
                kind=EvidenceKind.ESTIMATE,
                text=one.text,
                value=share.value,
                interval=(share.low, share.high),
                base=share.base,
                submissions=one.submissions,
            ),
        ),
        opposing=(),
        activities=(
            phrases.activity("tracking_meetings", f"Track one of {who}: the survey does not speak for them."),
            phrases.activity(
                "sampling_visits", "Sample a setting where they learn, and ask whether the survey reached it."
            ),
        ),
        ranking={"importance": 0.0},
    )


@cache
def _limits() -> Mapping[str, Any]:
    content: dict[str, Any] = written("missing")
    return content


def _name(subgroup: Subgroup) -> str:
    if subgroup.item == PLACE:
        return f"from {subgroup.label}"
    known = _limits()["population"].get(subgroup.item, {}).get(subgroup.code, {}).get("name")
    return f"from or about {known or phrases.subgroup(subgroup)}"


def _expected(figures: PlanFigures | None) -> Iterator[tuple[str, str, float, str]]:
    """Yield item, code, expected share and its source: the area's own figures where there are any."""
    for item, codes in _limits()["population"].items():
        own = dict(figures.shares(item)) if figures else {}
        if item == "age":
            own = {code: share for code, share in own.items() if code in _FROM_ELEVEN}
        total = sum(own.values())
        if len(own) > 1 and total > 0:
            yield from ((item, code, share / total, "area") for code, share in own.items() if share > 0)
        else:
            yield from ((item, code, entry["share"], "england") for code, entry in codes.items() if entry["share"])


def _places(frames: Mapping[str, Frame]) -> Iterator[tuple[str, str, float, str]]:
    """Yield each part of the area with an even share: how many live in which part, nobody publishes."""
    codes = dict.fromkeys(
        one.code for group in FAMILIES if group in frames for one in frames[group].subgroups if one.item == PLACE
    )
    yield from ((PLACE, code, 1 / len(codes), "even") for code in codes)


@dataclass(frozen=True, kw_only=True)
class _Counted:
    label: str
    number: int
    base: int
    submissions: tuple[str, ...]


def _counted(frames: Mapping[str, Frame], item: str, code: str) -> _Counted | None:
    number = base = 0
    label = ""
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
                label = label or frame.subgroups[place].label
                number += int(frame.inside[:, place].sum())
                ids += [frame.table.ids[row] for row in np.flatnonzero(frame.inside[:, place]).tolist()]
    return _Counted(label=label, number=number, base=base, submissions=tuple(ids)) if label else None
