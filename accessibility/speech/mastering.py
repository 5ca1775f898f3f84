"""Makes every recording equally loud, trimmed, small and one channel, and refuses sound that can't be speech."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Final

import numpy as np

from accessibility.speech.voice import Spoken, VoiceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 16_000
"""Samples a second of what is kept: all of speech that telephones leave out is in it, at half the size of music."""
LOUDNESS: Final = -19.0
"""LUFS of every recording: what broadcasters ask of speech in one channel."""
HIGHEST_PEAK: Final = 10 ** (-1.5 / 20)
LONGEST: Final = 180.0
"""Seconds. A segment is a few sentences; more than this is another recording put there by mistake."""

_SHORTEST: Final = 0.15
_QUIETEST: Final = 0.003
"""Root mean square below which a recording counts as silence (-50 dB)."""
_THRESHOLD: Final = 0.005
"""Level at which speech begins and ends."""
_BEFORE, _AFTER = 0.04, 0.12
"""Seconds kept around speech."""
_BLOCK: Final = 0.4
"""Seconds that the measure of loudness needs; a shorter word is measured as if said again and again."""
CONSTANT: Final = 0
"""In place of a number of kilobits: 8 a second throughout, the least that MP3 can do."""
_FEWEST_MP3: Final = 8
_MOST_MP3: Final = {RATE: 160, 11_025: 64}
"""Kilobits a second between which libsndfile's compression level runs, by samples a second."""
_LARGEST_LEVEL: Final = 0.9999
"""libsndfile says 1 is too much for 8 kilobits a second."""


def decoded(content: bytes, what: str) -> Spoken:
    """Read MP3, WAV, FLAC or Ogg as one channel. Raises VoiceError, naming `what`, when it is no sound."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.frames > LONGEST * file.samplerate:
                raise VoiceError(f"{what} is longer than {LONGEST:.0f} seconds")
            samples = file.read(dtype="float32", always_2d=True)
            rate = int(file.samplerate)
    except (soundfile.LibsndfileError, RuntimeError):
        raise VoiceError(f"{what} can't be read as sound: give MP3, WAV, FLAC or Ogg") from None
    return Spoken(samples=samples.mean(axis=1, dtype=np.float32), rate=rate)


def mastered(spoken: Spoken, what: str) -> Spoken:
    """Return speech at RATE, trimmed and at LOUDNESS. Raises VoiceError, naming `what`, when it can't be speech."""
    samples = _resampled(spoken.samples, spoken.rate)
    seconds = len(samples) / RATE
    if seconds > LONGEST:
        raise VoiceError(f"{what} is longer than {LONGEST:.0f} seconds")
    if not len(samples) or not np.isfinite(samples).all() or math.sqrt(float(np.mean(samples**2))) < _QUIETEST:
        raise VoiceError(f"{what} is silent")
    heard = np.flatnonzero(np.abs(samples) > _THRESHOLD)
    first = max(int(heard[0]) - int(_BEFORE * RATE), 0)
    last = min(int(heard[-1]) + int(_AFTER * RATE), len(samples))
    samples = samples[first:last]
    if len(samples) < _SHORTEST * RATE:
        raise VoiceError(f"{what} is too short to be a word")
    starts = tuple(round(max(start - first / RATE, 0.0), 3) for start in spoken.starts)
    return Spoken(samples=_loud(samples), rate=RATE, starts=starts)


def encoded(spoken: Spoken, *, kilobits: int) -> bytes:
    """Return mastered speech as MP3 with about so many kilobits a second, or CONSTANT."""
    import soundfile

    most = _MOST_MP3[spoken.rate]
    level = (most - (kilobits or _FEWEST_MP3)) / (most - _FEWEST_MP3)
    content = io.BytesIO()
    soundfile.write(
        content,
        spoken.samples,
        spoken.rate,
        format="MP3",
        subtype="MPEG_LAYER_III",
        bitrate_mode="AVERAGE" if kilobits else "CONSTANT",
        compression_level=min(level, _LARGEST_LEVEL),
    )
    return content.getvalue()


def at_rate(spoken: Spoken, rate: int) -> Spoken:
    """Return the same sound with `rate` samples a second."""
    return Spoken(samples=_resampled(spoken.samples, spoken.rate, rate), rate=rate, starts=spoken.starts)


def silence(seconds: float) -> Spoken:
    """Return silence at RATE."""
    return Spoken(samples=np.zeros(int(seconds * RATE), dtype=np.float32), rate=RATE)


def _resampled(samples: NDArray[np.float32], rate: int, wanted: int = RATE) -> NDArray[np.float32]:
    if rate == wanted:
        return samples
    from scipy.signal import resample_poly

    common = math.gcd(rate, wanted)
    return np.asarray(resample_poly(samples, wanted // common, rate // common), dtype=np.float32)


def _loud(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    from pyloudnorm import Meter

    measured = samples
    if len(samples) < 2 * _BLOCK * RATE:
        measured = np.tile(samples, math.ceil(2 * _BLOCK * RATE / len(samples)))
    loudness = float(Meter(RATE, block_size=_BLOCK).integrated_loudness(measured.astype(np.float64)))
    wanted = 10 ** ((LOUDNESS - loudness) / 20) if math.isfinite(loudness) else 1.0
    room = HIGHEST_PEAK / float(np.abs(samples).max())
    return (samples * min(wanted, room)).astype(np.float32)
