"""What Prometheus may ask: how many pages, how fast and how they ended; nothing of who asked or of which inspection."""

from __future__ import annotations

import mmap
import struct
import time
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

EXTENSION: Final = "heard_counters"

PARTS: Final = ("respond", "staff", "partnership", "files", "health")
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds up to which pages are counted together."""
SENT: Final = "heard_answers_sent_total"
AWAY: Final = "heard_database_away_total"

_REQUESTS: Final = "heard_requests_total"
_SECONDS: Final = "heard_request_seconds"
_STATUSES: Final = ("2xx", "3xx", "4xx", "5xx")
_SERIES: Final = (
    *((_REQUESTS, f'part="{part}",status="{status}"') for part in PARTS for status in _STATUSES),
    *((f"{_SECONDS}_bucket", f'part="{part}",le="{le}"') for part in PARTS for le in (*BUCKETS, "+Inf")),
    *((f"{_SECONDS}_sum", f'part="{part}"') for part in PARTS),
    *((f"{_SECONDS}_count", f'part="{part}"') for part in PARTS),
    (SENT, ""),
    (AWAY, ""),
)
_PLACES: Final[Mapping[tuple[str, str], int]] = {series: place for place, series in enumerate(_SERIES)}
_KINDS: Final = {
    _REQUESTS: ("counter", "Requests, by part of the product and kind of answer."),
    _SECONDS: ("histogram", "Seconds until a request was answered."),
    SENT: ("counter", "Surveys that were sent on the web and kept."),
    AWAY: ("counter", "Requests that found the database away."),
}
_NUMBER: Final = struct.Struct("d")
_FIRST: Final = {"inspectors": "staff", "partnership": "partnership", "static": "files", "audio": "files"}
_HEALTH: Final = frozenset({"healthz", "readyz", "metrics"})


class Counters:
    """One process's counters, in memory or in a file that outlives it and that its neighbours can read."""

    def __init__(self, file: Path | None = None) -> None:
        self._folder = file.parent if file else None
        size = _NUMBER.size * len(_SERIES)
        if file is None:
            self._held = mmap.mmap(-1, size)
        else:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with file.open("w+b") as opened:
                opened.truncate(size)
                self._held = mmap.mmap(opened.fileno(), size)
        self._lock = Lock()

    def add(self, name: str, labels: str = "", amount: float = 1.0) -> None:
        """Count `amount` more."""
        at = _PLACES[name, labels] * _NUMBER.size
        with self._lock:
            _NUMBER.pack_into(self._held, at, _NUMBER.unpack_from(self._held, at)[0] + amount)

    def answered(self, part: str, status: int, seconds: float) -> None:
        """Count one request."""
        self.add(_REQUESTS, f'part="{part}",status="{max(2, status // 100)}xx"')
        le: float | str = next((one for one in BUCKETS if seconds <= one), "+Inf")
        self.add(f"{_SECONDS}_bucket", f'part="{part}",le="{le}"')
        self.add(f"{_SECONDS}_sum", f'part="{part}"', seconds)
        self.add(f"{_SECONDS}_count", f'part="{part}"')

    def written(self) -> str:
        """Return the counts of this process and its neighbours in Prometheus's words."""
        counts = self._together()
        lines: list[str] = []
        for name, (kind, words) in _KINDS.items():
            lines += [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
            so_far = 0.0
            for (series, labels), count in zip(_SERIES, counts, strict=True):
                if series not in {name, f"{name}_bucket", f"{name}_sum", f"{name}_count"}:
                    continue
                so_far = count + (0.0 if f'le="{BUCKETS[0]}"' in labels else so_far)
                shown = so_far if series.endswith("_bucket") else count
                lines.append(f"{series}{{{labels}}} {shown:.12g}" if labels else f"{series} {shown:.12g}")
        return "\n".join([*lines, ""])

    def _together(self) -> list[float]:
        files = sorted(self._folder.iterdir()) if self._folder else []
        held = [file.read_bytes() for file in files] if files else [bytes(self._held)]
        whole = [one for one in held if len(one) == _NUMBER.size * len(_SERIES)]
        return [
            sum(numbers) for numbers in zip(*(struct.unpack(f"{len(_SERIES)}d", one) for one in whole), strict=True)
        ]


def count(app: Flask, counters: Counters) -> None:
    """Count every request that the application answers."""
    app.extensions[EXTENSION] = counters
    app.wsgi_app = _Counted(app.wsgi_app, counters)  # type: ignore[method-assign]


def here() -> Counters:
    """Return the counters of the current application."""
    return cast("Counters", current_app.extensions[EXTENSION])


class _Counted:
    def __init__(self, application: WSGIApplication, counters: Counters) -> None:
        self._application, self._counters = application, counters

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        status = 500

        def start(line: str, headers: list[tuple[str, str]], *failed: Any) -> Callable[[bytes], object]:  # noqa: ANN401
            nonlocal status
            status = int(line[:3])
            return start_response(line, headers, *failed)

        try:
            return self._application(environ, start)
        finally:
            self._counters.answered(_part(environ.get("PATH_INFO", "")), status, time.perf_counter() - began)


def _part(path: str) -> str:
    first = path[1:].partition("/")[0]
    return "health" if first in _HEALTH else _FIRST.get(first, "respond")
