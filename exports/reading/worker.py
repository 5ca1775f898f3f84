"""Reads files from outside in a process of its own with limits, so that no file can hurt or hold up who reads it."""

from __future__ import annotations

import dataclasses
import json
import pickle
import resource
import signal
import struct
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

from exports.copies.marks import Reference
from exports.reading import filled, record, shown
from exports.reading.package import MEGABYTE, Refusal, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exports.reading.filled import FilledCopy
    from exports.reading.shown import About, Shown
    from surveys.questionnaire import Questionnaire

SECONDS: Final = 0.7
SECONDS_A_MEGABYTE: Final = 0.02
"""Of processor time for one file. The largest form that a program writes, 76 MB of Rich Text, takes 0.6 s."""
MEMORY: Final = 150 * MEGABYTE
"""Beside the 45 MB that the process has when it starts."""
PATIENCE: Final = 90
"""Seconds after which a process that neither works nor answers is ended. On a busy machine its 0.7 can take many."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_PROGRAM: Final = "import sys; sys.path.insert(0, sys.argv[1]); from exports.reading import worker; worker.serve()"
_READ, _SHOW = b"read", b"show"
_LENGTH: Final = struct.Struct(">Q")
_LONGEST_ANSWER: Final = 64 * MEGABYTE
_MOST_FILES_OPEN: Final = 32


class Worker:
    """A process that reads one file after the other. A file that breaks it is refused, and the next has a new one.

    Use it in a `with` statement and in one thread. The process has no settings, keys or database, and writes no file.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Begin; the process starts with the first file."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def read(self, content: bytes, file_name: str, known: Callable[[Reference], Questionnaire | None]) -> FilledCopy:
        """Read a copy that came back, as word.read does. Raises UnreadableError.

        `known` gives the questionnaire of a form, tailored to its inspection, None where there is no such form.
        """
        with self._asking() as process:
            first = self._asked(process, _READ, file_name.encode("utf-8", "replace"), content)
            reference = Reference(**first["form"])
            return record.of_record(self._asked(process, pickle.dumps(known(reference))))

    def part(self, content: bytes, file_name: str, about: About) -> tuple[Shown, ...]:
        """Return the part of a copy that a doubt is about, as shown.part does. Raises UnreadableError."""
        with self._asking() as process:
            asked = (file_name.encode("utf-8", "replace"), content, pickle.dumps(about))
            return shown.of_record(self._asked(process, _SHOW, *asked))

    @contextmanager
    def _asking(self) -> Iterator[subprocess.Popen[bytes]]:
        """Give the process; where it breaks or takes too long, end it and refuse the file."""
        process = self._process or self._started()
        last_word = threading.Timer(PATIENCE, process.kill)
        last_word.daemon = True
        last_word.start()
        try:
            yield process
        except UnreadableError as error:
            if error.kind is Refusal.TOO_HARD:
                self.close()
            raise
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            self.close()
            raise UnreadableError(Refusal.TOO_HARD) from None
        finally:
            last_word.cancel()

    def close(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _shut(pipe)

    def _started(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _PROGRAM, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            close_fds=True,
        )
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], *parts: bytes) -> dict[str, Any]:
        assert process.stdin is not None  # noqa: S101 - it was opened with pipes
        assert process.stdout is not None  # noqa: S101 - as above
        for part in parts:
            _send(process.stdin, part)
        answer = json.loads(_received(process.stdout, _LONGEST_ANSWER))
        if not isinstance(answer, dict):
            raise TypeError("no answer")
        if "refused" in answer:
            raise UnreadableError(Refusal(answer["refused"]))
        return answer


def serve() -> None:
    """Be the process: answer file after file until nobody asks any more."""
    asking, answering = sys.stdin.buffer, sys.stdout.buffer
    _limit()
    while True:
        try:
            _answer(asking, answering)
        except EOFError:
            return
        except UnreadableError as error:
            _say(answering, {"refused": error.kind})
        except (MemoryError, RecursionError):
            _say(answering, {"refused": Refusal.TOO_HARD})
            return


def _answer(asking: IO[bytes], answering: IO[bytes]) -> None:
    """Read one file: say which form it is, be given its questionnaire, and say what was answered; or show a part."""
    task, name, content = _received(asking), _received(asking).decode("utf-8"), _received(asking)
    # The other side is our own, and hands on only what it loaded itself.
    about: About | None = pickle.loads(_received(asking)) if task == _SHOW else None  # noqa: S301
    _wind_up(len(content))
    if about is not None:
        _say(answering, shown.record(shown.part(content, name, about)))
        signal.setitimer(signal.ITIMER_PROF, 0)
        return
    found = filled.returned(content, name)
    del content
    reference = filled.reference_of(found)
    _say(answering, {"form": dataclasses.asdict(reference)})
    questionnaire = pickle.loads(_received(asking))  # noqa: S301 - as above
    _say(answering, record.record(filled.filled(found, reference, questionnaire)))
    signal.setitimer(signal.ITIMER_PROF, 0)


def _limit() -> None:
    """Give up whatever reading does not need. What was imported stays."""
    import pypdf  # noqa: F401 - it could not be found later

    in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    limits = {
        resource.RLIMIT_AS: in_use + MEMORY,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _MOST_FILES_OPEN,
        resource.RLIMIT_NPROC: 0,
    }
    for what, most in limits.items():
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _wind_up(length: int) -> None:
    """Give the process its time for one file; when that is over, the system ends it."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS + SECONDS_A_MEGABYTE * length / MEGABYTE)


def _say(pipe: IO[bytes], answer: dict[str, Any]) -> None:
    _send(pipe, json.dumps(answer).encode("ascii"))


def _send(pipe: IO[bytes], part: bytes) -> None:
    pipe.write(_LENGTH.pack(len(part)))
    pipe.write(part)
    pipe.flush()


def _received(pipe: IO[bytes], longest: int | None = None) -> bytes:
    """Return one part. Raises EOFError where there is none any more, ValueError where it is too long."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if longest is not None and length > longest:
        raise ValueError("too long an answer")
    part = pipe.read(length)
    if len(part) < length:
        raise EOFError
    return part


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be sent to a process that is gone
        return
