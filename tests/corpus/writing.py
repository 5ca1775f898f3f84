"""Where people write on a form besides its boxes: between lines, in margins, in comments and tables, in headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap
from lxml import etree

from tests.corpus.habit import PLANTED, Change, Habit, heading_of, line_of
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
    from collections.abc import Callable

    from surveys.questionnaire import Item

_SPACE: Final = f'xmlns:w="{nsmap["w"]}"'
_CONTENT_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LONG: Final = f"{PLANTED} {'word ' * 1900}{PLANTED}s"
HARD: Final = (
    f"🙂👩‍🦽 {PLANTED} 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    f"أحب {PLANTED} المدرسة",
    f"{PLANTED} &lt;b&gt; <script> ]]> {{}} \\par",
    f"«{PLANTED}» (c) ... -- 1/2",
)


def _below(words: str, *looks: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        line_of(root, item, item.codes[-1]).addnext(paragraph(run(words, *looks)))

    return change


def _above(words: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        line_of(root, item, item.codes[0]).addprevious(paragraph(run(words)))

    return change


def _table(root: Element, item: Item, _: Item) -> None:
    line_of(root, item, item.codes[-1]).addnext(_table_of("Mum says", f"{PLANTED} only"))


def _table_of(*cells: str) -> Element:
    inside = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
    return etree.fromstring(f"<w:tbl {_SPACE}><w:tr>{inside}</w:tr></w:tbl>")


def _in_text(words: str, *looks: str) -> Change:
    """Type in the box of the text, with a look."""

    def change(root: Element, _: Item, text: Item) -> None:
        paragraph_of(root, text.name).find(f".//{W}sdtContent").append(run(f" {words}", *looks))

    return change


def _under_text(root: Element, _: Item, text: Item) -> None:
    paragraph_of(root, text.name).getnext().addnext(paragraph(run(f"{PLANTED} too", "color=0000FF")))


def _table_in_text(root: Element, _: Item, text: Item) -> None:
    paragraph_of(root, text.name).addnext(_table_of("Mum says", f"{PLANTED} only"))


def _above_text(root: Element, _: Item, text: Item) -> None:
    paragraph_of(root, text.name).addprevious(paragraph(run(f"{PLANTED} first")))


def _second_line(root: Element, _: Item, text: Item) -> None:
    """Write in the empty line at the foot of a text's box, below its control."""
    paragraph_of(root, text.name).getnext().append(run(f"{PLANTED} below"))


def _instead_of_control(root: Element, _: Item, text: Item) -> None:
    """Delete a text's control and type where it was."""
    control = paragraph_of(root, text.name).find(f"{W}sdt")
    control.getparent().replace(control, run(f"As it was. {PLANTED}"))


def _struck_text(root: Element, _: Item, text: Item) -> None:
    content = paragraph_of(root, text.name).find(f".//{W}sdtContent")
    content[:] = [run("As it was. "), run(PLANTED, "strike")]


def _noted(kind: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        typed = run("")
        etree.SubElement(typed, f"{W}{kind}Reference", {f"{W}id": "7"})
        line_of(root, item).append(typed)

    return change


def _with_note(kind: str) -> Callable[[bytes], bytes]:
    def wrap(content: bytes) -> bytes:
        words = (
            f'<w:{kind}s {_SPACE}><w:{kind} w:id="7" w:author="A"><w:p><w:r><w:t>{PLANTED} meant this</w:t></w:r></w:p>'
            f"</w:{kind}></w:{kind}s>"
        )
        named = f'<Override PartName="/word/{kind}s.xml" ContentType="{_KIND}.{kind}s+xml"/></Types>'
        related = f'<Relationship Id="rIdC" Type="{_OFFICE}/{kind}s" Target="{kind}s.xml"/></Relationships>'
        types = part_of(content, _CONTENT_TYPES).replace(b"</Types>", named.encode())
        relations = part_of(content, _RELATIONS).replace(b"</Relationships>", related.encode())
        parts = {f"word/{kind}s.xml": words.encode(), _CONTENT_TYPES: types, _RELATIONS: relations}
        return with_parts(content, parts)

    return wrap


def _text_box(root: Element, item: Item, _: Item) -> None:
    box = (
        f'<w:r {_SPACE} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:40pt">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{PLANTED} in a box</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    line_of(root, item).append(etree.fromstring(box))


def _word_art(root: Element, item: Item, _: Item) -> None:
    art = (
        f'<w:r {_SPACE} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:40pt">'
        f'<v:textpath style="font-size:1pt" string="{PLANTED}"/></v:shape></w:pict></w:r>'
    )
    line_of(root, item).append(etree.fromstring(art))


def _tracked_words(root: Element, _: Item, text: Item) -> None:
    gone = etree.Element(f"{W}del", {f"{W}id": "903", f"{W}author": "A"})
    gone.append(run(f"{PLANTED} was here"))
    for words in list(gone.iter(f"{W}t")):
        words.tag = f"{W}delText"
    paragraph_of(root, text.name).append(gone)


def _tracked_in(root: Element, item: Item, _: Item) -> None:
    added = etree.Element(f"{W}ins", {f"{W}id": "904", f"{W}author": "A"})
    added.append(run(f" {PLANTED}"))
    line_of(root, item).append(added)


def _on_heading(root: Element, item: Item, _: Item) -> None:
    heading_of(root, item).append(run(f" {PLANTED}!"))


def _tick_and_why(root: Element, item: Item, _: Item) -> None:
    tick(line_of(root, item).find(f"{W}sdt"))
    line_of(root, item, item.codes[-1]).addnext(paragraph(run(f"because {PLANTED}")))


def _at_start(words: str) -> Change:
    def change(root: Element, _: Item, __: Item) -> None:
        root[0].insert(0, paragraph(run(words)))

    return change


def _at_end(root: Element, _: Item, __: Item) -> None:
    root[0].insert(len(root[0]) - 1, paragraph(run(f"Kind regards, {PLANTED}")))


def _mail_merge(root: Element, item: Item, _: Item) -> None:
    field = (
        f'<w:p {_SPACE}><w:fldSimple w:instr=" MERGEFIELD FirstName "><w:r><w:t>«FirstName» {PLANTED}</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )
    line_of(root, item, item.codes[0]).addprevious(etree.fromstring(field))


def _headed(part: str) -> Callable[[bytes], bytes]:
    return lambda content: changed(content, lambda root: root[0].append(run(f" {PLANTED}")), part)


def _nothing(_root: Element, _item: Item, _text: Item) -> None:
    """Leave the document as it is: the habit is in the wrapping."""


WRITTEN: Final = (
    Habit(name="below", change=_below(f"Sometimes, {PLANTED}"), planted=True),
    Habit(name="below, a label", change=_below("Sometimes")),
    Habit(name="below, a label and a mark", change=_below("x Sometimes")),
    Habit(name="below, in another colour", change=_below(f"Sometimes, {PLANTED}", "color=FF0000"), planted=True),
    Habit(name="below, only x", change=_below("x"), means=""),
    Habit(name="above the options", change=_above(f"Sometimes {PLANTED}"), planted=True),
    *(Habit(name=f"below, {words[:12]}", change=_below(words), means="", planted=True) for words in HARD),
    Habit(name="table", change=_table, means="", planted=True),
    *(
        Habit(name=f"in a text, {name}", change=_in_text(words, *looks), means="", planted=True, joins=True)
        for name, words, looks in (
            ("coloured", PLANTED, ("color=0000FF",)),
            ("bold and underlined", PLANTED, ("b", "u=single")),
            *((words[:12], words, ()) for words in HARD),
        )
    ),
    Habit(name="in a text, a very long one", change=_in_text(_LONG), means="", planted=True, joins=True),
    Habit(name="in a text, struck", change=_struck_text, means="", planted=True),
    Habit(name="under a text", change=_under_text, means="", planted=True, joins=True),
    Habit(name="in the last line of a text", change=_second_line, means="", planted=True, joins=True),
    Habit(name="table in a text", change=_table_in_text, means="", planted=True, joins=True),
    Habit(name="instead of a text's control", change=_instead_of_control, means="", planted=True, joins=True),
    Habit(name="above a text", change=_above_text, means="", planted=True),
    *(
        Habit(name=kind, change=_noted(kind), planted=True, wrap=_with_note(kind))
        for kind in ("comment", "footnote", "endnote")
    ),
    Habit(name="text box", change=_text_box, planted=True),
    Habit(name="letters as a drawing", change=_word_art, planted=True),
    Habit(name="tracked words taken out", change=_tracked_words, means="", planted=True),
    Habit(name="tracked words put in", change=_tracked_in, planted=True),
    Habit(name="heading", change=_on_heading, means="", planted=True),
    Habit(name="ticked, and why below", change=_tick_and_why, planted=True),
    Habit(name="before the title", change=_at_start(f"From {PLANTED}"), means="", planted=True),
    Habit(name="after the end", change=_at_end, means="", planted=True),
    Habit(name="a field of a mail merge", change=_mail_merge, means="", planted=True),
    *(
        Habit(name=part, change=_nothing, means="", planted=True, wrap=_headed(f"word/{part}1.xml"))
        for part in ("header", "footer")
    ),
)
