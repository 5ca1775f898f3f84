"""The small pieces of WordprocessingML that a copy is built of: runs, pictures, tick boxes, text boxes, fields."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import NamespacePrefixedTag, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Mm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.story import StoryPart

    from exports.copies.marks import Place

EMPTY_BOX: Final = "☐"
TICKED_BOX: Final = "☒"
BOX_FONT: Final = "MS Gothic"
PLACEHOLDER_STYLE: Final = "PlaceholderText"

_DECORATIVE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DECORATIVE_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def element(tag: str, attributes: dict[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """Return an element of the given prefixed name; attributes are prefixed names too."""
    name, spaces = _named_element(tag)
    made = cast("BaseOxmlElement", oxml_parser.makeelement(name, nsmap=spaces))
    for attribute, content in (attributes or {}).items():
        made.set(_qualified(attribute), content)
    made.extend(children)
    return made


@cache
def _named_element(tag: str) -> tuple[str, dict[str, str]]:
    """Return an element's whole name and its namespace: python-docx works both out anew each time, and slowly."""
    prefixed = NamespacePrefixedTag(tag)
    return prefixed.clark_name, prefixed.nsmap


@cache
def _qualified(attribute: str) -> str:
    return qn(attribute) if ":" in attribute else attribute


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
    inline = deepcopy(_inline(millimetres, decorative=not description))
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"Picture {number}")
    inline.docPr.set("descr", description)
    shown = cast("BaseOxmlElement", inline.graphic)
    next(shown.iter(qn("pic:cNvPr"))).set("name", f"Picture {number}")
    next(shown.iter(qn("a:blip"))).set(qn("r:embed"), relation)
    return element("w:r", None, element("w:drawing", None, inline))


def image(part: StoryPart, png: bytes) -> str:
    """Store a picture beside a part, once, and return its relation.

    python-docx would hold it against the bytes of each picture before it, which takes longer than the words of a copy.
    """
    name = PackURI(f"/word/media/image-{sha256(png).hexdigest()[:16]}.png")
    known = (key for key, rel in part.rels.items() if not rel.is_external and rel.target_part.partname == name)
    found = next(known, None)
    return found or part.relate_to(ImagePart(name, CONTENT_TYPE.PNG, png), RELATIONSHIP_TYPE.IMAGE)


@cache
def _inline(millimetres: float, *, decorative: bool) -> CT_Inline:
    """Return a picture in the line that stands for all of its size: python-docx reads each from XML, and slowly."""
    side = Mm(millimetres)
    inline = CT_Inline.new_pic_inline(0, "", "Picture", side, side)
    for edge in ("distT", "distB", "distL", "distR"):
        inline.set(edge, "0")  # LibreOffice takes 3 mm where nothing is said
    if decorative:
        properties = inline.docPr
        mark = properties.makeelement(f"{{{_DECORATIVE_SPACE}}}decorative", {"val": "1"}, {"adec": _DECORATIVE_SPACE})
        properties.append(element("a:extLst", None, element("a:ext", {"uri": _DECORATIVE})))
        properties[-1][0].append(mark)
    return inline


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


def tick_box(place: Place, *, title: str, number: int, points: float) -> BaseOxmlElement:
    """Return an empty tick box of a size as a content control of its own."""
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
        element("w:rPr", None, _box_font(), *size(points)),
        *_named(place, title, number),
        state,
    )
    return element("w:sdt", None, properties, element("w:sdtContent", None, empty_box(points)))


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


def link(relation: str, shown: BaseOxmlElement) -> BaseOxmlElement:
    """Return a run as a link to what the relation names."""
    return element("w:hyperlink", {"r:id": relation, "w:history": "1"}, shown)


def empty_box(points: float) -> BaseOxmlElement:
    """Return an empty tick box as a character."""
    return run(EMPTY_BOX, _box_font(), *size(points))


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


def _box_font() -> BaseOxmlElement:
    names = {"w:ascii": BOX_FONT, "w:eastAsia": BOX_FONT, "w:hAnsi": BOX_FONT, "w:cs": "Segoe UI Symbol"}
    return element("w:rFonts", names)


def size(points: float) -> tuple[BaseOxmlElement, ...]:
    """Return the run properties that give words a size."""
    return value("w:sz", str(round(2 * points))), value("w:szCs", str(round(2 * points)))
