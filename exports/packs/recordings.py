"""The recordings of a pack: for each survey and language one MP3 of the whole, and one for each question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.packs.order import Made, group_name, named, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.packs.order import Order
    from surveys.questionnaire import Language, Questionnaire

_NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST: Final = 60
_KILOBITS: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_KILOBITS_SMALL: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MPEG_1: Final = 3
_MIDDLING: Final = 8
_FRAMES_AND_BYTES: Final = 3
_UNSYNCHRONISED: Final = 0x7F
_HEADER: Final = 10


def recordings(order: Order) -> Made:
    """Return the recordings that there are; what is not recorded is named."""
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for asked in order.questionnaires:
        for language in order.languages(asked):
            folder = f"{words()['folders']['recordings']}/{group_name(asked)}/{named(language)}"
            tracks = dict(_tracks(order, asked, language))
            found = {name: track for name, track in tracks.items() if track is not None}
            if len(found) < len(tracks):
                filled_in = {"group": group_name(asked), "language": named(language)}
                filled_in |= {"number": str(len(tracks) - len(found)), "of": str(len(tracks))}
                missing.append(words()["missing"]["recordings"].format(**filled_in))
            if not found:
                continue
            whole = joined([sound(track) for track in found.values()])
            files[f"{folder}/00 {words()['recordings']['whole']}.mp3"] = whole
            files |= {f"{folder}/{name}.mp3": track for name, track in found.items()}
    return Made(files=files, missing=tuple(missing))


def sound(track: bytes) -> bytes:
    """Return the frames of an MP3 without tags and without the frame that only says how long it is.

    Frames that follow each other are one recording: with what stands before and after them taken out, tracks join.
    """
    start = 0
    if track[:3] == b"ID3" and len(track) > _HEADER:
        sizes = zip(track[6:10], (21, 14, 7, 0), strict=True)
        start = _HEADER + sum((byte & _UNSYNCHRONISED) << shift for byte, shift in sizes)
    end = len(track) - 128 if track[-128:-125] == b"TAG" else len(track)
    length = _frame(track, start)
    if length and any(mark in track[start : start + length] for mark in (b"Xing", b"Info", b"VBRI")):
        start += length
    return track[start:end]


def joined(sounds: list[bytes]) -> bytes:
    """Return frames that follow each other as one MP3, with a first frame that says how long all of them are.

    Without it players guess the length from the first frame, and are wrong wherever quiet takes fewer bytes.
    """
    frames = sum(_number(one) for one in sounds)
    head = bytearray(sounds[0][:4])
    head[1] |= 1  # no checksum
    head[2] = head[2] & 0x0D | _MIDDLING << 4  # a bit rate at which the frame is long enough; not padded
    length = _frame(bytes(head), 0)
    if not length:
        return b"".join(sounds)
    mono, first = head[3] >> 6 == 3, head[1] >> 3 & 3 == _MPEG_1  # noqa: PLR2004 - one channel
    beside = (17 if mono else 32) if first else (9 if mono else 17)
    total = length + sum(map(len, sounds))
    says = b"Xing" + b"".join(number.to_bytes(4, "big") for number in (_FRAMES_AND_BYTES, frames, total))
    return (bytes(head) + bytes(beside) + says).ljust(length, b"\0") + b"".join(sounds)


def _number(content: bytes) -> int:
    """Return how many frames there are."""
    number = at = 0
    while length := _frame(content, at):
        number, at = number + 1, at + length
    return number


def _frame(track: bytes, at: int) -> int:
    """Return the length of the frame that begins `at`, 0 where none does."""
    head = track[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - a frame's 11 bits that are set
        return 0
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version not in _RATES or rate == 3:  # noqa: PLR2004 - a rate that is not used
        return 0
    first = version == _MPEG_1
    kilobits = (_KILOBITS if first else _KILOBITS_SMALL)[head[2] >> 4]
    return (144 if first else 72) * kilobits * 1000 // _RATES[version][rate] + (head[2] >> 1 & 1)


def _tracks(order: Order, asked: Questionnaire, language: Language) -> Iterator[tuple[str, bytes | None]]:
    for number, item in enumerate(asked.items, start=1):
        label = " ".join(item.label.lines(language))
        plain = " ".join(_NO_NAME.sub(" ", label).split())[:_LONGEST].rstrip(" .")
        name = words()["recordings"]["track"].format(number=f"{number:02}", words=plain)
        found = order.recordings.whole(item, language)
        yield name, found.path.read_bytes() if found is not None else None
