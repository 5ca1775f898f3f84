"""The small pieces of WordprocessingML that a copy is built of: runs, pictures, tick boxes, text boxes, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Mm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from exports.word_marks import Place

EMPTY_BOX: Final = "☐"
TICKED_BOX: Final = "☒"
BOX_FONT: Final = "MS Gothic"
BOX_HALF_POINTS: Final = 36
PLACEHOLDER_STYLE: Final = "PlaceholderText"

_DECORATIVE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DECORATIVE_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def element(tag: str, attributes: dict[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """Return an element of the given prefixed name; attributes are prefixed names too."""
    made = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in (attributes or {}).items():
        made.set(qn(name) if ":" in name else name, value)
    made.extend(children)
    return made


def value(tag: str, content: str) -> BaseOxmlElement:
    """Return an element whose one attribute is `w:val`."""
    return element(tag, {"w:val": content})


def run(words: str, *looks: BaseOxmlElement) -> BaseOxmlElement:
    """Return a run of `words`, a line break for each line end, with the given run properties."""
    made = element("w:r", None, element("w:rPr", None, *looks)) if looks else element("w:r")
    for number, line in enumerate(words.split("\n")):
        if number:
            made.append(element("w:br"))
        text = element("w:t", {"xml:space": "preserve"})
        text.text = line
        made.append(text)
    return made


def tab() -> BaseOxmlElement:
    """Return a run that goes to the next tab stop."""
    return element("w:r", None, element("w:tab"))


def picture(relation: str, *, number: int, millimetres: float, description: str = "") -> BaseOxmlElement:
    """Return a run with a square picture in the line. Without a description it is marked as decorative."""
    side = Mm(millimetres)
    inline = CT_Inline.new_pic_inline(number, relation, f"Picture {number}", side, side)
    properties = inline.docPr
    properties.set("descr", description)
    if not description:
        mark = properties.makeelement(f"{{{_DECORATIVE_SPACE}}}decorative", {"val": "1"}, {"adec": _DECORATIVE_SPACE})
        properties.append(element("a:extLst", None, element("a:ext", {"uri": _DECORATIVE})))
        properties[-1][0].append(mark)
    return element("w:r", None, element("w:drawing", None, inline))


def bookmarked(name: str, number: int, *content: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield `content` between the two ends of a bookmark."""
    yield bookmark_start(name, number)
    yield from content
    yield bookmark_end(number)


def bookmark_start(name: str, number: int) -> BaseOxmlElement:
    """Return the beginning of a bookmark."""
    return element("w:bookmarkStart", {"w:id": str(number), "w:name": name})


def bookmark_end(number: int) -> BaseOxmlElement:
    """Return the end of a bookmark."""
    return element("w:bookmarkEnd", {"w:id": str(number)})


def tick_box(place: Place, *, title: str, number: int) -> BaseOxmlElement:
    """Return an empty tick box as a content control of its own."""

    def font() -> BaseOxmlElement:
        return element(
            "w:rFonts",
            {"w:ascii": BOX_FONT, "w:eastAsia": BOX_FONT, "w:hAnsi": BOX_FONT, "w:cs": "Segoe UI Symbol"},
        )

    state = element(
        "w14:checkbox",
        None,
        element("w14:checked", {"w14:val": "0"}),
        element("w14:checkedState", {"w14:val": f"{ord(TICKED_BOX):04X}", "w14:font": BOX_FONT}),
        element("w14:uncheckedState", {"w14:val": f"{ord(EMPTY_BOX):04X}", "w14:font": BOX_FONT}),
    )
    properties = element(
        "w:sdtPr",
        None,
        element("w:rPr", None, font(), *_size()),
        *_named(place, title, number),
        state,
    )
    shown = run(EMPTY_BOX, font(), *_size())
    return element("w:sdt", None, properties, element("w:sdtContent", None, shown))


def text_box(place: Place, *, title: str, placeholder: str, number: int) -> BaseOxmlElement:
    """Return a content control for a text of any number of lines that shows its placeholder.

    A plain text control would become a field that LibreOffice opens in a dialog; in a rich one people type.
    """
    properties = element(
        "w:sdtPr",
        None,
        *_named(place, title, number),
        element("w:showingPlcHdr"),
    )
    shown = run(placeholder, value("w:rStyle", PLACEHOLDER_STYLE))
    return element("w:sdt", None, properties, element("w:sdtContent", None, shown))


def field(code: str) -> BaseOxmlElement:
    """Return a field, as PAGE or NUMPAGES, that the program fills in."""
    return element("w:fldSimple", {"w:instr": f" {code} "}, run("1"))


def _named(place: Place, title: str, number: int) -> tuple[BaseOxmlElement, ...]:
    return (
        value("w:alias", place.alias(title)),
        value("w:tag", place.tag),
        value("w:id", str(number)),
        value("w:lock", "sdtLocked"),
    )


def _size() -> tuple[BaseOxmlElement, ...]:
    return value("w:sz", str(BOX_HALF_POINTS)), value("w:szCs", str(BOX_HALF_POINTS))
