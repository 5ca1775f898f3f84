"""What comes back of Word copies, route by route: through programs, and after everything that people do to a form.

python bench/word_corpus.py [--fills 2]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING

from exports import word
from tests.corpus.answers import answered
from tests.corpus.judging import Tally, judge, words_of
from tests.corpus.people import HABITS, PLANTED, Habit, question, with_habit
from tests.corpus.programs import ROUTES, Route, gone_through, there
from tests.exports.conftest import asked, written
from tests.exports.filled_copies import files_in, fill

if TYPE_CHECKING:
    from surveys.questionnaire import Questionnaire

GROUPS = ("young-people", "parents-and-carers", "practitioners")
LANGUAGES = ("en", "en-simple")
MOST_DOUBTS = 0.02
LEAST_RIGHT = 0.995


def main() -> None:
    """Print the figures and stop where a bar is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fills", type=int, default=2, help="how many people fill each copy for each route")
    fills = arguments.parse_args().fills
    questionnaires = {(group, asked(group).version): asked(group) for group in GROUPS}
    whole = Tally()
    for route in ROUTES:
        if not there(route.program):
            print(f"{route.name}: {route.program} is not on this machine")
            continue
        tally = through(route, fills, questionnaires)
        print(f"{route.name}: {tally}")
        for each in (*tally.wrong, *tally.lost, *tally.refused):
            print(f"  {each}")
        whole = whole + tally
    print(f"all programs: {whole}")
    files, outcomes = people(questionnaires)
    print(f"what people do: {files} files of {len(HABITS)} habits: {dict(outcomes)}")
    share = (whole.right + whole.doubts) / whole.answers
    print(
        f"right or in doubt {share:.2%} (bar {LEAST_RIGHT:.1%}), in doubt {whole.doubts / whole.answers:.2%} ", end=""
    )
    print(f"(bar {MOST_DOUBTS:.0%}), files in all {whole.files + files}")
    assert share >= LEAST_RIGHT
    assert whole.doubts <= MOST_DOUBTS * whole.answers
    assert not (whole.wrong)
    assert not (whole.lost)
    assert not (outcomes["wrong without a doubt"])
    assert not (outcomes["words lost"])


def through(route: Route, fills: int, questionnaires: dict[tuple[str, int], Questionnaire]) -> Tally:
    """Return what came of copies that went through a program."""
    tally = Tally()
    given = {
        f"{group}.{language}.{seed}": answered(asked(group), seed)
        for group in GROUPS
        for language in LANGUAGES
        for seed in range(fills)
    }
    with tempfile.TemporaryDirectory(prefix="heard-corpus-") as name:
        folder = Path(name)
        copies = {f"{each}.docx": fill(written(*each.split(".")[:2]), answers) for each, answers in given.items()}
        for file in gone_through(files_in(folder, copies), route, folder):
            try:
                found = word.read(file.read_bytes(), file.name, questionnaires)
            except word.UnreadableError as error:
                tally.refused.append(f"{file.name}: {error}")
                continue
            judge(tally, file.name, found, questionnaires[found.group, found.version], given[file.stem])
    return tally


def people(questionnaires: dict[tuple[str, int], Questionnaire]) -> tuple[int, Counter[str]]:
    """Return how many files people changed, and what came of the question that they changed."""
    outcomes: Counter[str] = Counter()
    for habit in HABITS:
        for group in GROUPS:
            for language in LANGUAGES:
                content = with_habit(written(group, language), habit, asked(group))
                found = word.read(content, "form.docx", questionnaires)
                outcomes[outcome(habit, found, asked(group))] += 1
                outcomes["words lost"] += habit.planted and PLANTED not in words_of(found)
    return sum(outcomes.values()) - outcomes["words lost"], outcomes


def outcome(habit: Habit, found: word.FilledCopy, questionnaire: Questionnaire) -> str:
    """Say what came of the question at which a habit was shown."""
    read = found.raw.get(question(questionnaire).name, ())
    if found.doubts:
        return "in doubt"
    if habit.joins:
        return "right"
    return "right" if read == (habit.means,) else "wrong without a doubt"


if __name__ == "__main__":
    main()
