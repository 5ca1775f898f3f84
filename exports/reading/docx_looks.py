"""How words look in a .docx file, as far as a person can mark them by it: by themselves, their paragraph or style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.reading.lines import Look

if TYPE_CHECKING:
    from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALSE: Final = frozenset({"0", "false", "off", "none"})
_NO_SHADE: Final = frozenset({"auto", "FFFFFF", ""})
_NO_FRAME: Final = frozenset({"nil", "none", ""})
_INK: Final = frozenset({"AUTO", "000000", "11222A"})
"""Colours in which words stand when nobody has marked them."""
_SWITCHES: Final = (
    ("b", Look.BOLD),
    ("i", Look.ITALIC),
    ("strike", Look.STRUCK),
    ("dstrike", Look.STRUCK),
    # Words that nobody sees are as good as crossed out.
    ("vanish", Look.STRUCK),
)
_LONGEST_CHAIN: Final = 10
"""A style may rest on another; a hostile file could make a circle of them."""


class Looks:
    """The looks of runs and paragraphs, with the styles of one document."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        if styles is not None:
            self._styles = {style.get(f"{_W}styleId", ""): style for style in styles.iterfind(f"{_W}style")}
        self._of_styles: dict[str, frozenset[Look]] = {}

    def of(self, properties: etree._Element | None, around: frozenset[Look] = frozenset()) -> frozenset[Look]:
        """Return the looks of a run with these properties in a paragraph with the looks `around`."""
        if properties is None or not len(properties):
            return around
        style = _value(properties, "rStyle")
        return _changed(properties, around | self._of_style(style) if style else around)

    def of_paragraph(self, properties: etree._Element | None) -> frozenset[Look]:
        """Return the looks that a paragraph gives to all of its words, by itself and by its style."""
        if properties is None or not len(properties):
            return frozenset()
        style = _value(properties, "pStyle")
        return _framed(properties, self._of_style(style) if style else frozenset())

    def _of_style(self, name: str) -> frozenset[Look]:
        if name not in self._of_styles:
            self._of_styles[name] = self._chained(name, 0)
        return self._of_styles[name]

    def _chained(self, name: str, depth: int) -> frozenset[Look]:
        style = self._styles.get(name)
        if style is None or depth > _LONGEST_CHAIN:
            return frozenset()
        below = _value(style, "basedOn")
        looks = self._chained(below, depth + 1) if below else frozenset()
        for part, changed in (("pPr", _framed), ("rPr", _changed)):
            properties = style.find(f"{_W}{part}")
            if properties is not None:
                looks = changed(properties, looks)
        return looks


def _changed(properties: etree._Element, before: frozenset[Look]) -> frozenset[Look]:
    """Return the looks of words that had those of `before` and are given run properties."""
    looks = set(before)
    for name, look in _SWITCHES:
        if properties.find(f"{_W}{name}") is not None:
            looks.discard(look)
            looks |= {look} if on(properties, name) else set()
    underline = _value(properties, "u")
    if underline is not None:
        looks.discard(Look.UNDERLINED)
        looks |= {Look.UNDERLINED} if underline != "none" else set()
    if (_value(properties, "highlight") or "none") != "none":
        looks.add(Look.HIGHLIGHTED)
    colour = properties.find(f"{_W}color")
    if colour is not None:
        looks.discard(Look.COLOURED)
        if (colour.get(f"{_W}val") or "auto").upper() not in _INK:
            looks.add(Look.COLOURED)
    if (_value(properties, "bdr") or "") not in _NO_FRAME:
        looks.add(Look.FRAMED)
    return _shaded(properties, frozenset(looks))


def _framed(properties: etree._Element, before: frozenset[Look]) -> frozenset[Look]:
    """Return the looks of words whose paragraph is given these properties."""
    edges = properties.find(f"{_W}pBdr")
    framed = edges is not None and any(edge.get(f"{_W}val", "") not in _NO_FRAME for edge in edges)
    return _shaded(properties, before | {Look.FRAMED} if framed else before)


def _shaded(properties: etree._Element, before: frozenset[Look]) -> frozenset[Look]:
    shade = properties.find(f"{_W}shd")
    shaded = shade is not None and shade.get(f"{_W}fill", "auto") not in _NO_SHADE
    return before | {Look.HIGHLIGHTED} if shaded else before


def size(properties: etree._Element | None) -> str:
    """Return the size that run properties give, empty where they leave it to the paragraph's style."""
    return "" if properties is None else _value(properties, "sz") or ""


def on(properties: etree._Element, name: str) -> bool:
    """Whether a switch of a run, paragraph or control is there and not off."""
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in _FALSE


def _value(properties: etree._Element, name: str) -> str | None:
    found = properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "")
