"""What is read aloud at each item, under which file name, and which recordings there are."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from surveys.questionnaire import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from surveys.questionnaire import Item, Language, Questionnaire

MANIFEST: Final = "manifest.json"
"""The file that lists every recording of a folder; written last, so that it never names one that is not there."""
RECORDED: Final = "recorded"
"""The folder, inside that of the recordings, into which people's own recordings are put."""
KINDS: Final = {".mp3": "audio/mpeg", ".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg"}
"""What a recording can be: the ending of its name, and how the web calls it."""
LABEL: Final = "label"
HINT: Final = "hint"

_STEM: Final = re.compile(r"[0-9a-f]{32}")
_RECIPE: Final = "40 kB"
"""Another word here has the recordings of whole items made again from the same parts."""
_VERSION: Final = 6
"""Characters of a recording's version."""


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Words that are read in one breath: an item's `label`, its `hint`, or an option, named by its code."""

    part: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Where one segment is in the recording of a whole item, in seconds from its beginning."""

    part: str
    start: float
    end: float
    starts: tuple[float, ...] = ()
    """When each word of the segment begins, words being what stands between spaces; empty where the voice can't say."""


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A recording that is ready to play."""

    path: Path
    name: str
    """What it is called in an address: 32 hexadecimal digits and an ending."""
    version: str
    """Changes whenever the sound does, for the address: a browser may then keep the recording for ever."""
    voice: str
    human: bool
    """Whether a person speaks; otherwise the page says that the voice is a computer's."""
    seconds: float
    starts: tuple[float, ...] = ()
    """When each word begins, in seconds, words being what stands between spaces; empty where the voice can't say."""
    passages: tuple[Passage, ...] = ()
    """In the recording of a whole item, where each segment is."""
    source: str = ""
    """What it was made from: of a person's recording the file, of a whole item `made_from` its parts."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Words that nobody has recorded yet."""

    group: str
    version: int
    item: str
    part: str
    language: Language
    words: str
    name: str


def script(item: Item, language: Language) -> tuple[Segment, ...]:
    """Return what is read at `item`, in order: the label, the hint where there is one, and each option."""
    segments = [Segment(part=LABEL, words=_canonical(item.label.in_language(language)))]
    if item.hint is not None:
        segments.append(Segment(part=HINT, words=_canonical(item.hint.in_language(language))))
    segments.extend(
        Segment(part=option.code, words=_canonical(option.label.in_language(language))) for option in item.options
    )
    return tuple(segments)


def file_name(words: str, language: Language) -> str:
    """Name the recording of `words`: by the words and the language and nothing else, so other words never share it."""
    return f"{_stem(language, _canonical(words))}.mp3"


def whole_name(segments: Sequence[Segment], language: Language) -> str:
    """Name the recording in which a whole item is read, by all its segments."""
    return f"{_stem(language, *(text for segment in segments for text in (segment.part, segment.words)))}.mp3"


def scripts(questionnaires: Iterable[Questionnaire]) -> Iterator[tuple[Questionnaire, Item, Language, Segment]]:
    """Yield every segment of every questionnaire in each of its languages.

    The words for someone who answers for a young person, where they differ, come under the language they are spoken in.
    """
    for questionnaire in questionnaires:
        for language in questionnaire.wordings_in:
            for item in questionnaire.items:
                usual = script(item, plain(language)) if language not in questionnaire.languages else ()
                for segment in script(item, language):
                    if segment not in usual:
                        yield questionnaire, item, plain(language), segment


class Recordings:
    """The recordings in one folder, as an index in memory that is read again when the folder's manifest changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state: tuple[tuple[int, int], Mapping[str, Recording]] = ((-1, -1), {})

    def find(self, words: str, language: Language) -> Recording | None:
        """Return the recording of `words`, a person's own before a computer's, or None."""
        return self._index().get(_stem(language, _canonical(words)))

    def whole(self, item: Item, language: Language) -> Recording | None:
        """Return the recording that reads the whole item, or None."""
        return self._index().get(whole_name(script(item, language), language).removesuffix(".mp3"))

    def named(self, name: str) -> Recording | None:
        """Return the recording that has `name` in addresses, or None for any other text."""
        recording = self._index().get(name.partition(".")[0])
        return recording if recording is not None and recording.name == name else None

    def _index(self) -> Mapping[str, Recording]:
        manifest, recorded = self._folder / MANIFEST, self._folder / RECORDED
        stamp = _changed(manifest), _changed(recorded)
        known, index = self._state
        if stamp != known:
            index = _read(self._folder, manifest)
            self._state = stamp, index
        return index


def missing(questionnaires: Iterable[Questionnaire], recordings: Recordings) -> tuple[Missing, ...]:
    """Return the words of `questionnaires` that have no recording, each words and language once."""
    wanted: dict[str, Missing] = {}
    for questionnaire, item, language, segment in scripts(questionnaires):
        if recordings.find(segment.words, language) is None:
            name = file_name(segment.words, language)
            wanted.setdefault(
                name,
                Missing(
                    group=questionnaire.group,
                    version=questionnaire.version,
                    item=item.name,
                    part=segment.part,
                    language=language,
                    words=segment.words,
                    name=name,
                ),
            )
    return tuple(wanted.values())


def own_recordings(folder: Path) -> dict[str, Path]:
    """Return the recordings that people put into the folder's `recorded`, by name without ending.

    Where one stands there in several kinds, the first of KINDS counts.
    """
    found: dict[str, Path] = {}
    order = list(KINDS)
    if not (folder / RECORDED).is_dir():
        return found
    candidates = [path for path in (folder / RECORDED).iterdir() if path.suffix in KINDS and path.is_file()]
    for path in sorted(candidates, key=lambda path: order.index(path.suffix)):
        if _STEM.fullmatch(path.stem) and path.stat().st_size > 0:
            found.setdefault(path.stem, path)
    return found


def digest(content: bytes) -> str:
    """Return what stands for a recording's content, to see whether it has changed."""
    return hashlib.sha256(content).hexdigest()[:16]


def version(content: bytes) -> str:
    """Return what stands for a recording's sound in its address: another sound has another one."""
    return digest(content)[:_VERSION]


def made_from(versions: Iterable[str]) -> str:
    """Return what stands for the recordings, given their versions, from which one of a whole item is made."""
    return digest("".join((_RECIPE, *versions)).encode())


def to_facts(recording: Recording) -> dict[str, Any]:
    """Return what the manifest keeps of a recording, besides its name."""
    return {
        "version": recording.version,
        "voice": recording.voice,
        "human": recording.human,
        "seconds": recording.seconds,
        "source": recording.source,
        "starts": list(recording.starts),
        "passages": [
            {"part": one.part, "start": one.start, "end": one.end, "starts": list(one.starts)}
            for one in recording.passages
        ],
    }


def from_facts(path: Path, facts: Mapping[str, Any]) -> Recording:
    """Undo `to_facts`. Raises KeyError, TypeError or ValueError when `facts` are damaged."""
    return Recording(
        path=path,
        name=path.name,
        version=str(facts["version"]),
        voice=str(facts["voice"]),
        human=bool(facts["human"]),
        seconds=float(facts["seconds"]),
        starts=tuple(float(start) for start in facts["starts"]),
        source=str(facts.get("source", "")),
        passages=tuple(
            Passage(
                part=str(one["part"]),
                start=float(one["start"]),
                end=float(one["end"]),
                starts=tuple(float(start) for start in one["starts"]),
            )
            for one in facts["passages"]
        ),
    )


def _read(folder: Path, manifest: Path) -> dict[str, Recording]:
    index: dict[str, Recording] = {}
    try:
        for stem, facts in json.loads(manifest.read_text(encoding="utf-8")).items():
            index[stem] = from_facts(folder / f"{stem}.mp3", facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # A missing or damaged manifest costs the recordings, never the page.
        index = {}
    for stem, path in own_recordings(folder).items():
        content = path.read_bytes()
        if stem not in index or index[stem].source != digest(content):
            index[stem] = Recording(
                path=path,
                name=path.name,
                version=version(content),
                voice=RECORDED,
                human=True,
                seconds=0.0,
            )
    return index


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _canonical(words: str) -> str:
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", words).splitlines())
    return "\n".join(line for line in lines if line)


def _stem(language: Language, *texts: str) -> str:
    # Each text is preceded by its length, so that no two lists of texts give the same bytes.
    # The same words sound the same, whoever they are about.
    content = "".join(f"{len(text)}:{text}" for text in (plain(language), *texts))
    return hashlib.sha256(content.encode()).hexdigest()[:32]
