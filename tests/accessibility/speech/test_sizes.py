"""How large recordings may be."""

from __future__ import annotations

from accessibility import audio
from accessibility.speech.sizes import FEWEST, MOST, kilobits
from surveys.definitions import catalogue


def test_every_recording_of_the_shipped_questionnaires_has_its_kilobits() -> None:
    questionnaires = list(catalogue().values())
    allowed = kilobits(questionnaires)
    names = {audio.file_name(segment.words, language) for _, _, language, segment in audio.scripts(questionnaires)}
    assert set(allowed) == names
    assert all(FEWEST <= number <= MOST for number in allowed.values())


def test_a_long_list_of_options_gets_fewer_than_a_short_question() -> None:
    questionnaires = list(catalogue().values())
    allowed = kilobits(questionnaires)
    for questionnaire in questionnaires:
        language = questionnaire.languages[0]
        by_length = sorted(
            questionnaire.items, key=lambda item: sum(len(s.words) for s in audio.script(item, language))
        )
        shortest, longest = (
            allowed[audio.file_name(item.label.in_language(language), language)]
            for item in (by_length[0], by_length[-1])
        )
        assert shortest == MOST
        assert longest == FEWEST
