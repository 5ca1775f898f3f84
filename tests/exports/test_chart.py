"""Charts are whole drawings with their content in words."""

from __future__ import annotations

import io

from lxml import etree
from PIL import Image

from analysis.intervals import estimate
from analysis.lines import Bar, Chart
from exports import chart

CHART = Chart(
    caption="Share who answered <never> & “no”",
    bars=(
        Bar(label="Parents & carers", estimate=estimate(68, 100), expected=(0.44, 0.58)),
        Bar(label="Young people", estimate=estimate(0, 12)),
    ),
)


def test_a_chart_is_well_formed_and_says_itself_in_words() -> None:
    root = etree.fromstring(chart.svg(CHART).encode())
    assert root.get("aria-label") == CHART.in_words()
    assert "68% (58% to 76%, of 100), expected range 44% to 58%" in (root.get("aria-label") or "")
    texts = [element.text for element in root.iter("{*}text")]
    assert "Parents & carers" in texts
    assert {"68%", "0%", "100%"} <= set(texts)


def test_dots_stand_where_their_shares_are() -> None:
    root = etree.fromstring(chart.svg(CHART).encode())
    first, second = (float(dot.get("cx") or 0) for dot in root.iter("{*}circle"))
    assert first > second
    assert second == 132


def test_long_labels_stand_above_their_bars() -> None:
    long = Chart(caption="c", bars=(Bar(label="Parents and carers: a special school", estimate=estimate(5, 10)),))
    root = etree.fromstring(chart.svg(long).encode())
    assert next(root.iter("{*}text")).get("x") == "4"


def test_a_row_is_a_png_that_opens() -> None:
    with Image.open(io.BytesIO(chart.png(CHART.bars[0]))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 3 * picture.height
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 3
