"""The path through a questionnaire follows from the answers."""

from __future__ import annotations

from surveys import routing
from surveys.answers import Answer
from surveys.questionnaire import (
    Item,
    ItemKind,
    Language,
    Questionnaire,
    Relevance,
    ResponseOption,
    Section,
    Wording,
)

EMPTY = Wording(words={Language("en"): "words"})


def item(name: str, after: str | None = None) -> Item:
    options = tuple(ResponseOption(code=code, label=EMPTY, image="x") for code in ("yes", "no"))
    relevance = Relevance(item=after, codes=frozenset({"yes"})) if after else None
    return Item(name=name, kind=ItemKind.SELECT_ONE, label=EMPTY, image="x", options=options, relevance=relevance)


CHAIN = Questionnaire(
    group="young-people",
    version=1,
    title=EMPTY,
    languages=(Language("en"),),
    sections=(
        Section(name="s", title=EMPTY, items=(item("first"), item("second", "first"), item("third", "second"))),
        Section(name="t", title=EMPTY, items=(item("last"),)),
    ),
)


def answered(**codes: str) -> dict[str, Answer]:
    return {name: Answer(item=name, codes=(code,)) for name, code in codes.items()}


def names(answers: dict[str, Answer]) -> list[str]:
    return [item.name for item in routing.route(CHAIN, answers)]


def test_an_item_applies_after_one_of_its_codes_only() -> None:
    assert names({}) == ["first", "last"]
    assert names(answered(first="no")) == ["first", "last"]
    assert names(answered(first="yes")) == ["first", "second", "last"]


def test_an_answer_off_the_route_leads_nowhere() -> None:
    assert names(answered(first="no", second="yes")) == ["first", "last"]
    assert names(answered(first="yes", second="yes")) == ["first", "second", "third", "last"]


def test_following_and_previous_keep_to_the_route() -> None:
    following = routing.following(CHAIN, answered(first="no"), "first")
    previous = routing.previous(CHAIN, answered(first="no"), "last")
    assert following is not None
    assert following.name == "last"
    assert previous is not None
    assert previous.name == "first"
    assert routing.following(CHAIN, {}, "last") is None
    assert routing.previous(CHAIN, {}, "first") is None


def test_an_item_that_no_longer_applies_still_leads_on_and_back() -> None:
    following = routing.following(CHAIN, answered(first="no"), "second")
    previous = routing.previous(CHAIN, answered(first="no"), "second")
    assert following is not None
    assert following.name == "last"
    assert previous is not None
    assert previous.name == "first"


def test_a_way_that_was_worked_out_before_is_the_same_way() -> None:
    answers = answered(first="yes", second="yes")
    assert routing.route(CHAIN, answers) is routing.route(CHAIN, {**answers, **answered(last="no")})
    assert routing.route(CHAIN, answered(first="no")) != routing.route(CHAIN, answers)


def test_ways_that_are_remembered_do_not_grow_without_end() -> None:
    many = tuple(f"code_{number}" for number in range(2500))
    for code in many:
        routing.route(CHAIN, answered(first=code))
    assert len(CHAIN.routes) <= 1000
    assert [one.name for one in routing.route(CHAIN, answered(first="yes"))] == ["first", "second", "last"]
