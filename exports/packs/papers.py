"""Plain papers of a pack: words with headings and points, as Word and as text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

from exports.writing import controls, look
from exports.writing.look import proofing_language
from exports.writing.packing import steady
from surveys.questionnaire import ENGLISH

if TYPE_CHECKING:
    from docx.document import Document

_POINTS: Final = 12
_LINK: Final = "Web address"


def as_word(title: str, words: str, *, subject: str = "") -> bytes:
    """Return a .docx of `words`: "## " begins a heading, "- " a point, else a paragraph; addresses are links."""
    made = docx.Document()
    look.dress(made, ENGLISH)
    _calm(made)
    made.add_paragraph(title, style="Title")
    if subject:
        made.add_paragraph(f"Subject: {subject}", style=look.SMALL)
    for line in words.strip().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "##":
            made.add_paragraph(rest, style=look.SECTION)
        elif kind == "-":
            made.add_paragraph(rest, style="List Bullet")
        elif line.strip():
            _line(made, line)
    core = made.core_properties
    core.title, core.author, core.comments = title, "Heard", ""
    core.language = proofing_language(ENGLISH)
    content = io.BytesIO()
    made.save(content)
    return steady(content.getvalue())


def as_text(words: str) -> bytes:
    """Return `words` as a text that every program shows right."""
    lines = [line.removeprefix("## ") for line in words.strip().splitlines()]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _line(made: Document, line: str) -> None:
    """Add a paragraph; what is behind ": https://" in it is a link with the words before it."""
    name, colon, address = line.partition(": http")
    if not colon:
        made.add_paragraph(line)
        return
    target = f"http{address}".strip()
    relation = made.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    style = made.styles[_LINK].style_id
    shown = controls.link(relation, controls.run(target, controls.value("w:rStyle", style)))
    made.add_paragraph(f"{name}: ")._p.append(shown)  # noqa: SLF001 - links are made as XML


def _calm(made: Document) -> None:
    """Set the styles of a paper among people at work: one page where it can be."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    section = made.sections[0]
    section.top_margin = section.bottom_margin = Mm(15)
    sizes = (("Normal", 12, 4), ("Title", 22, 4), (look.SECTION, 15, 2), (look.SMALL, 12, 8), ("List Bullet", 12, 2))
    for name, points, after in sizes:
        style = made.styles[name]
        style.font.size, style.paragraph_format.space_after = Pt(points), Pt(after)
        style.paragraph_format.line_spacing = 1.0
    made.styles[look.SECTION].paragraph_format.space_before = Pt(8)
    link = made.styles.add_style(_LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(look.TEAL), True
