"""`heard word` writes copies, shows what was read, and stores what no doubt stands over, whatever else comes too."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from click.testing import CliRunner, Result
from docx.enum.text import WD_ALIGN_PARAGRAPH

from app.commands.main import heard
from app.installation import installation
from app.store import submissions
from surveys.submissions import AnsweredBy, Channel, Mode
from tests.exports.filled_copies import fill

if TYPE_CHECKING:
    from pathlib import Path

CODE = "kent-demo"
ANSWERS = {
    "who_answered": ["with_help"],
    "who_helped": ["parent"],
    "help_health": ["sometimes"],
    "better": ["Shorter waits"],
}


def _run(*arguments: object) -> Result:
    return CliRunner(mix_stderr=False).invoke(heard, [str(argument) for argument in arguments])


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Open an inspection in a home of the test's own and write its young people's copy."""
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "home"))
    opened = ["inspections", "open", "--area", "Kent", "--notified", "2026-11-23T09:30", "--code", CODE]
    assert _run(*opened, "--part", "North Kent").exit_code == 0
    out = tmp_path / "copy.docx"
    result = _run("word", "write", CODE, "young-people", "--language", "en-simple", "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    return out


@pytest.fixture
def filled(copy: Path) -> Path:
    out = copy.with_name("filled.docx")
    out.write_bytes(fill(copy.read_bytes(), {**ANSWERS, "part_of_area": ["north_kent"]}))
    return out


def test_a_filled_copy_is_stored_sealed_with_its_original(filled: Path) -> None:
    result = _run("word", "take-in", CODE, filled, "--via", "school")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Stored 1 of 1." in result.stdout
    here = installation()
    (stored,) = submissions.opened(here.database, here.keys, CODE)
    assert (stored.mode, stored.channel, stored.language) == (Mode.WORD, Channel.SCHOOL, "en-simple")
    assert (stored.answered_by, stored.helper) == (AnsweredBy.WITH_HELP, "parent")
    assert stored.text("better") == "Shorter waits"
    assert stored.codes("part_of_area") == ("north_kent",)
    assert submissions.original(here.database, here.keys, CODE, stored.id) == filled.read_bytes()


def test_taking_in_goes_on_after_each_bad_file_says_why_and_fails_at_the_end(copy: Path, filled: Path) -> None:
    folder = copy.parent
    (folder / "empty.docx").write_bytes(b"")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    (folder / "doubtful.docx").write_bytes(fill(copy.read_bytes(), {"help_health": ["yes", "no"]}))
    (folder / "again.docx").write_bytes(filled.read_bytes())
    files = ["empty.docx", "old.doc", "doubtful.docx", "copy.docx", "gone.docx", "filled.docx", "again.docx"]
    result = _run("word", "take-in", CODE, *[folder / name for name in files])
    assert result.exit_code == 1
    assert "Stored 1 of 7." in result.stdout
    said = result.stderr.replace(f"{folder}/", "").splitlines()
    assert said[2:] == [
        "doubtful.docx: not stored: a person must look at it first:",
        "  help_health: more than one box is ticked where one answer is asked for: '☒ Yes; ☒ No'",
        "copy.docx: not stored: a person must look at it first:",
        "  no question on this copy is answered",
        "gone.docx: refused: The file can't be opened: No such file or directory.",
        "again.docx: not stored: a person must look at it first:",
        "  this file was taken in before",
    ]
    assert [line.split(":")[0] for line in said[:2]] == files[:2]
    assert result.stdout.endswith(
        "Stored 1 of 7.\n3 copies waiting for a person, on the inspectors' pages.\n3 files refused.\n"
    )


def test_a_folder_stands_for_the_files_in_it(copy: Path, filled: Path) -> None:
    folder = copy.parent / "came back"
    folder.mkdir()
    filled.rename(folder / "one.docx")
    (folder / ".hidden").write_bytes(b"")
    result = _run("word", "take-in", CODE, folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("Stored 1 of 1.\n")


def test_a_form_of_another_inspection_is_not_stored(filled: Path) -> None:
    opened = _run("inspections", "open", "--area", "Leeds", "--notified", "2026-11-23T09:30", "--code", "leeds-demo")
    assert opened.exit_code == 0
    result = _run("word", "take-in", "leeds-demo", filled)
    assert result.exit_code == 1
    assert f"a form of another inspection, {CODE}." in result.stderr
    here = installation()
    assert submissions.counts(here.database, "leeds-demo") == ()


def test_reading_shows_answers_and_doubts_and_stores_nothing(filled: Path) -> None:
    result = _run("word", "read", filled)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"filled.docx: {CODE}/young-people/v1/en-simple: 5 answers, 0 doubts\n" in result.stdout
    assert "  help_health: sometimes\n" in result.stdout
    here = installation()
    assert submissions.counts(here.database, CODE) == ()


def test_reading_as_json_gives_one_object_a_line_also_for_a_file_that_is_refused(filled: Path, tmp_path: Path) -> None:
    photo = tmp_path / "photo.docx"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    result = _run("word", "read", photo, filled, "--json")
    assert result.exit_code == 1
    refused, read = map(json.loads, result.stdout.splitlines())
    assert refused["refused"] == "photo"
    assert read["answers"] == {**ANSWERS, "part_of_area": ["north_kent"]}
    assert (read["questionnaire"], read["version"], read["language"], read["doubts"]) == (
        "young-people",
        1,
        "en-simple",
        [],
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["write", CODE, "young-people", "--language", "cy", "--out", "x.docx"], "It has en, en-simple"),
        (["write", CODE, "teachers", "--language", "en", "--out", "x.docx"], "'teachers' is not one of"),
        (["write", "nowhere", "young-people", "--language", "en", "--out", "x.docx"], "nowhere"),
        (["write", CODE, "young-people", "--language", "en", "--out", "no/such/folder/x.docx"], "there is no folder"),
        (["take-in", "nowhere", "x.docx"], "nowhere"),
        (["take-in", CODE], "FILE"),
    ],
)
def test_a_wrong_argument_is_one_line_that_names_it(copy: Path, arguments: list[str], words: str) -> None:
    result = _run("word", *arguments)
    assert result.exit_code != 0
    assert words in result.stderr.splitlines()[-1]
    assert not [file for file in copy.parent.iterdir() if file.name.startswith(".")]


def test_words_on_where_to_send_a_copy_lose_what_no_document_can_hold(copy: Path) -> None:
    out = copy.with_name("to.docx")
    arguments = ("word", "write", CODE, "young-people", "--language", "en", "--out", out)
    result = _run(*arguments, "--send-to", "a\x01b\udcff@example.org")
    assert (result.exit_code, result.stderr) == (0, "")
    assert b"ab@example.org" in zipfile.ZipFile(out).read("word/document.xml")


def test_each_kind_of_copy_is_written_by_its_ending_and_options(copy: Path) -> None:
    asked = ["word", "write", CODE, "practitioners", "--language", "en"]
    for name, *options in (("a.odt",), ("b.docx", "--size", "36"), ("c.docx", "--no-pictures"), ("d.odt", "--pen")):
        out = copy.with_name(name)
        result = _run(*asked, "--out", out, *options)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "no return address is set (HEARD_RETURN)" in result.stdout
        assert zipfile.is_zipfile(out)
    refused = _run(*asked, "--out", copy.with_name("a.txt"))
    assert refused.exit_code == 1
    assert "end it in .docx, .odt or .pdf" in refused.stderr


def test_where_copies_go_back_to_is_a_setting_or_an_option(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_RETURN", "forms@heard.example")
    asked = ["word", "write", CODE, "practitioners", "--language", "en", "--out", copy]
    for options, said in (([], b"forms@heard.example"), (["--return-to", "Heard, PO Box 1"], b"PO Box 1")):
        result = _run(*asked, *options)
        assert "no return address" not in result.stdout
        with zipfile.ZipFile(copy) as package:
            assert said in package.read("word/document.xml")


def test_a_pdf_without_libreoffice_says_so_and_writes_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    out = copy.with_name("form.pdf")
    result = _run("word", "write", CODE, "practitioners", "--language", "en", "--out", out)
    assert result.exit_code == 1
    assert "LibreOffice is not on this machine" in result.stderr
    assert not out.exists()


def test_check_says_each_fault_and_ends_with_one(copy: Path) -> None:
    result = _run("word", "check", copy)
    assert (result.exit_code, result.stdout) == (0, f"{copy}: nothing found.\n")
    other = copy.with_name("other.docx")
    made = docx.Document()
    made.add_paragraph("Please answer.").alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    made.save(str(other))
    result = _run("word", "check", copy, other)
    assert result.exit_code == 1
    assert (
        f"{other}: paragraph 1: Words are not aligned to the left: “Please answer.”. Align them left." in result.stdout
    )
    assert _run("word", "check", copy.with_name("none.docx")).exit_code == 1
