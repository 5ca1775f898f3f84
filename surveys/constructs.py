"""What the questions measure: constructs, each under the criterion that inspectors evaluate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).with_name("constructs.yaml")


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing inspectors evaluate."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Construct:
    """One thing several groups are asked about in words of their own; items that measure it carry its id."""

    id: str
    criterion: str
    groups: tuple[str, ...]
    name: str


@cache
def criteria() -> dict[str, Criterion]:
    """Return the criteria by id, in the framework's order."""
    return {id_: Criterion(id=id_, name=name) for id_, name in _content()["criteria"].items()}


@cache
def constructs() -> dict[str, Construct]:
    """Return the constructs by id, in the criteria's order."""
    return {
        id_: Construct(id=id_, criterion=entry["criterion"], groups=tuple(entry["groups"]), name=entry["name"])
        for id_, entry in _content()["constructs"].items()
    }


@cache
def _content() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
