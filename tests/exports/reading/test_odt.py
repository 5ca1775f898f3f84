"""OpenDocument files are read as a person sees them: spaces, controls, bookmarks, looks, and what floats beside."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import pytest

from exports.reading import odt
from exports.reading.lines import Look, Mark, Picture, Piece, Where
from exports.reading.package import opened

if TYPE_CHECKING:
    from exports.reading.lines import Returned

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES: Final = " ".join(
    [
        *(
            f'xmlns:{name}="{_OASIS}:{space}:1.0"'
            for name, space in (
                ("office", "office"),
                ("text", "text"),
                ("draw", "drawing"),
                ("style", "style"),
                ("fo", "xsl-fo-compatible"),
                ("meta", "meta"),
                ("svg", "svg-compatible"),
            )
        ),
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def _read(body: str, *, styles: str = "", header: str = "", meta: str = "") -> Returned:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": (
            f"<office:document-styles {_SPACES}><office:master-styles><style:master-page><style:header>{header}"
            "</style:header></style:master-page></office:master-styles></office:document-styles>"
        ),
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return odt.returned(opened(made.getvalue(), "form.odt"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("one\n   two", "one two"),
        ("one<text:s text:c='3'/>two", "one   two"),
        ("one<text:s/>two<text:tab/>three<text:line-break/>four", "one two\tthree\nfour"),
        ("one <text:span>two</text:span> three", "one two three"),
        ("one.&#x0d;", "one."),
        ("<text:s text:c='99999999999'/>", " " * 1000),
    ],
)
def test_spaces_tabs_and_line_breaks_are_read_as_they_show(content: str, text: str) -> None:
    (line,) = _read(f"<text:p>{content}</text:p>").lines
    assert line.text == text


def test_a_tick_box_and_its_bookmark_are_read() -> None:
    (line,) = _read(
        "<text:p><text:bookmark-start text:name='h_a__b'/><loext:content-control loext:checkbox='true' "
        "loext:checked='true'>☒<text:bookmark-end text:name='h_a__b'/></loext:content-control> Yes</text:p>"
    ).lines
    ticked = next(piece for piece in line.pieces if isinstance(piece, Piece))
    assert (ticked.text, ticked.control and ticked.control.checked) == ("☒", True)
    assert [piece.name for piece in line.pieces if isinstance(piece, Mark)] == ["h_a__b", "h_a__b"]


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ("fo:font-weight='bold'", Look.BOLD),
        ("fo:font-style='italic'", Look.ITALIC),
        ("style:text-underline-style='solid'", Look.UNDERLINED),
        ("fo:background-color='#ffff00'", Look.HIGHLIGHTED),
        ("fo:color='#ff0000'", Look.COLOURED),
        ("style:text-line-through-style='solid'", Look.STRUCK),
        ("text:display='none'", Look.STRUCK),
        ("fo:border='0.5pt solid #000000'", Look.FRAMED),
    ],
)
def test_the_look_that_a_person_gave_to_words_is_read(properties: str, look: Look) -> None:
    styles = f"<style:style style:name='T1' style:family='text'><style:text-properties {properties}/></style:style>"
    (line,) = _read("<text:p>No <text:span text:style-name='T1'>Yes</text:span></text:p>", styles=styles).lines
    assert [piece.looks for piece in line.pieces if isinstance(piece, Piece)] == [frozenset(), frozenset({look})]


def test_a_paragraph_gives_the_look_of_its_style_to_all_its_words() -> None:
    styles = (
        "<style:style style:name='P1' style:family='paragraph'><style:paragraph-properties "
        "fo:background-color='#ffff00'/><style:text-properties fo:font-weight='bold'/></style:style>"
        "<style:style style:name='P2' style:family='paragraph' style:parent-style-name='P1'>"
        "<style:text-properties fo:font-weight='normal'/></style:style>"
    )
    lines = _read(
        "<text:p text:style-name='P1'>Yes</text:p><text:p text:style-name='P2'>No</text:p>", styles=styles
    ).lines
    assert [piece.looks for line in lines for piece in line.pieces if isinstance(piece, Piece)] == [
        frozenset({Look.BOLD, Look.HIGHLIGHTED}),
        frozenset({Look.HIGHLIGHTED}),
    ]


def test_the_size_that_a_person_gave_to_words_is_read() -> None:
    styles = (
        "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-size='28pt'/></style:style>"
    )
    (line,) = _read("<text:p>No <text:span text:style-name='T1'>Yes</text:span></text:p>", styles=styles).lines
    assert [piece.size for piece in line.pieces if isinstance(piece, Piece)] == ["", "28pt"]


def test_comments_notes_and_text_boxes_are_lines_apart_and_never_lost() -> None:
    found = _read(
        "<text:p>Yes<office:annotation><dc:creator>Sam</dc:creator><text:p>she means no</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>on Fridays</text:p>"
        "</text:note-body></text:note><draw:frame><draw:text-box><text:p>ring me</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    assert [line.text for line in found.lines if line.where is Where.ASIDE] == ["she means no", "on Fridays", "ring me"]
    assert [line.text for line in found.lines if line.where is Where.BODY] == ["Yes"]


def test_what_tracked_changes_took_out_is_told_from_what_is_meant() -> None:
    found = _read(
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>here<text:change text:change-id='c1'/> too</text:p>"
    )
    assert [(line.text, line.gone) for line in found.lines] == [("here too", "gone")]


def test_a_paragraph_s_own_style_marks_its_words_and_a_named_one_does_not() -> None:
    properties = "<style:text-properties style:text-underline-style='solid'/>"
    styles = f"<style:style style:name='P1' style:family='paragraph'>{properties}</style:style>"
    underlined, plain = _read("<text:p text:style-name='P1'>Yes</text:p><text:p>No</text:p>", styles=styles).lines
    assert [piece.looks for piece in (*underlined.pieces, *plain.pieces) if isinstance(piece, Piece)] == [
        frozenset({Look.UNDERLINED}),
        frozenset(),
    ]


def test_headers_properties_pictures_and_objects_are_found() -> None:
    found = _read(
        "<text:p><draw:frame svg:width='0.9cm' svg:height='1in'><draw:image/><svg:desc>words</svg:desc></draw:frame>"
        "<draw:frame><draw:object/></draw:frame></text:p>",
        header="<text:p>Form: a/b/v1/en</text:p>",
        meta="<meta:user-defined meta:name='HeardForm'>a/b/v1/en</meta:user-defined>",
    )
    assert [(line.where, line.text) for line in found.lines] == [(Where.BODY, ""), (Where.EDGE, "Form: a/b/v1/en")]
    assert dict(found.properties) == {"HeardForm": "a/b/v1/en"}
    assert found.lines[0].pictures == (Picture(width=9.0, height=25.4), Picture())
    assert found.objects == 1
