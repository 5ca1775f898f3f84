"""A place survives as tag, as title and as bookmark: each leads back to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.copies import marks
from exports.copies.marks import Place, Reference

NAMES = st.from_regex(r"[a-z0-9]{1,5}(_[a-z0-9]{1,5}){0,2}", fullmatch=True)
PLACES = st.builds(Place, item=NAMES, code=NAMES | st.just(""))


@given(place=PLACES, words=st.text(max_size=100))
def test_tag_title_and_bookmark_lead_back_to_their_place(place: Place, words: str) -> None:
    assert marks.of_tag(place.tag) == place
    assert marks.of_alias(place.alias(words)) == place
    assert marks.of_bookmark(place.bookmark) == place
    assert marks.of_bookmark(f"{place.bookmark} Copy 12") == place
    assert len(place.alias(words)) <= 64
    assert len(place.bookmark) <= 40


@given(item=NAMES)
def test_a_question_s_bookmark_leads_back_to_it_and_is_no_place(item: str) -> None:
    name = marks.question_bookmark(item)
    assert marks.of_question(name) == item
    assert marks.of_bookmark(name) is None


def test_other_marks_lead_nowhere() -> None:
    for name in ("", "_GoBack", "OLE_LINK1", "h_", "h__x", "heard_form"):
        assert marks.of_bookmark(name) is None
    assert marks.of_alias("Yes") is None
    assert marks.of_tag("A tag of someone’s") is None


def test_a_reference_is_found_in_words_and_only_whole() -> None:
    reference = Reference(code="kent-4827", group="young-people", version=2, language="en-simple")
    assert str(reference) == "kent-4827/young-people/v2/en-simple"
    assert marks.references(f"Form: {reference}\tand") == (reference,)
    for near in (
        "https://h.example/kent-4827/young-people",
        "a/b/v0/en",
        "/a/young-people/v1/en",
        "a/young-people/v1/en/x",
    ):
        assert marks.references(near) == ()
