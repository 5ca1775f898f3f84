"""Rules on how words look: size, contrast, alignment, typeface, emphasis, space between lines, the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.checking.faults import Fault, quoted
from exports.checking.opened import W, words_in
from exports.copies.shape import PAGE, POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from exports.checking.opened import Document, Paragraph

LEAST: Final = 12.0
"""Points for papers among people at work; what goes out to answer or to hang up has easy read's."""

_TWIPS_A_MILLIMETRE: Final = 1440 / 25.4
_NEAR: Final = 2.0
_HALF: Final = (148.0, 210.0)
_LEFT: Final = frozenset({None, "left", "start"})
_ENOUGH, _ENOUGH_LARGE = 7.0, 4.5
_LARGE, _LARGE_BOLD = 18.0, 14.0
_SHOUTED: Final = re.compile(r"\b[A-Z]{2,}(?:[ ’'-]+[A-Z]{2,}){3,}\b")
_SERIFS: Final = re.compile(
    r"times|georgia|cambria|garamond|book antiqua|palatino|century|bodoni|didot|baskerville|serif(?<!sans serif)"
    r"|script|brush|comic|papyrus|impact|courier|gothic std|old english",
    re.IGNORECASE,
)
_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400",
    "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3",
}  # fmt: skip
_COLOUR: Final = re.compile(r"[0-9A-Fa-f]{6}")


def page(document: Document) -> Iterator[Fault]:
    """See that the page is A4 and upright, in every section; what only hangs up may be A5."""
    papers = (PAGE,) if is_form(document) else (PAGE, _HALF)
    for size in document.body.iter(f"{W}pgSz"):
        width, height = (int(size.get(f"{W}{side}", "0")) / _TWIPS_A_MILLIMETRE for side in ("w", "h"))
        if not any(abs(width - wide) < _NEAR and abs(height - high) < _NEAR for wide, high in papers):
            yield Fault(rule="not_a4", where="the page", shown=f"{width:.0f} by {height:.0f} mm")


def alignment(document: Document) -> Iterator[Fault]:
    """See that each line begins where the eye looks for it; a number in a table may stand to the right."""
    for paragraph in document.paragraphs:
        if not paragraph.text.strip() or _is_number(paragraph):
            continue
        if document.value(paragraph, "jc") not in _LEFT:
            yield Fault(rule="not_left", where=paragraph.where, shown=quoted(paragraph.text))


def size(document: Document) -> Iterator[Fault]:
    """See that nothing is smaller than easy read's type in what people answer, nor than 12 points elsewhere."""
    least = float(POINTS) if is_form(document) else LEAST
    for paragraph in document.paragraphs:
        small = [run for run in paragraph.runs if document.points(paragraph, run) < least]
        if small:
            words = quoted(words_in(small[0]))
            yield Fault(rule="small_type", where=paragraph.where, shown=f"{least:.0f} points: {words}")


def contrast(document: Document) -> Iterator[Fault]:
    """See that words stand out against what is behind them, as WCAG's level AAA asks."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            ink, ground = _ink(document, paragraph, run), _ground(document, paragraph, run)
            points = document.points(paragraph, run)
            large = points >= _LARGE or (points >= _LARGE_BOLD and document.is_on(paragraph, run, "b"))
            found = ratio(ink, ground)
            if found < (_ENOUGH_LARGE if large else _ENOUGH):
                shown = f"{quoted(words_in(run))}, {found:.1f} to 1"
                yield Fault(rule="low_contrast", where=paragraph.where, shown=shown)
                break


def emphasis(document: Document) -> Iterator[Fault]:
    """See that nothing is stressed by italics, underlines or capitals: they are hard to read."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            linked = any(True for _ in run.iterancestors(f"{W}hyperlink"))
            underlined = document.look(paragraph, run, "u") not in {None, "none"} and not linked
            marked = underlined or any(document.is_on(paragraph, run, name) for name in ("i", "caps", "smallCaps"))
            if marked or _SHOUTED.search(words_in(run)):
                yield Fault(rule="emphasis", where=paragraph.where, shown=quoted(words_in(run)))
                break


def typeface(document: Document) -> Iterator[Fault]:
    """See that the typeface is plain, without serifs."""
    seen = set()
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            name = document.look(paragraph, run, "rFonts", "ascii") or ""
            if name not in seen and _SERIFS.search(name):
                seen.add(name)
                yield Fault(rule="serif", where=paragraph.where, shown=name)


def spacing(document: Document) -> Iterator[Fault]:
    """See that no line has an exact height: it cuts off what is taller, as larger type, pictures, accents."""
    for paragraph in document.paragraphs:
        rule = document.value(paragraph, "spacing", "lineRule")
        line = document.value(paragraph, "spacing", "line")
        points = max((document.points(paragraph, run) for run in paragraph.runs), default=0.0)
        if not points or line is None:
            continue
        exact = rule == "exact" and int(line) / 20 < points * 1.15
        tight = rule in {None, "auto"} and int(line) < 240  # noqa: PLR2004 - 240ths of a line
        if exact or tight:
            yield Fault(rule="cramped", where=paragraph.where, shown=quoted(paragraph.text))


def hyphens(document: Document) -> Iterator[Fault]:
    """See that words stay whole at line ends."""
    settings = document.part("word/settings.xml")
    found = None if settings is None else settings.find(f"{W}autoHyphenation")
    if found is not None and found.get(f"{W}val", "1") not in {"0", "false"}:
        yield Fault(rule="hyphenated", where="the document")


def is_form(document: Document) -> bool:
    """Whether a document has boxes to fill in."""
    return next(document.body.iter(f"{W}sdt"), None) is not None


def ratio(one: str, other: str) -> float:
    """Return WCAG's contrast ratio of two colours given as RRGGBB."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ink(document: Document, paragraph: Paragraph, run: etree._Element) -> str:
    found = document.look(paragraph, run, "color") or ""
    return found if _COLOUR.fullmatch(found) else "000000"


def _ground(document: Document, paragraph: Paragraph, run: etree._Element) -> str:
    highlight = document.look(paragraph, run, "highlight")
    cell = next(paragraph.element.iterancestors(f"{W}tc"), None)
    shade = None if cell is None else cell.find(f"{W}tcPr/{W}shd")
    grounds = (
        _HIGHLIGHTS.get(highlight or ""),
        document.look(paragraph, run, "shd", "fill"),
        document.value(paragraph, "shd", "fill"),
        None if shade is None else shade.get(f"{W}fill"),
    )
    return next((ground for ground in grounds if ground and _COLOUR.fullmatch(ground)), "FFFFFF")


def _is_number(paragraph: Paragraph) -> bool:
    in_table = any(True for _ in paragraph.element.iterancestors(f"{W}tc"))
    return in_table and not any(letter.isalpha() for letter in paragraph.text)


RULES: Final = (page, alignment, size, contrast, emphasis, typeface, spacing, hyphens)
