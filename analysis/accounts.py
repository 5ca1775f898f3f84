"""One finding's account: its statement and question, the evidence for and against, what to do and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from analysis import charts, evidence, phrases, site, themes
from analysis.intervals import estimate
from analysis.laid_beside import compared
from analysis.lines import Activity, Bar, Chart, Evidence, Kind, LineOfEnquiry
from analysis.themes import Valence
from surveys.constructs import constructs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.evidence import Material
    from analysis.lines import Finding


def account(finding: Finding, material: Material) -> LineOfEnquiry:
    """Put a finding in words, with its evidence. The rank is given when all lines are known."""
    match finding.kind:
        case Kind.WEAKNESS | Kind.STRENGTH:
            return _level(finding, material)
        case Kind.GAP:
            return _gap(finding, material)
        case Kind.DISAGREEMENT:
            return _disagreement(finding, material)
        case Kind.THEME:
            return _theme(finding, material)
        case Kind.CAUTION:
            message = "a caution is no finding: analysis.cautions makes its line"
            raise ValueError(message)
        case _:
            assert_never(finding.kind)


def _level(finding: Finding, material: Material) -> LineOfEnquiry:
    construct = finding.constructs[0]
    words = phrases.constructs()[construct]
    weak = finding.kind is Kind.WEAKNESS
    show = evidence.bottom if weak else evidence.top
    every = {group: show(material, group, construct) for group in material.frames}
    shown = {group: one for group, one in every.items() if one is not None}
    first, *others = [group for group in finding.groups if group in shown]
    figure = shown[first]
    said = words.weak if weak else words.well
    also = [
        phrases.share_of(shown[group].value or 0.0, phrases.group(group)) + _in_brackets(shown[group])
        for group in others
    ]
    most = phrases.sentence(phrases.share_of(figure.value or 0.0, phrases.group(first)))
    statement = (
        f"Responses suggest that {said}. {most}{_in_brackets(figure)} answered "
        f"{charts.labels(material, first, construct, lower=weak)}"
        + (f", and {phrases.listed(also)} said much the same" if also else "")
        + f". {compared(finding, material)}"
    )
    for_, against = (Valence.CONCERN, Valence.PRAISE) if weak else (Valence.PRAISE, Valence.CONCERN)
    opposing = [one for group, one in shown.items() if group not in finding.groups]
    supporting = [shown[group] for group in (first, *others)]
    return _line(
        finding,
        title=phrases.sentence(said),
        statement=statement,
        question=words.question if weak else words.strength_question,
        wrong_if=words.wrong if weak else "Children, families or records in some settings show otherwise.",
        supporting=[*supporting, evidence.raised(material, words.themes, for_)],
        opposing=[
            *opposing,
            evidence.better_off(material, finding.groups, construct) if weak else None,
            evidence.raised(material, words.themes, against),
        ],
        quotes=evidence.quotes(material, words.themes, for_, finding.groups),
        activities=site.activities(words, finding),
        chart=charts.by_group(material, construct, lower=weak),
    )


def _in_brackets(one: Evidence) -> str:
    return f" ({phrases.per_cent(one.value or 0.0)})"


def _gap(finding: Finding, material: Material) -> LineOfEnquiry:
    subgroup = finding.subgroup
    if subgroup is None:
        message = "a gap has a subgroup"
        raise ValueError(message)
    who = phrases.subgroup(subgroup)
    found = [
        (construct, one)
        for construct in finding.constructs
        for group in finding.groups
        if (one := evidence.contrast(material, group, construct, subgroup)) is not None
    ]
    shown = [(construct, one) for construct, one in found if one.difference > 0] or found
    construct, first = shown[0]
    words = phrases.constructs()[construct]
    statement = (
        f"Responses suggest that {words.weak}, for {who} more than for others. "
        f"In the survey of {phrases.group(first.group)}, {phrases.share(first.inside.value)} "
        f"({phrases.per_cent(first.inside.value)}) answered "
        f"{evidence.answers(first.labels)}, against {phrases.per_cent(first.rest.value)} for others."
    )
    if finding.across_the_board:
        statement = (
            f"Responses suggest that {who} have a less positive experience than others of nearly everything "
            f"that was asked. The difference is widest here: {words.weak} "
            f"({phrases.per_cent(first.inside.value)} answered "
            f"{evidence.answers(first.labels)}, against {phrases.per_cent(first.rest.value)} for others, in the "
            f"survey of {phrases.group(first.group)})."
        )
    elsewhere = [
        one
        for group in material.frames
        if group not in finding.groups and (one := evidence.contrast(material, group, construct, subgroup)) is not None
    ]
    title = (
        f"{words.weak}, most of all for {who}"
        if not finding.across_the_board
        else f"{who}: less positive in nearly everything"
    )
    return _line(
        finding,
        title=phrases.sentence(title),
        statement=statement,
        question=f"{words.question.rstrip('?')}, and why is it harder for {who}?",
        wrong_if=f"{words.wrong.rstrip('.')}, for {who} as for others.",
        supporting=[evidence.contrasted(one, construct_, subgroup) for construct_, one in shown]
        + [evidence.contrasted(one, construct, subgroup) for one in elsewhere if one.low > 0],
        opposing=[
            *(evidence.contrasted(one, construct, subgroup) for one in elsewhere if one.low <= 0),
            evidence.raised(material, words.themes, Valence.PRAISE),
        ],
        quotes=(),
        activities=site.activities(words, finding, who=who),
        chart=charts.beside_the_rest(
            [one for construct_, one in shown if construct_ == construct], subgroup, words.weak
        ),
    )


def _disagreement(finding: Finding, material: Material) -> LineOfEnquiry:
    construct = finding.constructs[0]
    words = phrases.constructs()[construct]
    worse, better = finding.group or "", finding.against or ""
    lower, upper = evidence.bottom(material, worse, construct), evidence.top(material, better, construct)
    other = evidence.top(material, worse, construct)
    if lower is None or upper is None or other is None:
        message = "a disagreement has answers on both sides"
        raise ValueError(message)
    # Young people's scale has no "most of the time".
    often = "" if "young-people" in {worse, better} else " at least most of the time"
    statement = (
        f"Responses suggest that {phrases.group(better)} and {phrases.group(worse)} see it differently: "
        f"{phrases.share_of(upper.value or 0, phrases.group(better))} ({phrases.per_cent(upper.value or 0)}) but "
        f"{phrases.share_of(other.value or 0, phrases.group(worse))} ({phrases.per_cent(other.value or 0)}) say "
        f"that {words.well}{often}. They lie {phrases.points(finding.excess)} further apart than "
        f"{'in areas asked so far' if worse in material.benchmark.usual else 'about most of what was asked'}."
    )
    third = [group for group in material.frames if group not in {worse, better}]
    thirds = [one for group in third if (one := evidence.bottom(material, group, construct)) is not None]
    near = [
        one
        for one in thirds
        if abs((one.value or 0) - (lower.value or 0)) <= abs((one.value or 0) - (1 - (upper.value or 0)))
    ]
    return _line(
        finding,
        title=f"{phrases.short_group(better)} think that {words.well}; {phrases.group(worse)} often do not",
        statement=statement,
        question=words.question,
        wrong_if=words.wrong,
        supporting=[lower, upper, *near, evidence.raised(material, words.themes, Valence.CONCERN)],
        opposing=[
            *(one for one in thirds if one not in near),
            evidence.better_off(material, (worse,), construct),
            evidence.raised(material, words.themes, Valence.PRAISE),
        ],
        quotes=evidence.quotes(material, words.themes, Valence.CONCERN, (worse,)),
        activities=site.activities(words, finding),
        chart=charts.by_group(material, construct, lower=True),
    )


def _theme(finding: Finding, material: Material) -> LineOfEnquiry:
    theme = themes.frame()[finding.themes[0]]
    comments = material.comments
    people = comments.people(theme.id, Valence.CONCERN)
    writers = sum(comments.writers.values())
    bars = [
        Bar(
            label=phrases.short_group(group),
            estimate=estimate(len(comments.people(theme.id, Valence.CONCERN, group)), written),
        )
        for group, written in comments.writers.items()
        if written
    ]
    related = [
        construct
        for construct, words in phrases.constructs().items()
        if theme.id in words.themes[:2] and construct in constructs()
    ]
    against = [
        evidence.top(material, group, construct)
        for construct in related[:1]
        for group in (finding.groups or tuple(material.frames))[:1]
    ]
    return _line(
        finding,
        title=f"Comments raise {theme.name}",
        statement=(
            f"Responses suggest that {theme.name} is a concern: {len(people):,} of {writers:,} people who wrote "
            f"comments raise it ({phrases.per_cent(len(people) / writers)}), more often than comments ordinarily do. "
            "Nobody was asked about it by name."
        ),
        question=phrases.theme_question(theme.id),
        wrong_if="Those who raise it turn out to speak of few cases, or of what has been put right since.",
        supporting=[evidence.raised(material, finding.themes, Valence.CONCERN)],
        opposing=[evidence.raised(material, finding.themes, Valence.PRAISE), *against],
        quotes=evidence.quotes(material, finding.themes, Valence.CONCERN, tuple(material.frames)),
        activities=(
            phrases.activity(
                "parent_carer_meetings",
                f"Ask families, children and practitioners what lies behind comments on {theme.name}.",
            ),
            phrases.activity("documents", f"Ask for what partners know and have decided about {theme.name}."),
        ),
        chart=Chart(
            caption=f"Share of those who wrote comments that raise {theme.name} as a concern", bars=tuple(bars)
        ),
        criterion=theme.criterion,
    )


def _line(  # noqa: PLR0913 - each is one part of a line
    finding: Finding,
    *,
    title: str,
    statement: str,
    question: str,
    wrong_if: str,
    supporting: Iterable[Evidence | None],
    opposing: Iterable[Evidence | None],
    quotes: tuple[Evidence, ...],
    activities: tuple[Activity, ...],
    chart: Chart,
    criterion: str | None = None,
) -> LineOfEnquiry:
    kept = [one for one in supporting if one is not None]
    against = [one for one in opposing if one is not None]
    return LineOfEnquiry(
        rank=0,
        kind=finding.kind,
        criterion=criterion or constructs()[finding.constructs[0]].criterion,
        constructs=finding.constructs,
        themes=finding.themes or _themes_of(finding),
        group=finding.group,
        subgroup=finding.subgroup,
        title=title,
        statement=statement,
        question=question,
        confidence=round(finding.confidence, 3),
        how_sure=_how_sure(finding, opposed=bool(against)),
        wrong_if=wrong_if,
        supporting=(*kept, *quotes),
        opposing=tuple(against),
        activities=activities,
        chart=chart,
        ranking={
            "excess": round(finding.excess, 4),
            "people": round(finding.people, 4),
            "agreement": round(finding.agreement, 4),
            "confidence": round(finding.confidence, 4),
            "z": round(finding.z, 3),
            "importance": round(finding.importance, 5),
        },
    )


def _themes_of(finding: Finding) -> tuple[str, ...]:
    return phrases.constructs()[finding.constructs[0]].themes[:2]


def _how_sure(finding: Finding, *, opposed: bool) -> str:
    alarms = max(round((1 - finding.confidence) * 100), 1)
    sources = len(finding.groups)
    agree = f"{sources} groups show it" if sources > 1 else "one group shows it"
    against = "; there is evidence against it" if opposed else ""
    return (
        f"Of lines as sure as this, about {alarms} in 100 would be chance, among those who answered; {agree}{against}. "
        "It does not cover who chose to answer."
    )
