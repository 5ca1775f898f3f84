"""Constructs and criteria agree with each other and with the questionnaires."""

from __future__ import annotations

import pytest

from surveys.constructs import constructs, criteria
from surveys.definitions import catalogue, newest
from surveys.questionnaire import GROUPS


def test_every_construct_stands_under_a_criterion_and_is_asked_of_somebody() -> None:
    for construct in constructs().values():
        assert construct.criterion in criteria()
        assert construct.groups
        assert set(construct.groups) <= set(GROUPS)


def test_every_criterion_has_a_construct() -> None:
    assert {construct.criterion for construct in constructs().values()} == set(criteria())


@pytest.mark.parametrize("group", GROUPS)
def test_a_groups_questionnaire_asks_every_construct_of_that_group_by_its_own_name(group: str) -> None:
    asked = {item.name: item.construct for item in newest(group).items if item.construct}
    assert set(asked) == {construct.id for construct in constructs().values() if group in construct.groups}
    assert all(name == construct for name, construct in asked.items())


def test_the_catalogue_knows_each_questionnaire_by_group_and_version() -> None:
    for (group, version), questionnaire in catalogue().items():
        assert (questionnaire.group, questionnaire.version) == (group, version)
