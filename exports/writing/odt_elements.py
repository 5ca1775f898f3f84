"""The small pieces of OpenDocument that a copy is built of: elements, words with line breaks, boxes, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from exports.writing.controls import EMPTY_BOX, TICKED_BOX

if TYPE_CHECKING:
    from exports.copies.marks import Place

SPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
VERSION: Final = "1.3"
BOX_STYLE: Final = "Tick_20_box"
PLACEHOLDER_STYLE: Final = "Placeholder_20_Text"
DECORATIVE_STYLE: Final = "Decorative"
MEANINGFUL_STYLE: Final = "Picture"


def element(tag: str, attributes: dict[str, str] | None = None, *children: etree._Element | str) -> etree._Element:
    """Return an element of the given prefixed name; attributes are prefixed names too, and children may be words."""
    made = etree.Element(_qualified(tag), nsmap=SPACES)
    for name, content in (attributes or {}).items():
        made.set(_qualified(name), content)
    add(made, *children)
    return made


def add(parent: etree._Element, *children: etree._Element | str) -> None:
    """Add elements and words at the end of `parent`."""
    for child in children:
        if not isinstance(child, str):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + child
        else:
            parent.text = (parent.text or "") + child


def words(content: str) -> list[etree._Element | str]:
    """Return `content` with a line break for each line end."""
    parts: list[etree._Element | str] = []
    for number, line in enumerate(content.split("\n")):
        if number:
            parts.append(element("text:line-break"))
        parts.append(line)
    return parts


def span(style: str, content: str) -> etree._Element:
    """Return words in a style of their own."""
    return element("text:span", {"text:style-name": style}, content)


def bookmarked(name: str, *content: etree._Element | str) -> list[etree._Element | str]:
    """Return `content` between the two ends of a bookmark."""
    return [bookmark("start", name), *content, bookmark("end", name)]


def bookmark(end: str, name: str) -> etree._Element:
    """Return the `start` or the `end` of a bookmark."""
    return element(f"text:bookmark-{end}", {"text:name": name})


def tick_box(place: Place, title: str) -> etree._Element:
    """Return an empty tick box as a content control; a program that knows none shows the box as a character."""
    attributes = {
        "loext:checkbox": "true",
        "loext:checked": "false",
        "loext:checked-state": TICKED_BOX,
        "loext:unchecked-state": EMPTY_BOX,
    }
    return _control(place, title, attributes, span(BOX_STYLE, EMPTY_BOX))


def text_box(place: Place, title: str, placeholder: str) -> etree._Element:
    """Return a content control for a text, which shows its placeholder."""
    return _control(place, title, {"loext:showing-place-holder": "true"}, span(PLACEHOLDER_STYLE, placeholder))


def picture(name: str, path: str, millimetres: float, description: str = "") -> etree._Element:
    """Return a square picture in the line. Without a description it is marked as decorative."""
    side = f"{millimetres:.1f}mm"
    image = {"xlink:href": path, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
    frame = {
        "draw:name": name,
        "draw:style-name": MEANINGFUL_STYLE if description else DECORATIVE_STYLE,
        "text:anchor-type": "as-char",
        "svg:width": side,
        "svg:height": side,
    }
    made = element("draw:frame", frame, element("draw:image", image))
    if description:
        made.append(element("svg:desc", None, description))
    return made


def _control(place: Place, title: str, attributes: dict[str, str], shown: etree._Element) -> etree._Element:
    named = {"loext:tag": place.tag, "loext:alias": place.alias(title)}
    return element("loext:content-control", {**named, **attributes}, shown)


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"
