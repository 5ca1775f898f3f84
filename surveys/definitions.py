"""Reads a questionnaire's file; a bad one is refused with the file, the item and the cure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from surveys.constructs import constructs
from surveys.questionnaire import (
    ANSWERED_FOR,
    GROUPS,
    Item,
    ItemKind,
    Language,
    Questionnaire,
    Relevance,
    ResponseOption,
    Section,
    Wording,
    about_them,
    plain,
)
from surveys.strict_yaml import Reader, read
from surveys.submissions import WHO_ANSWERED, AnsweredBy

if TYPE_CHECKING:
    from collections.abc import Mapping


SHIPPED: Final = Path(__file__).with_name("questionnaires")
LONGEST_PAIR: Final = 36
"""Characters of an item's name and an option's code together: both stand in one Word bookmark, which takes 40."""

_TO_THE_PERSON: Final = re.compile(r"\b(?:(?i:you|your|yours|yourself|me|my|mine|myself)|I)\b")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CHOICE_KINDS: Final = frozenset({ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE})


def load(path: Path) -> Questionnaire:
    """Read the questionnaire in `path`. Raises DefinitionError."""
    return _QuestionnaireReader(path.name).questionnaire(read(path))


@cache
def catalogue() -> dict[tuple[str, int], Questionnaire]:
    """Return every questionnaire that ships with Heard, by group and version."""
    loaded = [load(path) for path in sorted(SHIPPED.glob("*.yaml"))]
    return {(questionnaire.group, questionnaire.version): questionnaire for questionnaire in loaded}


def newest(group: str) -> Questionnaire:
    """Return the newest version of a group's questionnaire; KeyError for an unknown group."""
    versions = {version: one for (known, version), one in catalogue().items() if known == group}
    if not versions:
        raise KeyError(group)
    return versions[max(versions)]


class _QuestionnaireReader(Reader):
    """Turns what YAML gave into a questionnaire; knows the languages once it has read them."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.languages: tuple[Language, ...] = ()

    def questionnaire(self, content: object) -> Questionnaire:
        top = self.mapping(
            "file", content, needs={"group", "version", "languages", "title", "sections"}, may={"choices"}
        )
        group = self.one_of("group", top["group"], GROUPS)
        version = top["version"]
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise self.refuse("version", f"{version!r} is no version", "Give a whole number, 1 for the first.")
        if not re.fullmatch(rf"{group}\.v{version}\.ya?ml", self.file):
            cure = f"Call the file {group}.v{version}.yaml, or mend group and version."
            raise self.refuse("group", f"the file's name does not say {group!r} version {version}", cure)
        self.languages = self.language_list(top["languages"])
        lists = self.choices(top.get("choices", {}))
        sections = tuple(
            self.section(f"section {number}", section, lists)
            for number, section in enumerate(self.entries("sections", top["sections"]), start=1)
        )
        self.unique("section", (section.name for section in sections))
        questionnaire = Questionnaire(
            group=group,
            version=version,
            title=self.wording("title", top["title"]),
            languages=self.languages,
            sections=sections,
        )
        self.unique("item", (item.name for item in questionnaire.items))
        self.relevances(questionnaire)
        self.measured(questionnaire)
        self.about_them(questionnaire)
        return questionnaire

    def language_list(self, content: object) -> tuple[Language, ...]:
        tags = self.entries("languages", content)
        for tag in tags:
            if not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag):
                cure = "Give language tags, as in [en, en-simple]."
                raise self.refuse("languages", f"{tag!r} is no language tag", cure)
        self.unique("language", tags)
        return tuple(Language(tag) for tag in tags)

    def choices(self, content: object) -> dict[str, tuple[ResponseOption, ...]]:
        if not isinstance(content, dict):
            raise self.refuse("choices", "is not a set of named lists", "Put each list under a name of its own.")
        lists = {}
        for name, entries in content.items():
            where = f"choices {self.name('choices', name)}"
            options = tuple(self.option(where, entry) for entry in self.entries(where, entries))
            self.unique(f"{where}, option", (option.code for option in options))
            first_missing = next((n for n, option in enumerate(options) if option.missing), len(options))
            if not all(option.missing for option in options[first_missing:]):
                cure = "Put the options with `missing: true` at the end."
                raise self.refuse(where, "an option with `missing: true` stands before one without", cure)
            lists[name] = options
        return lists

    def option(self, where: str, content: object) -> ResponseOption:
        entry = self.mapping(where, content, needs={"name", "label", "image"}, may={"missing"})
        code = self.name(where, entry["name"])
        where = f"{where}, option {code}"
        return ResponseOption(
            code=code,
            label=self.wording(f"{where}, label", entry["label"]),
            image=self.name(f"{where}, image", entry["image"]),
            missing=self.flag(f"{where}, missing", entry.get("missing", False)),
        )

    def section(self, where: str, content: object, lists: Mapping[str, tuple[ResponseOption, ...]]) -> Section:
        entry = self.mapping(where, content, needs={"name", "title", "items"})
        name = self.name(where, entry["name"])
        where = f"section {name}"
        return Section(
            name=name,
            title=self.wording(f"{where}, title", entry["title"]),
            items=tuple(self.item(where, item, lists) for item in self.entries(f"{where}, items", entry["items"])),
        )

    def item(self, where: str, content: object, lists: Mapping[str, tuple[ResponseOption, ...]]) -> Item:
        may = {"hint", "choices", "construct", "relevant", "local_choices"}
        entry = self.mapping(f"{where}, item", content, needs={"name", "type", "label", "image"}, may=may)
        name = self.name(f"{where}, item", entry["name"])
        where = f"item {name}"
        kind = ItemKind(self.one_of(f"{where}, type", entry["type"], tuple(ItemKind)))
        construct = entry.get("construct")
        if construct is not None:
            self.one_of(f"{where}, construct", construct, tuple(constructs()))
            if kind is not ItemKind.SELECT_ONE:
                cure = "Make it select_one, or remove its construct."
                raise self.refuse(where, f"measures a construct but is {kind}", cure)
        hint = entry.get("hint")
        return Item(
            name=name,
            kind=kind,
            label=self.wording(f"{where}, label", entry["label"]),
            image=self.name(f"{where}, image", entry["image"]),
            hint=None if hint is None else self.wording(f"{where}, hint", hint),
            options=self.options(where, name, kind, entry, lists),
            construct=construct,
            relevance=self.relevance(where, entry.get("relevant")),
            local_choices=self.flag(f"{where}, local_choices", entry.get("local_choices", False)),
        )

    def options(
        self,
        where: str,
        name: str,
        kind: ItemKind,
        entry: Mapping[str, Any],
        lists: Mapping[str, tuple[ResponseOption, ...]],
    ) -> tuple[ResponseOption, ...]:
        if kind not in _CHOICE_KINDS:
            if "choices" in entry or "local_choices" in entry:
                raise self.refuse(where, f"has choices but is {kind}", "Make it select_one, or remove its choices.")
            return ()
        if "choices" not in entry:
            raise self.refuse(where, "has no choices", f"Add a line `choices:` with one of {', '.join(lists)}.")
        options = lists[self.one_of(f"{where}, choices", entry["choices"], tuple(lists))]
        for option in options:
            if len(name) + len(option.code) > LONGEST_PAIR:
                problem = f"its name and the code {option.code!r} have more than {LONGEST_PAIR} characters together"
                raise self.refuse(where, problem, "Shorten one of them.")
        return options

    def relevance(self, where: str, content: object) -> Relevance | None:
        if content is None:
            return None
        cure = "Write `relevant: {learn_where: [college]}`: an earlier item, and the codes that lead here."
        if not isinstance(content, dict) or len(content) != 1:
            raise self.refuse(where, "`relevant` does not name one item", cure)
        (item, codes), *_ = content.items()
        if not isinstance(item, str) or not isinstance(codes, list) or not codes:
            raise self.refuse(where, "`relevant` does not list codes", cure)
        return Relevance(item=item, codes=frozenset(self.name(f"{where}, relevant", code) for code in codes))

    def relevances(self, questionnaire: Questionnaire) -> None:
        earlier: dict[str, Item] = {}
        for item in questionnaire.items:
            if item.relevance is not None:
                depends_on = earlier.get(item.relevance.item)
                where = f"item {item.name}, relevant"
                if depends_on is None:
                    problem = f"no item called {item.relevance.item!r} comes before this one"
                    raise self.refuse(where, problem, "Name an item that is asked earlier.")
                unknown = sorted(item.relevance.codes - set(depends_on.codes))
                if unknown:
                    cure = f"Use its codes: {', '.join(depends_on.codes)}."
                    raise self.refuse(where, f"{depends_on.name!r} has no option {unknown[0]!r}", cure)
            earlier[item.name] = item

    def measured(self, questionnaire: Questionnaire) -> None:
        measuring: dict[str, str] = {}
        for item in questionnaire.items:
            if item.construct is None:
                continue
            where = f"item {item.name}, construct"
            if questionnaire.group not in constructs()[item.construct].groups:
                problem = f"{item.construct!r} is not asked of {questionnaire.group}"
                raise self.refuse(where, problem, "Remove it, or use another construct.")
            if item.construct in measuring:
                problem = f"{measuring[item.construct]!r} measures {item.construct!r} already"
                raise self.refuse(where, problem, "Let one item measure each construct.")
            measuring[item.construct] = item.name

    def about_them(self, questionnaire: Questionnaire) -> None:
        """See that words to a young person have others beside them, for someone who answers for the young person."""
        if questionnaire.group not in ANSWERED_FOR or WHO_ANSWERED not in questionnaire:
            return
        if AnsweredBy.ON_BEHALF not in questionnaire.item(WHO_ANSWERED).codes:
            return
        before = {item.name for item in questionnaire.items[: questionnaire.position(WHO_ANSWERED) + 1]}
        before |= {"", *(section.name for section in questionnaire.sections if section.items[0].name in before)}
        for name, part, wording in questionnaire.wordings():
            for language in questionnaire.languages if name not in before else ():
                said, other = _TO_THE_PERSON.search(wording.words[language]), about_them(language)
                if said and other not in wording.words:
                    problem = f"says “{said[0]}” in {language} and has no words for who answers for a young person"
                    cure = f'Add a line `{other}: "..."` that says “they” or “the young person”.'
                    raise self.refuse(f"{name}, {part}", problem, cure)

    def wording(self, where: str, content: object) -> Wording:
        if not isinstance(content, dict):
            cure = f"Give the words under each language: {', '.join(self.languages)}."
            raise self.refuse(where, "has no words by language", cure)
        for language in self.languages:
            words = content.get(language)
            if not isinstance(words, str) or not words.strip():
                cure = f'Add a line `{language}: "..."`; quotes round the words keep colons, yes and no as they are.'
                raise self.refuse(where, f"has no words in {language}", cure)
        known = [one for usual in self.languages for one in (usual, about_them(usual))]
        for language, words in content.items():
            if language not in known:
                cure = "Add it to `languages` at the top, or remove these words."
                raise self.refuse(where, f"has words in {language!r}, which the file does not list", cure)
            if not isinstance(words, str) or not words.strip():
                raise self.refuse(where, f"has no words in {language}", "Write them, or remove the line.")
            if language not in self.languages and words.strip() == content[plain(language)].strip():
                cure = f"Remove the line `{language}`: without it the words are the same."
                raise self.refuse(where, f"says the same in {language} as in {plain(language)}", cure)
        return Wording(words={language: content[language].strip() for language in known if language in content})
