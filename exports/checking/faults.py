"""Faults of a document that goes out: what is wrong, where, and how to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).with_name("faults.yaml")
_LONGEST: Final = 60


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing to put right. `rule` is its name in faults.yaml, `shown` what stands there."""

    rule: str
    where: str
    shown: str = ""

    def __str__(self) -> str:
        """Say where, what, and how to put it right, in one line."""
        words = _words()[self.rule]
        return f"{self.where}: {words['says'].replace('{shown}', self.shown)} {words['cure']}"


def quoted(words: str) -> str:
    """Return the beginning of `words` in quotation marks, in one line."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + ' …'}”"


@cache
def rules() -> frozenset[str]:
    """Return the names of all rules."""
    return frozenset(_words())


@cache
def _words() -> dict[str, dict[str, str]]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = content["faults"]
    return found
