"""The house itself: what no file may hold, and that documents say what is so."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path
from typing import Final

import pytest
import yaml

from app.config import ROWS

HOUSE: Final = Path(__file__).parent.parent
PACKAGES: Final = ("surveys", "accessibility", "analysis", "exports", "app")
LONGEST_MODULE: Final = 300
NAMES_THAT_SAY_NOTHING: Final = {"utils", "helpers", "common", "misc", "manager", "service", "base"}

REGISTRIES: Final = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("debian", "org"))
)
"""Put together here, so that this file doesn't hold what it forbids."""

SOMEBODYS_FOLDER: Final = re.compile(r"(?<![\w.}:/-])/(?:work|home|root|Users)/\w")


def _files() -> list[Path]:
    """List every file that is in the project or would come in with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    files = (HOUSE / name for name in listed.split("\0") if name)
    return [file for file in files if file.is_file()]


def _texts() -> dict[str, str]:
    """Read every text file, by its path in the project."""
    texts = {}
    for file in _files():
        content = file.read_bytes()
        if b"\0" not in content:
            texts[file.relative_to(HOUSE).as_posix()] = content.decode("utf-8")
    return texts


def _versions(lock: str) -> dict[str, str]:
    text = (HOUSE / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def _modules() -> list[Path]:
    return [file for package in PACKAGES for file in sorted((HOUSE / package).rglob("*.py"))]


def test_no_file_names_a_package_registry() -> None:
    assert [(name, host) for name, text in _texts().items() for host in REGISTRIES if host in text] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = [(name, match.group()) for name, text in _texts().items() for match in SOMEBODYS_FOLDER.finditer(text)]
    assert found == []


@pytest.mark.parametrize("name", ["build", "node", "run", "test"])
def test_a_python_lock_file_pins_and_hashes_everything_and_holds_no_address(name: str) -> None:
    text = (HOUSE / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    wanted = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.strip().startswith("#")))
    pinned = [entry for entry in wanted if entry.strip()]
    assert pinned
    assert [
        entry for entry in pinned if not re.match(r"[\w.-]+==[\w.+!-]+ \\\n +--hash=sha256:[0-9a-f]{64}", entry)
    ] == []
    assert not re.search(r"://|file:|^\s*-(?:i|f|-index|-extra|-find|-trusted)", text, re.MULTILINE)


def test_every_python_dependency_that_we_name_is_locked() -> None:
    for name in ("build", "node", "run", "test"):
        lines = (HOUSE / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
        named = {re.split(r"[\[<>=]", line)[0].lower() for line in lines if not line.startswith("#")}
        assert named <= {each.lower() for each in _versions(name)}


def test_what_is_tested_is_what_runs() -> None:
    assert _versions("run").items() <= _versions("test").items()


def test_the_front_ends_lock_file_holds_hashes_and_no_download_address() -> None:
    lock = json.loads((HOUSE / "package-lock.json").read_text(encoding="utf-8"))
    parts = {name: part for name, part in lock["packages"].items() if name}
    assert [name for name, part in parts.items() if "resolved" in part] == []
    assert [name for name, part in parts.items() if not part.get("integrity", "").startswith("sha512-")] == []


def test_make_help_and_the_readme_list_every_command() -> None:
    text = (HOUSE / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"^\.PHONY: (\S+)$", text, re.MULTILINE)) - {"system-packages"}
    helped = subprocess.run(["make", "help"], cwd=HOUSE, check=True, capture_output=True, text=True).stdout
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^  make ([a-z-]+)", helped, re.MULTILINE)) == commands
    assert {command for command in commands if f"`make {command}`" not in readme} == set()


def test_the_readmes_settings_are_the_products() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    rows = [f"| `{row.variable}` | {f'`{row.default}`' if row.default else ''} | {row.help} |" for row in ROWS]
    shown = re.findall(r"^\| `[A-Z_]+` \|.*\|$", readme, re.MULTILINE)
    assert [re.sub(r" +", " ", line) for line in shown] == [re.sub(r" +", " ", row) for row in rows]


def test_links_between_documents_lead_somewhere() -> None:
    lost = []
    for name, text in _texts().items():
        if name.endswith(".md"):
            links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
            nearby = [
                link.split("#")[0] for link in links if "://" not in link and not link.startswith(("mailto:", "#"))
            ]
            lost += [(name, link) for link in nearby if not ((HOUSE / name).parent / link).exists()]
    assert lost == []


def test_a_package_opens_with_a_paragraph_and_holds_no_code() -> None:
    wrong = []
    for module in _modules():
        if module.name == "__init__.py" and module != HOUSE / "app" / "__init__.py":
            body = ast.parse(module.read_text(encoding="utf-8")).body
            only_words = len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
            wrong += [] if only_words else [str(module.relative_to(HOUSE))]
    assert wrong == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {module.parent for module in _modules() if "migrations" not in module.parts}
    assert [str(folder.relative_to(HOUSE)) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_module_is_too_long_to_hold_in_mind() -> None:
    lengths = {str(module.relative_to(HOUSE)): len(module.read_bytes().splitlines()) for module in _modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_every_file_and_class_is_named_by_what_it_is() -> None:
    nameless = []
    for module in _modules():
        classes = [node.name for node in ast.walk(ast.parse(module.read_bytes())) if isinstance(node, ast.ClassDef)]
        words = {word.lower() for name in (module.stem, *classes) for word in re.findall(r"[A-Z]?[a-z]+", name)}
        nameless += [(str(module.relative_to(HOUSE)), word) for word in words & NAMES_THAT_SAY_NOTHING]
    assert nameless == []


def test_whoever_drew_the_pictures_is_credited() -> None:
    notice = (HOUSE / "NOTICE").read_text(encoding="utf-8")
    sets = [
        yaml.safe_load(file.read_text(encoding="utf-8")) for file in HOUSE.glob("accessibility/picture_sets/*/set.yaml")
    ]
    assert sets
    assert [each["name"] for each in sets if each["name"] not in notice or each["licence"] not in notice] == []
