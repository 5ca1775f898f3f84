"""What a safeguarding lead can decide on a matter."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = Path(__file__).with_suffix(".yaml")

LONGEST_NOTE: Final = 4000


@cache
def outcomes() -> Mapping[str, str]:
    """Return each outcome's words by its code, in the order in which they are offered."""
    shape: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return shape
