"""The lines of enquiry as a Word document: all on one page, then each with its evidence, then cautions and method."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
import yaml
from docx.shared import Mm

from analysis import phrases
from analysis.lines import EvidenceKind, Kind
from exports import briefing_look as look
from exports import chart
from surveys.constructs import criteria

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from docx.document import Document

    from analysis.lines import Evidence, LineOfEnquiry, Summary
    from surveys.inspections import Inspection

KINDS: Final = {
    Kind.WEAKNESS: "Less positive",
    Kind.GAP: "A gap",
    Kind.DISAGREEMENT: "Views differ",
    Kind.STRENGTH: "A strength",
    Kind.THEME: "Comments",
    Kind.CAUTION: "Who is missing",
}


def write(summary: Summary, inspection: Inspection) -> bytes:
    """Return the Word document. It holds no quote: nothing quoted leaves before a person approved it."""
    document = docx.Document()
    look.dress(document)
    title = f"Lines of enquiry: {inspection.area.name}"
    _properties(document, title, inspection)
    look.paragraph(document, title, "Title")
    look.paragraph(
        document,
        f"Inspection {inspection.code}. Surveys open from {_day(inspection.window.opens)} to "
        f"{_day(inspection.window.closes)}. Snapshot {summary.snapshot[:8]}, method {summary.method}.",
        look.SMALL,
    )
    look.paragraph(document, _words()["before"].strip())
    _answered(document, summary)
    _at_a_glance(document, summary)
    for line in summary.lines:
        _line(document, line)
    look.paragraph(document, "What to know before using this", "Heading 1").paragraph_format.page_break_before = True
    _bullets(document, (caution.text for caution in summary.cautions))
    _side_by_side(document, summary)
    look.paragraph(document, "Method", "Heading 1")
    _bullets(document, _words()["method"].splitlines())
    look.paragraph(document, "Limits", "Heading 1")
    _bullets(document, _words()["benchmarked" if summary.areas else "no_benchmark"].splitlines())
    _bullets(document, _words()["limits"].splitlines())
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@cache
def _words() -> dict[str, str]:
    content: dict[str, str] = yaml.safe_load(Path(__file__).with_name("briefing.yaml").read_text(encoding="utf-8"))
    return content


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _properties(document: Document, title: str, inspection: Inspection) -> None:
    core = document.core_properties
    core.title, core.author, core.language, core.comments = title, "Heard", look.LANGUAGE, ""
    core.subject = "Questions to test, with evidence for and against"
    # The end of the survey, not the moment of writing: the same answers give the same document.
    core.created = core.modified = inspection.window.closes.replace(tzinfo=None, microsecond=0)


def _answered(document: Document, summary: Summary) -> None:
    rows = [
        (phrases.short_group(group), f"{number:,}", f"{summary.comments.get(group, 0):,}")
        for group, number in summary.responses.items()
    ]
    look.table(document, ("Who answered", "Answers", "Wrote comments"), rows, (90, 40, 40))
    for caution in summary.cautions:
        if caution.prominent:
            look.paragraph(document, caution.text, look.SMALL)


def _at_a_glance(document: Document, summary: Summary) -> None:
    look.paragraph(document, "The lines", "Heading 1")
    if not summary.lines:
        look.paragraph(
            document, "There is no line of enquiry in these answers. What to know before using this says why."
        )
        return
    rows = [
        (str(line.rank), f"{line.title}{_marked(line)}", KINDS[line.kind], criteria()[line.criterion].name)
        for line in summary.lines
    ]
    look.table(document, ("No.", "Line of enquiry", "Kind", "Criterion"), rows, (12, 84, 30, 44))


def _marked(line: LineOfEnquiry) -> str:
    if line.sensitivity is None or not line.sensitivity.changes:
        return ""
    weighted = line.sensitivity.weighted_holds is False
    return " (changes when weighted)" if weighted else " (changes with those who left it out)"


def _side_by_side(document: Document, summary: Summary) -> None:
    """Write a table of every question that differs by who answered, how, or since last time."""
    shown = [pair for pair in summary.pairs if pair.differs]
    if not shown:
        return
    look.paragraph(document, "Side by side", "Heading 1")
    look.paragraph(
        document,
        "Questions whose lower answers differ beyond chance by who answered, by how, or since last time. "
        "The others do not, or too few answered.",
    )
    rows = [
        (
            phrases.sentence(phrases.constructs()[pair.construct].weak),
            phrases.short_group(pair.group),
            f"{phrases.per_cent(pair.one.value)} of {pair.one.base:,} {pair.first}",
            f"{phrases.per_cent(pair.other.value)} of {pair.other.base:,} {pair.second}",
        )
        for pair in shown
    ]
    look.table(document, ("What was asked", "Who", "First", "Beside"), rows, (66, 34, 35, 35))


def _line(document: Document, line: LineOfEnquiry) -> None:
    heading = look.paragraph(document, f"{line.rank}. {line.title}", "Heading 2")
    heading.paragraph_format.page_break_before = True
    look.paragraph(document, f"{criteria()[line.criterion].name}. {KINDS[line.kind]}.", look.SMALL)
    look.paragraph(document, line.statement, look.STATEMENT)
    look.paragraph(document, line.question, look.QUESTION)
    if line.chart is not None and line.chart.bars:
        _chart(document, line)
    _evidence(document, "Evidence for", line.supporting)
    _evidence(document, "Evidence against", line.opposing)
    look.paragraph(document, "What to do on site", "Heading 3")
    _bullets(document, (f"{activity.name}. {activity.reason}" for activity in line.activities))
    look.paragraph(document, "What would show it wrong", "Heading 3")
    look.paragraph(document, line.wrong_if)
    look.paragraph(document, "How sure", "Heading 3")
    # One paragraph, so that a line with its evidence keeps to its page.
    look.paragraph(document, " ".join((line.how_sure, *(line.sensitivity.said if line.sensitivity else ()))))


def _chart(document: Document, line: LineOfEnquiry) -> None:
    if line.chart is None:
        return
    drawn = line.chart
    rows = [
        (
            bar.label,
            "",
            phrases.per_cent(bar.estimate.value),
            f"{phrases.per_cent(bar.estimate.low)} to {phrases.per_cent(bar.estimate.high)}",
            f"{bar.estimate.base:,}",
        )
        for bar in drawn.bars
    ]
    header = ("Who", "From 0% to 100%", "Share", "Interval", "Of")
    made = look.table(document, header, rows, (56, 52, 16, 30, 16))
    for bar, row in zip(drawn.bars, made.rows[1:], strict=True):
        run = row.cells[1].paragraphs[0].add_run()
        picture = run.add_picture(io.BytesIO(chart.png(bar)), width=Mm(47))
        described = picture._inline.docPr  # noqa: SLF001 - python-docx has no name for a picture's description
        described.set("descr", bar.in_words())
        described.set("name", f"Chart of line {line.rank}")
    look.paragraph(document, f"{drawn.caption}, with 95% intervals. They do not cover who chose to answer.", "Caption")


def _evidence(document: Document, heading: str, pieces: Sequence[Evidence]) -> None:
    look.paragraph(document, heading, "Heading 3")
    shown = [piece.text for piece in pieces if piece.kind is not EvidenceKind.QUOTE]
    _bullets(document, shown or ["Nothing clear among the answers."])
    quotes = len(pieces) - len(shown)
    if quotes:
        number = "1 comment" if quotes == 1 else f"{quotes} comments"
        look.paragraph(
            document, f"{number} could be quoted here once a person has approved what is quoted.", look.SMALL
        )


def _bullets(document: Document, lines: Iterable[str]) -> None:
    for line in lines:
        if line.strip():
            look.paragraph(document, line.strip(), "List Bullet")
