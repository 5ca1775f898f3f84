"""What can be chosen of the look, and the cookie that keeps it: whatever a cookie holds, only known choices count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.look import CHOICES, Look, _read, look

LOOKS = st.fixed_dictionaries({}, optional={name: st.sampled_from(codes) for name, codes in CHOICES.items()})


@given(LOOKS)
def test_reading_a_cookie_undoes_writing_it(chosen: dict[str, str]) -> None:
    made = Look.of(chosen)
    assert _read(made.cookie) == made
    assert all(made[name] == chosen.get(name, codes[0]) for name, codes in CHOICES.items())


@given(st.text(max_size=300))
def test_whatever_a_cookie_holds_only_known_choices_are_taken(cookie: str) -> None:
    assert all(code in CHOICES[name] for name, code in _read(cookie).chosen.items())


@given(st.dictionaries(st.sampled_from(sorted(CHOICES)), st.text()))
def test_nothing_else_that_is_sent_reaches_the_page(given: dict[str, str]) -> None:
    known = {name: code for name, code in given.items() if code in CHOICES[name][1:]}
    assert Look.of(given) == Look.of(known)


def test_the_usual_look_needs_no_cookie_and_no_attributes() -> None:
    usual = Look.of({name: codes[0] for name, codes in CHOICES.items()})
    assert (usual.cookie, usual.attributes) == ("", "")


def test_all_settings_at_once_fit_into_the_cookie() -> None:
    longest = {name: max(codes[1:], key=len) for name, codes in CHOICES.items()}
    assert _read(Look.of(longest).cookie).chosen == longest


def test_the_look_stands_as_attributes_for_style_and_scripts() -> None:
    assert Look.of({"colours": "dark", "size": "150"}).attributes == ' data-size="150" data-colours="dark"'


def test_only_the_chosen_typeface_is_fetched_beforehand() -> None:
    assert Look.of({"letters": "lexend"}).fonts == ("lexend-latin-400-normal.woff2", "lexend-latin-700-normal.woff2")
    assert Look.of({"letters": "arial"}).fonts == ()


def test_outside_a_request_the_look_is_the_usual_one() -> None:
    assert look() == Look.of({})
