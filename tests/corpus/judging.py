"""What came of a file of the corpus, question by question: right, in doubt, wrong without a doubt, or words lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from surveys.answers import check_all
from tests.corpus.habit import AS_IT_WAS, PLANTED, last_text, question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exports.word import FilledCopy
    from surveys.answers import Answer
    from surveys.questionnaire import Questionnaire
    from tests.corpus.habit import Habit


@dataclass(kw_only=True)
class Tally:
    """The outcomes of one route."""

    files: int = 0
    right: int = 0
    doubts: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Files from which a program left out the words that a person had written."""

    @property
    def answers(self) -> int:
        """How many questions were looked at."""
        return self.right + self.doubts + len(self.wrong)

    def __add__(self, other: Tally) -> Tally:
        """Return the outcomes of both."""
        return Tally(
            files=self.files + other.files,
            right=self.right + other.right,
            doubts=self.doubts + other.doubts,
            wrong=self.wrong + other.wrong,
            lost=self.lost + other.lost,
            refused=self.refused + other.refused,
            left_out=self.left_out + other.left_out,
        )

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"{self.files} files, {self.answers} answers: {self.right} right, {self.doubts} doubts, "
            f"{len(self.wrong)} wrong without a doubt, {len(self.lost)} texts lost, {len(self.refused)} files refused, "
            f"{len(self.left_out)} without words that a program left out"
        )


def judge(
    tally: Tally, name: str, found: FilledCopy, questionnaire: Questionnaire, given: Mapping[str, Sequence[str]]
) -> None:
    """Count what was read of a file on which `given` was answered and nothing else was done."""
    tally.files += 1
    expected, read = check_all(questionnaire, given).answers, check_all(questionnaire, found.raw).answers
    doubted = Counter(doubt.item for doubt in found.doubts)
    tally.doubts += doubted[None]
    for item in questionnaire.items:
        if not item.asks:
            continue
        if doubted[item.name]:
            tally.doubts += 1
        elif _plain(expected.get(item.name)) == _plain(read.get(item.name)):
            tally.right += 1
        else:
            tally.wrong.append(f"{name}: {item.name}: {expected.get(item.name)} was read as {read.get(item.name)}")
    said = words_of(found)
    tally.lost += [
        f"{name}: {item}: {word}"
        for item, answer in expected.items()
        for word in answer.text.split()
        if word not in said
    ]


def words_of(found: FilledCopy) -> str:
    """Return every word of a person that is met again: in an answer or in a doubt."""
    return "\n".join([*_texts(found.raw.values()), *(doubt.shown for doubt in found.doubts)])


def _texts(answers: Iterable[Sequence[str]]) -> Iterable[str]:
    return (value for values in answers for value in values)


def _plain(answer: Answer | None) -> tuple[object, ...]:
    """Return an answer as it is compared: programs drop the empty lines of a text."""
    if answer is None:
        return ()
    return (answer.codes, tuple(line.strip() for line in answer.text.split("\n") if line.strip()))


def came_of(
    habit: Habit, found: FilledCopy, questionnaire: Questionnaire, given: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return what went wrong with a copy on which `given` was answered before somebody did what `habit` says.

    Nothing where each answer is right or in doubt and no word is lost.
    """
    asked, text = question(questionnaire), last_text(questionnaire)
    expected, read = check_all(questionnaire, given).answers, check_all(questionnaire, found.raw).answers
    doubted = {doubt.item for doubt in found.doubts}
    troubles = []
    chosen = read[asked.name].codes if asked.name in read else ()
    if (habit.means or chosen) and chosen != (habit.means,) and not doubted & {asked.name, None}:
        troubles.append(f"{asked.name}: read as {chosen}")
    if habit.clear and found.doubts:
        troubles.append(f"in doubt: {[str(doubt) for doubt in found.doubts]}")
    # Where nothing marks the box of a text, whatever stands below its question is its answer.
    joined = habit.joins or (habit.planted and PLANTED in read[text.name].text if text.name in read else False)
    if not habit.means and not joined and not doubted:
        troubles.append("nothing is in doubt")
    troubles += [
        f"{item.name}: {expected.get(item.name)} was read as {read.get(item.name)}"
        for item in questionnaire.items
        if item.asks and item.name not in {asked.name, text.name} | doubted
        if _plain(expected.get(item.name)) != _plain(read.get(item.name))
    ]
    said = words_of(found)
    words = [PLANTED] * habit.planted + [AS_IT_WAS] * (not habit.removes)
    return troubles + [f"{word} is lost" for word in words if word not in said]


def count(
    tally: Tally,
    name: str,
    habit: Habit,
    found: FilledCopy,
    questionnaire: Questionnaire,
    given: Mapping[str, Sequence[str]],
) -> None:
    """Count what was read of a file to which somebody did what `habit` says."""
    tally.files += 1
    doubted = {doubt.item for doubt in found.doubts}
    asked = [item.name for item in questionnaire.items if item.asks]
    troubles = came_of(replace(habit, clear=False), found, questionnaire, given)
    lost = [trouble for trouble in troubles if trouble.endswith(" is lost")]
    wrong = [trouble for trouble in troubles if trouble not in lost]
    tally.doubts += len(found.doubts)
    tally.right += len(asked) - len(doubted & set(asked)) - len(wrong)
    tally.wrong += [f"{name}: {habit.name}: {trouble}" for trouble in wrong]
    tally.lost += [f"{name}: {habit.name}: {trouble}" for trouble in lost]
