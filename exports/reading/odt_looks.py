"""How words look in an OpenDocument text, as far as a person can mark them by it: by a span or their paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exports.reading.lines import Look

if TYPE_CHECKING:
    from lxml import etree

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_INK: Final = frozenset({"#000000", "#11222a"})
_SAID: Final = (
    (Look.BOLD, f"{_FO}font-weight", frozenset({"normal", "400"})),
    (Look.ITALIC, f"{_FO}font-style", frozenset({"normal"})),
    (Look.UNDERLINED, f"{_STYLE}text-underline-style", frozenset({"none"})),
    (Look.HIGHLIGHTED, f"{_FO}background-color", frozenset({"transparent", "#ffffff"})),
    (Look.COLOURED, f"{_FO}color", _INK),
    (Look.STRUCK, f"{_STYLE}text-line-through-style", frozenset({"none"})),
    (Look.STRUCK, f"{_STYLE}text-line-through-type", frozenset({"none"})),
    # Words that nobody sees are as good as crossed out.
    (Look.STRUCK, f"{_TEXT}display", frozenset({"true"})),
    (Look.FRAMED, f"{_FO}border", frozenset({"none"})),
    (Look.FRAMED, f"{_FO}border-top", frozenset({"none"})),
    (Look.FRAMED, f"{_LOEXT}border", frozenset({"none"})),
)
"""Each look with the attribute that gives it, and the values that say it is not there."""
_LONGEST_CHAIN: Final = 10
"""A style may rest on another; a hostile file could make a circle of them."""

LOOKED_AT: Final = f"{_TEXT}style-name"
"""The attribute by which words name their style."""


@dataclass(frozen=True, kw_only=True)
class Style:
    """How words in a style look, and of which size they are where the text itself gives them one."""

    looks: frozenset[Look] = frozenset()
    size: str = ""


def styles_of(content: etree._Element, styles: etree._Element | None) -> dict[str, Style]:
    """Return what each style of words and paragraphs gives: those made in the text, and the named ones."""
    rows = [*content.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")]
    made = {id(row) for row in rows}
    if styles is not None:
        rows += styles.iterfind(f"{_OFFICE}styles/{_STYLE}style")
    by_name: dict[str, etree._Element] = {}
    for row in rows:
        if row.get(f"{_STYLE}family") in {"text", "paragraph"}:
            by_name.setdefault(row.get(f"{_STYLE}name", ""), row)

    def looks(name: str, depth: int) -> frozenset[Look]:
        row = by_name.get(name)
        if row is None or depth > _LONGEST_CHAIN:
            return frozenset()
        above = row.get(f"{_STYLE}parent-style-name")
        return _looks(row, looks(above, depth + 1) if above else frozenset())

    return {
        name: Style(looks=looks(name, 0), size=_size(row) if id(row) in made else "") for name, row in by_name.items()
    }


def _looks(style: etree._Element, before: frozenset[Look]) -> frozenset[Look]:
    looks = set(before)
    for kind in ("paragraph", "text"):
        properties = style.find(f"{_STYLE}{kind}-properties")
        if properties is None:
            continue
        for look, attribute, nothing in _SAID:
            said = properties.get(attribute)
            if said is not None:
                looks.discard(look)
                looks |= set() if said.casefold() in nothing else {look}
    return frozenset(looks)


def _size(style: etree._Element) -> str:
    properties = style.find(f"{_STYLE}text-properties")
    return "" if properties is None else properties.get(f"{_FO}font-size", "")
