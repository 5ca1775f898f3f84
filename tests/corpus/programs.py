"""The programs through which copies come back, each of which opens many files and saves them in another format."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_SECONDS: Final = 600
_OFFICE: Final = {"docx": "docx:MS Word 2007 XML"}


@dataclass(frozen=True, kw_only=True)
class Route:
    """A way back: the endings through which a file goes, and the program that saves it each time."""

    program: str
    endings: tuple[str, ...]

    @property
    def name(self) -> str:
        """How the route is called in reports."""
        return f"{self.program} {' '.join(self.endings)}"


ROUTES: Final = (
    *(
        Route(program="libreoffice", endings=endings)
        for endings in (("docx",), ("odt",), ("rtf",), ("fodt",), ("odt", "docx"), ("docx", "odt"))
    ),
    *(Route(program="pandoc", endings=(ending,)) for ending in ("docx", "odt", "rtf")),
    *(Route(program="abiword", endings=(ending,)) for ending in ("docx", "odt", "rtf")),
    Route(program="calligra", endings=("odt",)),
)
HOUSES: Final = tuple(
    route for route in ROUTES if route.program != "pandoc" and (len(route.endings) == 1 and route.endings != ("fodt",))
)
"""The routes of programs in which people themselves fill in forms. What pandoc makes is for other programs."""


def there(program: str) -> bool:
    """Whether a program is on this machine."""
    if program == "pandoc":
        try:
            import pypandoc
        except ImportError:
            return False
        return bool(pypandoc.get_pandoc_version())
    return shutil.which({"libreoffice": "soffice", "calligra": "calligraconverter"}.get(program, program)) is not None


def holds(content: bytes, word: str) -> bool:
    """Whether a saved file holds a word at all: what a program leaves out, nobody can read."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return word.encode() in content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(word.encode() in package.read(name) for name in package.namelist() if name.endswith(".xml"))


def gone_through(files: Sequence[Path], route: Route, folder: Path) -> list[Path]:
    """Return the files after they went the route, each saved in a folder of its own step below `folder`."""
    save: Callable[[Sequence[Path], str, Path], None] = {
        "libreoffice": _libreoffice,
        "pandoc": _pandoc,
        "abiword": _abiword,
        "calligra": _calligra,
    }[route.program]
    now = list(files)
    for step, ending in enumerate(route.endings):
        out = folder / f"{route.name.replace(' ', '-')}-{step}"
        out.mkdir()
        save(now, ending, out)
        now = [out / f"{file.stem}.{ending}" for file in now]
    return now


def _libreoffice(files: Sequence[Path], ending: str, out: Path) -> None:
    profile = out.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", _OFFICE.get(ending, ending), "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def _pandoc(files: Sequence[Path], ending: str, out: Path) -> None:
    import pypandoc

    for file in files:
        pypandoc.convert_file(
            str(file), ending, outputfile=str(out / f"{file.stem}.{ending}"), extra_args=["--standalone"]
        )


def _abiword(files: Sequence[Path], ending: str, out: Path) -> None:
    for file in files:
        command = ["abiword", f"--to={ending}", f"--to-name={out / f'{file.stem}.{ending}'}", str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def _calligra(files: Sequence[Path], ending: str, out: Path) -> None:
    for file in files:
        command = ["calligraconverter", "--batch", str(file), str(out / f"{file.stem}.{ending}")]
        subprocess.run(
            ["env", "QT_QPA_PLATFORM=offscreen", *command], check=True, capture_output=True, timeout=_SECONDS
        )
