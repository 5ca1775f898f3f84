"""Holds the lines of a returned document against the copy that went out: what was answered, and what is in doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports import word_marks
from exports.word_boxes import Box, box, plain
from exports.word_doubts import Doubt, Reason
from exports.word_layout import Part
from exports.word_lines import Line, Look, Mark, Piece, Where
from exports.word_marks import Place
from exports.word_wording import in_language, reading
from surveys.answers import Fault, check_all
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.word_layout import Block
    from exports.word_lines import Returned
    from surveys.questionnaire import Item, Language, Questionnaire


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was answered clearly, which passes the gate, and what a person must settle."""

    raw: Mapping[str, tuple[str, ...]]
    doubts: tuple[Doubt, ...]


def answers(returned: Returned, questionnaire: Questionnaire, language: Language, blocks: Sequence[Block]) -> Read:
    """Read the answers. `blocks` is what the copy of `questionnaire` in `language` held when it went out."""
    reader = _Reader(questionnaire, language, blocks)
    reader.edges(line for line in returned.lines if line.where is not Where.BODY)
    reader.body([line for line in returned.lines if line.where is Where.BODY])
    if returned.pictures > sum(bool(block.image) for block in blocks):
        reader.doubt(None, Reason.PICTURE)
    if returned.objects:
        reader.doubt(None, Reason.OBJECT)
    return reader.settled()


class _Reader:
    """Goes through the lines once, keeping the question at which it is."""

    def __init__(self, questionnaire: Questionnaire, language: Language, blocks: Sequence[Block]) -> None:
        self.questionnaire, self.language = questionnaire, language
        self.wording = in_language(language)
        self.labels = {block.place: block.words for block in blocks if block.part is Part.OPTION}
        self.headings = {plain(block.shown): block.item for block in blocks if block.part is Part.QUESTION}
        self.sections = {plain(block.shown) for block in blocks if block.part is Part.SECTION}
        self.printed = {plain(block.shown) for block in blocks if block.part not in {Part.OPTION, Part.BOX}}
        self.boxes: dict[str, list[Box]] = defaultdict(list)
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.twice: set[str] = set()
        self.doubts: list[Doubt] = []
        self.here: str | None = None

    def doubt(self, item: str | None, reason: Reason, shown: str = "") -> None:
        self.doubts.append(Doubt(item=item, reason=reason, shown=shown.strip()))

    def edges(self, lines: Iterator[Line]) -> None:
        """Doubt what was written into headers, footers, comments and notes."""
        before, between, after = map(plain, self.wording.page)
        for line in lines:
            words = plain(line.text)
            page = words.removeprefix(before).removesuffix(after).replace(between, " ", 1)
            number = line.where is Where.EDGE and not page.replace(" ", "").strip("0123456789")
            if words and words not in self.printed and not number:
                self.doubt(None, Reason.OUTSIDE, line.text)

    def body(self, lines: Sequence[Line]) -> None:
        """Read the lines of the document proper."""
        marked = [_places(line) for line in lines]
        seen = {place for places in marked for place in places.values()}
        inside = self.text_boxes(lines, marked)
        for number, line in enumerate(lines):
            places = marked[number]
            options = {index: place for index, place in places.items() if place.code}
            words = plain(line.text)
            heading = self.heading(line, words)
            if heading or words in self.sections:
                self.here = heading
            if options:
                self.options(line, options)
            elif number in inside:
                self.here = inside[number]
                self.texts[self.here].append(line.text)
            elif words and words not in self.printed:
                self.unmarked(line, seen)

    def heading(self, line: Line, words: str) -> str | None:
        marks = (word_marks.of_question(piece.name) for piece in line.pieces if isinstance(piece, Mark))
        marked = next((item for item in marks if item and item in self.questionnaire), None)
        return marked or self.headings.get(words)

    def text_boxes(self, lines: Sequence[Line], marked: Sequence[Mapping[int, Place]]) -> dict[int, str]:
        """Return, for each line inside the box of a text, the text's item: all from its first mark to its last."""
        fixed = {
            number
            for number, line in enumerate(lines)
            if plain(line.text) in self.printed or any(place.code for place in marked[number].values())
        }
        found: dict[str, list[int]] = defaultdict(list)
        for number, places in enumerate(marked):
            if number not in fixed:
                for item in {place.item for place in places.values()}:
                    found[item].append(number)
        inside: dict[int, str] = {}
        for item, numbers in found.items():
            between = set(range(numbers[0], numbers[-1] + 1))
            if between & fixed:
                self.twice.add(item)
            inside |= dict.fromkeys(numbers if between & fixed else sorted(between), item)
        return inside

    def options(self, line: Line, places: Mapping[int, Place]) -> None:
        """Read a line with the boxes of one option, or of several that ran together."""
        starts = list(_firsts(places).items())
        ends = [start for start, _ in starts[1:]] + [len(line.pieces)]
        for position, ((start, place), end) in enumerate(zip(starts, ends, strict=True)):
            stretch = line.pieces[start if position else 0 : end]
            if place in self.labels:
                self.here = place.item
                self.boxes[place.item].append(box(place, self.labels[place], stretch))
            else:
                self.unknown(place, stretch)

    def unknown(self, place: Place, stretch: Sequence[Piece | Mark]) -> None:
        shown = "".join(piece.text for piece in stretch if isinstance(piece, Piece))
        if reading().ticks.intersection(shown):
            self.doubt(place.item, Reason.NO_SUCH_PLACE, shown)

    def unmarked(self, line: Line, seen: set[Place]) -> None:
        """Read a line that nothing marks by where it stands, or put it in doubt."""
        item = self.questionnaire.item(self.here) if self.here and self.here in self.questionnaire else None
        if (
            item is not None
            and item.kind is ItemKind.TEXT
            and (item.name in self.texts or Place(item=item.name) not in seen)
        ):
            self.texts[item.name].append(line.text)
            return
        if item is not None:
            for code in item.codes:
                place = Place(item=item.name, code=code)
                found = box(place, self.labels[place], line.pieces)
                if place not in seen and found.ticked is not None:
                    self.boxes[item.name].append(found)
                    return
        self.doubt(self.here, Reason.OUTSIDE, line.text)

    def settled(self) -> Read:
        """Weigh what was found at each question and pass it through the gate."""
        raw: dict[str, tuple[str, ...]] = {}
        for item in self.questionnaire.items:
            if not item.asks:
                continue
            given = self.text(item) if item.kind is ItemKind.TEXT else self.choice(item)
            if given:
                raw[item.name] = given
        for name in self.texts.keys() - {item.name for item in self.questionnaire.items}:
            self.doubt(name, Reason.NO_SUCH_PLACE, "\n".join(self.texts[name]))
        checked = check_all(self.questionnaire, raw)
        reasons = {Fault.NOT_ASKED: Reason.NOT_ASKED, Fault.TOO_LONG: Reason.TOO_LONG}
        for problem in checked.problems:
            self.doubt(problem.item, reasons.get(problem.fault, Reason.UNCLEAR), "; ".join(problem.given))
        return Read(raw={name: raw[name] for name in checked.answers}, doubts=tuple(self.doubts))

    def text(self, item: Item) -> tuple[str, ...]:
        if item.name not in self.texts:
            self.doubt(item.name, Reason.MISSING)
            return ()
        words = "\n".join(self.texts[item.name])
        for placeholder in (self.wording.placeholder, *reading().other_placeholders):
            words = words.replace(placeholder, "", 1)
        if item.name in self.twice:
            self.doubt(item.name, Reason.TWICE, words)
            return ()
        return (words.strip(),) if words.strip() else ()

    def choice(self, item: Item) -> tuple[str, ...]:
        boxes = self.boxes[item.name]
        ticked = [found for found in boxes if found.ticked]
        unclear = [found for found in boxes if found.ticked is None]
        times = Counter(found.place.code for found in boxes)
        missing = [self.labels[Place(item=item.name, code=code)] for code in item.codes if not times[code]]
        shown = "; ".join(found.shown for found in boxes if found.ticked is not False)
        if missing:
            left = [] if len(missing) == len(item.codes) else missing
            self.doubt(item.name, Reason.MISSING, "; ".join(filter(None, [shown, *left])))
        elif unclear:
            self.doubt(item.name, Reason.UNCLEAR, shown)
        elif max(times.values()) > 1:
            self.doubt(item.name, Reason.TWICE, shown)
        elif _looks_disagree(boxes):
            self.doubt(item.name, Reason.EMPHASISED, "; ".join(found.shown for found in boxes if found.looks))
        elif item.kind is ItemKind.SELECT_ONE and len(ticked) > 1:
            self.doubt(item.name, Reason.TWO_TICKS, shown)
        else:
            return tuple(found.place.code for found in ticked)
        return ()


def _looks_disagree(boxes: Sequence[Box]) -> bool:
    """Whether options are marked by their look in a way that the ticks don't say too."""
    ticked = {found.place for found in boxes if found.ticked}
    strong = {found.place for found in boxes if Look.STRONG in found.looks}
    struck = {found.place for found in boxes if Look.STRUCK in found.looks}
    return bool((strong and strong != ticked) or struck & ticked or (struck and not ticked))


def _places(line: Line) -> dict[int, Place]:
    """Return, for each piece that says so, the place it stands at: by tag, else by title, else by bookmark."""
    found: dict[int, Place] = {}
    for index, piece in enumerate(line.pieces):
        place = None
        if isinstance(piece, Mark):
            place = word_marks.of_bookmark(piece.name)
        elif piece.control is not None:
            place = word_marks.of_tag(piece.control.tag) or word_marks.of_alias(piece.control.alias)
            if place is not None and bool(place.code) != (piece.control.checked is not None):
                place = None
        if place is not None:
            found[index] = place
    by_control = {place for index, place in found.items() if isinstance(line.pieces[index], Piece)}
    # A bookmark is asked only where no control says more: programs shift bookmarks when words are moved.
    return {index: place for index, place in found.items() if not by_control or place in by_control}


def _firsts(places: Mapping[int, Place]) -> dict[int, Place]:
    """Return each place with the first piece that names it."""
    firsts: dict[Place, int] = {}
    for index, place in places.items():
        if place.code:
            firsts.setdefault(place, index)
    return {index: place for place, index in firsts.items()}
