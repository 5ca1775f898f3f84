"""The product as it really runs: `heard serve` in a process of its own, with what that process costs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HEARD = str(Path(sys.executable).with_name("heard"))


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server, its port and its environment."""

    port: int
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def cpu_seconds(self) -> float:
        """Return the CPU seconds that the server and the processes it started have used."""
        ticks = sum(_ticks(pid) for pid in _family(self.process.pid))
        return ticks / os.sysconf("SC_CLK_TCK")


def heard(*words: str, environment: dict[str, str]) -> str:
    """Run the command `heard` and return what it printed."""
    done = subprocess.run([HEARD, *words], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def now() -> str:
    """Return the moment by London's clock, as the command line takes it."""
    done = subprocess.run(["date", "+%Y-%m-%dT%H:%M"], env={"TZ": "Europe/London"}, check=True, capture_output=True)
    return done.stdout.decode().strip()


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of an installation in `home`."""
    return os.environ | {"HEARD_HOME": str(home)} | more


@contextmanager
def serving(home: Path, **more: str) -> Iterator[Server]:
    """Serve the installation in `home` on a free port of loopback."""
    port = _free_port()
    with _running([HEARD, "serve"], port, environment(home, PORT=str(port), **more)) as running:
        yield running


@contextmanager
def serving_trivial() -> Iterator[Server]:
    """Serve Flask's smallest page, through the same server with the same settings."""
    port = _free_port()
    options = ["--interface", "wsgi", "--factory", "--blocking-threads", "4", "--port", str(port), "--no-access-log"]
    command = [str(Path(HEARD).with_name("granian")), *options, "--working-dir", str(Path(__file__).parent)]
    with _running([*command, "trivial:application"], port, dict(os.environ)) as running:
        yield running


@contextmanager
def _running(command: list[str], port: int, variables: dict[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield Server(port=port, process=process, environment=variables)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            message = "the server stopped before it answered"
            raise RuntimeError(message)
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - an address of our own
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    message = f"{address} did not answer"
    raise RuntimeError(message)


def _family(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    family = [pid]
    for one in family:
        family.extend(children.get(one, []))
    return family


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
