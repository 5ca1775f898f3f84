"""Pictures that stand beside the words: a concept leads to a picture in a set that anyone can replace."""

from __future__ import annotations

import base64
import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import resvg_py
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SETS: Final = Path(__file__).with_name("picture_sets")

_MEDIA: Final = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
"""The endings a picture's file may have. What is not SVG is drawn by way of an SVG that holds it."""

_FACTS: Final = ("name", "licence", "link")
_SAY: Final = "Give it the lines name, credit, licence and link, each followed by a colon and its words."
_COLUMNS: Final = ("concept", "file", "shows")
_CONCEPT: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


class PictureSetError(ValueError):
    """A set of pictures can't be used; says in which folder, where in it, what is wrong and how to put it right."""

    def __init__(self, folder: str, where: str, problem: str, cure: str) -> None:
        self.folder, self.where, self.problem, self.cure = folder, where, problem, cure
        super().__init__(f"{folder}: {where}: {problem}. {cure}")


class NoPictureError(PictureSetError, LookupError):
    """The set has no picture for a concept, or the picture's file is not there."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One row of a set's list: the concept, its file inside the set's folder, and what one sees."""

    concept: str
    file: str
    shows: str


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Whom a set's pictures are owed to, in words of one language."""

    words: str
    language: str


@dataclass(frozen=True, kw_only=True, eq=False)  # one set is one object, so that what is made of it can be kept
class PictureSet:
    """A folder of pictures with its list, and what must be said wherever they are shown."""

    folder: Path
    name: str
    credits: Mapping[str, str]
    licence: str
    link: str
    pictures: Mapping[str, Picture]

    @property
    def credit(self) -> str:
        """What must be said wherever the pictures are shown, in the first language that the set gives it in."""
        return next(iter(self.credits.values()))

    def credit_in(self, language: str) -> Credit:
        """Return what must be said in `language`, else in the language it makes easier, else in the set's first."""
        wanted = (language, language.partition("-")[0], *self.credits)
        given = next(one for one in wanted if one in self.credits)
        return Credit(words=self.credits[given], language=given)

    def __contains__(self, concept: object) -> bool:
        """Whether the list has a picture for the concept."""
        return concept in self.pictures

    def picture(self, concept: str) -> Picture:
        """Return the row for `concept`. Raises NoPictureError."""
        if concept not in self.pictures:
            cure = "Add a row with this concept, or use a concept that the list has."
            raise NoPictureError(self.folder.name, "pictures.csv", f"has no picture for {concept!r}", cure)
        return self.pictures[concept]

    def shows(self, concept: str) -> str:
        """Return what one sees in the picture, in a few words. Raises NoPictureError."""
        return self.picture(concept).shows

    def path(self, concept: str) -> Path:
        """Return the picture's file, SVG, PNG or JPEG. Raises NoPictureError, also where the file is not there."""
        picture = self.picture(concept)
        path = self.folder / picture.file
        if not path.is_file():
            cure = "Put the file there, or mend its name in pictures.csv."
            raise NoPictureError(self.folder.name, picture.file, f"the picture for {concept!r} is not there", cure)
        return path

    def png(self, concept: str, pixels: int) -> bytes:
        """Return the picture as a PNG of `pixels` by `pixels`, its proportions kept, clear around it.

        Raises NoPictureError where there is none, PictureSetError where the file is no picture.
        """
        path = self.path(concept)
        drawn = _drawn(_image(path), pixels)
        # resvg passes over what it can't read, so that a damaged file would leave an empty square without a word.
        if drawn == _drawn("", pixels):
            where, cure = self.pictures[concept].file, "Save the picture again, or get a fresh copy of it."
            raise PictureSetError(self.folder.name, where, "is no picture that can be drawn", cure)
        return drawn

    def missing(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """Return those of `concepts` that have no row or no file, in alphabetical order."""
        return tuple(sorted(concept for concept in set(concepts) if not self._drawable(concept)))

    def _drawable(self, concept: str) -> bool:
        return concept in self.pictures and (self.folder / self.pictures[concept].file).is_file()


def load(folder: Path) -> PictureSet:
    """Read the set in `folder`: set.yaml for what is said of it, pictures.csv for its list. Raises PictureSetError."""
    folder = folder.absolute()  # so that messages have a name for the folder one stands in
    said = _said(folder)
    facts = {fact: _fact(folder, said, fact) for fact in _FACTS}
    return PictureSet(folder=folder, pictures=_pictures(folder), credits=_credits(folder, said), **facts)


@cache
def default() -> PictureSet:
    """Return the set that ships with Heard."""
    return load(SETS / "openmoji")


def _said(folder: Path) -> dict[str, object]:
    words = _text(folder, "set.yaml")
    try:
        content = yaml.safe_load(words)
    except yaml.YAMLError:
        raise PictureSetError(folder.name, "set.yaml", "can't be read as YAML", _SAY) from None
    if not isinstance(content, dict):
        raise PictureSetError(folder.name, "set.yaml", "says nothing about the set", _SAY)
    return content


def _fact(folder: Path, said: Mapping[str, object], fact: str) -> str:
    words = said.get(fact)
    if not isinstance(words, str) or not words.strip():
        raise PictureSetError(folder.name, "set.yaml", f"does not say the {fact}", _SAY)
    return words.strip()


def _credits(folder: Path, said: Mapping[str, object]) -> dict[str, str]:
    credit = said.get("credit")
    if not isinstance(credit, dict):
        return {"en": _fact(folder, said, "credit")}
    words = {str(language): words.strip() for language, words in credit.items() if isinstance(words, str)}
    if not words or len(words) < len(credit) or not all(words.values()):
        raise PictureSetError(folder.name, "set.yaml", "does not say the credit in each language it names", _SAY)
    return words


def _pictures(folder: Path) -> dict[str, Picture]:
    rows = csv.DictReader(_text(folder, "pictures.csv").splitlines(), strict=True)
    pictures: dict[str, Picture] = {}
    try:
        missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            cure = f"Let the first line be {','.join(_COLUMNS)}."
            raise PictureSetError(folder.name, "pictures.csv", f"has no column {missing[0]!r}", cure)
        for row in rows:
            picture = _picture(folder, f"pictures.csv, line {rows.line_num}", row)
            if picture.concept in pictures:
                problem = f"{picture.concept!r} stands twice"
                raise PictureSetError(folder.name, f"pictures.csv, line {rows.line_num}", problem, "Keep one of them.")
            pictures[picture.concept] = picture
    except csv.Error as error:
        where, cure = f"pictures.csv, line {rows.line_num}", "Put quotes round words that hold a comma, and close them."
        raise PictureSetError(folder.name, where, f"is not CSV ({error})", cure) from None
    return pictures


def _picture(folder: Path, where: str, row: Mapping[str | None, str | list[str] | None]) -> Picture:
    if None in row:
        cure = "Put quotes round words that hold a comma."
        raise PictureSetError(folder.name, where, "has more cells than the first line", cure)
    cells = {column: str(row[column] or "").strip() for column in _COLUMNS}
    for column, cell in cells.items():
        if not cell:
            raise PictureSetError(folder.name, where, f"has nothing under {column!r}", "Fill every cell.")
    if not _CONCEPT.fullmatch(cells["concept"]):
        cure = "Use lower-case letters, digits and underscores."
        raise PictureSetError(folder.name, where, f"{cells['concept']!r} is no concept", cure)
    file = PurePosixPath(cells["file"])
    if file.suffix.lower() not in _MEDIA:
        cure = f"Use a file that ends in {', '.join(_MEDIA)}."
        raise PictureSetError(folder.name, where, f"{cells['file']!r} is no kind of picture that can be used", cure)
    if file.is_absolute() or ".." in file.parts or "\\" in cells["file"]:
        cure = "Name a file inside the set's folder, with / between folder and file."
        raise PictureSetError(folder.name, where, f"{cells['file']!r} lies outside the set's folder", cure)
    return Picture(concept=cells["concept"], file=cells["file"], shows=cells["shows"])


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8-sig")
    except OSError as error:
        cure = "A set of pictures is a folder with set.yaml, pictures.csv and the pictures."
        raise PictureSetError(folder.name, name, f"can't be read: {error.strerror}", cure) from None
    except UnicodeDecodeError:
        raise PictureSetError(folder.name, name, "is not UTF-8 text", "Save it again as UTF-8.") from None


def _image(path: Path) -> str:
    media = _MEDIA[path.suffix.lower()]
    address = f"data:{media};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
    return f'<image width="100" height="100" preserveAspectRatio="xMidYMid meet" href="{address}"/>'


@lru_cache(maxsize=256)  # one document shows the same few pictures many times
def _drawn(content: str, pixels: int) -> bytes:
    square = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{content}</svg>'
    return resvg_py.svg_to_bytes(svg_string=square, width=pixels, height=pixels, skip_system_fonts=True)
