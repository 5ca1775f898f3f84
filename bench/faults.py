"""What is lost when things go wrong: tests/faults with more people and more faults than the suite has time for."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent


def main() -> None:
    """Print how many answers were accepted and how many are kept; stop with an error where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=32, help="who answer at once")
    parser.add_argument("--faults", type=int, default=50, help="how often each thing goes wrong")
    given = parser.parse_args()
    print(f"{given.people} people at once, each fault {given.faults} times")
    options = [f"--people={given.people}", f"--faults={given.faults}", "--timeout=7200"]
    command = [sys.executable, "-m", "pytest", "tests/faults", "-q", "-s", "-p", "no:randomly", *options]
    sys.exit(subprocess.run(command, cwd=HOUSE, check=False).returncode)


if __name__ == "__main__":
    main()
