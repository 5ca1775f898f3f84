"""Builds the folder of recordings: makes what is missing in a folder aside, and puts all of it in place at the end."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accessibility import audio
from accessibility.speech import mastering
from accessibility.speech.recorded import Recorded
from accessibility.speech.voice import Line, Voice, VoiceError
from accessibility.speech.whole import LARGEST, PART_KILOBITS, Part, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from surveys.questionnaire import Item, Language, Questionnaire


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build did, in numbers of recordings; those of whole items are counted apart."""

    made: int
    kept: int
    whole_items: int
    recorded: int
    """How many of all segments a person reads."""
    without_voice: tuple[Language, ...]
    """Languages in which something is missing, since the voice does not speak them."""
    missing: int
    too_large: tuple[str, ...]
    """Questions that are larger than they may be, although all was done to make them smaller."""
    not_used: tuple[str, ...]
    """Files in `recorded` whose name belongs to no words of these questionnaires."""


def build(
    folder: Path,
    questionnaires: Iterable[Questionnaire],
    voice: Voice,
    *,
    pages: Iterable[Line] = (),
    remake: bool,
    progress: Callable[[int, int], None],
) -> Built:
    """Make every recording that `folder` lacks, for the questionnaires and for what `pages` say.

    With `remake` also those that another computer's voice made.

    Raises VoiceError or OSError, and then nothing in the folder has changed; what was made by then is kept aside, so
    that the next build goes on from there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        work = _Build(folder, tuple(questionnaires), tuple(pages), voice, remake=remake)
        try:
            return work.run(progress)
        finally:
            if work.aside.is_dir() and not any(work.aside.iterdir()):
                work.aside.rmdir()


class _Build:
    """One build: knows what stands in the folder (`old`) and what was made aside (`new`), by name without ending."""

    def __init__(
        self,
        folder: Path,
        questionnaires: tuple[Questionnaire, ...],
        pages: tuple[Line, ...],
        voice: Voice,
        *,
        remake: bool,
    ) -> None:
        self.folder, self.questionnaires, self.pages, self.voice, self.remake = (
            folder,
            questionnaires,
            pages,
            voice,
            remake,
        )
        self.aside = folder / f"making-{voice.name}"
        self.aside.mkdir(exist_ok=True)
        self.recorded = Recorded(folder)
        self.old = {stem: facts for stem, facts in _manifest(folder).items() if (folder / f"{stem}.mp3").is_file()}
        self.new: dict[str, dict[str, Any]] = {}
        self.too_large: list[str] = []

    def run(self, progress: Callable[[int, int], None]) -> Built:
        lines = {
            _stem(audio.file_name(segment.words, language)): Line(words=segment.words, language=language)
            for _, _, language, segment in audio.scripts(self.questionnaires)
        }
        lines |= {_stem(audio.file_name(line.words, line.language)): line for line in self.pages}
        by_person = {stem: line for stem, line in lines.items() if self.recorded.path(line)}
        wanted = {stem: line for stem, line in by_person.items() if not self._has_own(stem, line)}
        speaks = {language: self.voice.speaks(language) for language in {line.language for line in lines.values()}}
        by_voice = {
            stem: line
            for stem, line in lines.items()
            if stem not in by_person and speaks[line.language] and not self._has_computers(stem)
        }
        if isinstance(self.voice, Recorded):
            by_voice = {}
        number = len(wanted) + len(by_voice)
        work = itertools.chain(self._make(self.recorded, wanted), self._make(self.voice, by_voice))
        for made, _ in enumerate(work, start=1):
            progress(made, number)
        whole_items = self._make_whole_items()
        self._put_in_place()
        at_hand = set(self.old) | set(self.new)
        lacking = {stem: line for stem, line in lines.items() if stem not in at_hand}
        used = {_stem(path.name) for line in lines.values() if (path := self.recorded.path(line))}
        return Built(
            made=number,
            kept=len(lines) - len(lacking) - number,
            whole_items=whole_items,
            recorded=len(by_person),
            without_voice=tuple(sorted({line.language for line in lacking.values()})),
            missing=len(lacking),
            too_large=tuple(self.too_large),
            not_used=tuple(path.name for path in self.recorded.paths if path.stem not in used),
        )

    def _has_own(self, stem: str, line: Line) -> bool:
        path = self.recorded.path(line)
        return path is not None and self.old.get(stem, {}).get("source") == audio.digest(path.read_bytes())

    def _has_computers(self, stem: str) -> bool:
        facts = self.old.get(stem)
        if facts is None or facts["human"]:  # where a person's recording has been taken away, the voice speaks again
            return False
        return not self.remake or facts["voice"] == self.voice.name

    def _make(self, voice: Voice, lines: Mapping[str, Line]) -> Iterator[str]:
        waiting = {stem: line for stem, line in lines.items() if not self._made_before(stem, line)}
        yield from lines.keys() - waiting.keys()
        if not waiting:
            return
        for (stem, line), spoken in zip(waiting.items(), voice.say(waiting.values()), strict=False):
            path = self.recorded.path(line) if isinstance(voice, Recorded) else None
            what = str(path) if path else f"what {voice.name} gave for {line.words[:60]!r}"
            speech = mastering.mastered(spoken, what)
            facts: dict[str, Any] = {
                "voice": voice.name,
                "human": path is not None,
                "seconds": round(len(speech.samples) / speech.rate, 3),
                "starts": list(speech.starts),
                "passages": [],
            }
            if path is not None:
                facts["source"] = audio.digest(path.read_bytes())
            self._keep(stem, mastering.encoded(speech, kilobits=PART_KILOBITS), facts)
            yield stem
        if lacking := set(waiting) - set(self.new):
            raise VoiceError(f"{voice.name} stopped before the last {len(lacking)} recordings")

    def _made_before(self, stem: str, line: Line) -> bool:
        """Take up what an earlier build left aside, where it is still what this one would make."""
        try:
            facts = json.loads((self.aside / f"{stem}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        path = self.recorded.path(line)
        source = audio.digest(path.read_bytes()) if path else None
        if not (self.aside / f"{stem}.mp3").is_file() or facts.get("source") != source:
            return False
        self.new[stem] = facts
        return True

    def _make_whole_items(self) -> int:
        return sum(
            self._make_whole_item(item, language)
            for questionnaire in self.questionnaires
            for language in questionnaire.wordings_in
            for item in questionnaire.items
        )

    def _make_whole_item(self, item: Item, language: Language) -> bool:
        segments = audio.script(item, language)
        stem = _stem(audio.whole_name(segments, language))
        stems = [_stem(audio.file_name(segment.words, language)) for segment in segments]
        facts = [self.new.get(part) or self.old.get(part) for part in stems]
        known = [one for one in facts if one is not None]
        if len(known) < len(segments):
            return False
        source = audio.made_from(one["version"] for one in known)
        if source in {self.old.get(stem, {}).get("source"), self.new.get(stem, {}).get("source")}:
            return False
        parts = [
            Part(
                part=segment.part,
                content=self._path(name).read_bytes(),
                seconds=one["seconds"],
                starts=tuple(one["starts"]),
            )
            for segment, name, one in zip(segments, stems, known, strict=True)
        ]
        made = whole(parts)
        if len(made.content) > LARGEST:
            self.too_large.append(f"{item.name} ({language})")
        facts_of_whole = {
            "voice": "+".join(dict.fromkeys(str(one["voice"]) for one in known)),
            "human": all(one["human"] for one in known),
            "source": source,
            "seconds": made.seconds,
            "starts": [],
            "passages": [
                {"part": one.part, "start": one.start, "end": one.end, "starts": list(one.starts)}
                for one in made.passages
            ],
        }
        self._keep(stem, made.content, facts_of_whole)
        return True

    def _path(self, stem: str) -> Path:
        return (self.aside if stem in self.new else self.folder) / f"{stem}.mp3"

    def _keep(self, stem: str, content: bytes, facts: dict[str, Any]) -> None:
        facts = {**facts, "version": audio.version(content)}
        _write(self.aside / f"{stem}.mp3", content)
        _write(self.aside / f"{stem}.json", json.dumps(facts).encode())
        self.new[stem] = facts

    def _put_in_place(self) -> None:
        for stem in self.new:
            (self.aside / f"{stem}.mp3").replace(self.folder / f"{stem}.mp3")
        if self.new or not (self.folder / audio.MANIFEST).is_file():
            _write(self.folder / audio.MANIFEST, json.dumps(self.old | self.new, indent=0).encode())
        for path in self.aside.iterdir():
            path.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VoiceError("another build of these recordings is running: wait until it is done") from None
        yield


def _manifest(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        entries = json.loads((folder / audio.MANIFEST).read_text(encoding="utf-8"))
        for stem, facts in entries.items():
            audio.from_facts(folder / f"{stem}.mp3", facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # the recordings it named are made again
    return dict(entries)


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(handle, 0o644)
        aside.replace(path)
    except BaseException:
        aside.unlink()
        raise
