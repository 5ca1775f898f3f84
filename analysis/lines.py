"""What the analysis gives: lines of enquiry with their evidence, cautions, and the summary that holds them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What a line of enquiry is about."""

    WEAKNESS = "weakness"
    GAP = "gap"
    DISAGREEMENT = "disagreement"
    STRENGTH = "strength"
    THEME = "theme"
    CAUTION = "caution"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    ESTIMATE = "estimate"
    THEME = "theme"
    QUOTE = "quote"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A share of people with its 95% interval; `base` leaves out those who skipped or did not know."""

    count: int
    base: int
    value: float
    low: float
    high: float
    dont_know: int = 0
    skipped: int = 0


@dataclass(frozen=True, kw_only=True)
class Subgroup:
    """The people who chose `code` at `item`; `label` says it in words."""

    item: str
    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that stands out, before it is put in words."""

    kind: Kind
    constructs: tuple[str, ...]
    themes: tuple[str, ...] = ()
    group: str | None = None
    """Whose answers show it; None where several groups' do."""
    groups: tuple[str, ...] = ()
    """All groups whose answers show it, the clearest first."""
    against: str | None = None
    """For a disagreement, the group that sees it better."""
    subgroup: Subgroup | None = None
    confidence: float
    z: float
    excess: float
    """Points of share beyond what the area's own other answers lead one to expect, from 0 to 1."""
    people: float
    """Share of all who answered, or wrote, whom it concerns."""
    across_the_board: bool = False

    @property
    def importance(self) -> float:
        """Expected excess, shrunk where it is unsure, x people x agreement of sources."""
        shrunk = self.excess * self.z**2 / (1 + self.z**2)
        return shrunk * math.sqrt(self.people) * self.agreement * self.confidence

    @property
    def agreement(self) -> float:
        """1 for one source, a quarter more for each further group that shows the same."""
        return 1 + 0.25 * (len(self.groups) - 1)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One reason for or against, in words, with its figures and the submissions that it rests on.

    A quote has been masked by machine; a person must approve it before it leaves the inspection team.
    """

    kind: EvidenceKind
    text: str
    group: str | None = None
    value: float | None = None
    interval: tuple[float, float] | None = None
    base: int | None = None
    submissions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Something inspectors can do on site to test the line: its id, its name, and the reason in words."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a line's chart: a share with its interval, from 0 to 1."""

    label: str
    estimate: Estimate
    expected: tuple[float, float] | None = None
    """Between which shares 19 in 20 of the areas asked so far would lie; None without a benchmark."""

    def in_words(self) -> str:
        """Say the row for someone who does not see it."""
        one = self.estimate
        said = f"{self.label} {one.value:.0%} ({one.low:.0%} to {one.high:.0%}, of {one.base:,})"
        if self.expected is None:
            return said
        return f"{said}, expected range {self.expected[0]:.0%} to {self.expected[1]:.0%}"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The few shares that show a line at a glance; `caption` says what they are shares of."""

    caption: str
    bars: tuple[Bar, ...]

    def in_words(self) -> str:
        """Say the chart for someone who does not see it."""
        shown = "; ".join(bar.in_words() for bar in self.bars)
        return f"{self.caption}: {shown}."


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """What could change a line: weights, those who did not answer at all, and those who left the question out."""

    weighted: float | None = None
    """The excess once answers are weighted to the area's plan figures; None where that can't be done."""
    weighted_holds: bool | None = None
    """Whether the line would be proposed from the weighted answers too."""
    tipping: float
    """By how many points of share those who did not answer would have to be more positive for the line to go."""
    answered: int
    """How many answered."""
    population: int | None = None
    """How many could have; None where nobody knows."""
    left_out: int = 0
    """How many of those who answered skipped the question or did not know."""
    left_out_holds: bool = True
    """Whether the line would stand had all of them answered positively."""
    said: tuple[str, ...] = ()
    """All of it in words."""

    @property
    def changes(self) -> bool:
        """Whether weights or those who left the question out change the line."""
        return self.weighted_holds is False or not self.left_out_holds


@dataclass(frozen=True, kw_only=True)
class LineOfEnquiry:
    """A hypothesis put as a question to test, with the evidence for and against it."""

    rank: int
    kind: Kind
    criterion: str
    constructs: tuple[str, ...]
    themes: tuple[str, ...]
    group: str | None
    subgroup: Subgroup | None
    title: str
    """The line in a few words, for headings and lists."""
    statement: str
    """What responses suggest, with its figure, in the reports' register."""
    question: str
    confidence: float
    """1 less the expected share of false alarms among lines at least as sure (docs/analysis.md)."""
    how_sure: str
    wrong_if: str
    """What inspectors might see that would show the line wrong."""
    supporting: tuple[Evidence, ...]
    opposing: tuple[Evidence, ...]
    activities: tuple[Activity, ...]
    chart: Chart | None = None
    ranking: Mapping[str, float] = field(default_factory=dict)
    """The parts that made the rank, by name."""
    sensitivity: Sensitivity | None = None


@dataclass(frozen=True, kw_only=True)
class Caution:
    """Something a reader must know before using the lines: whole in `text`, or as a figure with words beside it."""

    id: str
    text: str
    figure: str = ""
    beside: str = ""
    """What stands beside the figure, where there is one."""
    prominent: bool = False
    """Whether it belongs at the top, beside the counts."""


class Aspect(StrEnum):
    """What the same question is laid side by side for."""

    HELP = "help"
    MODE = "mode"
    LAST_TIME = "last_time"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One construct's share with the lower answers, given in two ways or at two times, in one group."""

    aspect: Aspect
    group: str
    construct: str
    first: str
    second: str
    """Both in words."""
    one: Estimate
    other: Estimate
    low: float
    high: float
    """The ends of the interval of `other` less `one` (Newcombe)."""
    differs: bool
    """Whether they differ beyond chance, among all that are compared for the same reason."""
    said: str


@dataclass(frozen=True, kw_only=True)
class Overall:
    """How far two ways of answering lie apart over everything asked, in points of mean score."""

    aspect: Aspect
    group: str
    first: str
    second: str
    people: int
    others: int
    difference: float
    """Above 0 where `second` is less positive."""
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Everything proposed from one snapshot, laid beside the same things, is the same."""

    snapshot: str
    """The snapshot's hash, in hexadecimal digits."""
    method: str
    responses: Mapping[str, int]
    """How many answered, by group; every group is there."""
    comments: Mapping[str, int]
    """How many wrote at least one text, by group."""
    cautions: tuple[Caution, ...]
    lines: tuple[LineOfEnquiry, ...]
    pairs: tuple[Pair, ...] = ()
    overall: tuple[Overall, ...] = ()
    beside: str = ""
    """The hash of what the answers were laid beside: plan figures, areas asked so far, the last time."""
    areas: int = 0
    """How many areas the expected ranges rest on; 0 where there is no benchmark yet."""
    plans: str = ""
    """The plan figures that were used, in words; empty where none were."""
