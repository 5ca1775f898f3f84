"""Gives journeys a served product of their own."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from socket import socket
from time import sleep
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEARD = str(Path(sys.executable).with_name("heard"))


@pytest.fixture
def heard(environment: dict[str, str]) -> Callable[..., str]:
    """Give a function that runs the command `heard` as a person does, and returns what it printed."""

    def run(*words: str, typed: str | None = None) -> str:
        done = subprocess.run(
            [HEARD, *words], env=environment, input=typed, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, f"heard {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    return run


@pytest.fixture
def port(environment: dict[str, str]) -> int:
    """Give a free port, and name it in the environment."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    environment["PORT"] = str(free)
    return free


@pytest.fixture
def served(environment: dict[str, str], port: int) -> Iterator[str]:
    """Serve the product and give its address."""
    process = subprocess.Popen([HEARD, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{address}/readyz", timeout=1):  # noqa: S310 - an address of our own
                    break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert process.poll() is None, process.communicate()[0].decode()
                sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)
