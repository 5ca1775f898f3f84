"""A code from a poster is found however it is typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.respond.codes import squeezed

CODES = st.from_regex(r"[a-z]{2,10}-[0-9]{4}", fullmatch=True)


@given(code=CODES, between=st.sampled_from([" ", "", "–", "_", " - ", "."]), loud=st.booleans())
def test_capitals_spaces_and_hyphens_make_no_difference(code: str, between: str, loud: bool) -> None:  # noqa: FBT001
    typed = code.replace("-", between)
    assert squeezed(typed.upper() if loud else typed) == squeezed(code)


@given(code=CODES)
def test_letters_that_look_like_digits_make_no_difference(code: str) -> None:
    assert squeezed(code.replace("0", "O").replace("1", "l")) == squeezed(code)


@given(one=st.from_regex(r"kent-[2-9]{4}", fullmatch=True), other=st.from_regex(r"kent-[2-9]{4}", fullmatch=True))
def test_different_numbers_stay_different(one: str, other: str) -> None:
    assert (squeezed(one) == squeezed(other)) == (one == other)
