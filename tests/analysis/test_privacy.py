"""Personal data is found and masked; ordinary words are left."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.identifiers import is_nhs_number
from analysis.privacy import personal_data, redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring me on 07700 900123.", [("07700 900123", "phone")]),
        ("call +44 7700 900123", [("+44 7700 900123", "phone")]),
        ("ask at jo.smith@example.org", [("jo.smith@example.org", "email")]),
        ("we live in ng45 7lp", [("ng45 7lp", "postcode")]),
        ("at 9 Saltpan Street now", [("9 Saltpan Street", "address")]),
        ("NHS number 943 476 5919", [("943 476 5919", "nhs_number")]),
        ("born 03/11/2011 here", [("03/11/2011", "date_of_birth")]),
        ("his birthday is 9 January", [("9 January", "date_of_birth")]),
        ("follow @kestrel.mums", [("@kestrel.mums", "social_media")]),
        ("oh seven seven double one two three", [("oh seven seven double one two three", "phone")]),
        ("It was Mrs Tolland who helped", [("Mrs Tolland", "person")]),
        ("and mr dunn saw it", [("mr dunn", "person")]),
        ("my son kofi likes it", [("kofi", "person")]),
        ("jayden in my class", [("jayden", "person")]),
        ("his TA sarah is lovely", [("sarah", "person")]),
        ("caseworker (Nathaniel) left", [("Nathaniel", "person")]),
        ("St Aldhelm's Primary never reply", [("St Aldhelm's Primary", "school")]),
        ("he goes to Larkrise Bank Academy now", [("Larkrise Bank Academy", "school")]),
        ("when we moved to Skelderby again", [("Skelderby", "place")]),
        ("they said Will Thackray was late", [("Will Thackray", "person")]),
        ("Odalys came and then odalys left", [("Odalys", "person"), ("odalys", "person")]),
        ("Faith and Charity, my twins", [("Faith", "person"), ("Charity", "person")]),
        ("Bill said no. Hope was told so.", [("Bill", "person"), ("Hope", "person")]),
        ("Angel's helper left", [("Angel", "person")]),
        ("JACK NEEDS HELP AT ONCE", [("JACK", "person")]),
        ("her brother grant moved, as did my friend max", [("grant", "person"), ("max", "person")]),
        ("we asked mason and told autumn", [("mason", "person"), ("autumn", "person")]),
        ("thanks to kelly-anne", [("kelly-anne", "person")]),
        ("i am called summer", [("summer", "person")]),
    ],
)  # fmt: skip
def test_what_points_to_someone_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(piece.text, piece.type) for piece in personal_data(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "We were told to ring Childline on 0800 1111, or 999.",
        "The annual review was due in September. It came in May.",
        "CAMHS, the SENCO and the NHS all said no.",
        "Will they ever listen? May be not. I hope so.",
        "Summer and winter are hard. My son will try, my daughter may. They told young people.",
        "The Children and Families Act 2014 is clear.",
        "since 12 September he has been at home",
        "Nobody rang. Everyone waited.",
        "Ritalin, Melatonin and Concerta",
        "The Prime Minister should read this.",
        "",
        "🙂🙂",
    ],
)
def test_what_points_to_nobody_is_left(text: str) -> None:
    assert redact(text) == text


def test_a_mask_says_what_was_there() -> None:
    assert redact("My son Tom Ferris, 07700 900123.") == "My son [name], [phone number]."


def test_an_nhs_number_is_told_by_its_check_digit() -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert not is_nhs_number("943476591")


@given(st.text(max_size=400))
def test_pieces_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    end = 0
    for piece in personal_data(text):
        assert piece.start >= end
        assert text[piece.start : piece.end] == piece.text
        end = piece.end


@given(st.text(max_size=300))
def test_nothing_that_was_masked_is_left_in_the_quote(text: str) -> None:
    masked = redact(text + " Ring Zebedee Quill on 07700 900123")
    assert "Quill" not in masked
    assert "900123" not in masked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to 4120 Harrowgatan 17 Apt. 12\nTrelmo 26933 please", "Write to [address] please"),
        ("Our box is P.O. Box 186.", "Our box is [address]."),
        ("Ring (072) 754 1867 or 259.735.7502x459", "Ring [phone number] or [phone number]"),
        ("It came from 41.173.96.26", "It came from [reference]"),
        ("In 2024 Harlowton had 60 places", "In 2024 [place] had 60 places"),
    ],
)
def test_a_whole_address_is_masked_with_its_numbers(text: str, left: str) -> None:
    assert redact(text) == left


@given(st.text(alphabet="Ab 19,.\n@Zq-", max_size=60))
def test_pieces_stand_in_order_and_never_overlap(text: str) -> None:
    found = personal_data(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == one.text for one in found)
