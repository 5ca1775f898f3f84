"""A questionnaire's file becomes values, or is refused with its place, what is wrong and the cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from surveys.definitions import catalogue, load, newest
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, ItemKind, Language, about_them, plain
from surveys.strict_yaml import LARGEST_FILE, DefinitionError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
group: practitioners
version: 1
languages: [en, en-simple]
title: {en: Your survey, en-simple: Your survey}
choices:
  how_often:
    - {name: always, image: always, label: {en: Always, en-simple: Always}}
    - {name: never, image: never, label: {en: Never, en-simple: Never}}
    - {name: dont_know, image: unsure, missing: true, label: {en: "I don't know", en-simple: "I don't know"}}
  places:
    - {name: rather_not_say, image: skip, missing: true, label: {en: Rather not say, en-simple: I would rather not}}
sections:
  - name: work
    title: {en: Your work, en-simple: Your work}
    items:
      - name: welcome
        type: note
        image: welcome
        label: {en: Welcome, en-simple: Hello}
      - name: leaders_act
        type: select_one
        choices: how_often
        construct: leaders_act
        image: leader
        label: {en: "Do leaders act?", en-simple: "Do leaders act?"}
        hint:
          en: Leaders run services.
          en-simple: |
            Leaders run services.
            They decide what happens.
      - name: better
        type: text
        image: pencil
        relevant: {leaders_act: [never, dont_know]}
        label: {en: "What should be better?", en-simple: "What should be better?"}
      - name: part_of_area
        type: select_multiple
        choices: places
        local_choices: true
        image: place
        label: {en: "Where?", en-simple: "Where?"}
"""


def written(tmp_path: Path, words: str, name: str = "practitioners.v1.yaml") -> Path:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return path


def test_a_good_file_becomes_a_questionnaire(tmp_path: Path) -> None:
    questionnaire = load(written(tmp_path, GOOD))
    assert (questionnaire.group, questionnaire.version) == ("practitioners", 1)
    assert [item.name for item in questionnaire.items] == ["welcome", "leaders_act", "better", "part_of_area"]
    leaders = questionnaire.item("leaders_act")
    assert leaders.kind is ItemKind.SELECT_ONE
    assert leaders.codes == ("always", "never", "dont_know")
    assert leaders.option("dont_know").missing
    assert leaders.hint is not None
    assert leaders.hint.lines(Language("en-simple")) == ("Leaders run services.", "They decide what happens.")
    assert questionnaire.section_of("better").name == "work"
    assert ("leaders_act", "option never", leaders.option("never").label) in list(questionnaire.wordings())


BROKEN = {
    "a tab for an indent": ("  - name: work", "\t- name: work", "line 13", "indents"),
    "a quote that never closes": ('en-simple: "I don\'t know"', "en-simple: \"I don't know", "line", "quotes"),
    "a key that stands twice": ("version: 1\n", "version: 1\nversion: 2\n", "'version' stands twice", "line 3"),
    "a control character": ("Your survey", "Your \x07survey", "not YAML", "Remove the character"),
    "no group": ("group: practitioners\n", "", "no `group`", "Add a line"),
    "a group that nobody knows": ("group: practitioners", "group: practitioner", "not known", "`practitioners`"),
    "a version that is a word": ("version: 1", "version: one", "no version", "whole number"),
    "a version below one": ("version: 1", "version: 0", "no version", "whole number"),
    "a name of the file that says another version": (
        "version: 1",
        "version: 2",
        "file's name",
        "practitioners.v2.yaml",
    ),
    "no language at all": ("languages: [en, en-simple]", "languages: []", "languages", "dash"),
    "a language that is no tag": ("languages: [en, en-simple]", "languages: [English]", "no language tag", "[en"),
    "words missing in a language": (
        '{en: "Do leaders act?", en-simple: "Do leaders act?"}',
        '{en: "Do leaders act?"}',
        "item leaders_act, label: has no words in en-simple",
        "Add a line `en-simple:",
    ),
    "words in a language the file does not list": (
        "{en: Welcome, en-simple: Hello}",
        "{en: Welcome, en-simple: Hello, cy: Croeso}",
        "'cy', which the file does not list",
        "Add it to `languages`",
    ),
    "words that are no text": (
        "{en: Always, en-simple: Always}",
        "{en: 5, en-simple: Always}",
        "no words in en",
        "quotes",
    ),
    "words without a language": (
        "label: {en: Welcome, en-simple: Hello}",
        "label: Welcome",
        "by language",
        "en-simple",
    ),
    "an unknown key": ("construct: leaders_act", "constuct: leaders_act", "unknown key 'constuct'", "`construct`"),
    "a type that nobody knows": ("type: text", "type: txt", "'txt' is not known", "`text`"),
    "no picture": ("        image: leader\n", "", "no `image`", "called 'leaders_act'"),
    "a question without choices": ("        choices: how_often\n", "", "has no choices", "how_often, places"),
    "a list of choices that is not there": ("choices: how_often", "choices: how_oftn", "not known", "`how_often`"),
    "choices on a text": ("type: text", "type: text\n        choices: how_often", "has choices but is text", "remove"),
    "a code that YAML reads as true": ("{name: never,", "{name: no,", "read as False", "quotes"),
    "a code with a capital": ("{name: never,", "{name: Never,", "'Never' is no name", "lower-case"),
    "a name of more than 24 characters": ("name: better", "name: " + "b" * 25, "is no name", "at most 24"),
    "a code of more than 24 characters": (
        "{name: always,",
        "{name: always_and_in_every_place,",
        "no name",
        "24",
    ),
    "an option that stands twice": (
        "{name: never,",
        "{name: always,",
        "option always: stands twice",
        "name of its own",
    ),
    "a missing option in the middle": ("{name: always,", "{name: always, missing: true,", "before one without", "end"),
    "a flag that is a word": (
        "missing: true, label: {en: Rather",
        'missing: "yes", label: {en: Rather',
        "neither",
        "true",
    ),
    "an item that stands twice": ("name: better", "name: welcome", "item welcome: stands twice", "name of its own"),
    "a construct of another group": (
        "construct: leaders_act",
        "construct: trusted_adult",
        "not asked of practitioners",
        "another construct",
    ),
    "a construct that nobody knows": ("construct: leaders_act", "construct: leadrs_act", "not known", "`leaders_act`"),
    "an item that depends on a later one": (
        "relevant: {leaders_act:",
        "relevant: {part_of_area:",
        "comes before this one",
        "asked earlier",
    ),
    "an item that depends on an unknown code": (
        "[never, dont_know]",
        "[seldom]",
        "no option 'seldom'",
        "always, never",
    ),
    "a relevance in another form": (
        "{leaders_act: [never, dont_know]}",
        "leaders_act = never",
        "name one item",
        "Write",
    ),
    "a section that is a sentence": ("  - name: work\n", "  - Work\n  - name: work\n", "section 1", "lines for items"),
    "no items": (GOOD[GOOD.index("    items:") :], "    items: []\n", "section work, items: is not a list", "dash"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_with_its_place_and_the_cure(fault: str, tmp_path: Path) -> None:
    before, after, says, cure = BROKEN[fault]
    assert before in GOOD, "the fault changes the good file"
    with pytest.raises(DefinitionError) as caught:
        load(written(tmp_path, GOOD.replace(before, after, 1)))
    message = str(caught.value)
    assert message.startswith("practitioners.v1.yaml: ")
    assert says in message
    assert cure in message
    assert "\n" not in message


@pytest.mark.parametrize("words", ["", "- a\n- list\n", "just words", "[" * 3000])
def test_what_is_no_questionnaire_at_all_is_refused(words: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError):
        load(written(tmp_path, words))


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "practitioners.v1.yaml"
    with pytest.raises(DefinitionError, match="can't be read"):
        load(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DefinitionError, match="not UTF-8"):
        load(path)
    path.write_bytes(b" " * (LARGEST_FILE + 1))
    with pytest.raises(DefinitionError, match="too big"):
        load(path)


def test_an_item_and_a_code_that_do_not_fit_one_bookmark_are_refused(tmp_path: Path) -> None:
    words = GOOD.replace("name: always,", "name: nearly_always_everywhere,").replace(
        "leaders_act\n        type", "leaders_act_on_this\n        type"
    )
    words = words.replace("{leaders_act:", "{leaders_act_on_this:")
    with pytest.raises(DefinitionError, match="more than 36 characters together"):
        load(written(tmp_path, words))


def test_every_group_has_a_shipped_questionnaire() -> None:
    assert {group for group, _ in catalogue()} == set(GROUPS)
    assert newest("young-people").group == "young-people"
    with pytest.raises(KeyError):
        newest("everyone")


YOUNG = """\
group: young-people
version: 1
languages: [en, en-simple]
title: {en: Your survey, en-simple: Your survey}
choices:
  who:
    - {name: self, image: me, label: {en: Me, en-simple: Me}}
    - {name: on_behalf, image: you, label: {en: You, en-simple: You}}
  tell: [{name: "yes", image: tick, label: {en: I do, en-simple: "Yes", en-x-they: They do}}]
sections:
  - name: answering
    title: {en: You, en-simple: You}
    items:
      - {name: who_answered, type: select_one, choices: who, image: you, label: {en: Is it you?, en-simple: Is it you?}}
      - name: help
        type: select_one
        choices: tell
        image: help
        label: {en: Is it good?, en-simple: Do you like it?, en-simple-x-they: Do they like it?}
"""


def test_words_about_a_young_person_stand_beside_the_usual_ones_where_they_differ(tmp_path: Path) -> None:
    read = load(written(tmp_path, YOUNG, "young-people.v1.yaml"))
    assert read.languages == (ENGLISH, EASY_ENGLISH)
    assert read.wordings_in == (ENGLISH, about_them(ENGLISH), EASY_ENGLISH, about_them(EASY_ENGLISH))
    label = read.item("help").label
    assert label.in_language(about_them(EASY_ENGLISH)) == "Do they like it?"
    assert label.in_language(about_them(ENGLISH)) == "Is it good?"
    assert label.lines(about_them(ENGLISH)) == ("Is it good?",)
    assert plain(about_them(EASY_ENGLISH)) == EASY_ENGLISH


@pytest.mark.parametrize(
    ("before", "after", "says", "cure"),
    [
        (", en-simple-x-they: Do they like it?", "", "help, label: says “you” in en-simple", "en-simple-x-they: "),
        (", en-x-they: They do", "", "help, option yes: says “I” in en", "Add a line `en-x-they: "),
        ("Is it good?", "What do they tell me?", "help, label: says “me” in en", "the young person"),
        ("Do they like it?", "Do you like it?", "says the same in en-simple-x-they as in en-simple", "Remove the line"),
        ("en-x-they: They do", "cy-x-they: They do", "has words in 'cy-x-they'", "`languages`"),
        ("en-x-they: They do", "en-x-they: ''", "has no words in en-x-they", "remove the line"),
    ],
)
def test_words_about_a_young_person_that_are_missing_or_too_many_are_refused(
    tmp_path: Path, before: str, after: str, says: str, cure: str
) -> None:
    assert before in YOUNG
    with pytest.raises(DefinitionError) as caught:
        load(written(tmp_path, YOUNG.replace(before, after), "young-people.v1.yaml"))
    assert says in str(caught.value)
    assert cure in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [("group: young-people", "group: practitioners"), ("name: on_behalf", "name: with_help")],
)
def test_where_nobody_answers_for_someone_else_no_other_words_are_asked_for(
    tmp_path: Path, before: str, after: str
) -> None:
    words = YOUNG.replace(", en-simple-x-they: Do they like it?", "").replace(before, after)
    group = "practitioners" if "practitioners" in after else "young-people"
    assert load(written(tmp_path, words, f"{group}.v1.yaml")).group == group
