"""How words look in an OpenDocument text, as far as a person can mark them by it: by a span or by their paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.reading.lines import Look

if TYPE_CHECKING:
    from lxml import etree

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_INK: Final = frozenset({"#000000", "#11222a"})

LOOKED_AT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name"
"""The attribute by which words name their style."""


def styles_of(content: etree._Element, styles: etree._Element | None) -> dict[str, frozenset[Look]]:
    """Return the looks that each style gives: those made in the text, and the named ones for single words.

    The named styles of paragraphs are the form's own, so they mark nothing.
    """
    found: dict[str, frozenset[Look]] = {}
    rows = [*content.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")]
    if styles is not None:
        rows += [row for row in styles.iterfind(f"{_OFFICE}styles/{_STYLE}style") if _family(row) == "text"]
    for style in rows:
        properties = style.find(f"{_STYLE}text-properties")
        if _family(style) in {"text", "paragraph"} and properties is not None:
            found.setdefault(style.get(f"{_STYLE}name", ""), _looks(properties))
    for style in rows:
        parent = found.get(style.get(f"{_STYLE}parent-style-name", ""), frozenset())
        name = style.get(f"{_STYLE}name", "")
        if parent and _family(style) == "text":
            found[name] = found.get(name, frozenset()) | parent
    return found


def _family(style: etree._Element) -> str:
    return str(style.get(f"{_STYLE}family", ""))


def _looks(properties: etree._Element) -> frozenset[Look]:
    looks = {
        Look.BOLD: properties.get(f"{_FO}font-weight", "normal") not in {"normal", "400"},
        Look.ITALIC: properties.get(f"{_FO}font-style", "normal") != "normal",
        Look.UNDERLINED: properties.get(f"{_STYLE}text-underline-style", "none") != "none",
        Look.HIGHLIGHTED: properties.get(f"{_FO}background-color", "transparent") not in {"transparent", "#ffffff"},
        Look.COLOURED: properties.get(f"{_FO}color", "#000000").casefold() not in _INK,
        Look.STRUCK: properties.get(f"{_STYLE}text-line-through-style", "none") != "none",
    }
    return frozenset(look for look, there in looks.items() if there)
