"""What people do to the lines of a form: take some out, move or double them, paste a photo or another form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.corpus.habit import Change, Habit, heading_of, label_of, line_of, others
from tests.exports.filled_copies import Element, W, paragraph, paragraph_of, run, tick

if TYPE_CHECKING:
    from surveys.questionnaire import Item


def _delete_others(root: Element, item: Item, _: Item) -> None:
    for code in others(item):
        line = line_of(root, item, code)
        line.getparent().remove(line)


def _delete_others_words(root: Element, item: Item, _: Item) -> None:
    """Leave the empty boxes of the other options without their words."""
    for code in others(item):
        label = label_of(root, item, code)
        label.getparent().remove(label)


def _delete_others_tracked(root: Element, item: Item, _: Item) -> None:
    for code in others(item):
        label = label_of(root, item, code)
        gone = etree.Element(f"{W}del", {f"{W}id": "905", f"{W}author": "A"})
        label.addprevious(gone)
        gone.append(label)
        for text in list(label.iter(f"{W}t")):
            text.tag = f"{W}delText"


def _page_gone(root: Element, item: Item, _: Item) -> None:
    for code in item.codes:
        line = line_of(root, item, code)
        line.getparent().remove(line)


def _question_gone(root: Element, item: Item, text: Item) -> None:
    heading = heading_of(root, item)
    _page_gone(root, item, text)
    heading.getparent().remove(heading)


def _heading_gone(root: Element, item: Item, _: Item) -> None:
    """Tick, and take out the question's heading alone."""
    tick(line_of(root, item).find(f"{W}sdt"))
    heading = heading_of(root, item)
    heading.getparent().remove(heading)


def _from_heading_to_heading(root: Element, item: Item, _: Item) -> None:
    """Lose the lines from below one heading to below the next, as when a page is cut by hand."""
    start = heading_of(root, item)
    body = start.getparent()
    following = start.getnext()
    while following.find(f"{W}bookmarkStart") is None or not following.find(f"{W}bookmarkStart").get(
        f"{W}name"
    ).startswith("q_"):
        body.remove(following)
        following = start.getnext()
    body.remove(following)


def _text_gone(root: Element, _: Item, text: Item) -> None:
    """Take out a text's box, both of its lines; what stood in it goes with them."""
    box = paragraph_of(root, text.name)
    for line in (box.getnext(), box):
        line.getparent().remove(line)


def _moved(root: Element, item: Item, place: int) -> None:
    """Tick, and move a whole question, its heading and options."""
    tick(line_of(root, item).find(f"{W}sdt"))
    lines = [heading_of(root, item)]
    while lines[-1] is not line_of(root, item, item.codes[-1]):
        lines.append(lines[-1].getnext())
    body = root[0]
    for number, line in enumerate(lines):
        body.insert(len(body) - 1 if place < 0 else place + number, line)


def _other_order(root: Element, item: Item, _: Item) -> None:
    _moved(root, item, -1)


def _first_of_all(root: Element, item: Item, _: Item) -> None:
    _moved(root, item, 0)


def _options_turned(root: Element, item: Item, _: Item) -> None:
    """Tick, and turn the order of the options round."""
    tick(line_of(root, item).find(f"{W}sdt"))
    for code in item.codes[-2::-1]:
        line_of(root, item, item.codes[-1]).getparent().append(line_of(root, item, code))
    heading = heading_of(root, item)
    for code in item.codes:
        heading.addnext(line_of(root, item, code))


def _twice(root: Element, item: Item, _: Item) -> None:
    """Paste a second copy of a question, answered in another way, below the first."""
    tick(line_of(root, item).find(f"{W}sdt"))
    lines = [line_of(root, item, code) for code in item.codes]
    again: list[Element] = [etree.fromstring(etree.tostring(line)) for line in lines]
    for line in reversed(again):
        lines[-1].addnext(line)
    for line in again:
        line.find(f".//{W}sdtContent//{W}t").text = "☐"
    tick(again[0].find(f"{W}sdt"))


def _two_forms(root: Element, item: Item, _: Item) -> None:
    """Paste the whole form below itself, the second answered in another way."""
    body = root[0]
    again: list[Element] = [etree.fromstring(etree.tostring(line)) for line in body[:-1]]
    tick(line_of(root, item).find(f"{W}sdt"))
    for line in again:
        body.insert(len(body) - 1, line)
    second = [line for line in again if line.find(f"{W}sdt") is not None]
    tick(second[0].find(f"{W}sdt"))


def _photo(root: Element, item: Item, _: Item) -> None:
    drawing = next(root.iter(f"{W}drawing"))
    again: Element = etree.fromstring(etree.tostring(drawing))
    for element in again.iter():
        if element.tag.endswith(("}extent", "}ext")) and element.get("cx"):
            element.set("cx", str(150 * 36_000))
            element.set("cy", str(210 * 36_000))
    holder = run("")
    holder.append(again)
    line_of(root, item, item.codes[-1]).addnext(paragraph(holder))


def _one_line(root: Element, item: Item, _: Item) -> None:
    """Tick, and bring all options into one paragraph, as when line ends are deleted."""
    tick(line_of(root, item).find(f"{W}sdt"))
    first = line_of(root, item, item.codes[0])
    for code in item.codes[1:]:
        line = line_of(root, item, code)
        first.extend([child for child in line if child.tag != f"{W}pPr"])
        line.getparent().remove(line)


def _soft_lines(root: Element, item: Item, _: Item) -> None:
    """Tick, and bring the options into one paragraph with line breaks between them."""
    tick(line_of(root, item).find(f"{W}sdt"))
    first = line_of(root, item, item.codes[0])
    for code in item.codes[1:]:
        line = line_of(root, item, code)
        broken = etree.Element(f"{W}r")
        etree.SubElement(broken, f"{W}br")
        first.append(broken)
        first.extend([child for child in line if child.tag != f"{W}pPr"])
        line.getparent().remove(line)


def _split_line(root: Element, item: Item, _: Item) -> None:
    """Tick, and press Enter between the box and its words."""
    line = line_of(root, item)
    tick(line.find(f"{W}sdt"))
    line.addnext(paragraph(label_of(root, item)))


def _blank_lines(root: Element, item: Item, _: Item) -> None:
    """Tick, and press Enter before each option."""
    tick(line_of(root, item).find(f"{W}sdt"))
    for code in item.codes:
        line_of(root, item, code).addprevious(paragraph())


def _numbered(mark: str) -> Change:
    """Tick, with numbers or bullets that somebody typed before the options."""

    def change(root: Element, item: Item, _: Item) -> None:
        tick(line_of(root, item).find(f"{W}sdt"))
        for number, code in enumerate(item.codes, start=1):
            line_of(root, item, code).insert(1, run(mark.format(number)))

    return change


MOVED: Final = (
    Habit(name="others deleted", change=_delete_others),
    Habit(name="others' words deleted", change=_delete_others_words),
    Habit(name="others deleted while tracked", change=_delete_others_tracked),
    Habit(name="page gone", change=_page_gone, means=""),
    Habit(name="question gone", change=_question_gone, means=""),
    Habit(name="heading gone", change=_heading_gone, clear=True),
    Habit(name="from heading to heading gone", change=_from_heading_to_heading, means=""),
    Habit(name="box of a text gone", change=_text_gone, means="", removes=True),
    Habit(name="other order", change=_other_order, clear=True),
    Habit(name="first of all", change=_first_of_all, clear=True),
    Habit(name="options turned round", change=_options_turned, clear=True),
    Habit(name="question twice", change=_twice, means=""),
    Habit(name="form twice", change=_two_forms, means=""),
    Habit(name="photo", change=_photo, means=""),
    Habit(name="one line", change=_one_line, clear=True),
    Habit(name="soft lines", change=_soft_lines, clear=True),
    Habit(name="line split", change=_split_line),
    Habit(name="blank lines", change=_blank_lines, clear=True),
    Habit(name="numbers typed", change=_numbered("{}. ")),
    Habit(name="bullets typed", change=_numbered("• ")),
)
