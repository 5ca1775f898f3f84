"""What is written for the analysis in YAML files beside its code: codebook, phrases, thresholds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def written(name: str) -> dict[str, Any]:
    """Return the content of `name`.yaml in this folder."""
    words = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    # The safe loader in C reads the codebook ten times as fast as the one in Python.
    content: dict[str, Any] = yaml.load(words, yaml.CSafeLoader)
    return content
