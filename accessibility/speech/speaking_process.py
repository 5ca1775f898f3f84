"""Talks to a voice that runs as a program of its own, line by line."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import numpy as np

from accessibility.speech.voice import Spoken, VoiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO, Any


def converse(program: Path, arguments: list[str], requests: Iterable[dict[str, Any]]) -> Iterator[Spoken]:
    """Start the Python `program` once and yield its answer to each request. Raises VoiceError.

    A request is a line of JSON. An answer is a line of JSON with either `problem`, or `rate`, `starts` (seconds) and
    `bytes`; that many bytes of 16-bit little-endian samples in one channel follow it.
    """
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [sys.executable, "-P", str(program), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
        try:
            assert process.stdin is not None  # noqa: S101 - asked for above
            assert process.stdout is not None  # noqa: S101 - asked for above
            for request in requests:
                yield _ask(process.stdin, process.stdout, request, complaints)
        finally:
            process.kill()
            process.communicate()


def _ask(stdin: IO[bytes], stdout: IO[bytes], request: dict[str, Any], complaints: IO[bytes]) -> Spoken:
    try:
        stdin.write(json.dumps(request).encode() + b"\n")
        stdin.flush()
    except BrokenPipeError:
        raise VoiceError(_last_words(complaints)) from None
    head = stdout.readline()
    if not head:
        raise VoiceError(_last_words(complaints))
    answer = json.loads(head)
    if "problem" in answer:
        raise VoiceError(answer["problem"])
    content = stdout.read(answer["bytes"])
    if len(content) < answer["bytes"]:
        raise VoiceError(_last_words(complaints))
    samples = (np.frombuffer(content, dtype="<i2") / 32768).astype(np.float32)
    return Spoken(samples=samples, rate=answer["rate"], starts=tuple(answer["starts"]))


def _last_words(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").strip().splitlines()
    return f"the voice's program ended before it was done: {lines[-1] if lines else 'it did not say why'}"
