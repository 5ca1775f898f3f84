"""The page with the figures of readability is in step with the words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

SCRIPT: Final = Path(__file__).parent.parent / "scripts" / "readability.py"


def test_the_figures_are_those_of_the_words_as_they_stand() -> None:
    found = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
