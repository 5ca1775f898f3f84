"""What was raised and decided, for the area's safeguarding partnership: a Word document, and a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import docx

from exports import briefing_look as look
from exports.tables import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from surveys.inspections import Inspection

COLUMNS: Final = ("number", "level", "came", "from", "prompt", "words", "why raised", "decided", "by", "when", "note")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One text: what was asked, what was written, and which words raised it."""

    prompt: str
    words: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision, in words."""

    outcome: str
    by: str
    when: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Referral:
    """One matter as it leaves, in words."""

    number: int
    level: str
    came: str
    sender: str
    said: tuple[Said, ...]
    decided: tuple[Decided, ...]


def write_word(referrals: Sequence[Referral], inspection: Inspection, written: str) -> bytes:
    """Return the Word document. It holds people's own words, so it says on top for whom it is."""
    document = docx.Document()
    look.dress(document)
    title = f"Safeguarding: {inspection.area.name}"
    document.core_properties.title, document.core_properties.author = title, "Heard"
    look.paragraph(document, title, "Title")
    look.paragraph(document, f"Inspection {inspection.code}. Written on {written}.", look.SMALL)
    look.paragraph(
        document,
        "For the area's safeguarding partnership alone. It holds what people wrote in a survey that does not ask for "
        "names. Rules in the survey raised these texts, and a safeguarding lead read them. Keep it as you keep other "
        "safeguarding records.",
    )
    if not referrals:
        look.paragraph(document, "Nothing was raised.")
    for one in referrals:
        look.paragraph(document, f"{one.number}. {one.level}", "Heading 1")
        look.paragraph(document, f"{one.sender}, {one.came}", look.SMALL)
        for said in one.said:
            look.paragraph(document, said.prompt, "Heading 3")
            look.paragraph(document, said.words)
            if said.why:
                look.paragraph(document, f"Raised because of: {said.why}", look.SMALL)
        look.paragraph(document, "What was decided", "Heading 3")
        for decision in one.decided:
            note = f" {decision.note}" if decision.note else ""
            look.paragraph(document, f"{decision.outcome} ({decision.by}, {decision.when}).{note}", "List Bullet")
        if not one.decided:
            look.paragraph(document, "Nothing yet.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def write_csv(referrals: Iterable[Referral]) -> bytes:
    """Return a row for each text, as CSV in UTF-8 with a mark that Excel knows it by. No cell can start a formula."""
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for one in referrals:
        last = one.decided[-1] if one.decided else Decided(outcome="", by="", when="", note="")
        for said in one.said:
            cells = (one.number, one.level, one.came, one.sender, said.prompt, said.words, said.why)
            rows.writerow([harmless(cell) for cell in (*cells, last.outcome, last.by, last.when, last.note)])
    return file.getvalue().encode("utf-8-sig")
