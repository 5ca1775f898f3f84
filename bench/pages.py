"""What a page and a whole response cost the server, through the real server, in CPU milliseconds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import server
from respondent import Respondent

RESPONSES = 60
PEERS = {"the census's Flask runner": (25.5, 780.0), "LimeSurvey": (49.5, 760.0)}
"""Measured elsewhere on a machine of this kind: CPU milliseconds of a page and of a response."""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        opened = server.heard(
            "inspections", "open", "--area", "Kent", "--notified", _now(), environment=server.environment(home)
        )
        code = opened.strip().splitlines()[-1]
        with server.serving(home) as running:
            for questionnaire in ("young-people", "parents-and-carers"):
                _answer(running, code, questionnaire, 3)
                before = running.cpu_seconds()
                pages = _answer(running, code, questionnaire, RESPONSES)
                spent = (running.cpu_seconds() - before) * 1000
                print(f"{questionnaire}: {spent / pages:.2f} ms of CPU a page, {spent / RESPONSES:.1f} ms a response")
                print(f"  ({RESPONSES} responses of 14 choices and 2 texts, {pages / RESPONSES:.0f} pages each)")
                for peer, (page, response) in PEERS.items():
                    print(f"  {peer}: {page / (spent / pages):.0f} times a page, ", end="")
                    print(f"{response / (spent / RESPONSES):.0f} times a response")


def _answer(running: server.Server, code: str, questionnaire: str, responses: int) -> int:
    pages = 0
    for _ in range(responses):
        person = Respondent(host="127.0.0.1", port=running.port)
        person.answer_all(code, questionnaire, choices=14, texts=2)
        assert (person.choices, person.texts) == (14, 2)
        pages += person.pages
    return pages


def _now() -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).strftime("%Y-%m-%dT%H:%M")


if __name__ == "__main__":
    main()
