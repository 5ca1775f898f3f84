"""The product in processes of its own, to be killed and cut off, and people who answer it over HTTP meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEARD = str(Path(sys.executable).with_name("heard"))


@dataclass(kw_only=True)
class Running:
    """`heard serve` on a port that stays the same when it is started again."""

    environment: dict[str, str]
    port: int
    words: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    log: Path = field(default_factory=Path)

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        home = Path(self.environment["HEARD_HOME"])
        home.mkdir(parents=True, exist_ok=True)
        self.log = home / f"serve-{self.port}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [HEARD, "serve", *self.words], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(2400):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.05)
        message = f"the server did not get ready: {self.log.read_text()}"
        raise AssertionError(message)

    def family(self) -> list[int]:
        """Return the ids of the server's process and of those that it started."""
        assert self.process
        return [self.process.pid, *_children(self.process.pid)]

    def kill(self) -> None:
        """Kill it and its workers where they stand, as a power cut does."""
        if self.process is not None:
            for pid in self.family():
                _send(pid, signal.SIGKILL)
            self.process.wait(20)
            self.process = None

    def stop(self) -> int:
        """Ask it to stop, as a deploy does, and return how it ended."""
        assert self.process
        self.process.terminate()
        ended = self.process.wait(60)
        self.process = None
        return ended


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the benchmark ask for more people and more faults than the suite has time for."""
    parser.addoption("--people", type=int, default=6)
    parser.addoption("--faults", type=int, default=1)


@pytest.fixture
def people(request: pytest.FixtureRequest) -> int:
    """Give how many people answer at once."""
    return int(request.config.getoption("--people", 6))


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> int:
    """Give how often the same thing goes wrong."""
    return int(request.config.getoption("--faults", 1))


@pytest.fixture
def serve() -> Iterator[Callable[..., Running]]:
    """Give what starts a server; each is killed at the end."""
    started: list[Running] = []

    def start(environment: dict[str, str], *words: str, **more: str) -> Running:
        with socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        running = Running(environment={**environment, "PORT": str(port), **more}, port=port, words=words)
        started.append(running)
        running.start()
        return running

    yield start
    for one in started:
        one.kill()


def heard(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command `heard`."""
    return subprocess.run([HEARD, *words], env=environment, capture_output=True, text=True, check=False)


def opened(environment: dict[str, str]) -> str:
    """Open an inspection that takes answers now, and return its code."""
    notified = subprocess.run(
        ["date", "+%Y-%m-%dT%H:%M"], env={"TZ": "Europe/London"}, check=True, capture_output=True, text=True
    ).stdout.strip()
    made = heard(environment, "inspections", "open", "--area", "Kent", "--notified", notified)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip().splitlines()[-1]


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            child = int(stat.parent.name)
            found += [child, *_children(child)]
    return found


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
