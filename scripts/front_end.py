"""Builds what browsers fetch: the style, the scripts, the typeface and the pictures, each also compressed."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

HEARD: Final = Path(__file__).resolve().parent.parent
STATIC: Final = HEARD / "app" / "static"
BUILT: Final = STATIC / "built"
PARTS: Final = HEARD / "node_modules"
PICTURES: Final = HEARD / "accessibility" / "picture_sets" / "openmoji"

TYPEFACES: Final = ("atkinson-hyperlegible-next", "lexend", "opendyslexic")
"""The first is everybody's; the others are fetched by whoever chooses them."""
WEIGHTS: Final = (400, 700)

COMPRESSED: Final = frozenset({".css", ".js", ".svg"})
COMPRESS: Final = """
const fs = require("fs"), zlib = require("zlib");
for (const file of process.argv.slice(1)) {
  const content = fs.readFileSync(file);
  fs.writeFileSync(file + ".gz", zlib.gzipSync(content, { level: 9 }));
  fs.writeFileSync(file + ".br", zlib.brotliCompressSync(content));
}
"""
"""Node has Brotli in it, which Python 3.11 has not."""


def style() -> None:
    """Compile each style that is no part of another. Their `@use` finds GOV.UK Frontend in node_modules."""
    whole = [file for file in sorted((STATIC / "sass").glob("*.scss")) if not file.name.startswith("_")]
    _node("sass", "--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={PARTS}",
          *(f"{file}:{BUILT / file.with_suffix('.css').name}" for file in whole))  # fmt: skip


def scripts() -> None:
    """Make our scripts small."""
    for script in sorted((STATIC / "js").glob("*.js")):
        _node("terser", script, "--compress", "--mangle", "--output", BUILT / script.name)


def images() -> None:
    """Copy the product's own images, such as its icon."""
    for image in sorted((STATIC / "images").glob("*")):
        shutil.copyfile(image, BUILT / image.name)


def fonts() -> None:
    """Copy each typeface in the subset that holds English, unchanged, as their licence wants files of their names."""
    folder = BUILT / "fonts"
    folder.mkdir()
    for typeface in TYPEFACES:
        for weight in WEIGHTS:
            font = f"{typeface}-latin-{weight}-normal.woff2"
            shutil.copyfile(PARTS / "@fontsource" / typeface / "files" / font, folder / font)


def pictures() -> None:
    """Copy from OpenMoji the pictures that `pictures.csv` names, and remove those that it names no more."""
    with (PICTURES / "pictures.csv").open(encoding="utf-8", newline="") as table:
        names = {Path(row["file"]).name for row in csv.DictReader(table) if row["file"].startswith("svg/")}
    folder = PICTURES / "svg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    missing = []
    for name in sorted(names):
        picture = PARTS / "openmoji" / "color" / "svg" / name
        if picture.exists():
            shutil.copyfile(picture, folder / name)
        else:
            missing.append(name)
    if missing:
        sys.exit(f"OpenMoji has no picture {', '.join(missing)}. Correct the column 'file' in {PICTURES}/pictures.csv.")


def compress(folders: Iterable[Path]) -> None:
    """Write each file's .gz and .br beside it, so that no request waits for compression."""
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in COMPRESSED]
    subprocess.run(["node", "-e", COMPRESS, *map(str, files)], check=True)


def _node(program: str, *arguments: str | Path) -> None:
    subprocess.run([PARTS / ".bin" / program, *arguments], check=True)


def build() -> None:
    """Build everything anew."""
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    style()
    scripts()
    images()
    fonts()
    pictures()
    compress((BUILT, PICTURES / "svg"))
    print(f"Built the front end: {sum(file.stat().st_size for file in BUILT.glob('*.br')):,} bytes of style and script")


if __name__ == "__main__":
    build()
