"""A snapshot holds every answer as a code, whatever order it came in, and says what it could not read."""

from __future__ import annotations

from dataclasses import replace

from analysis.snapshot import SKIPPED, take
from surveys.answers import Answer
from surveys.definitions import catalogue
from tests.analysis.areas import area, made


def test_the_order_in_which_submissions_come_makes_no_difference() -> None:
    some = area(1, 40)
    assert take(catalogue(), some).hash == take(catalogue(), reversed(some)).hash


def test_a_changed_answer_changes_the_hash() -> None:
    some = area(1, 40)
    changed = (replace(some[0], answers={}), *some[1:])
    assert take(catalogue(), some).hash != take(catalogue(), changed).hash


def test_skipped_and_do_not_know_are_told_apart() -> None:
    known = made("a", "young-people", {"help_health": ("dont_know",)})
    skipped = made("b", "young-people", {})
    column = take(catalogue(), [skipped, known]).tables["young-people"].columns["help_health"]
    first, second = column.values.tolist()
    assert column.codes[first] == "dont_know"
    assert column.missing[first]
    assert second == SKIPPED


def test_several_choices_become_a_column_of_bits_each() -> None:
    one = made("a", "young-people", {"need": ("asd", "slcn")})
    flags = take(catalogue(), [one]).tables["young-people"].flags["need"]
    assert {code for code, chosen in zip(flags.codes, flags.chosen[0], strict=True) if chosen} == {"asd", "slcn"}


def test_a_text_keeps_its_person_and_prompt() -> None:
    one = replace(made("b", "practitioners", {}), answers={"better": Answer(item="better", text="Shorter waits")})
    table = take(catalogue(), [made("a", "practitioners", {}), one]).tables["practitioners"]
    (text,) = table.texts
    assert (table.ids[text.row], text.prompt, text.words) == ("b", "better", "Shorter waits")


def test_an_unknown_version_is_counted_and_not_read() -> None:
    later = replace(made("a", "practitioners", {"help_health": ("never",)}), version=99)
    taken = take(catalogue(), [later])
    assert taken.unknown == {("practitioners", 99): 1}
    assert len(taken.tables["practitioners"]) == 0


def test_an_answer_that_its_questionnaire_does_not_hold_is_counted() -> None:
    odd = made("a", "practitioners", {"no_such_item": ("x",), "help_health": ("no_such_code",)})
    taken = take(catalogue(), [odd])
    assert taken.unread == 2
    assert taken.tables["practitioners"].columns["help_health"].values.tolist() == [SKIPPED]


def test_every_group_has_a_table_also_when_nobody_answered() -> None:
    assert {group: len(table) for group, table in take(catalogue(), []).tables.items()} == {
        "young-people": 0,
        "parents-and-carers": 0,
        "practitioners": 0,
    }
