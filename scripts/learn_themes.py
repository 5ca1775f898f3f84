"""Learn the weights for themes and safeguarding anew; run it after labelled.jsonl, alarms.jsonl or themes.yaml changed.

With --check, also say how well comments are read that were left out of the learning, a quarter at a time.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import learned, safeguarding, themes
from analysis.learning import Labelled, learn, signs

PARTS = 4


def main() -> None:
    """Learn, store, and say what was learned."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    lines = [json.loads(line) for line in learned.LABELLED.read_text(encoding="utf-8").splitlines()]
    if options.parse_args().check:
        check(lines)
    weights = learn([labelled(line) for line in lines])
    learned.ship(weights)
    further = [json.loads(line) for line in learned.ALARMS.read_text(encoding="utf-8").splitlines()]
    every = [*lines, *further]
    looked = [signs(line["text"], safeguarding.signs) for line in every]
    learned.ship(learn([raised(line) for line in every], [learned.RAISED], looked), learned.RAISED)
    print(f"Learned {len(weights.place)} features from {len(lines)} comments.")


def labelled(line: dict[str, Any]) -> Labelled:
    """Return a line of the file as what is learned from."""
    return Labelled(text=line["text"], themes=frozenset(theme["id"] for theme in line["themes"]))


def raised(line: dict[str, Any]) -> Labelled:
    """Return a line as what safeguarding is learned from."""
    return Labelled(text=line["text"], themes=frozenset({learned.RAISED} if line["safeguarding"] != "none" else ()))


def check(lines: list[dict[str, Any]]) -> None:
    """Print precision, recall and F1 over all themes on what was left out."""
    right = shown = given = 0
    for part in range(PARTS):
        weights = learn([labelled(line) for number, line in enumerate(lines) if number % PARTS != part])
        for line in lines[part::PARTS]:
            want = labelled(line).themes
            found = {one.theme for one in themes.code(line["text"], line["prompt"], weights)}
            right, shown, given = right + len(want & found), shown + len(found), given + len(want)
    print(f"precision {right / shown:.2f}, recall {right / given:.2f}, F1 {2 * right / (shown + given):.2f}")


if __name__ == "__main__":
    main()
