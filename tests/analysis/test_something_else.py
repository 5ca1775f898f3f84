"""Comments that fit no theme are gathered by the words they share."""

from __future__ import annotations

from analysis.comments import Comment, Comments
from analysis.languages import language
from analysis.snapshot import Text
from analysis.something_else import something_else
from analysis.themes import Coded, Valence


def comments(*texts: str, coded: bool = False) -> list[Comment]:
    theme = Coded(theme="transport", valence=Valence.CONCERN, words=("bus",))
    return [
        Comment(
            group="young-people",
            submission=f"{coded}-{number}",
            text=Text(row=number, prompt="better", words=words),
            coded=(theme,) if coded else (),
            language=language(words),
        )
        for number, words in enumerate(texts)
    ]


def gathered(every: list[Comment]) -> Comments:
    return Comments(every=tuple(every), writers={"young-people": len(every)}, raised={})


PARKING = [f"The car park was {word} by the library" for word in ("full", "shut", "dark", "wet", "dirty", "cold")] * 2


def test_what_recurs_without_a_theme_is_gathered_with_its_words() -> None:
    found = something_else(gathered([*comments(*PARKING), *comments(*["The bus was late"] * 20, coded=True)]))
    assert len(found.submissions) == 12
    assert [len(one.submissions) for one in found.gatherings] == [12]
    assert {"park", "library"} <= set(found.gatherings[0].words)


def test_a_word_that_comments_with_themes_use_as_often_gathers_nothing() -> None:
    same = comments(*["The library car park was shut"] * 40, coded=True)
    assert something_else(gathered([*comments(*PARKING), *same])).gatherings == ()


def test_short_remarks_and_other_languages_are_not_something_else() -> None:
    texts = ["nothing", "all good thanks", "", "Mój syn czeka na logopedę od dwóch lat"] * 12
    assert something_else(gathered(comments(*texts))).submissions == ()


def test_a_name_is_never_shown() -> None:
    texts = [f"Wilhelmina Trubshaw opened the library {word}" for word in ("late", "early", "today")] * 5
    shown = [word for one in something_else(gathered(comments(*texts))).gatherings for word in one.words]
    assert shown
    assert not {"wilhelmina", "trubshaw"} & set(shown)
