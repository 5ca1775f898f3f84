"""Rich Text is read as a person sees it: every encoding, bookmarks, looks, and what stands beside the text."""

from __future__ import annotations

import pytest

from exports.reading import rtf
from exports.reading.lines import Look, Mark, Picture, Piece, Returned, Where
from exports.reading.package import opened

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset2 Wingdings;}"
    r"{\f3\fcharset128 MS Gothic;}}{\colortbl;\red0\green0\blue0;\red255\green0\blue0;\red17\green34\blue42;}"
)


def _read(body: str) -> Returned:
    return rtf.returned(opened(f"{HEAD}{body}}}".encode("latin-1"), "form.rtf"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"one two\par", "one two"),
        ("one\r\n two\\par", "one two"),
        (r"caf\'e9\par", "café"),
        (r"{\f1 \'9a\'e8}\par", "šč"),
        (r"{\f3 \'93\'fa}\par", "日"),
        (r"{\f2 \'fc}\par", "✓"),
        (r"\uc1\u9746\'3f Yes\par", "☒ Yes"),
        (r"\uc1\u9746?Yes\par", "☒Yes"),
        (r"\uc0\u9746 Yes\par", "☒Yes"),
        (r"\u-10179?\u-8704?\par", "\U0001f600"),
        (r"\ldblquote a\rdblquote\~b\line c\tab d\par", "“a”\N{NO-BREAK SPACE}b\nc\td"),
        (r"\{a\}\\\par", "{a}\\"),
        (r"{\field{\*\fldinst HYPERLINK}{\fldrslt shown}}\par", "shown"),
        (r"{\*\unheard of words}seen\par", "seen"),
        (r"{\stylesheet{\s1 Heading;}}seen\par", "seen"),
        (r"{\pict\pngblip 89504e47}seen\par", "seen"),
    ],
)
def test_words_are_read_as_they_show(body: str, text: str) -> None:
    (line,) = _read(body).lines
    assert line.text == text


def test_bookmarks_are_read_where_they_stand() -> None:
    (line,) = _read(r"{\*\bkmkstart h_a__b}\u9746?{\*\bkmkend h_a__b}\tab Yes\par").lines
    assert [piece.name for piece in line.pieces if isinstance(piece, Mark)] == ["h_a__b", "h_a__b"]
    assert line.text == "☒\tYes"


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        (r"\b", {Look.BOLD}),
        (r"\b\b0", set()),
        (r"\i", {Look.ITALIC}),
        (r"\ul", {Look.UNDERLINED}),
        (r"\uldb\ulnone", set()),
        (r"\strike", {Look.STRUCK}),
        (r"\highlight2", {Look.HIGHLIGHTED}),
        (r"\cf2", {Look.COLOURED}),
        (r"\cf1", set()),
        (r"\cf3", set()),
        (r"\b\plain", set()),
        (r"\v", {Look.STRUCK}),
        (r"\chbrdr\brdrs", {Look.FRAMED}),
    ],
)
def test_the_look_that_a_person_gave_to_words_is_read_and_ends_with_its_group(words: str, looks: set[Look]) -> None:
    (line,) = _read(rf"{{{words} Yes}} No\par").lines
    pieces = [piece for piece in line.pieces if isinstance(piece, Piece)]
    assert [set(piece.looks) for piece in pieces] == [looks, set()]


def test_headers_comments_notes_and_text_boxes_stand_apart() -> None:
    found = _read(
        r"{\header Form: a/b/v1/en\par}Yes{\*\annotation{\*\atnref 1}she means no}{\footnote on Fridays}"
        r"{\shp{\*\shpinst{\shptxt ring me\par}}{\shprslt{\pict 00}}}\par after\par"
    )
    assert [(line.where, line.text) for line in found.lines] == [
        (Where.EDGE, "Form: a/b/v1/en"),
        (Where.BODY, "Yes"),
        (Where.ASIDE, "she means no"),
        (Where.ASIDE, "on Fridays"),
        (Where.ASIDE, "ring me"),
        (Where.BODY, "after"),
    ]
    assert found.lines[1].pictures == (Picture(),)


def test_tracked_changes_pictures_properties_and_objects_are_read() -> None:
    found = _read(
        r"{\*\userprops{\propname HeardForm}\proptype30{\staticval a/b/v1/en}}"
        r"kept{\deleted gone}{\revised  new}{\pict\picwgoal1440\pichgoal720 00ff}{\object{\*\objdata 00}}\par"
    )
    (line,) = found.lines
    assert (line.text, line.gone) == ("kept new", "gone")
    (picture,) = line.pictures
    assert picture.width == pytest.approx(25.4)
    assert picture.height == pytest.approx(12.7)
    assert dict(found.properties) == {"HeardForm": "a/b/v1/en"}
    assert found.objects == 1


def test_what_is_no_rich_text_after_its_beginning_is_still_read_to_its_end() -> None:
    assert _read(r"a}}}{\par b\u{\'zz").lines[0].text.startswith("a")


@pytest.mark.parametrize(("words", "look"), [(r"\cbpat2", Look.HIGHLIGHTED), (r"\brdrb\brdrs", Look.FRAMED)])
def test_a_paragraph_that_is_shaded_or_framed_gives_its_look_to_all_its_words(words: str, look: Look) -> None:
    marked, after = _read(rf"\pard{words} Yes\par\pard No\par").lines
    assert [set(piece.looks) for line in (marked, after) for piece in line.pieces if isinstance(piece, Piece)] == [
        {look},
        set(),
    ]


def test_the_size_of_letters_is_read() -> None:
    (line,) = _read(r"\fs24 No {\fs48 Yes}\par").lines
    assert [piece.size for piece in line.pieces if isinstance(piece, Piece)] == ["24", "48"]


@pytest.mark.parametrize("sign", [r"\'00", r"\'1b", r"\u1?", r"\u-10240?"])
def test_a_sign_that_only_machines_see_is_left_out(sign: str) -> None:
    (line,) = _read(rf"Yes{sign}!\par").lines
    assert line.text == "Yes!"
