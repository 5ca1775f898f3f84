"""What comes back of Word copies, route by route: through programs, and after everything that people do to a form.

python bench/word_corpus.py [--fills 1]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING

from exports import word
from tests.corpus.answers import answered, bystanders
from tests.corpus.habit import PLANTED, with_habit
from tests.corpus.judging import Tally, count, judge
from tests.corpus.people import HABITS
from tests.corpus.programs import HOUSES, ROUTES, Route, gone_through, holds, there
from tests.corpus.resaving import RESAVES, Resave, resaved
from tests.exports.conftest import asked, written
from tests.exports.filled_copies import files_in, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = ("young-people", "parents-and-carers", "practitioners")
COPIES = tuple((group, language) for group in GROUPS for language in ("en", "en-simple"))
QUESTIONNAIRES = {(group, asked(group).version): asked(group) for group in GROUPS}
MOST_DOUBTS = 0.02
LEAST_RIGHT = 0.995
WHOLE: tuple[Resave, ...] = ()


def main() -> None:
    """Print the figures and stop where a bar is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fills", type=int, default=1, help="how many people fill each copy for each route")
    fills = arguments.parse_args().fills
    programs = Tally()
    for route in ROUTES:
        if not there(route.program):
            print(f"{route.name}: {route.program} is not on this machine")
            continue
        programs = programs + said(route.name, through(route, fills))
    print(f"all programs: {programs}")
    people = said("what people do, on each copy", by_people(WHOLE, *COPIES))
    for number, (name, steps) in enumerate(RESAVES.items()):
        people = people + said(f"what people do, then {name}", by_people(steps, COPIES[number % len(COPIES)]))
    for number, route in enumerate(HOUSES):
        if there(route.program):
            found = by_people_through(route, *COPIES[number % len(COPIES)])
            people = people + said(f"what people do, then {route.name}", found)
    print(f"all people: {people}")
    share = (programs.right + programs.doubts) / programs.answers
    doubts = programs.doubts / programs.answers
    print(f"programs: right or in doubt {share:.2%} (bar {LEAST_RIGHT:.1%}), in doubt {doubts:.2%}", end=" ")
    print(f"(bar {MOST_DOUBTS:.0%}); files in all {programs.files + people.files}")
    assert share >= LEAST_RIGHT
    assert doubts <= MOST_DOUBTS
    whole = programs + people
    assert not whole.wrong
    assert not whole.lost


def said(name: str, tally: Tally) -> Tally:
    """Print a row of the report, and whatever is wrong or lost; return it."""
    print(f"{name}: {tally}", flush=True)
    for each in (*tally.wrong, *tally.lost, *tally.refused, *tally.left_out):
        print(f"  {each}", flush=True)
    return tally


def through(route: Route, fills: int) -> Tally:
    """Return what came of copies that went through a program."""
    tally = Tally()
    given = {
        f"{group}.{language}.{seed}": answered(asked(group), seed)
        for group, language in COPIES
        for seed in range(fills)
    }
    copies = {f"{each}.docx": fill(written(*each.split(".")[:2]), answers) for each, answers in given.items()}
    for name, content in gone(copies, route):
        found = read(tally, name, content)
        if found is not None:
            judge(tally, name, found, asked(found.group), given[name.rpartition(".")[0]])
    return tally


def by_people(steps: tuple[Resave, ...], *copies: tuple[str, str]) -> Tally:
    """Return what came of copies to which people did everything that they do, after a program's resaving."""
    tally = Tally()
    for group, language in copies:
        for habit in HABITS:
            given = bystanders(asked(group))
            sent = resaved(with_habit(fill(written(group, language), given), habit, asked(group)), steps)
            found = read(tally, f"{group}.{language}", sent)
            if found is not None:
                count(tally, f"{group}.{language}", habit, found, asked(group), given)
    return tally


def by_people_through(route: Route, group: str, language: str) -> Tally:
    """Return what came of one copy to which people did everything that they do, saved by a program."""
    tally = Tally()
    given = bystanders(asked(group))
    filled = fill(written(group, language), given)
    sent = {f"{number}.docx": with_habit(filled, habit, asked(group)) for number, habit in enumerate(HABITS)}
    for name, content in gone(sent, route):
        habit = HABITS[int(name.partition(".")[0])]
        if habit.planted and not holds(content, PLANTED):
            tally.left_out.append(f"{route.name}: {habit.name}")
            continue
        found = read(tally, f"{route.name}: {habit.name}", content)
        if found is not None:
            count(tally, route.name, habit, found, asked(group), given)
    return tally


def read(tally: Tally, name: str, content: bytes) -> word.FilledCopy | None:
    """Return what was read of a file, None where it was refused."""
    try:
        return word.read(content, name, QUESTIONNAIRES)
    except word.UnreadableError as error:
        tally.refused.append(f"{name}: {error}")
        return None


def gone(copies: dict[str, bytes], route: Route) -> Iterator[tuple[str, bytes]]:
    """Yield each copy as it came out of a program."""
    with tempfile.TemporaryDirectory(prefix="heard-corpus-") as name:
        folder = Path(name)
        for file in gone_through(files_in(folder, copies), route, folder):
            yield file.name, file.read_bytes()


if __name__ == "__main__":
    main()
