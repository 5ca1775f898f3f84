"""A pack holds everything it promises, says what it lacks, and is the same file for the same order."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from accessibility import pictures
from accessibility.audio import Recordings
from exports import pack, poster
from exports.checking import check
from exports.packs import posters
from exports.packs.order import Order, moment
from exports.pdf.structure import elements
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language, Questionnaire
from surveys.submissions import Channel
from tests.exports.conftest import asked

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://heard.example"
CHANNELS = ("Schools", "Colleges", "Health services", "Social care", "Parent carer forum", "Council", "Anyone else")


def address(asked: Questionnaire, *, language: Language | None = None, channel: Channel | None = None) -> str:
    parts = [f"via={channel.value}"] if channel else []
    parts += [f"lang={language}"] if language not in {None, ENGLISH} else []
    return f"{SITE}/kent-4827/{asked.group}?{'&'.join(parts)}"


def order(folder: Path, *groups: str, send_to: str = "", languages: tuple[Language, ...] = (EASY_ENGLISH,)) -> Order:
    """Return an order without recordings."""
    window = week_from(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    return Order(
        inspection=Inspection(code="kent-4827", area=local_area("Kent"), window=window, languages=languages),
        questionnaires=tuple(asked(group) for group in groups),
        address=address,
        start=f"{SITE}/kent-4827",
        site="heard.example",
        send_to=send_to,
        pictures=pictures.default(),
        recordings=Recordings(folder),
    )


def files_in(made: pack.Pack) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def codes(content: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(content)).convert("L"))]


def test_without_libreoffice_it_holds_all_but_the_pdfs_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    made = pack.build(order(tmp_path, "young-people"))
    assert made.content == pack.build(order(tmp_path, "young-people")).content
    files = files_in(made)
    readme = files["README.txt"].decode("utf-8-sig")
    assert next(iter(files)) == "README.txt"
    assert len(made.missing) == 2
    for line in made.missing:
        assert line in readme
    assert "LibreOffice is not on this machine" in made.missing[1]
    assert "No return address was set." in readme
    copies = [name.rpartition("/")[2] for name in files if name.startswith("1 Word copies/")]
    assert copies == [
        "To print, for a pen.docx",
        "Word copy, large print 18 point.docx",
        "Word copy, large print 24 point.docx",
        "Word copy, large print 36 point.docx",
        "Word copy, simple text without pictures.docx",
        "Word copy.docx",
        "Word copy.odt",
    ]
    for channel, name in zip(Channel, CHANNELS, strict=True):
        link = f"{SITE}/kent-4827/young-people?via={channel.value}"
        assert codes(files[f"5 Links and QR codes/{name}/QR code, Children and young people.png"]) == [link]
        folder = f"4 Words to send/{name}"
        for file in (f"E-mail to {name.lower()}.txt", "E-mail to families.txt"):
            assert link in files[f"{folder}/{file}"].decode("utf-8-sig")
        assert f"?via={channel.value}" in files[f"{folder}/Text message to families.txt"].decode("utf-8-sig")
        for paper in ("A4", "A5"):
            content = files[f"3 Posters/{name}/Easy read/Poster, Children and young people, {paper}.docx"]
            assert leads_to(content) == [f"{link}&lang=en-simple"]
    for name, content in files.items():
        if name.endswith(".txt"):
            assert "{" not in content.decode("utf-8-sig"), name
        if (name.endswith(".docx") and "/" not in name) or ("4 Words" in name and name.endswith("families.docx")):
            assert [str(fault) for fault in check.faults(content)] == [], name


def leads_to(poster: bytes) -> list[str]:
    """Return what the QR codes of a poster lead to; the words that describe the code say the same."""
    with zipfile.ZipFile(io.BytesIO(poster)) as package:
        drawn = [part for part in package.namelist() if part.endswith(".png")]
        assert len(drawn) == len(set(drawn))
        found = [code for part in drawn for code in codes(package.read(part))]
        words = html.unescape(package.read("word/document.xml").decode())
    assert [words.count(f'{address}"') for address in found] == [1] * len(found)
    return found


def test_there_is_a_poster_in_each_promised_language_that_opens_the_survey_in_it(tmp_path: Path) -> None:
    asked_for = order(tmp_path, "practitioners", languages=(ENGLISH, EASY_ENGLISH))
    made = posters.posters(asked_for)
    assert [(one.language, one.paper.name) for one in made] == [
        (ENGLISH, "A4"),
        (ENGLISH, "A5"),
        (EASY_ENGLISH, "A4"),
        (EASY_ENGLISH, "A5"),
    ]
    assert posters.without(asked_for) == ()
    start = f"{SITE}/kent-4827/practitioners?via="
    for one in made:
        folder, ending = ("English", "") if one.language == ENGLISH else ("Easy read", "&lang=en-simple")
        for (name, content), channel, where in zip(posters.as_word(asked_for, one), Channel, CHANNELS, strict=True):
            assert name == f"3 Posters/{where}/{folder}/Poster, Practitioners, {one.paper.name}.docx"
            assert leads_to(content) == [f"{start}{channel.value}{ending}"]


def test_a_promised_language_without_words_for_a_poster_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poster, "languages", lambda: (EASY_ENGLISH,))
    asked_for = order(tmp_path, "practitioners", languages=(ENGLISH, EASY_ENGLISH))
    assert posters.without(asked_for) == ("Posters, English: there are no words for them in this language.",)
    assert {one.language for one in posters.posters(asked_for)} == {EASY_ENGLISH}


def test_words_to_send_are_plain_and_a_text_message_is_short(tmp_path: Path) -> None:
    from exports.packs import words

    for name, content in words.messages(order(tmp_path, "young-people", "parents-and-carers")):
        if name.endswith(".txt"):
            said = content.decode("utf-8-sig")
            for line in said.splitlines():
                for sentence in re.split(r"(?<=[.?!:]) ", line):
                    assert len(sentence.split()) <= 25, sentence
            if "Text message" in name:
                assert len(said) <= 306, name  # two of what a telephone sends as one


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 30, 9, 30, tzinfo=UTC), "9:30am on Monday 30 November 2026"),
        (datetime(2026, 7, 6, 11, tzinfo=UTC), "midday on Monday 6 July 2026"),
        (datetime(2026, 7, 6, 14, 5, tzinfo=UTC), "3:05pm on Monday 6 July 2026"),
        (datetime(2026, 12, 1, tzinfo=UTC), "midnight on Tuesday 1 December 2026"),
    ],
)
def test_a_moment_is_said_as_people_say_it(when: datetime, said: str) -> None:
    assert moment(when) == said


@pytest.mark.office
def test_with_libreoffice_each_channel_has_its_posters_as_pdf_on_one_page(tmp_path: Path) -> None:
    made = pack.build(order(tmp_path, "parents-and-carers", send_to="forms@heard.example"))
    files = files_in(made)
    assert len(made.missing) == 1
    assert "Filled copies go to: forms@heard.example" in files["README.txt"].decode("utf-8-sig")
    for channel, name in zip(Channel, CHANNELS, strict=True):
        for paper, width in (("A4", 595), ("A5", 420)):
            content = files[f"3 Posters/{name}/Easy read/Poster, Parents and carers, {paper}.pdf"]
            with pikepdf.open(io.BytesIO(content)) as document:
                (page,) = document.pages
                assert abs(float(page.MediaBox[2]) - width) < 2
                (said,) = [str(element.Alt) for element in elements(document) if "/Alt" in element]
                assert said.endswith(f"/kent-4827/parents-and-carers?via={channel.value}&lang=en-simple")
                streams = [image for image in page.get_images().values() if isinstance(image, pikepdf.Stream)]
                drawn = [image.as_pil_image().convert("L") for image in map(pikepdf.PdfImage, streams)]
                found = [code.text for image in drawn for code in zxingcpp.read_barcodes(image)]
                assert found == [f"{SITE}/kent-4827/parents-and-carers?via={channel.value}&lang=en-simple"]
    folder = "1 Word copies/Parents and carers/Easy read"
    with pikepdf.open(io.BytesIO(files[f"{folder}/PDF form.pdf"])) as document:
        assert len(document.Root.AcroForm.Fields) > 100
    with pikepdf.open(io.BytesIO(files[f"{folder}/To print, for a pen.pdf"])) as document:
        assert "/AcroForm" not in document.Root
