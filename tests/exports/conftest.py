"""Gives tests of Word copies the shipped questionnaires, a copy of each, and a LibreOffice of their own."""

from __future__ import annotations

import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from accessibility import pictures
from exports import word
from surveys.definitions import newest
from surveys.questionnaire import Language, Questionnaire, ResponseOption, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CODE = "kent-4827"
SHAPES = (
    word.EASY_READ,
    *(word.Shape(points=points) for points in word.SIZES[1:]),
    word.Shape(pictures=False),
    word.Shape(pictures=False, pen=True),
)
"""Every shape in which a pack holds a copy."""


@cache
def asked(group: str) -> Questionnaire:
    """Return the shipped questionnaire with two parts of an area to choose from."""
    questionnaire = newest(group)
    parts = tuple(
        ResponseOption(code=code, label=Wording(words=dict.fromkeys(questionnaire.languages, name)), image="place")
        for code, name in (("north", "North & coast"), ("south", "South"))
    )
    return questionnaire.with_local_choices(parts)


@cache
def written(
    group: str, language: str, shape: word.Shape = word.EASY_READ, kind: word.FileKind = word.FileKind.DOCX
) -> bytes:
    """Return the copy of a questionnaire in a language."""
    questionnaire = asked(group)
    reference = f"{CODE}/{group}/v{questionnaire.version}/{language}"
    address = f"https://heard.example/{CODE}/{group}?lang={language}"
    shown = pictures.default()
    return word.write(questionnaire, Language(language), reference, shown, address, shape=shape, kind=kind)


@pytest.fixture(scope="session")
def questionnaires() -> Mapping[tuple[str, int], Questionnaire]:
    """Give the questionnaires, tailored to one area."""
    groups = ("young-people", "parents-and-carers", "practitioners")
    return {(group, asked(group).version): asked(group) for group in groups}


@pytest.fixture(scope="session")
def copy() -> Callable[[str, str], bytes]:
    """Give the Word copy of a questionnaire in a language, made once."""
    return written


@pytest.fixture
def young(copy: Callable[[str, str], bytes]) -> bytes:
    """Give the young people's copy in easy English."""
    return copy("young-people", "en-simple")


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path], str], list[Path]]:
    """Give a function that lets LibreOffice open files and save them in another format."""
    profile = tmp_path_factory.mktemp("office")

    def converted(files: list[Path], ending: str) -> list[Path]:
        out = tmp_path_factory.mktemp(ending)
        formats = {"docx": "docx:MS Word 2007 XML"}
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", formats.get(ending, ending), "--outdir", str(out), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [out / f"{file.stem}.{ending}" for file in files]

    return converted
