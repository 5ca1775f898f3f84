"""Every pair of text and ground in every choice of colours, as the style was compiled, has the contrast of AAA."""

from __future__ import annotations

import re

import pytest

from app.look import CHOICES
from app.respond.assets import BUILT

TEXT = 7.0
PARTS = 3.0
"""What WCAG 2.2 wants of text (1.4.6) and of what one must see to use a control (1.4.11)."""

TEXT_ON = {
    "ink": ("paper", "card", "tint"),
    "soft": ("paper", "card", "tint"),
    "key-dark": ("paper", "card", "tint"),
    "wrong": ("paper", "card"),
    "on-key": ("key", "key-dark"),
    "on-top": ("top",),
    "on-leave": ("leave", "leave-dark"),
    "on-sun": ("sun",),
}
PARTS_ON = {"line": ("paper", "card"), "key": ("paper", "card", "tint"), "ink": ("paper", "card", "tint")}
COLOURS = [name for name in CHOICES["colours"] if name != "device"]


def compiled(selector: str) -> dict[str, str]:
    """Return the colours that the compiled style gives to `selector`."""
    style = (BUILT / "heard.css").read_text(encoding="utf-8-sig")
    blocks = re.findall(r"(?<![^{}])([^{}]*)\{([^{}]*--paper:[^{}]*)\}", style)
    found = [block for selectors, block in blocks if selector in selectors.split(",")]
    assert len(found) == 1, f"{len(found)} blocks of colours for {selector}"
    return dict(re.findall(r"--([a-z-]+): *(#[0-9a-f]{3,6}|transparent)", found[0]))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", COLOURS)
def test_every_text_can_be_read_on_every_ground_it_stands_on(colours: str) -> None:
    found = compiled(f".swatch--{colours}")
    pairs = {(text, ground): contrast(found[text], found[ground]) for text, on in TEXT_ON.items() for ground in on}
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("colours", COLOURS)
def test_edges_and_marks_can_be_seen_on_every_ground(colours: str) -> None:
    found = compiled(f".swatch--{colours}")
    pairs = {(part, ground): contrast(found[part], found[ground]) for part, on in PARTS_ON.items() for ground in on}
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < PARTS} == {}


def test_a_device_that_is_set_to_dark_shows_the_dark_colours() -> None:
    assert compiled(":root:not([data-colours])") == compiled(".swatch--dark")


def test_pages_hold_no_colour_of_their_own() -> None:
    sass = BUILT.parent / "sass"
    loose = {
        (file.name, line.strip())
        for file in sass.glob("_*.scss")
        if file.name not in {"_looks.scss", "_theme.scss", "_inspectors.scss"}
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r": .*#[0-9a-f]{3,6}\b", line)
    }
    # A highlight in the text knows no colours by name in every browser; printing is on white.
    assert loose == {
        ("_sound.scss", "background: #fd0;"),
        ("_sound.scss", "color: #10242b;"),
        ("_page.scss", "color: #000;"),
    }
