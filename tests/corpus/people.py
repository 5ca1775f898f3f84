"""What people do to a form besides ticking its boxes: each habit changes a copy and says what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap
from lxml import etree

from tests.exports.filled_copies import (
    Element,
    W,
    changed,
    paragraph,
    paragraph_of,
    part_of,
    run,
    tick,
    with_parts,
)

if TYPE_CHECKING:
    from surveys.questionnaire import Item, Questionnaire

Change = Callable[[Element, "Item", "Item"], None]

CODE: Final = "sometimes"
PLANTED: Final = "Zebrafinch"
"""A word that no form holds: wherever a person writes it, it must be met again."""

_SPACE: Final = f'xmlns:w="{nsmap["w"]}"'
_CONTENT_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, kw_only=True)
class Habit:
    """One thing that people do. `change` gets the document, a question to choose at, and one to write at.

    `means` is the code it means at the first question, empty where nobody can say; `clear` whether it must be read
    without a doubt; `planted` whether it brings words that must not be lost, and `joins`
    whether these are part of an answer.
    """

    name: str
    change: Change
    means: str = CODE
    clear: bool = False
    planted: bool = False
    joins: bool = False
    wrap: Callable[[bytes], bytes] = bytes


def _line(root: Element, item: Item, code: str = CODE) -> Element:
    return paragraph_of(root, f"{item.name}:{code}")


def _label(root: Element, item: Item, code: str) -> Element:
    return _line(root, item, code).findall(f"{W}r")[-1]


def _others(item: Item) -> list[str]:
    return [code for code in item.codes if code != CODE]


def _typed(mark: str, *, instead: bool = False, first: bool = False) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        line = _line(root, item)
        if instead:
            line.replace(line.find(f"{W}sdt"), run(mark))
        elif first:
            line.insert(1, run(mark))
        else:
            line.append(run(mark))

    return change


def _look(*looks: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        old = _label(root, item, CODE)
        words = "".join(text.text for text in old.iter(f"{W}t"))
        old.getparent().replace(old, run(words, *looks))

    return change


def _strike_others(root: Element, item: Item, _: Item) -> None:
    for code in _others(item):
        old = _label(root, item, code)
        words = "".join(text.text for text in old.iter(f"{W}t"))
        old.getparent().replace(old, run(words, "strike"))


def _delete_others(root: Element, item: Item, _: Item) -> None:
    for code in _others(item):
        line = _line(root, item, code)
        line.getparent().remove(line)


def _tick(*codes: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        for code in codes:
            tick(_line(root, item, code).find(f"{W}sdt"))

    return change


def _two_ticks(root: Element, item: Item, _: Item) -> None:
    for code in (CODE, item.codes[0]):
        tick(_line(root, item, code).find(f"{W}sdt"))


def _below(words: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        _line(root, item, item.codes[-1]).addnext(paragraph(run(words)))

    return change


def _table(root: Element, item: Item, _: Item) -> None:
    table = etree.fromstring(
        f"<w:tbl {_SPACE}><w:tr><w:tc><w:p><w:r><w:t>Mum says</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>{PLANTED} only</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    _line(root, item, item.codes[-1]).addnext(table)


def _under_text(root: Element, _: Item, text: Item) -> None:
    box = paragraph_of(root, text.name)
    box.getnext().addnext(paragraph(run(f"{PLANTED} too", "color=0000FF")))


def _above_text(root: Element, _: Item, text: Item) -> None:
    paragraph_of(root, text.name).addprevious(paragraph(run(f"{PLANTED} first")))


def _comment(root: Element, item: Item, _: Item) -> None:
    line = _line(root, item)
    typed = run("")
    etree.SubElement(typed, f"{W}commentReference", {f"{W}id": "7"})
    line.append(typed)


def _with_comment(content: bytes) -> bytes:
    words = (
        f'<w:comments {_SPACE}><w:comment w:id="7" w:author="A"><w:p><w:r><w:t>{PLANTED} meant this</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = part_of(content, _CONTENT_TYPES).replace(
        b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()
    )
    relations = part_of(content, _RELATIONS).replace(
        b"</Relationships>",
        f'<Relationship Id="rIdC" Type="{_OFFICE}/comments" Target="comments.xml"/></Relationships>'.encode(),
    )
    return with_parts(content, {"word/comments.xml": words.encode(), _CONTENT_TYPES: types, _RELATIONS: relations})


def _text_box(root: Element, item: Item, _: Item) -> None:
    box = (
        f'<w:r {_SPACE} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:40pt">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{PLANTED} in a box</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    _line(root, item).append(etree.fromstring(box))


def _tracked(root: Element, item: Item, _: Item) -> None:
    content = _line(root, item).find(f"{W}sdt/{W}sdtContent")
    gone = etree.Element(f"{W}del", {f"{W}id": "901", f"{W}author": "A"})
    gone.append(run("☐"))
    for text in list(gone.iter(f"{W}t")):
        text.tag = f"{W}delText"
    kept = etree.Element(f"{W}ins", {f"{W}id": "902", f"{W}author": "A"})
    kept.append(run("☒"))
    content[:] = [gone, kept]


def _tracked_words(root: Element, _: Item, text: Item) -> None:
    box = paragraph_of(root, text.name)
    gone = etree.Element(f"{W}del", {f"{W}id": "903", f"{W}author": "A"})
    gone.append(run(f"{PLANTED} was here"))
    for words in list(gone.iter(f"{W}t")):
        words.tag = f"{W}delText"
    box.append(gone)


def _in_header(root: Element, _: Item, __: Item) -> None:
    root[0].append(run(f" {PLANTED} filled this in"))


def _on_heading(root: Element, item: Item, _: Item) -> None:
    for mark in root.iter(f"{W}bookmarkStart"):
        if mark.get(f"{W}name") == f"q_{item.name}":
            mark.getparent().append(run(f" {PLANTED}!"))
            return


def _page_gone(root: Element, item: Item, _: Item) -> None:
    for code in item.codes:
        line = _line(root, item, code)
        line.getparent().remove(line)


def _other_order(root: Element, item: Item, _: Item) -> None:
    """Move a whole question, its heading and options, to the end of the form."""
    tick(_line(root, item).find(f"{W}sdt"))
    lines = [_line(root, item, code) for code in item.codes]
    start = lines[0]
    while not any(mark.get(f"{W}name") == f"q_{item.name}" for mark in start.iter(f"{W}bookmarkStart")):
        start = start.getprevious()
        lines.insert(0, start)
    body = root[0]
    for line in lines:
        body.insert(len(body) - 1, line)


def _twice(root: Element, item: Item, _: Item) -> None:
    """Paste a second copy of a question, answered in another way, below the first."""
    tick(_line(root, item).find(f"{W}sdt"))
    lines = [_line(root, item, code) for code in item.codes]
    again: list[Element] = [etree.fromstring(etree.tostring(line)) for line in lines]
    for line in reversed(again):
        lines[-1].addnext(line)
    for line in again:
        box = line.find(f".//{W}sdtContent//{W}t")
        box.text = "☐"
    tick(again[0].find(f"{W}sdt"))


def _photo(root: Element, item: Item, _: Item) -> None:
    drawing = next(root.iter(f"{W}drawing"))
    again: Element = etree.fromstring(etree.tostring(drawing))
    for element in again.iter():
        if element.tag.endswith(("}extent", "}ext")) and element.get("cx"):
            element.set("cx", str(150 * 36_000))
            element.set("cy", str(210 * 36_000))
    holder = run("")
    holder.append(again)
    _line(root, item, item.codes[-1]).addnext(paragraph(holder))


def _nothing(_root: Element, _item: Item, _text: Item) -> None:
    """Leave the document as it is: the habit is in the wrapping."""


MARKS: Final = ("x", "X", "*", "✓", "✔", "×", "[x]", "xx")

HABITS: Final = (
    Habit(name="ticked", change=_tick(CODE), clear=True),
    *(Habit(name=f"{mark} beside", change=_typed(f" {mark}"), clear=True) for mark in MARKS),
    *(Habit(name=f"{mark} first", change=_typed(mark, first=True), clear=True) for mark in MARKS[:4]),
    *(Habit(name=f"{mark} instead", change=_typed(mark, instead=True), clear=True) for mark in MARKS),
    Habit(name="yes beside", change=_typed(" yes")),
    Habit(name="this one", change=_typed(f" this one, {PLANTED}"), planted=True),
    *(
        Habit(name=look, change=_look(*looks))
        for look, looks in (
            ("bold", ("b",)),
            ("italic", ("i",)),
            ("underlined", ("u=single",)),
            ("highlighted", ("highlight=yellow",)),
            ("coloured", ("color=FF0000",)),
        )
    ),
    Habit(name="others struck", change=_strike_others),
    Habit(name="others deleted", change=_delete_others),
    Habit(name="two ticks", change=_two_ticks, means=""),
    Habit(name="below", change=_below(f"Sometimes, {PLANTED}"), planted=True),
    Habit(name="below, a label", change=_below("Sometimes")),
    Habit(name="table", change=_table, means="", planted=True),
    Habit(name="under a text", change=_under_text, means="", planted=True, joins=True),
    Habit(name="above a text", change=_above_text, means="", planted=True),
    Habit(name="comment", change=_comment, planted=True, wrap=_with_comment),
    Habit(name="text box", change=_text_box, planted=True),
    Habit(name="tracked tick", change=_tracked, clear=True),
    Habit(name="tracked words taken out", change=_tracked_words, means="", planted=True),
    Habit(name="heading", change=_on_heading, means="", planted=True),
    Habit(name="page gone", change=_page_gone, means=""),
    Habit(name="other order", change=_other_order, clear=True),
    Habit(name="question twice", change=_twice, means=""),
    Habit(name="photo", change=_photo, means=""),
    Habit(
        name="header",
        change=_nothing,
        means="",
        planted=True,
        wrap=lambda content: changed(content, lambda root: root[0].append(run(f" {PLANTED}")), "word/header1.xml"),
    ),
)


def with_habit(content: bytes, habit: Habit, questionnaire: Questionnaire) -> bytes:
    """Return the copy after a person did this to it, at its first question with such an option and its last text."""
    chosen = question(questionnaire)
    text = [item for item in questionnaire.items if item.kind == "text"][-1]
    return habit.wrap(changed(content, lambda root: habit.change(root, chosen, text)))


def question(questionnaire: Questionnaire) -> Item:
    """Return the question at which habits are shown."""
    return next(item for item in questionnaire.items if CODE in item.codes and item.relevance is None)
