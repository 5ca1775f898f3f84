"""The rules of easy read that can be checked, and what in a questionnaire does not keep them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from accessibility import pictures as picture_sets
from accessibility.phrases import Phrases
from accessibility.sentences import MEASURES
from surveys.questionnaire import ItemKind, Language, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from accessibility.pictures import PictureSet
    from surveys.questionnaire import Item, Questionnaire

_FILE: Final = Path(__file__).with_name("easy_read.yaml")


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Words, or something missing, that do not keep a rule."""

    item: str
    """The item's name, a section's name for its title, or empty for the questionnaire as a whole."""
    part: str
    """`label`, `hint`, `title`, `image`, `options`, or `option` and its code; empty for the item as a whole."""
    language: Language | None
    """None where it is the same in every language."""
    rule: str
    words: str
    """The words that do not keep the rule, as they stand; empty where something is missing or too many."""
    problem: str
    cure: str

    def __str__(self) -> str:
        """Say it in one line: where, which rule, what, and how to put it right."""
        where = ", ".join(place for place in (self.item or "questionnaire", self.part, self.language) if place)
        return f"{where}: {self.rule}: {self.problem}. {self.cure}"


@dataclass(frozen=True, kw_only=True)
class _Place:
    """One wording in one language, with what the rules want to know of its surroundings."""

    item: str
    part: str
    kind: ItemKind | None
    language: Language
    lines: tuple[str, ...]
    first: int
    """The number of its first line among the lines of its item; 0 for an option, which any of them may explain."""
    around: tuple[str, ...]
    """The lines of its item's label and hint, which may explain a hard word."""

    @property
    def words(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, kw_only=True)
class _Rule:
    id: str
    languages: frozenset[str]
    parts: frozenset[str]
    kinds: frozenset[str]
    phrases: Phrases
    explained: bool
    problem: str
    cure: str


def concerns(questionnaire: Questionnaire, pictures: PictureSet | None = None) -> tuple[Concern, ...]:
    """Return what in the questionnaire does not keep the rules, in its own order, then what concerns it as a whole.

    An option that several items share is looked at once. Pictures are looked up in the shipped set unless given.
    """
    places = tuple(_places(questionnaire))
    found = [concern for place in places for concern in (*_of_words(place), *_of_sentences(place))]
    found += _of_one_word_for_one_thing(questionnaire, places)
    found += _of_pictures(questionnaire, pictures or picture_sets.default())
    order = {item.name: number for number, item in enumerate(questionnaire.items)}
    order |= {section.name: order[section.items[0].name] for section in questionnaire.sections}
    found.sort(key=lambda concern: order.get(concern.item, -1))
    return (*found, *_of_the_whole(questionnaire))


def rules() -> tuple[str, ...]:
    """Return the ids of all the rules that are checked."""
    content = _content()
    words = (rule["id"] for rule in content["words"])
    return (*words, content["same_word"]["id"], *content["sentences"], *content["questionnaire"])


def _places(questionnaire: Questionnaire) -> Iterator[_Place]:
    items = {item.name: item for item in questionnaire.items}
    seen: set[tuple[str, tuple[tuple[Language, str], ...]]] = set()
    for name, part, wording in questionnaire.wordings():
        item = None if part == "title" else items[name]
        if part.startswith("option"):
            shared = (part, tuple(wording.words.items()))
            if shared in seen:
                continue
            seen.add(shared)
        for language in questionnaire.wordings_in:
            if language not in questionnaire.languages and language not in wording.words:
                continue
            around = _lines(item, language) if item else wording.lines(language)
            yield _Place(
                item=name,
                part=part,
                kind=item.kind if item else None,
                language=language,
                lines=wording.lines(language),
                first=len(item.label.lines(language)) if item and part == "hint" else 0,
                around=around,
            )


def _lines(item: Item, language: Language) -> tuple[str, ...]:
    hint: tuple[str, ...] = item.hint.lines(language) if item.hint else ()
    return (*item.label.lines(language), *hint)


def _of_words(place: _Place) -> Iterator[Concern]:
    for rule in _rules():
        if plain(place.language) not in rule.languages or place.part.split()[0] not in rule.parts:
            continue
        if rule.kinds and place.kind not in rule.kinds:
            continue
        for number, line in enumerate(place.lines):
            for match in rule.phrases.find(line):
                if rule.explained and _explained(match.words, place, number):
                    continue
                problem = rule.problem.format(found=match.words, instead=match.instead)
                cure = rule.cure.format(found=match.words, instead=match.instead)
                yield _concern(place, rule.id, match.words, problem, cure)


def _explained(words: str, place: _Place, number: int) -> bool:
    lines = place.around if place.part.startswith("option") else place.around[: place.first + number + 2]
    statements = [line for line in lines if not line.endswith("?")]
    return any(Phrases.explaining(words, _content()["explanations"]).find(line) for line in statements)


def _of_sentences(place: _Place) -> Iterator[Concern]:
    for id_, rule in _content()["sentences"].items():
        limit = rule["limits"].get(plain(place.language))
        if limit is None:
            continue
        for words, count in MEASURES[id_](place.lines, ends=place.part == "hint"):
            if count > limit:
                problem = rule["problem"].format(count=count, limit=limit)
                yield _concern(place, id_, words, problem, rule["cure"])


def _of_one_word_for_one_thing(questionnaire: Questionnaire, places: tuple[_Place, ...]) -> Iterator[Concern]:
    rule = _content()["same_word"]
    for language in questionnaire.languages:
        if language not in rule["languages"]:
            continue
        here = [place for place in places if plain(place.language) == language]
        for thing in rule["things"]:
            finders = {word: _finder(word, tuple(rule["allowed"])) for word in thing}
            used = Counter({word: sum(len(finder.find(p.words)) for p in here) for word, finder in finders.items()})
            [(commonest, _)] = used.most_common(1)
            for place in here:
                for word, finder in finders.items():
                    for match in finder.find(place.words) if word != commonest else ():
                        problem = rule["problem"].format(found=match.words, instead=commonest)
                        cure = rule["cure"].format(instead=commonest)
                        yield _concern(place, rule["id"], match.words, problem, cure)


def _of_pictures(questionnaire: Questionnaire, pictures: PictureSet) -> Iterator[Concern]:
    for item in questionnaire.items:
        images = {"image": item.image} | {f"option {option.code}": option.image for option in item.options}
        for part, image in images.items():
            if image not in pictures:
                yield _structural("picture_missing", item=item.name, part=part, found=image, limit=pictures.name)
        for image, count in Counter(option.image for option in item.options).items():
            if count > 1:
                yield _structural("picture_twice", item=item.name, part="options", found=image, count=count)


def _of_the_whole(questionnaire: Questionnaire) -> Iterator[Concern]:
    rules = _content()["questionnaire"]
    texts = [item for item in questionnaire.items if item.kind is ItemKind.TEXT]
    measuring = [item for item in questionnaire.items if item.construct]
    limit = rules["too_many_questions"]["limits"][questionnaire.group]
    count = sum(item.relevance is None for item in (*measuring, *texts))
    if count > limit:
        yield _structural("too_many_questions", count=count, limit=limit)
    limit = rules["too_many_texts"]["limit"]
    if len(texts) > limit:
        yield _structural("too_many_texts", count=len(texts), limit=limit)
    about_you = rules["no_rather_not_say"]["section"]
    asked = [item for section in questionnaire.sections if section.name == about_you for item in section.items]
    for rule, items in (("no_dont_know", measuring), ("no_rather_not_say", asked)):
        for item in items:
            missing = {option.code for option in item.options if option.missing}
            if item.options and rules[rule]["option"] not in missing:
                yield _structural(rule, item=item.name, part="options")
    if rules["who_answered_missing"]["item"] not in questionnaire:
        yield _structural("who_answered_missing")


def _concern(place: _Place, rule: str, words: str, problem: str, cure: str) -> Concern:
    return Concern(
        item=place.item,
        part=place.part,
        language=place.language,
        rule=rule,
        words=words,
        problem=problem,
        cure=cure,
    )


def _structural(rule: str, *, item: str = "", part: str = "", **facts: object) -> Concern:
    told = _content()["questionnaire"][rule]
    return Concern(
        item=item,
        part=part,
        language=None,
        rule=rule,
        words=str(facts.get("found", "")),
        problem=told["problem"].format(**facts),
        cure=told["cure"],
    )


@cache
def _finder(word: str, allowed: tuple[str, ...]) -> Phrases:
    return Phrases.of(words=[word], patterns=[], allowed=allowed)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            id=rule["id"],
            languages=frozenset(rule["languages"]),
            parts=frozenset(rule.get("parts", ("label", "hint", "option", "title"))),
            kinds=frozenset(rule.get("kinds", ())),
            phrases=Phrases.of(
                words=rule.get("words", ()), patterns=rule.get("patterns", ()), allowed=rule.get("allowed", ())
            ),
            explained=rule.get("explained", False),
            problem=rule["problem"],
            cure=rule["cure"],
        )
        for rule in _content()["words"]
    )


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
