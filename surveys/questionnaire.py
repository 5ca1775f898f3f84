"""The questionnaire and its parts, as values that nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Language = NewType("Language", str)
"""A BCP 47 tag. `en` is standard English, `en-simple` easy-read English."""

ENGLISH: Final = Language("en")
EASY_ENGLISH: Final = Language("en-simple")

_ABOUT_THEM: Final = "-x-they"

GROUPS: Final = ("young-people", "parents-and-carers", "practitioners")
"""Whom a questionnaire is for; the same word in file names, addresses and columns."""

ANSWERED_FOR: Final = frozenset({"young-people"})
"""The groups whose questionnaire someone else may answer for them: its words then turn from "you" to "they"."""


def about_them(language: Language) -> Language:
    """Return the tag of the words for someone who answers for a young person: "they" where `language` says "you".

    It is `language` with a private-use subtag of BCP 47, as in `en-x-they` and `en-simple-x-they`.
    """
    return Language(f"{language}{_ABOUT_THEM}")


def plain(language: Language) -> Language:
    """Return the language that `language` is a wording of: `en` for `en-x-they`, any other as it is."""
    return Language(language.removesuffix(_ABOUT_THEM))


class ItemKind(StrEnum):
    """What a person does at an item; XLSForm's `type`."""

    NOTE = "note"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The same words in each language; a line break parts sentences that stand on lines of their own."""

    words: Mapping[Language, str]

    def in_language(self, language: Language) -> str:
        """Return the words in `language`; those about "them" are the plain ones where no others are given.

        KeyError where there are none (the loader sees that there are).
        """
        words = self.words.get(language)
        return self.words[plain(language)] if words is None else words

    def lines(self, language: Language) -> tuple[str, ...]:
        """Return the words in `language`, one sentence or heading a line."""
        return tuple(line.strip() for line in self.in_language(language).splitlines() if line.strip())


@dataclass(frozen=True, kw_only=True)
class ResponseOption:
    """One answer a person can choose. `missing` says nothing about the scale ("I don't know")."""

    code: str
    label: Wording
    image: str
    missing: bool = False


@dataclass(frozen=True, kw_only=True)
class Relevance:
    """An item applies when the answer to `item` holds at least one of `codes`."""

    item: str
    codes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing on one page: a question, or a note with nothing to answer."""

    name: str
    kind: ItemKind
    label: Wording
    image: str
    hint: Wording | None = None
    options: tuple[ResponseOption, ...] = ()
    construct: str | None = None
    relevance: Relevance | None = None
    local_choices: bool = False
    """Whether each inspection puts its own options before the ones listed here."""

    def option(self, code: str) -> ResponseOption:
        """Return the option with `code`; KeyError where there is none."""
        for option in self.options:
            if option.code == code:
                return option
        raise KeyError(code)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the options, in their order."""
        return tuple(option.code for option in self.options)

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer."""
        return self.kind is not ItemKind.NOTE


@dataclass(frozen=True, kw_only=True)
class Section:
    """Items that belong together, under one title."""

    name: str
    title: Wording
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """What one group of people is asked. Once it has gone out it is never edited: a change is a new version."""

    group: str
    version: int
    title: Wording
    languages: tuple[Language, ...]
    sections: tuple[Section, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order they are asked."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def gates(self) -> tuple[str, ...]:
        """The names of the items whose answers decide whether others apply."""
        return tuple(dict.fromkeys(item.relevance.item for item in self.items if item.relevance is not None))

    @cached_property
    def routes(self) -> dict[tuple[tuple[str, ...] | None, ...], tuple[Item, ...]]:
        """The ways through it that `routing` has worked out, by the codes chosen at each of its gates."""
        return {}

    def item(self, name: str) -> Item:
        """Return the item called `name`; KeyError where there is none."""
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is an item called `name`."""
        return name in self._by_name

    def section_of(self, name: str) -> Section:
        """Return the section that holds the item called `name`; KeyError where there is none."""
        return self._section_by_name[name]

    def position(self, name: str) -> int:
        """Return how many items come before the one called `name`; KeyError where there is none."""
        return self._positions[name]

    @cached_property
    def wordings_in(self) -> tuple[Language, ...]:
        """The languages, and after each the one about "them" where any words are given in it."""
        given = {language for _, _, wording in self.wordings() for language in wording.words}
        return tuple(one for usual in self.languages for one in (usual, about_them(usual)) if one in given)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {item.name: position for position, item in enumerate(self.items)}

    @cached_property
    def _by_name(self) -> dict[str, Item]:
        return {item.name: item for item in self.items}

    @cached_property
    def _section_by_name(self) -> dict[str, Section]:
        return {item.name: section for section in self.sections for item in section.items}

    def wordings(self) -> Iterator[tuple[str, str, Wording]]:
        """Yield every wording with the name of its place and the part it is, as ("help_health", "hint", wording)."""
        yield "", "title", self.title
        for section in self.sections:
            yield section.name, "title", section.title
            for item in section.items:
                yield item.name, "label", item.label
                if item.hint is not None:
                    yield item.name, "hint", item.hint
                for option in item.options:
                    yield item.name, f"option {option.code}", option.label

    def with_local_choices(self, options: tuple[ResponseOption, ...]) -> Questionnaire:
        """Return this questionnaire with `options` in each item that takes an area's own, and without it if none."""
        sections = []
        for section in self.sections:
            items = tuple(
                replace(item, options=options + item.options, local_choices=False) if item.local_choices else item
                for item in section.items
                if options or not item.local_choices
            )
            if items:
                sections.append(replace(section, items=items))
        return replace(self, sections=tuple(sections))
