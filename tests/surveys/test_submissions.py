"""Every mode's answers become one shape, and the shape survives its JSON line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import Fault
from surveys.definitions import catalogue, newest
from surveys.questionnaire import EASY_ENGLISH, ItemKind
from surveys.submissions import (
    AnsweredBy,
    Channel,
    MalformedError,
    Mode,
    RefusedError,
    Submission,
    from_json,
    submit,
    to_json,
)

LINE: dict[str, object] = {
    "questionnaire": "young-people",
    "language": "en-simple",
    "mode": "import",
    "answered_by": "with_help",
    "helper": "parent",
    "channel": "school",
    "day": "2026-11-24",
    "answers": {"help_in_time": ["sometimes"], "better": ["Shorter waits"]},
}


def read(**changes: object) -> Submission:
    shape = {key: value for key, value in (LINE | changes).items() if value is not None}
    return from_json(json.dumps(shape), catalogue(), id="one")


def test_a_line_becomes_a_submission() -> None:
    submission = read()
    assert submission.id == "one"
    assert (submission.questionnaire, submission.version) == ("young-people", newest("young-people").version)
    assert (submission.mode, submission.channel, submission.day) == (Mode.IMPORT, Channel.SCHOOL, date(2026, 11, 24))
    assert (submission.answered_by, submission.helper) == (AnsweredBy.WITH_HELP, "parent")
    assert submission.codes("help_in_time") == ("sometimes",)
    assert submission.text("better") == "Shorter waits"
    assert submission.codes("help_health") == ()
    assert submission.text("good") == ""


def test_who_answered_moves_out_of_the_answers() -> None:
    submission = submit(
        newest("parents-and-carers"),
        {"who_answered": ["with_help"], "who_helped": ["other"], "better": ["More"]},
        id="x",
        language=EASY_ENGLISH,
        mode=Mode.WEB,
        channel=Channel.OTHER,
        day=date(2026, 11, 24),
    )
    assert (submission.answered_by, submission.helper) == (AnsweredBy.WITH_HELP, "other")
    assert set(submission.answers) == {"better"}


def test_who_answered_may_stand_in_the_answers_of_a_line_too() -> None:
    submission = read(answered_by=None, helper=None, answers={"who_answered": ["on_behalf"], "who_helped": ["school"]})
    assert (submission.answered_by, submission.helper) == (AnsweredBy.ON_BEHALF, "school")


BAD: dict[str, tuple[dict[str, object], str]] = {
    "an unknown questionnaire": ({"questionnaire": "teachers"}, "must be one of young-people"),
    "no questionnaire": ({"questionnaire": None}, "must be one of young-people"),
    "an unknown version": ({"version": 99}, "not known here"),
    "a version that is true": ({"version": True}, "not known here"),
    "an unknown language": ({"language": "xx"}, "must be one of en"),
    "an unknown mode": ({"mode": "fax"}, "must be one of web"),
    "an unknown channel": ({"channel": "tv"}, "must be one of school"),
    "no day": ({"day": None}, "as in 2026-11-24"),
    "a day that is none": ({"day": "2026-02-30"}, "as in 2026-11-24"),
    "a day that is a number": ({"day": 20261124}, "as in 2026-11-24"),
    "a time": ({"day": "2026-11-24T09:00"}, "as in 2026-11-24"),
    "answers that are a list": ({"answers": []}, "must be an object"),
    "an answer that is no list": ({"answers": {"better": "Shorter"}}, "must be a list"),
    "an answer of numbers": ({"answers": {"better": [1]}}, "must be a list"),
    "a key that nobody knows": ({"name": "Somebody"}, "unknown key 'name'"),
    "an id with a line break": ({"id": "a\nb"}, "'id' must be"),
    "an id that is too long": ({"id": "a" * 65}, "'id' must be"),
    "two who answered": ({"answers": {"who_answered": ["self"]}}, "agree with the answer"),
    "who answered as a list": ({"answered_by": ["self"]}, "agree with the answer"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_malformed_line_is_refused_with_the_reason(fault: str) -> None:
    changes, says = BAD[fault]
    with pytest.raises(MalformedError, match=says):
        read(**changes)


LONG_NUMBER = '{"version": ' + "9" * 5_000 + "}"


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '"text"', "[" * 100_000, '{"day": 1, "day": 2}', LONG_NUMBER])
def test_what_is_no_object_is_refused(line: str) -> None:
    with pytest.raises(MalformedError):
        from_json(line, catalogue(), id="one")


def test_answers_that_do_not_pass_the_gate_are_refused_with_each_problem() -> None:
    with pytest.raises(RefusedError, match="help_health: no such option: 'maybe'; nonsense: ") as caught:
        read(answers={"help_health": ["maybe"], "nonsense": ["x"]})
    assert [problem.fault for problem in caught.value.problems] == [Fault.NO_SUCH_OPTION, Fault.NO_SUCH_ITEM]
    with pytest.raises(RefusedError, match="who_answered"):
        read(answered_by="a robot", helper=None)


@given(st.data())
def test_reading_a_line_undoes_writing_it(data: st.DataObject) -> None:
    questionnaire = data.draw(st.sampled_from(sorted(catalogue().values(), key=lambda one: one.group)))
    raw: dict[str, list[str]] = {}
    for item in questionnaire.items:
        if item.relevance is not None or not item.asks or not data.draw(st.booleans()):
            continue
        if item.kind is ItemKind.TEXT:
            raw[item.name] = [data.draw(st.text(max_size=40))]
        else:
            most = 1 if item.kind is ItemKind.SELECT_ONE else len(item.codes)
            raw[item.name] = data.draw(st.lists(st.sampled_from(item.codes), max_size=most))
    submission = submit(
        questionnaire,
        raw,
        id="a-1",
        language=data.draw(st.sampled_from(questionnaire.languages)),
        mode=data.draw(st.sampled_from(Mode)),
        channel=data.draw(st.sampled_from(Channel)),
        day=data.draw(st.dates()),
    )
    assert from_json(json.dumps(to_json(submission)), catalogue(), id="other") == submission
