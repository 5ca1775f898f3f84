"""Files from outside are read in a process of its own: what breaks it is refused, and the next file is read."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from exports import word
from exports.reading import shown
from exports.reading.package import MEGABYTE
from exports.reading.worker import Worker
from exports.word import Refusal
from surveys.questionnaire import Language
from tests.exports.filled_copies import DOCUMENT, fill, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exports.word import FilledCopy, Reference
    from surveys.questionnaire import Questionnaire

MOST_MEMORY = 200 * 1024
"""Kilobytes that reading a hostile file may take."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


@pytest.fixture
def read(worker: Worker, questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Callable[[bytes], FilledCopy]:
    def known(reference: Reference) -> Questionnaire | None:
        return questionnaires.get((reference.group, reference.version))

    return lambda content: worker.read(content, "form.docx", known)


def _memory(worker: Worker) -> int:
    """Return the most kilobytes that the process has held at once."""
    assert worker._process is not None
    with open(f"/proc/{worker._process.pid}/status", encoding="ascii") as status:  # noqa: PTH123 - no file of a folder
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def test_a_copy_is_read_as_it_is_without_the_process(
    young: bytes,
    read: Callable[[bytes], FilledCopy],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    filled = fill(young, {"help_health": ["yes", "no"], "help_in_time": ["no"], "better": ["Shorter waits 🙂"]})
    assert read(filled) == word.read(filled, "form.docx", questionnaires)


HOSTILE = {
    "words of Rich Text": b"{\\rtf1" + b"\\b0" * 5_000_000,
    "groups of Rich Text": b"{\\rtf1" + b"{}" * 8_000_000,
    "deep Rich Text": b"{\\rtf1" + b"{" * 5_000_000,
    "objects of a PDF": b"%PDF-1.7\n" + b"1 0 obj<<" * 1_000_000,
    "a chain of arrays in a PDF": b"%PDF-1.7\n1 0 obj\n"
    + b"[" * 3_000_000
    + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_little_memory_and_the_next_is_read(
    content: bytes, young: bytes, worker: Worker, read: Callable[[bytes], FilledCopy]
) -> None:
    with pytest.raises(word.UnreadableError) as caught:
        read(content)
    assert caught.value.kind in {Refusal.TOO_HARD, Refusal.TOO_DEEP, Refusal.UNPACKS_TOO_BIG, Refusal.DAMAGED}
    assert read(fill(young, {"help_health": ["no"]})).raw == {"help_health": ("no",)}
    assert _memory(worker) < MOST_MEMORY


def test_a_form_full_of_elements_is_refused_in_little_memory(
    young: bytes, worker: Worker, read: Callable[[bytes], FilledCopy]
) -> None:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = b"<w:document " + space + b"><w:body>" + b"<w:p/>" * 290_000 + b"</w:body></w:document>"
    assert len(part) < 6 * MEGABYTE
    with pytest.raises(word.UnreadableError) as caught:
        read(with_parts(young, {DOCUMENT: part}))
    assert caught.value.kind is Refusal.UNPACKS_TOO_BIG
    assert _memory(worker) < MOST_MEMORY


def test_a_process_that_is_gone_is_replaced(young: bytes, worker: Worker, read: Callable[[bytes], FilledCopy]) -> None:
    read(young)
    assert worker._process is not None
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    with pytest.raises(word.UnreadableError) as caught:
        read(young)
    assert caught.value.kind is Refusal.TOO_HARD
    assert read(young).doubts == ()


def test_the_process_is_given_nothing_of_ours(
    young: bytes, worker: Worker, read: Callable[[bytes], FilledCopy]
) -> None:
    read(young)
    assert worker._process is not None
    with open(f"/proc/{worker._process.pid}/environ", "rb") as environment:  # noqa: PTH123 - no file of a folder
        assert environment.read() == b""
    with open(f"/proc/{worker._process.pid}/limits", encoding="ascii") as limits:  # noqa: PTH123 - as above
        sizes = {line[:26].strip(): line[26:].split()[0] for line in limits}
    assert sizes["Max file size"] == "0"
    assert sizes["Max address space"] != "unlimited"


def test_the_part_that_a_doubt_is_about_is_shown_as_it_is_without_the_process(
    young: bytes, worker: Worker, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    filled = fill(young, {"help_health": ["yes", "no"]})
    asked = questionnaires["young-people", 1]
    about = shown.About(questionnaire=asked, language=Language("en-simple"), item="help_health", words="☒ Yes; ☒ No")
    lines = worker.part(filled, "form.docx", about)
    assert lines == shown.part(filled, "form.docx", about)
    assert [words for line in lines for words in ["".join(run.words for run in line.runs)] if "☒" in words] == [
        "\t☒\tYes",
        "\t☒\tNo",
    ]
    with pytest.raises(word.UnreadableError):
        worker.part(HOSTILE["deep Rich Text"], "form.rtf", about)


def test_a_form_that_is_not_known_is_refused(young: bytes, worker: Worker) -> None:
    with pytest.raises(word.UnreadableError) as caught:
        worker.read(young, "form.docx", lambda _: None)
    assert caught.value.kind is Refusal.UNKNOWN_FORM
