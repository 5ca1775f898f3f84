"""Opened submissions frozen as columns of small codes, one table for each group, with a hash of their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from surveys import submissions as submitted
from surveys.questionnaire import GROUPS, Item, ItemKind, Questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from surveys.submissions import Submission

Codes = NDArray[np.int8]
Bits = NDArray[np.bool_]

SKIPPED: Final = -1
"""Stands in a column where the person gave no answer; a "don't know" has a code of its own."""

MOST_CODES: Final = 127
"""Options that an int8 column can tell apart."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One choice a person: for each row the index of the code chosen, or SKIPPED."""

    name: str
    question: str
    """What was asked, in the questionnaire's first language; empty for what is kept beside the answers."""
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    missing: tuple[bool, ...]
    """For each code, whether it says nothing about the scale."""
    values: Codes
    construct: str | None = None

    @property
    def scale(self) -> int:
        """How many codes are on the scale, best to worst; those that say nothing stand after them."""
        return len(self.codes) - sum(self.missing)


@dataclass(frozen=True, kw_only=True)
class Flags:
    """Several choices a person: for each row and code whether it was chosen. A row without any was skipped."""

    name: str
    question: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    missing: tuple[bool, ...]
    chosen: Bits


@dataclass(frozen=True, kw_only=True)
class Text:
    """What one person wrote in one box; `row` finds the person in the group's table."""

    row: int
    prompt: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Everyone of one group: a row each, in the order of their ids."""

    group: str
    ids: tuple[str, ...]
    columns: Mapping[str, Column]
    flags: Mapping[str, Flags]
    texts: tuple[Text, ...]
    versions: tuple[int, ...] = ()
    """Which versions of the questionnaire they answered."""

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.ids)

    @property
    def scales(self) -> tuple[Column, ...]:
        """The columns that measure a construct, in the questionnaire's order."""
        return tuple(column for column in self.columns.values() if column.construct is not None)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All groups' tables, and what could not be read; never changed once taken."""

    hash: str
    tables: Mapping[str, Table]
    """By group; every group is there, also one that nobody answered for."""
    unknown: Mapping[tuple[str, int], int]
    """How many submissions answered a questionnaire that is not known here, by group and version."""
    unread: int = 0
    """Answers to items that their questionnaire does not hold, or with codes it does not list."""


FACTS: Final = ("answered_by", "helper", "mode", "channel", "language")
"""Columns made of what is kept beside the answers."""


def take(questionnaires: Mapping[tuple[str, int], Questionnaire], submissions: Iterable[Submission]) -> Snapshot:
    """Freeze `submissions`, each read by its own questionnaire. The order in which they come makes no difference.

    One whose questionnaire or version is not in `questionnaires` is counted as unknown and not read.
    """
    by_id = {submission.id: submission for submission in submissions}
    ordered = [by_id[key] for key in sorted(by_id)]
    unknown: dict[tuple[str, int], int] = {}
    known: dict[str, list[Submission]] = {group: [] for group in GROUPS}
    for submission in ordered:
        key = (submission.questionnaire, submission.version)
        if key in questionnaires and submission.questionnaire in known:
            known[submission.questionnaire].append(submission)
        else:
            unknown[key] = unknown.get(key, 0) + 1
    tables: dict[str, Table] = {}
    unread = 0
    for group, members in known.items():
        versions = [one for (name, _), one in sorted(questionnaires.items(), reverse=True) if name == group]
        tables[group], left = _table(group, versions, members)
        unread += left
    return Snapshot(hash=_hash(ordered), tables=tables, unknown=dict(sorted(unknown.items())), unread=unread)


def _hash(ordered: list[Submission]) -> str:
    """Hash every fact and answer. A tuple's written form says where each ends, and is made faster than JSON."""
    digest = hashlib.sha256()
    for one in ordered:
        facts = one.id, one.questionnaire, one.version, one.day.isoformat(), *(_value(one, fact) for fact in FACTS)
        answers = [(name, answer.codes, answer.text) for name, answer in sorted(one.answers.items())]
        digest.update(repr((facts, answers)).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()


def _table(group: str, versions: list[Questionnaire], members: list[Submission]) -> tuple[Table, int]:
    items: dict[str, Item] = {}
    asked: dict[str, str] = {}
    listed: dict[str, dict[str, tuple[str, bool]]] = {}
    for questionnaire in versions:
        language = questionnaire.languages[0]
        for item in questionnaire.items:
            items.setdefault(item.name, item)
            asked.setdefault(item.name, " ".join(item.label.lines(language)))
            options = listed.setdefault(item.name, {})
            for option in item.options:
                options.setdefault(option.code, (option.label.in_language(language), option.missing))
    columns: dict[str, Column] = {}
    flags: dict[str, Flags] = {}
    texts: list[Text] = []
    unread = sum(name not in items for member in members for name in member.answers)
    for name, item in items.items():
        options = dict(sorted(listed[name].items(), key=lambda entry: entry[1][1]))
        if item.kind is ItemKind.TEXT:
            texts.extend(
                Text(row=row, prompt=name, words=words)
                for row, member in enumerate(members)
                if (words := member.text(name))
            )
        elif item.kind is ItemKind.SELECT_ONE:
            columns[name], left = _column(item, asked[name], options, [member.codes(name) for member in members])
            unread += left
        elif item.kind is ItemKind.SELECT_MULTIPLE:
            flags[name], left = _flags(item, asked[name], options, [member.codes(name) for member in members])
            unread += left
    for name in submitted.WHO_ANSWERED, submitted.WHO_HELPED:
        columns.pop(name, None)
    for fact in FACTS:
        columns[fact] = _fact(fact, [_value(member, fact) for member in members])
    texts.sort(key=lambda text: text.row)
    ids = tuple(member.id for member in members)
    answered = tuple(sorted({member.version for member in members}))
    return Table(group=group, ids=ids, columns=columns, flags=flags, texts=tuple(texts), versions=answered), unread


def _column(
    item: Item, question: str, options: Mapping[str, tuple[str, bool]], chosen: list[tuple[str, ...]]
) -> tuple[Column, int]:
    codes = tuple(options)[:MOST_CODES]
    values, unread = _places(codes, [given[0] if given else "" for given in chosen])
    return Column(
        name=item.name,
        question=question,
        codes=codes,
        labels=tuple(options[code][0] for code in codes),
        missing=tuple(options[code][1] for code in codes),
        values=values,
        construct=item.construct,
    ), unread


def _places(codes: tuple[str, ...], chosen: list[str]) -> tuple[Codes, int]:
    """Return for each row the place of its code, and how many codes there is no place for."""
    place = {code: index for index, code in enumerate(codes)}
    values = np.fromiter((place.get(code, SKIPPED) for code in chosen), dtype=np.int8, count=len(chosen))
    values.setflags(write=False)
    return values, sum(1 for code in chosen if code and code not in place)


def _flags(
    item: Item, question: str, options: Mapping[str, tuple[str, bool]], chosen: list[tuple[str, ...]]
) -> tuple[Flags, int]:
    place = {code: index for index, code in enumerate(options)}
    bits = np.zeros((len(chosen), len(place)), dtype=np.bool_)
    unread = 0
    for row, given in enumerate(chosen):
        for code in given:
            if code in place:
                bits[row, place[code]] = True
            else:
                unread += 1
    bits.setflags(write=False)
    labels, missing = tuple(label for label, _ in options.values()), tuple(flag for _, flag in options.values())
    return Flags(
        name=item.name, question=question, codes=tuple(options), labels=labels, missing=missing, chosen=bits
    ), unread


def _fact(name: str, given: list[str]) -> Column:
    codes = tuple(sorted(set(given) - {""}))
    values, _ = _places(codes, given)
    labels = tuple(code.replace("_", " ").replace("-", " ") for code in codes)
    return Column(name=name, question="", codes=codes, labels=labels, missing=(False,) * len(codes), values=values)


def _value(member: Submission, fact: str) -> str:
    match fact:
        case "answered_by":
            return member.answered_by.value if member.answered_by else ""
        case "helper":
            return member.helper or ""
        case "mode":
            return member.mode.value
        case "channel":
            return member.channel.value
        case _:
            return member.language
