"""Seconds and memory of `heard analyse`, from sealed submissions to the Word summary."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import server
from app.demonstration import answers
from surveys.definitions import newest
from surveys.questionnaire import GROUPS
from surveys.submissions import to_json

SIZES = (3_000, 20_000)
OPENED = date(2026, 11, 2)
FULL_SCALE = 3_357
"""How many submissions the demonstration has, at the scale of 1."""
_CHILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def main() -> None:
    """Print the figures."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            environment = server.environment(Path(folder))
            opening = ("inspections", "open", "--area", "Kent", "--notified", "2026-11-02T09:00")
            code = server.heard(*opening, environment=environment).strip().splitlines()[-1]
            lines = Path(folder) / "submissions.jsonl"
            lines.write_text("".join(json.dumps(line) + "\n" for line in _lines(size)), encoding="utf-8")
            cost, _ = _measured(["import", code, str(lines)], environment)
            print(f"{size} submissions: import {cost:.1f} s of CPU, ", end="")
            cost, memory = _measured(["analyse", code, "--out", str(Path(folder) / "lines.docx")], environment)
            print(f"analyse to Word {cost:.1f} s of CPU, {memory:.0f} MB at most")


def _measured(words: list[str], environment: dict[str, str]) -> tuple[float, float]:
    command = [sys.executable, "-c", _CHILD, server.HEARD, *words]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def _lines(size: int) -> list[dict[str, object]]:
    """Invent submissions with the demonstration's own generator, as JSON lines."""
    asked = {group: newest(group).with_local_choices(()) for group in GROUPS}
    invented = answers.submissions(asked, OPENED, scale=size * 1.05 / FULL_SCALE)
    lines = [to_json(submission) for submission in itertools.islice(invented, size)]
    assert len(lines) == size
    return lines


if __name__ == "__main__":
    main()
