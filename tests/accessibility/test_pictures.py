"""A concept leads to a picture, in whatever set is dropped in; a bad set is refused with its place and the cure."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from accessibility import pictures
from accessibility.pictures import NoPictureError, PictureSet, PictureSetError
from surveys.definitions import catalogue

if TYPE_CHECKING:
    from pathlib import Path

FACTS: Final = "name: Ours\ncredit: Drawn by us\nlicence: Our own\nlink: https://example.org\n"
RED: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#ff0000"/></svg>'
)
INTERFACE: Final = (
    "welcome choose private reads_answers get_help time stop skip sent people helper speaker text_box survey calendar "
    "place"
)


def _set(folder: Path, rows: str = "", facts: str = FACTS, head: str = "concept,file,shows") -> Path:
    (folder / "set.yaml").write_text(facts, encoding="utf-8")
    (folder / "pictures.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    return folder


def _image(picture_set: PictureSet, concept: str, pixels: int = 60) -> Image.Image:
    return Image.open(io.BytesIO(picture_set.png(concept, pixels))).convert("RGBA")


def _pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(int(value) for value in pixel)


def test_a_set_is_a_folder_with_its_facts_its_list_and_its_pictures(tmp_path: Path) -> None:
    (tmp_path / "red.svg").write_text(RED, encoding="utf-8")
    ours = pictures.load(_set(tmp_path, 'red,red.svg,"a red box, lying"'))
    assert (ours.name, ours.credit, ours.licence, ours.link) == (
        "Ours",
        "Drawn by us",
        "Our own",
        "https://example.org",
    )
    assert "red" in ours
    assert "blue" not in ours
    assert ours.shows("red") == "a red box, lying"
    assert ours.path("red") == tmp_path / "red.svg"


@pytest.mark.parametrize("kind", ["svg", "png", "jpg", "JPEG"])
def test_every_kind_of_picture_becomes_a_square_png_with_its_proportions_kept(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"red.{kind}"
    if kind == "svg":
        path.write_text(RED, encoding="utf-8")
    else:
        Image.new("RGB", (200, 100), "#ff0000").save(path, format="png" if kind == "png" else "jpeg")
    image = _image(pictures.load(_set(tmp_path, f"red,{path.name},red")), "red")
    assert image.size == (60, 60)
    red, green, blue, alpha = _pixel(image, 30, 30)
    assert red > 250
    assert max(green, blue) < 5
    assert alpha == 255
    assert _pixel(image, 30, 5)[3] == 0
    assert _pixel(image, 30, 55)[3] == 0


def test_a_list_saved_by_a_spreadsheet_can_be_read(tmp_path: Path) -> None:
    _set(tmp_path)
    (tmp_path / "pictures.csv").write_bytes("\ufeffconcept,file,shows,author\r\near,ear.png,an ear,Ann\r\n".encode())
    assert pictures.load(tmp_path).picture("ear").file == "ear.png"


def test_a_concept_without_a_picture_is_told_with_the_cure(tmp_path: Path) -> None:
    ours = pictures.load(_set(tmp_path, "ear,ear.png,an ear"))
    with pytest.raises(NoPictureError, match=r"has no picture for 'eye'. Add a row"):
        ours.path("eye")
    with pytest.raises(NoPictureError, match=r"ear.png: the picture for 'ear' is not there. Put the file there"):
        ours.path("ear")
    assert ours.missing(["eye", "ear", "eye"]) == ("ear", "eye")


@pytest.mark.parametrize("kind", ["svg", "png", "jpg"])
@pytest.mark.parametrize("content", [b"", b"<svg", b"\x89PNG\r\n\x1a\n", b"some words"])
def test_a_file_that_is_no_picture_is_told(tmp_path: Path, kind: str, content: bytes) -> None:
    (tmp_path / f"torn.{kind}").write_bytes(content)
    ours = pictures.load(_set(tmp_path, f"torn,torn.{kind},something torn"))
    with pytest.raises(PictureSetError, match=rf"torn\.{kind}: is no picture that can be drawn"):
        ours.png("torn", 40)


@pytest.mark.parametrize(
    ("rows", "facts", "head", "told"),
    [
        ("", "", "concept,file,shows", "says nothing about the set"),
        ("", "- a list", "concept,file,shows", "says nothing about the set"),
        ("", "name: [", "concept,file,shows", "can't be read as YAML"),
        ("", FACTS.replace("credit: Drawn by us\n", ""), "concept,file,shows", "does not say the credit"),
        ("", FACTS.replace("Our own", "'  '"), "concept,file,shows", "does not say the licence"),
        ("", FACTS.replace("Ours", "7"), "concept,file,shows", "does not say the name"),
        ("", FACTS, "", "has no column 'concept'"),
        ("ear,an ear", FACTS, "concept,shows", "has no column 'file'"),
        ("ear,ear.png", FACTS, "concept,file,shows", "line 2: has nothing under 'shows'"),
        (",ear.png,an ear", FACTS, "concept,file,shows", "has nothing under 'concept'"),
        ("ear,ear.png,an ear, cut", FACTS, "concept,file,shows", "has more cells than the first line"),
        ('ear,ear.png,"an ear', FACTS, "concept,file,shows", "is not CSV"),
        ("Ear,ear.png,an ear", FACTS, "concept,file,shows", "'Ear' is no concept"),
        ("ear,ear.gif,an ear", FACTS, "concept,file,shows", "is no kind of picture"),
        ("ear,../ear.png,an ear", FACTS, "concept,file,shows", "lies outside the set's folder"),
        ("ear,/ear.png,an ear", FACTS, "concept,file,shows", "lies outside the set's folder"),
        ("ear,a\\ear.png,an ear", FACTS, "concept,file,shows", "lies outside the set's folder"),
        ("ear,a.png,an ear\near,b.png,an ear", FACTS, "concept,file,shows", "line 3: 'ear' stands twice"),
    ],
)
def test_a_bad_set_is_refused_with_its_place_and_the_cure(
    tmp_path: Path, rows: str, facts: str, head: str, told: str
) -> None:
    with pytest.raises(PictureSetError) as refused:
        pictures.load(_set(tmp_path, rows, facts, head))
    assert told in str(refused.value)
    assert str(refused.value).startswith(tmp_path.name)
    assert refused.value.cure.endswith(".")


def test_a_folder_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureSetError, match=r"set\.yaml: can't be read"):
        pictures.load(tmp_path / "gone")
    _set(tmp_path)
    (tmp_path / "pictures.csv").write_bytes(b"concept,file,shows\n\xff\xfe")
    with pytest.raises(PictureSetError, match=r"pictures\.csv: is not UTF-8"):
        pictures.load(tmp_path)


@given(st.from_regex(r"[a-z0-9]{1,6}(_[a-z0-9]{1,6}){0,2}", fullmatch=True))
def test_the_shipped_set_gives_a_picture_or_says_that_it_has_none(concept: str) -> None:
    shipped = pictures.default()
    if concept in shipped:
        assert shipped.picture(concept).concept == concept
    else:
        with pytest.raises(NoPictureError):
            shipped.path(concept)


def test_the_shipped_set_lists_a_picture_for_all_that_is_asked_and_for_the_pages_around_it() -> None:
    shipped = pictures.default()
    items = [item for questionnaire in catalogue().values() for item in questionnaire.items]
    asked = {item.image for item in items} | {option.image for item in items for option in item.options}
    assert sorted((asked | set(INTERFACE.split())) - set(shipped.pictures)) == []


def test_every_picture_of_the_shipped_set_is_there_and_can_be_drawn() -> None:
    shipped = pictures.default()
    assert shipped.missing(shipped.pictures) == ()
    for concept in shipped.pictures:
        assert _image(shipped, concept, 24).getbbox() is not None, concept


def test_the_shipped_set_says_whose_pictures_it_shows_and_under_what_licence() -> None:
    shipped = pictures.default()
    assert "OpenMoji" in shipped.credit
    assert "CC BY-SA 4.0" in shipped.credit
