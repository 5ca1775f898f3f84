"""How people choose an option without its tick box: marks in other letters, and words made to look different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.corpus.habit import CODE, PLANTED, Change, Habit, label_of, line_of, others, words_in
from tests.exports.filled_copies import Element, W, run, tick

if TYPE_CHECKING:
    from surveys.questionnaire import Item

CLEAR: Final = ("x", "X", "*", "✓", "✔", "✔\ufe0f", "✅", "√", "×", "☒", "☑", "[x]", "(x)", "xx", "\u0425", "✖")
"""Marks that nobody reads in another way. U+0425 is a Cyrillic letter, ✔️ and ✅ are how phones write a tick."""
FILLED: Final = ("●", "■")
"""Clear instead of a box; beside an empty one they may be the bullets of a list."""
WORDS: Final = (
    *FILLED,
    "yes",
    "YES!",
    "ja",
    "y",
    "v",
    "1",
    "this one",
    "not",
    "x not",
    "x (but no)",
    "✓?",
    "half x",
    "//",
    "—",
)
"""What stands at a box and is for a person to read."""

_SHAPES: Final = {
    "ellipse": '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>',
    "line": '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>',
}
_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def _typed(mark: str, *, instead: bool = False, first: bool = False) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        line = line_of(root, item)
        if instead:
            control = line.find(f"{W}sdt")
            line.replace(_box(line) if control is None else control, run(mark))
        elif first:
            line.insert(1, run(mark))
        else:
            line.append(run(mark))

    return change


def _box(line: Element) -> Element:
    """Return the run that holds the box, where no control does."""
    return next(each for each in line.iter(f"{W}r") if words_in(each).strip() in {"☐", "☒"})


def _look(*looks: str, codes: tuple[str, ...] = (CODE,)) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        for code in codes or others(item):
            old = label_of(root, item, code)
            old.getparent().replace(old, run(words_in(old), *looks))

    return change


def _paragraph_look(*properties: str) -> Change:
    """Make the whole line look different by its paragraph: a shade, a frame, another style."""

    def change(root: Element, item: Item, _: Item) -> None:
        found = line_of(root, item).find(f"{W}pPr")
        for each in properties:
            made = etree.fromstring(f"<w:pPr {_SPACES}>{each}</w:pPr>")[0]
            old = found.find(made.tag)
            if old is not None:
                found.replace(old, made)
            else:
                found.insert(1, made)

    return change


def _tick(*codes: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        for code in codes:
            tick(line_of(root, item, code).find(f"{W}sdt"))

    return change


def _two_ticks(root: Element, item: Item, _: Item) -> None:
    for code in (CODE, item.codes[0]):
        tick(line_of(root, item, code).find(f"{W}sdt"))


def _two_marks(root: Element, item: Item, _: Item) -> None:
    for code in (CODE, item.codes[0]):
        line_of(root, item, code).append(run(" x"))


def _ticked_and_words(words: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        line = line_of(root, item)
        tick(line.find(f"{W}sdt"))
        line.append(run(words))

    return change


def _ticked_and_other_look(*looks: str) -> Change:
    """Tick one option and make another one stand out."""

    def change(root: Element, item: Item, text: Item) -> None:
        tick(line_of(root, item).find(f"{W}sdt"))
        _look(*looks, codes=(item.codes[0],))(root, item, text)

    return change


def _drawn(shape: str) -> Change:
    """Draw a ring or a line over the option."""

    def change(root: Element, item: Item, _: Item) -> None:
        drawing = (
            f'<w:r {_SPACES}><w:drawing><wp:anchor><wp:extent cx="900000" cy="300000"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr>'
            f"{_SHAPES[shape]}</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
        )
        line_of(root, item).append(etree.fromstring(drawing))

    return change


def _equation(root: Element, item: Item, _: Item) -> None:
    """Put the words in a ring by a field, as Word's enclosed characters do."""
    old = label_of(root, item)
    words = words_in(old)
    field = f'<w:r {_SPACES}><w:fldChar w:fldCharType="begin"/></w:r>'
    code = f"<w:r {_SPACES}><w:instrText> EQ \\o(○,{words}) </w:instrText></w:r>"
    end = f'<w:r {_SPACES}><w:fldChar w:fldCharType="end"/></w:r>'
    for each in (field, code, end):
        old.addprevious(etree.fromstring(each))
    old.getparent().remove(old)


def _symbol(font: str, char: str) -> Change:
    def change(root: Element, item: Item, _: Item) -> None:
        made = run("")
        made.append(etree.fromstring(f'<w:sym {_SPACES} w:font="{font}" w:char="{char}"/>'))
        line_of(root, item).append(made)

    return change


def _tracked(root: Element, item: Item, _: Item) -> None:
    content = line_of(root, item).find(f"{W}sdt/{W}sdtContent")
    gone = etree.Element(f"{W}del", {f"{W}id": "901", f"{W}author": "A"})
    gone.append(run("☐"))
    for text in list(gone.iter(f"{W}t")):
        text.tag = f"{W}delText"
    kept = etree.Element(f"{W}ins", {f"{W}id": "902", f"{W}author": "A"})
    kept.append(run("☒"))
    content[:] = [gone, kept]


def _capitals(root: Element, item: Item, _: Item) -> None:
    """Tick, while the program's own corrections change the words: a capital letter, a straight or a curly mark."""
    tick(line_of(root, item).find(f"{W}sdt"))
    for code in item.codes:
        for text in label_of(root, item, code).iter(f"{W}t"):
            text.text = text.text.upper().replace("’", "'").replace("–", "-")


MARKS: Final = (
    Habit(name="ticked", change=_tick(CODE), clear=True),
    *(Habit(name=f"{mark} beside", change=_typed(f" {mark}"), clear=True) for mark in CLEAR),
    *(Habit(name=f"{mark} first", change=_typed(mark, first=True), clear=True) for mark in CLEAR[:6]),
    *(Habit(name=f"{mark} instead", change=_typed(mark, instead=True), clear=True) for mark in (*CLEAR, *FILLED)),
    *(Habit(name=f"{words} beside", change=_typed(f" {words}")) for words in WORDS),
    *(Habit(name=f"{words} instead", change=_typed(words, instead=True)) for words in WORDS[len(FILLED) : 10]),
    Habit(name="© instead, as (c) is corrected", change=_typed("©", instead=True)),
    Habit(name="a symbol of Wingdings", change=_symbol("Wingdings", "F0FC"), clear=True),
    Habit(name="a symbol nobody knows", change=_symbol("Webdings", "F061")),
    Habit(name="words at the box", change=_typed(f" this one, {PLANTED}"), planted=True),
    Habit(name="ticked, and not", change=_ticked_and_words(" NOT")),
    Habit(name="ticked, and words", change=_ticked_and_words(f" but {PLANTED}"), planted=True),
    Habit(name="two ticks", change=_two_ticks, means=""),
    Habit(name="two marks", change=_two_marks, means=""),
    Habit(name="tracked tick", change=_tracked, clear=True),
    Habit(name="ticked, and corrected by the program", change=_capitals, clear=True),
)
LOOKS: Final = (
    *(
        Habit(name=name, change=_look(*looks))
        for name, looks in (
            ("bold", ("b",)),
            ("italic", ("i",)),
            ("underlined", ("u=single",)),
            ("underlined by waves", ("u=wave",)),
            ("highlighted", ("highlight=yellow",)),
            ("shaded", ("shd=yellow",)),
            ("coloured", ("color=FF0000",)),
            ("framed", ("bdr=single",)),
            ("larger", ("sz=56",)),
            ("in a style of words", ("rStyle=Strong",)),
        )
    ),
    Habit(name="line shaded", change=_paragraph_look('<w:shd w:val="clear" w:fill="FFFF00"/>')),
    Habit(
        name="line framed",
        change=_paragraph_look('<w:pBdr><w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/></w:pBdr>'),
    ),
    Habit(name="line in a heading's style", change=_paragraph_look('<w:pStyle w:val="Heading1"/>')),
    Habit(name="ringed", change=_drawn("ellipse")),
    Habit(name="ringed by a field", change=_equation),
    Habit(name="crossed by a drawn line", change=_drawn("line"), means=""),
    Habit(name="ticked, and another bold", change=_ticked_and_other_look("b"), means=""),
    Habit(name="others struck", change=_look("strike", codes=())),
    Habit(name="others struck twice", change=_look("dstrike", codes=())),
    Habit(name="others hidden", change=_look("vanish", codes=())),
    Habit(name="others grey", change=_look("color=D9D9D9", codes=()), means=""),
)
