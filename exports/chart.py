"""Draws a line's chart: shares with their intervals, as SVG for a page, and row by row as PNG for Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from analysis import phrases

if TYPE_CHECKING:
    from analysis.lines import Bar, Chart

WIDTH: Final = 380
_LONGEST_BESIDE: Final = 20
"""Characters of a label that fit beside its bar; where one is longer, all stand above theirs."""
_BESIDE: Final = 40
_ABOVE: Final = 54
_FOOT: Final = 30
_RIGHT: Final = 330
"""Where 100% stands; the rest is for the number behind the last dot."""
_FONT: Final = "'Atkinson Hyperlegible Next', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_INK: Final = "#10242b"
_KEY: Final = "#005a6f"
_RULE: Final = "#d5dde0"
_TINT: Final = "#e3f3f6"
_ROW_WIDTH: Final = 240
_ROW_HEIGHT: Final = 22
_EDGE: Final = 10
_SHARPNESS: Final = 3
"""Dots of the PNG for each of the drawing's, so that it prints well."""


def svg(chart: Chart) -> str:
    """Return the chart as an SVG document with its content in words as its name."""
    above = any(len(bar.label) > _LONGEST_BESIDE for bar in chart.bars)
    left, step = (4, _ABOVE) if above else (132, _BESIDE)
    height = step * len(chart.bars) + _FOOT
    axis = height - _FOOT + 2
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label={quoteattr(chart.in_words())} font-family="{_FONT}" font-size="15" fill="{_INK}">'
    )
    parts = [opening]
    parts.append(f'<path d="M{left} {axis}H{_RIGHT}" stroke="{_RULE}" stroke-width="2"/>')
    for place, bar in enumerate(chart.bars):
        parts += _bar(bar, left, step * place + (18 if above else 25), above=above)
    parts.append(f'<text x="{left}" y="{axis + 20}">0%</text>')
    parts.append(f'<text x="{_RIGHT}" y="{axis + 20}" text-anchor="middle">100%</text>')
    parts.append("</svg>")
    return "".join(parts)


def png(bar: Bar) -> bytes:
    """Return one row of a chart as a PNG without words, so that it needs no font: for a cell of a table."""
    import resvg_py

    start, end, middle = _EDGE, _ROW_WIDTH - _EDGE, _ROW_HEIGHT / 2
    low, dot, high = (
        start + share * (end - start) for share in (bar.estimate.low, bar.estimate.value, bar.estimate.high)
    )
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{_ROW_WIDTH}" height="{_ROW_HEIGHT}">']
    if bar.expected is not None:
        first, last = (start + share * (end - start) for share in bar.expected)
        parts.append(f'<rect x="{first:.1f}" y="0" width="{last - first:.1f}" height="{_ROW_HEIGHT}" fill="{_TINT}"/>')
    parts += [
        f'<path d="M{start} {middle}H{end}" stroke="{_RULE}" stroke-width="2"/>',
        f'<path d="M{start} {middle - 6}v12M{end} {middle - 6}v12" stroke="{_RULE}" stroke-width="2"/>',
        *_mark(low, dot, high, middle),
        "</svg>",
    ]
    drawn = resvg_py.svg_to_bytes(svg_string="".join(parts), zoom=_SHARPNESS, skip_system_fonts=True)
    return bytes(drawn)


def _across(left: float, share: float) -> float:
    return left + share * (_RIGHT - left)


def _bar(bar: Bar, left: int, top: int, *, above: bool) -> list[str]:
    one = bar.estimate
    y = top + (20 if above else -5)
    low, dot, high = (_across(left, share) for share in (one.low, one.value, one.high))
    tint: list[str] = []
    if bar.expected is not None:
        first, last = (_across(left, share) for share in bar.expected)
        tint = [f'<rect x="{first:.1f}" y="{y - 12}" width="{last - first:.1f}" height="24" fill="{_TINT}"/>']
    return [
        *tint,
        f'<text x="{left if above else 0}" y="{top}">{escape(bar.label)}</text>',
        *_mark(low, dot, high, y),
        f'<text x="{max(dot + 14, high + 6):.1f}" y="{y + 5}">{phrases.per_cent(one.value)}</text>',
    ]


def _mark(low: float, dot: float, high: float, y: float) -> tuple[str, str]:
    return (
        f'<path d="M{low:.1f} {y}H{high:.1f}" stroke="{_KEY}" stroke-width="4"/>',
        f'<circle cx="{dot:.1f}" cy="{y}" r="8" fill="{_KEY}"/>',
    )
