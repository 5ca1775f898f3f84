"""The QR code of a copy: it opens the survey on the web, and says which form a photo of the page shows."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

import segno

from exports.copies.marks import in_qr_code

MILLIMETRES: Final = 24
"""A camera reads it from a page held in the hand."""


@lru_cache(maxsize=64)
def qr_code(address: str, reference: str) -> bytes:
    """Return the code as the bytes of a PNG. The copies of one form in all sizes and formats share it."""
    image = io.BytesIO()
    segno.make(in_qr_code(address, reference), error="m", micro=False).save(image, kind="png", scale=6, border=4)
    return image.getvalue()
