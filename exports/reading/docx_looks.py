"""How words look in a .docx file, as far as a person can mark them by it: by the run itself or its character style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.reading.lines import Look

if TYPE_CHECKING:
    from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALSE: Final = frozenset({"0", "false", "off", "none"})
_NO_SHADE: Final = frozenset({"auto", "FFFFFF", ""})
_INK: Final = frozenset({"AUTO", "000000", "11222A"})
"""Colours in which words stand when nobody has marked them."""
_SWITCHES: Final = (("b", Look.BOLD), ("i", Look.ITALIC), ("strike", Look.STRUCK), ("dstrike", Look.STRUCK))
_LONGEST_CHAIN: Final = 10
"""A style may rest on another; a hostile file could make a circle of them."""


class Looks:
    """The looks of runs, with the character styles of one document."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        if styles is not None:
            self._styles = {
                style.get(f"{_W}styleId", ""): style
                for style in styles.iterfind(f"{_W}style")
                if style.get(f"{_W}type") == "character"
            }

    def of(self, properties: etree._Element | None, depth: int = 0) -> frozenset[Look]:
        """Return the looks that run properties give."""
        if properties is None or not len(properties):
            return frozenset()
        looks: set[Look] = set()
        style = self._styles.get(_value(properties, "rStyle") or "")
        if style is not None and depth < _LONGEST_CHAIN:
            looks |= self.of(style.find(f"{_W}rPr"), depth + 1)
        for name, look in _SWITCHES:
            if properties.find(f"{_W}{name}") is not None:
                looks.discard(look)
                looks |= {look} if on(properties, name) else set()
        if (_value(properties, "u") or "none") != "none":
            looks.add(Look.UNDERLINED)
        shade = properties.find(f"{_W}shd")
        shaded = shade is not None and shade.get(f"{_W}fill", "auto") not in _NO_SHADE
        if (_value(properties, "highlight") or "none") != "none" or shaded:
            looks.add(Look.HIGHLIGHTED)
        colour = properties.find(f"{_W}color")
        if colour is not None:
            looks.discard(Look.COLOURED)
            if (colour.get(f"{_W}val") or "auto").upper() not in _INK:
                looks.add(Look.COLOURED)
        return frozenset(looks)


def on(properties: etree._Element, name: str) -> bool:
    """Whether a switch of a run, paragraph or control is there and not off."""
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in _FALSE


def _value(properties: etree._Element, name: str) -> str | None:
    found = properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "")
