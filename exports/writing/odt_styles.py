"""The look of an OpenDocument copy: the same page, type, spacing and colours as the Word copy's."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from exports.copies.layout import Part
from exports.copies.shape import PAGE
from exports.writing.controls import BOX_FONT
from exports.writing.look import FONT, INK, SOFT, TEAL
from exports.writing.odt_elements import (
    BOX_STYLE,
    DECORATIVE_STYLE,
    MEANINGFUL_STYLE,
    PLACEHOLDER_STYLE,
    VERSION,
    element,
)

if TYPE_CHECKING:
    from lxml import etree

    from exports.copies.shape import Shape

FIRST_PAGE: Final = "First_20_Page"
NUMBER: Final = "Question_20_number"
KEPT: Final = "_kept"
"""Ends the name of a style whose paragraph stays with the next."""
ROOM: Final = "Answer_20_box_room"

NAMES: Final = {
    Part.TITLE: "Title",
    Part.SECTION: "Heading_20_1",
    Part.QUESTION: "Heading_20_2",
    Part.LINE: "Explanation",
    Part.PICTURED: "Picture_20_and_20_words",
    Part.OPTION: "Answer_20_option",
    Part.BOX: "Answer_20_box",
    Part.FORM: "Form_20_details",
    Part.SMALL: "Form_20_details",
}
_HEADINGS: Final = {Part.SECTION: "1", Part.QUESTION: "2"}


def styles(shape: Shape, tag: str, header: tuple[etree._Element, ...], footer: etree._Element) -> etree._Element:
    """Return styles.xml. `tag` is the language; the first of the two headers is the first page's."""
    root = element("office:document-styles", {"office:version": VERSION})
    root.append(element("office:font-face-decls", None, *(_font(name) for name in (FONT, BOX_FONT))))
    root.append(element("office:styles", None, *_styles(shape, tag)))
    root.append(element("office:automatic-styles", None, _page(shape)))
    first = {"style:name": FIRST_PAGE, "style:display-name": "First Page", "style:next-style-name": "Standard"}
    masters = [
        element(
            "style:master-page",
            {**names, "style:page-layout-name": "Page"},
            element("style:header", None, head),
            element("style:footer", None, foot),
        )
        for names, head, foot in zip(({"style:name": "Standard"}, first), reversed(header), _twice(footer), strict=True)
    ]
    root.append(element("office:master-styles", None, *masters))
    return root


def _twice(footer: etree._Element) -> tuple[etree._Element, etree._Element]:
    return footer, deepcopy(footer)


def _styles(shape: Shape, tag: str) -> list[etree._Element]:
    language, _, country = tag.partition("-")
    plain = {
        "style:font-name": FONT,
        "fo:font-size": f"{shape.points}pt",
        "fo:color": f"#{INK}",
        "fo:language": language,
        "fo:country": country or "none",
    }
    default = element(
        "style:default-style",
        {"style:family": "paragraph"},
        element("style:paragraph-properties", {"fo:text-align": "left", "fo:hyphenation-ladder-count": "no-limit"}),
        element("style:text-properties", {**plain, "fo:hyphenate": "false"}),
    )
    apart = {"fo:line-height": f"{shape.leading:.0%}"}
    made = [default, _paragraph("Standard", shape.points, after=6, more=apart, parent="")]
    made += _parts(shape)
    across = f"{PAGE[0] - 2 * shape.margin:.1f}mm"
    for name, points in (("Header", shape.header), ("Footer", float(shape.points))):
        made.append(_paragraph(name, points, tabs=((across, "right"),)))
    number = {"fo:font-size": f"{shape.number}pt", "fo:color": f"#{TEAL}"}
    made += [
        _text(NUMBER, number),
        _text(BOX_STYLE, {"style:font-name": BOX_FONT, "fo:font-size": f"{shape.box}pt"}),
        _text(PLACEHOLDER_STYLE, {"fo:color": f"#{SOFT}"}),
        _graphic(DECORATIVE_STYLE, {"loext:decorative": "true"}),
        _graphic(MEANINGFUL_STYLE, {}),
    ]
    return made


def _parts(shape: Shape) -> list[etree._Element]:
    # A multiple would stretch the line by the picture's height.
    single = {"fo:line-height": "100%"}
    hang = {"fo:margin-left": f"{shape.words_at}mm", "fo:text-indent": f"{-shape.words_at}mm", **single}
    # Tab stops count from the indent; the indent itself is one.
    words = ((f"{round(shape.words_at - shape.labels_at, 1)}mm", "left"),) if shape.pictures else ()
    first = {"style:master-page-name": FIRST_PAGE}
    option = {
        "fo:margin-left": f"{shape.labels_at}mm",
        "fo:text-indent": f"{round(shape.option_at - shape.labels_at, 1)}mm",
        **single,
    }
    edge = {"fo:border": f"1.5pt solid #{INK}", "fo:padding": "8pt", "fo:margin-left": "4mm", "fo:margin-right": "4mm"}
    pictured = {**hang, "style:line-height-at-least": f"{shape.line}pt"}
    looks = {
        Part.TITLE: _paragraph("Title", shape.title, before=8, after=6, bold=True, colour=TEAL, attributes=first),
        Part.SECTION: _paragraph("Heading_20_1", shape.section, before=14, after=6, bold=True, colour=TEAL, keep=True),
        Part.QUESTION: _paragraph(
            "Heading_20_2", shape.question, before=shape.apart, after=5, bold=True, more=hang, keep=True
        ),
        Part.LINE: _paragraph("Explanation", shape.points, after=3, more={"fo:margin-left": f"{shape.words_at}mm"}),
        Part.PICTURED: _paragraph("Picture_20_and_20_words", shape.points, after=7, more=pictured),
        Part.OPTION: _paragraph(
            "Answer_20_option",
            shape.points,
            after=2,
            more=option,
            tabs=words,
        ),
        Part.BOX: _paragraph("Answer_20_box", shape.points, before=6, more=edge),
        Part.SMALL: _paragraph("Form_20_details", shape.points, after=3),
    }
    for part, level in _HEADINGS.items():
        looks[part].set(f"{{{looks[part].nsmap['style']}}}default-outline-level", level)
    kept = {"fo:keep-with-next": "always"}
    room = {"fo:margin-bottom": f"{shape.room}pt", **kept}
    return [
        *looks.values(),
        *(_child(NAMES[part], NAMES[part] + KEPT, kept) for part in (Part.LINE, Part.PICTURED, Part.OPTION, Part.FORM)),
        _child(NAMES[Part.BOX], NAMES[Part.BOX] + KEPT, room),
        _child(NAMES[Part.BOX], ROOM, {"fo:margin-top": "0pt"}),
    ]


def _paragraph(  # noqa: PLR0913 - a style has many sides, each named where it is used
    name: str,
    points: float,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    colour: str = INK,
    keep: bool = False,
    more: dict[str, str] | None = None,
    tabs: tuple[tuple[str, str], ...] = (),
    attributes: dict[str, str] | None = None,
    parent: str = "Standard",
) -> etree._Element:
    spacing = {
        "fo:margin-top": f"{before:.1f}pt",
        "fo:margin-bottom": f"{after}pt",
        "fo:keep-together": "always",
        "fo:orphans": "2",
        "fo:widows": "2",
        "style:vertical-align": "middle",
        **({"fo:keep-with-next": "always"} if keep else {}),
        **(more or {}),
    }
    properties = element("style:paragraph-properties", spacing)
    if tabs:
        stops = [element("style:tab-stop", {"style:position": at, "style:type": kind}) for at, kind in tabs]
        properties.append(element("style:tab-stops", None, *stops))
    weight = {"fo:font-weight": "bold"} if bold else {}
    words = element("style:text-properties", {"fo:font-size": f"{points}pt", "fo:color": f"#{colour}", **weight})
    names = {"style:name": name, "style:display-name": name.replace("_20_", " "), "style:family": "paragraph"}
    above = {"style:parent-style-name": parent} if parent else {}
    return element("style:style", {**names, **above, **(attributes or {})}, properties, words)


def _child(parent: str, name: str, properties: dict[str, str]) -> etree._Element:
    names = {"style:name": name, "style:family": "paragraph", "style:parent-style-name": parent}
    return element("style:style", names, element("style:paragraph-properties", properties))


def _text(name: str, properties: dict[str, str]) -> etree._Element:
    return element(
        "style:style", {"style:name": name, "style:family": "text"}, element("style:text-properties", properties)
    )


def _graphic(name: str, properties: dict[str, str]) -> etree._Element:
    looks = {"style:vertical-pos": "middle", "style:vertical-rel": "line", **properties}
    return element(
        "style:style", {"style:name": name, "style:family": "graphic"}, element("style:graphic-properties", looks)
    )


def _font(name: str) -> etree._Element:
    family = f"'{name}'" if " " in name else name
    return element("style:font-face", {"style:name": name, "svg:font-family": family})


def _page(shape: Shape) -> etree._Element:
    size = {
        "fo:page-width": f"{PAGE[0]}mm",
        "fo:page-height": f"{PAGE[1]}mm",
        "fo:margin-top": "9mm",
        "fo:margin-bottom": "9mm",
        "fo:margin-left": f"{shape.margin}mm",
        "fo:margin-right": f"{shape.margin}mm",
        "style:print-orientation": "portrait",
    }
    head = element("style:header-footer-properties", {"fo:min-height": "8mm", "fo:margin-bottom": "4mm"})
    foot = element("style:header-footer-properties", {"fo:min-height": "8mm", "fo:margin-top": "3mm"})
    return element(
        "style:page-layout",
        {"style:name": "Page"},
        element("style:page-layout-properties", size),
        element("style:header-style", None, head),
        element("style:footer-style", None, foot),
    )
