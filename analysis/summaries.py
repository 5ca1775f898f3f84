"""A summary as JSON and back, in the shape that others rely on (DESIGN section 5)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analysis.lines import (
    Activity,
    Aspect,
    Bar,
    Caution,
    Chart,
    Estimate,
    Evidence,
    EvidenceKind,
    Kind,
    LineOfEnquiry,
    Overall,
    Pair,
    Sensitivity,
    Subgroup,
    Summary,
)

if TYPE_CHECKING:
    from surveys.inspections import Inspection


def to_json(summary: Summary, inspection: Inspection) -> dict[str, Any]:
    """Return the summary as plain values ready for JSON; the inspection stands in it by code, area and window."""
    return {
        "inspection": {
            "code": inspection.code,
            "area": inspection.area.name,
            "gss_code": inspection.area.gss_code,
            "opens": inspection.window.opens.isoformat(),
            "closes": inspection.window.closes.isoformat(),
        },
        "snapshot": summary.snapshot,
        "method": summary.method,
        "responses": dict(summary.responses),
        "comments": dict(summary.comments),
        "cautions": [
            {
                "id": caution.id,
                "text": caution.text,
                "figure": caution.figure,
                "beside": caution.beside,
                "prominent": caution.prominent,
            }
            for caution in summary.cautions
        ],
        "lines": [_line(line) for line in summary.lines],
        "beside": {
            "hash": summary.beside,
            "areas": summary.areas,
            "benchmark": "expected ranges" if summary.areas else "no benchmark yet",
            "plans": summary.plans,
        },
        "side_by_side": [asdict(pair) for pair in summary.pairs],
        "overall": [asdict(one) for one in summary.overall],
    }


def from_json(shape: dict[str, Any]) -> Summary:
    """Return the summary that `to_json` wrote; KeyError or ValueError where it is no such thing."""
    return Summary(
        snapshot=shape["snapshot"],
        method=shape["method"],
        responses=dict(shape["responses"]),
        comments=dict(shape["comments"]),
        cautions=tuple(Caution(**caution) for caution in shape["cautions"]),
        lines=tuple(_line_from(line) for line in shape["lines"]),
        pairs=tuple(_pair_from(pair) for pair in shape["side_by_side"]),
        overall=tuple(Overall(**{**one, "aspect": Aspect(one["aspect"])}) for one in shape["overall"]),
        beside=shape["beside"]["hash"],
        areas=shape["beside"]["areas"],
        plans=shape["beside"]["plans"],
    )


def _line(line: LineOfEnquiry) -> dict[str, Any]:
    return {
        "rank": line.rank,
        "kind": line.kind.value,
        "criterion": line.criterion,
        "constructs": list(line.constructs),
        "themes": list(line.themes),
        "group": line.group,
        "subgroup": line.subgroup
        and {"item": line.subgroup.item, "code": line.subgroup.code, "label": line.subgroup.label},
        "title": line.title,
        "statement": line.statement,
        "question": line.question,
        "confidence": line.confidence,
        "how_sure": line.how_sure,
        "wrong_if": line.wrong_if,
        "supporting": [_evidence(evidence) for evidence in line.supporting],
        "opposing": [_evidence(evidence) for evidence in line.opposing],
        "activities": [activity.id for activity in line.activities],
        "activity_reasons": [
            {"id": activity.id, "name": activity.name, "reason": activity.reason} for activity in line.activities
        ],
        "chart": line.chart and _chart(line.chart),
        "ranking": dict(line.ranking),
        "sensitivity": line.sensitivity and {**asdict(line.sensitivity), "changes": line.sensitivity.changes},
    }


def _line_from(shape: dict[str, Any]) -> LineOfEnquiry:
    return LineOfEnquiry(
        rank=shape["rank"],
        kind=Kind(shape["kind"]),
        criterion=shape["criterion"],
        constructs=tuple(shape["constructs"]),
        themes=tuple(shape["themes"]),
        group=shape["group"],
        subgroup=None if shape["subgroup"] is None else Subgroup(**shape["subgroup"]),
        title=shape["title"],
        statement=shape["statement"],
        question=shape["question"],
        confidence=shape["confidence"],
        how_sure=shape["how_sure"],
        wrong_if=shape["wrong_if"],
        supporting=tuple(_evidence_from(evidence) for evidence in shape["supporting"]),
        opposing=tuple(_evidence_from(evidence) for evidence in shape["opposing"]),
        activities=tuple(Activity(**activity) for activity in shape["activity_reasons"]),
        chart=None if shape["chart"] is None else _chart_from(shape["chart"]),
        ranking=dict(shape["ranking"]),
        sensitivity=None if shape["sensitivity"] is None else _sensitivity_from(shape["sensitivity"]),
    )


def _evidence(evidence: Evidence) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "kind": evidence.kind.value,
        "text": evidence.text,
        "group": evidence.group,
        "value": evidence.value,
        "interval": None if evidence.interval is None else list(evidence.interval),
        "base": evidence.base,
        "submissions": list(evidence.submissions),
    }
    if evidence.kind is EvidenceKind.QUOTE:
        shape["approved"] = False
    return shape


def _evidence_from(shape: dict[str, Any]) -> Evidence:
    interval = shape["interval"]
    return Evidence(
        kind=EvidenceKind(shape["kind"]),
        text=shape["text"],
        group=shape["group"],
        value=shape["value"],
        interval=None if interval is None else (interval[0], interval[1]),
        base=shape["base"],
        submissions=tuple(shape["submissions"]),
    )


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "caption": chart.caption,
        "bars": [
            {
                "label": bar.label,
                "count": bar.estimate.count,
                "base": bar.estimate.base,
                "value": bar.estimate.value,
                "interval": [bar.estimate.low, bar.estimate.high],
                "dont_know": bar.estimate.dont_know,
                "skipped": bar.estimate.skipped,
                "expected": None if bar.expected is None else list(bar.expected),
            }
            for bar in chart.bars
        ],
    }


def _chart_from(shape: dict[str, Any]) -> Chart:
    return Chart(
        caption=shape["caption"],
        bars=tuple(
            Bar(
                label=bar["label"],
                estimate=Estimate(
                    count=bar["count"],
                    base=bar["base"],
                    value=bar["value"],
                    low=bar["interval"][0],
                    high=bar["interval"][1],
                    dont_know=bar["dont_know"],
                    skipped=bar["skipped"],
                ),
                expected=None if bar["expected"] is None else (bar["expected"][0], bar["expected"][1]),
            )
            for bar in shape["bars"]
        ),
    )


def _sensitivity_from(shape: dict[str, Any]) -> Sensitivity:
    known = {name: value for name, value in shape.items() if name != "changes"}
    return Sensitivity(**{**known, "said": tuple(shape["said"])})


def _pair_from(shape: dict[str, Any]) -> Pair:
    return Pair(
        **{
            **shape,
            "aspect": Aspect(shape["aspect"]),
            "one": Estimate(**shape["one"]),
            "other": Estimate(**shape["other"]),
        }
    )
