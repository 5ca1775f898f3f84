"""Run as a program: speaks each line it is sent with eSpeak NG and answers with samples and the times of the words.

Started as `python espeak_process.py LIBRARY DATA`; imports nothing of Heard.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SYNCHRONOUS: Final = 2
"""eSpeak's AUDIO_OUTPUT_SYNCHRONOUS: gives the samples to the callback and plays nothing."""
DO_NOT_EXIT: Final = 0x8000
UTF8: Final = 1
BY_CHARACTER: Final = 1
RATE: Final = 1
WORD: Final = 1
END_OF_LIST: Final = 0


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _VoiceInUse(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("languages", ctypes.c_char_p), ("identifier", ctypes.c_char_p))


_CALLBACK: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Synthesiser:
    """The library, loaded and listening."""

    def __init__(self, library: str, data: str) -> None:
        self._espeak = ctypes.CDLL(library)
        self._espeak.espeak_GetCurrentVoice.restype = ctypes.POINTER(_VoiceInUse)
        self.rate: int = self._espeak.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), DO_NOT_EXIT)
        if self.rate <= 0:
            message = f"eSpeak can't start: its data are not in {data}"
            raise SystemExit(message)
        self._samples = bytearray()
        self._words: list[tuple[int, float]] = []
        # eSpeak keeps the address only: without this reference Python would free the callback.
        self._callback = _CALLBACK(self._take)
        self._espeak.espeak_SetSynthCallback(self._callback)

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Speak one request; return the head of the answer and the samples."""
        voice, words = str(request["voice"]), str(request["words"])
        refused = self._espeak.espeak_SetVoiceByName(voice.encode())
        # A refused voice leaves the one before in place, so the voice in use is looked at too.
        in_use = self._espeak.espeak_GetCurrentVoice().contents.languages or b""
        if refused or in_use[1:].decode().lower() != voice:
            return {"problem": f"eSpeak has no voice called {voice}"}, b""
        self._samples.clear()
        self._words.clear()
        self._espeak.espeak_SetParameter(RATE, int(request["speed"]), 0)
        text = words.encode()
        failed = self._espeak.espeak_Synth(text, len(text) + 1, 0, BY_CHARACTER, 0, UTF8, None, None)
        if failed or not self._samples:
            return {"problem": f"eSpeak could not speak {words[:60]!r}"}, b""
        head = {"rate": self.rate, "bytes": len(self._samples), "starts": _starts(words, self._words)}
        return head, bytes(self._samples)

    def _take(self, samples: Any, number: int, events: Any) -> int:  # noqa: ANN401 - pointers, which have no types here
        if samples and number > 0:
            self._samples += ctypes.string_at(samples, number * ctypes.sizeof(ctypes.c_short))
        for event in _until_end(events):
            if event.type == WORD:
                self._words.append((event.text_position - 1, event.audio_position / 1000))
        return 0


def _until_end(events: Any) -> Iterator[_Event]:  # noqa: ANN401 - a pointer, which has no type here
    place = 0
    while events[place].type != END_OF_LIST:
        yield events[place]
        place += 1


def _starts(words: str, spoken: list[tuple[int, float]]) -> list[float]:
    """Give each word between spaces the time of the first thing spoken in it, or of the word before if nothing is."""
    starts: list[float] = []
    place = 0
    for word in words.split():
        place = words.index(word, place)
        times = [seconds for position, seconds in spoken if place <= position < place + len(word)]
        starts.append(max(min(times, default=0.0), starts[-1] if starts else 0.0))
        place += len(word)
    return starts


def main() -> None:
    """Answer each line of standard input on standard output until it ends."""
    synthesiser = _Synthesiser(sys.argv[1], sys.argv[2])
    for line in sys.stdin.buffer:
        head, samples = synthesiser.answer(json.loads(line))
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + samples)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
