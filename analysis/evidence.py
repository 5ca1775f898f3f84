"""Evidence in words with its figures and the submissions it rests on: shares, comparisons, comments and quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis import phrases, privacy, safeguarding, themes
from analysis.benchmarks import NONE
from analysis.frame import SMALLEST_BASE
from analysis.intervals import estimate, newcombe
from analysis.lines import Estimate, Evidence, EvidenceKind, Subgroup
from analysis.safeguarding import Alarm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.benchmarks import Benchmark
    from analysis.comments import Comments
    from analysis.frame import Frame, Measure
    from analysis.lines import Pair
    from analysis.themes import Valence

MOST_QUOTES: Final = 3
_SHORTEST_QUOTE: Final = 25
_LONGEST_QUOTE: Final = 280
_BEST_QUOTE: Final = 120
_TRIED: Final = 40
_MANY_DONT_KNOW: Final = 0.25


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that evidence is taken from."""

    frames: Mapping[str, Frame]
    comments: Comments
    benchmark: Benchmark = NONE
    pairs: tuple[Pair, ...] = ()


def measure_of(frame: Frame, construct: str) -> tuple[int, Measure] | None:
    """Return the column and the measure of a construct, where the group has enough answers to it."""
    for column, measure in enumerate(frame.measures):
        if measure.construct == construct and measure.on_scale >= SMALLEST_BASE:
            return column, measure
    return None


def figures(one: Estimate) -> str:
    """Say an estimate's interval and base, as in "49 to 55, of 1,004"."""
    low, high = int(one.low * 100 + 0.5), int(one.high * 100 + 0.5)
    return f"{low} to {high}, of {one.base:,}"


def answers(labels: Sequence[str]) -> str:
    """Say answers in quotation marks."""
    return phrases.listed([f"“{label.lower()}”" for label in labels], "or")


def bottom(material: Material, group: str, construct: str) -> Evidence | None:
    """Return the share of a group with the bottom answers to a construct."""
    frame = material.frames[group]
    found = measure_of(frame, construct)
    headline = found[1].headline() if found else None
    if found is None or headline is None:
        return None
    column, measure = found
    text = (
        f"{phrases.per_cent(headline.value)} of {phrases.group(group)} answered {answers(measure.bottom_labels)} "
        f"({figures(headline)}){_unknown(headline)}."
    )
    return _estimate(text, group, headline, _ids(frame, frame.bottom[:, column]))


def top(material: Material, group: str, construct: str) -> Evidence | None:
    """Return the share of a group with the answers above the bottom ones to a construct."""
    frame = material.frames[group]
    found = measure_of(frame, construct)
    headline = found[1].headline() if found else None
    if found is None or headline is None:
        return None
    column, measure = found
    rest = upper(headline)
    text = (
        f"{phrases.per_cent(rest.value)} of {phrases.group(group)} answered {answers(measure.top_labels)} "
        f"({figures(rest)}){_unknown(rest)}."
    )
    return _estimate(text, group, rest, _ids(frame, frame.answered[:, column] & ~frame.bottom[:, column]))


def upper(headline: Estimate) -> Estimate:
    """Return the share with the answers above the bottom ones, from the headline."""
    return estimate(
        headline.base - headline.count, headline.base, dont_know=headline.dont_know, skipped=headline.skipped
    )


def rows(frame: Frame, subgroup: Subgroup) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """Return who of a group is in a subgroup, and who is in the rest; None where the group has no such subgroup."""
    for place, known in enumerate(frame.subgroups):
        if (known.item, known.code) == (subgroup.item, subgroup.code):
            return frame.inside[:, place] & frame.asked[:, place], ~frame.inside[:, place] & frame.asked[:, place]
    return None


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """A subgroup's share at the bottom beside the rest's, in one group, with the interval of their difference."""

    group: str
    labels: tuple[str, ...]
    inside: Estimate
    rest: Estimate
    low: float
    high: float
    submissions: tuple[str, ...]

    @property
    def difference(self) -> float:
        """The subgroup's share less the rest's."""
        return self.inside.value - self.rest.value


def contrast(material: Material, group: str, construct: str, subgroup: Subgroup) -> Contrast | None:
    """Compare a subgroup with the rest of its group; None where either side is too small."""
    frame = material.frames[group]
    found, sides = measure_of(frame, construct), rows(frame, subgroup)
    if found is None or sides is None:
        return None
    column, measure = found
    estimates: list[Estimate] = []
    for side in sides:
        base = int((side & frame.answered[:, column]).sum())
        if base < SMALLEST_BASE:
            return None
        estimates.append(estimate(int((side & frame.bottom[:, column]).sum()), base))
    inside, rest = estimates
    low, high = newcombe(inside.count, inside.base, rest.count, rest.base)
    return Contrast(
        group=group,
        labels=measure.bottom_labels,
        inside=inside,
        rest=rest,
        low=float(low),
        high=float(high),
        submissions=_ids(frame, sides[0] & frame.bottom[:, column]),
    )


def contrasted(one: Contrast, construct: str, subgroup: Subgroup) -> Evidence:
    """Put a subgroup's difference in words."""
    low, high = (int(np.floor(end * 100 + 0.5)) for end in (one.low, one.high))
    about = phrases.sentence(phrases.constructs()[construct].weak)
    word = "of" if one.group == "practitioners" else "for"
    text = (
        f"{about}. In the survey of {phrases.group(one.group)}, {phrases.per_cent(one.inside.value)} answered "
        f"{answers(one.labels)} {word} {phrases.subgroup(subgroup)} ({figures(one.inside)}), and "
        f"{phrases.per_cent(one.rest.value)} {word} others ({figures(one.rest)}): "
        f"a difference of {phrases.points(one.difference)} ({low} to {high})."
    )
    return _estimate(text, one.group, one.inside, one.submissions)


def better_off(material: Material, groups: Iterable[str], construct: str) -> Evidence | None:
    """Return the subgroup that most clearly answers more positively; None where none clearly does."""
    best: tuple[float, Contrast, Subgroup] | None = None
    for group in groups:
        for subgroup in material.frames[group].subgroups:
            found = contrast(material, group, construct, subgroup)
            if found and found.high < -_CLEARLY and (best is None or found.high < best[0]):
                best = found.high, found, subgroup
    if best is None:
        return None
    _, found, subgroup = best
    word = "of" if found.group == "practitioners" else "for"
    text = (
        f"Answers are more positive {word} {phrases.subgroup(subgroup)}: in the survey of "
        f"{phrases.group(found.group)}, {phrases.per_cent(found.inside.value)} answered {answers(found.labels)} "
        f"({figures(found.inside)})."
    )
    return _estimate(text, found.group, found.inside, ())


_CLEARLY: Final = 0.03


def raised(material: Material, wanted: Sequence[str], valence: Valence) -> Evidence | None:
    """Return how many of those who wrote raise any of some themes; None where fewer than the smallest base do."""
    comments = material.comments
    people = tuple(dict.fromkeys(id_ for theme in wanted for id_ in comments.people(theme, valence)))
    writers = sum(comments.writers.values())
    if len(people) < SMALLEST_BASE or not writers:
        return None
    counted = sorted(((len(comments.people(theme, valence)), theme) for theme in wanted), reverse=True)
    names = [themes.frame()[theme].name for number, theme in counted[:2] if number >= SMALLEST_BASE]
    share = estimate(len(people), writers)
    how = "with concern" if valence is themes.Valence.CONCERN else "with praise"
    about = phrases.listed(names) if names else themes.frame()[counted[0][1]].name
    text = (
        f"{len(people):,} of {writers:,} people who wrote comments speak {how} of {about} "
        f"({phrases.per_cent(share.value)}; themes are coded by machine{_measured(comments, wanted, len(people))})."
    )
    return Evidence(
        kind=EvidenceKind.THEME,
        text=text,
        value=share.value,
        interval=(share.low, share.high),
        base=writers,
        submissions=people,
    )


def _measured(comments: Comments, wanted: Sequence[str], people: int) -> str:
    """Say how well the themes are read here, and the number of people corrected for it, where that was measured."""
    if comments.reading is None:
        return ""
    one = comments.reading.of(wanted)
    if one.precision is None or one.recall is None:
        return ", and none of these was among the comments that inspectors confirmed"
    return (
        f": on the {comments.reading.comments:,} comments that inspectors confirmed, {one.right} of {one.shown} "
        f"shown were right and {one.right} of {one.given} given were found, so that about "
        f"{min(comments.reading.corrected(wanted, people), sum(comments.writers.values())):,} people may speak of it"
    )


def quotes(material: Material, wanted: Sequence[str], valence: Valence, groups: Sequence[str]) -> tuple[Evidence, ...]:
    """Return up to MOST_QUOTES comments on some themes, masked, none that raises an alarm, from different people."""
    fitting = [
        comment
        for comment in material.comments.every
        if comment.group in groups
        and _SHORTEST_QUOTE <= len(comment.text.words) <= _LONGEST_QUOTE
        and any(coded.theme in wanted and coded.valence is valence for coded in comment.coded)
    ]
    fitting.sort(
        key=lambda comment: (
            len(comment.coded),
            abs(len(comment.text.words) - _BEST_QUOTE),
            comment.submission,
            comment.text.prompt,
        )
    )
    chosen: list[Evidence] = []
    said: set[str] = set()
    for comment in fitting[:_TRIED]:
        words = " ".join(privacy.redact(comment.text.words).split())
        if words.casefold() in said or safeguarding.triage(comment.text.words).alarm is not Alarm.NONE:
            continue
        said.add(words.casefold())
        chosen.append(
            Evidence(kind=EvidenceKind.QUOTE, text=words, group=comment.group, submissions=(comment.submission,))
        )
        if len(chosen) == MOST_QUOTES:
            break
    return tuple(chosen)


def _estimate(text: str, group: str, one: Estimate, submissions: tuple[str, ...]) -> Evidence:
    return Evidence(
        kind=EvidenceKind.ESTIMATE,
        text=text,
        group=group,
        value=one.value,
        interval=(one.low, one.high),
        base=one.base,
        submissions=submissions,
    )


def _unknown(one: Estimate) -> str:
    asked = one.base + one.dont_know
    if not one.dont_know:
        return ""
    part = one.dont_know / asked
    weight = "; as many as " if part >= _MANY_DONT_KNOW else "; "
    return f"{weight}{phrases.per_cent(part)} of those who answered did not know"


def _ids(frame: Frame, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(frame.table.ids[row] for row in np.flatnonzero(chosen).tolist())
