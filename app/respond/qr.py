"""QR codes as pictures inside a page: nothing else has to be fetched, and nobody else draws them."""

from __future__ import annotations

from typing import Final

import segno
from markupsafe import Markup

QUIET_ZONE: Final = 4
"""Modules of white around a QR code, as its standard asks."""


def qr(address: str) -> Markup:
    """Return the QR code of an address as an SVG without a size of its own, hidden from screen readers."""
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff")
    return Markup(drawn.replace("<svg ", '<svg class="qr" aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - ours
