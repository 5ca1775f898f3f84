"""What make's own scripts do on machines unlike the one that they were written on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

SCRIPTS: Final = Path(__file__).parent.parent / "scripts"


class Machine:
    """A machine that has the shell's own tools and, beside them, only what it is given."""

    def __init__(self, folder: Path) -> None:
        """Keep the machine's programs in `folder`."""
        self.programs = folder
        for tool in ("bash", "cat", "dirname", "env", "grep", "ls", "mkdir"):
            found = shutil.which(tool)
            assert found
            (folder / tool).symlink_to(found)

    def has(self, program: str, does: str = "exit 0") -> None:
        """Put a program there that runs the line of shell `does`."""
        _put(self.programs / program, f"#!{self.programs}/bash\n{does}\n")

    def runs(self, script: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of our scripts on this machine."""
        return subprocess.run(
            [self.programs / "bash", SCRIPTS / script, *arguments],
            env={"PATH": str(self.programs)},
            capture_output=True,
            text=True,
            check=False,
        )


def _put(program: Path, words: str) -> None:
    program.write_text(words, encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    programs = tmp_path / "programs"
    programs.mkdir()
    return Machine(programs)


def test_a_machine_whose_python_is_too_old_is_told_which_one_heard_needs(machine: Machine, tmp_path: Path) -> None:
    machine.has("python3", "exit 1")
    done = machine.runs("virtual_environment.sh", str(tmp_path / "environment"))
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert not (tmp_path / "environment").exists()


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine, tmp_path: Path) -> None:
    machine.has("python3", "exit 1")
    machine.has("python3.12", '[ "$1" != -m ] || mkdir "$3"')
    assert machine.runs("virtual_environment.sh", str(tmp_path / "environment")).returncode == 0
    assert (tmp_path / "environment").is_dir()


def test_a_machine_that_is_not_debian_is_told_what_to_install_its_own_way(machine: Machine) -> None:
    done = machine.runs("system_packages.sh")
    assert done.returncode == 1
    assert "no apt-get" in done.stderr
    assert "chromium-headless-shell libreoffice-writer poppler-utils abiword calligrawords" in done.stderr


def test_a_person_who_may_not_install_is_given_the_command_to_ask_for(machine: Machine) -> None:
    machine.has("apt-get")
    machine.has("id", "echo 1000")
    machine.has("chromium-headless-shell")
    done = machine.runs("system_packages.sh")
    assert done.returncode == 1
    asked = "sudo apt-get install --no-install-recommends libreoffice-writer poppler-utils abiword calligrawords\n"
    assert asked in done.stderr


def test_only_the_missing_packages_are_installed(machine: Machine, tmp_path: Path) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", f'echo "$*" >> {tmp_path}/asked')
    for program in ("soffice", "pdftoppm", "abiword", "calligrawords"):
        machine.has(program)
    machine.has("dpkg-query", "echo install ok installed")
    assert machine.runs("system_packages.sh").returncode == 0
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["-qq update", "-qq install --yes --no-install-recommends chromium-headless-shell"]


def test_a_machine_that_has_everything_installs_nothing(machine: Machine) -> None:
    for program in ("chromium-headless-shell", "soffice", "pdftoppm", "abiword", "calligrawords"):
        machine.has(program)
    done = machine.runs("system_packages.sh")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("version_is_recent", "speaks"), [("exit 0", "the machine's"), ("exit 1", "ours")])
def test_nodes_own_version_decides_whose_node_is_used(
    machine: Machine, tmp_path: Path, version_is_recent: str, speaks: str
) -> None:
    house = tmp_path / "house"
    (house / ".venv" / "bin").mkdir(parents=True)
    (house / "scripts").mkdir()
    script = shutil.copy(SCRIPTS / "node.sh", house / "scripts")
    machine.has("npm")
    machine.has("node", f'if [ "$1" = -e ]; then {version_is_recent}; fi; echo "the machine\'s"')
    _put(house / ".venv" / "bin" / "node", f"#!{machine.programs}/bash\necho ours\n")
    assert machine.runs(script, "node").stdout == f"{speaks}\n"
