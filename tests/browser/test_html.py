"""The HTML of every page in every language is valid, also where something is wrong, as html-validate finds."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.places import EVERY, LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.people import People

pytestmark = pytest.mark.browser
RULES: Final = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
    "rules": {
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],  # the list of four words is named
        "doctype-style": "off",  # taste, as the next three are
        "no-implicit-button-type": "off",
        "no-implicit-input-type": "off",
        "no-trailing-whitespace": "off",
        "form-dup-name": "off",  # the boxes of one question share its name
        "heading-level": ["error", {"minInitialRank": "h2"}],  # a page's problem stands above its heading
        "long-title": "off",  # a title begins with the whole question
        "require-sri": "off",  # scripts and styles are our own
        "tel-non-breaking": "off",  # the style keeps a number on one line
    },
}


def faults(house: Path, folder: Path) -> list[str]:
    """Return what html-validate finds wrong in the pages of a folder, with the page, the line and the rule."""
    (folder / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    # Its words go to a file: from a pipe the last of them are lost.
    options = ("--config", folder / "rules.json", "--formatter", f"json={folder / 'found.json'}")
    pages = sorted(folder.glob("*.html"))
    command: list[str | Path] = [
        house / "scripts" / "node.sh",
        "npx",
        "--no-install",
        "html-validate",
        *options,
        *pages,
    ]
    ran = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    assert (folder / "found.json").exists(), ran.stderr
    found: list[dict[str, Any]] = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    return [
        f"{page['filePath'].rpartition('/')[2]}:{one['line']}: {one['ruleId']}: {one['message']}"
        for page in found
        for one in page["messages"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid(people: People, house: Path, tmp_path: Path, language: str) -> None:
    for number, place in enumerate(EVERY):
        name = "".join(letter if letter.isalnum() else "_" for letter in str(place))
        (tmp_path / f"{number:03}{name[:80]}.html").write_text(people.fetch(place, language), encoding="utf-8")
    assert len(list(tmp_path.glob("*.html"))) == len(EVERY)
    assert faults(house, tmp_path) == []


def test_a_fault_would_be_found(house: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><html lang='en'><p><p id=a><b id=a></html>", encoding="utf-8")
    assert {fault.split()[1] for fault in faults(house, tmp_path)} >= {"no-dup-id:", "close-order:"}
