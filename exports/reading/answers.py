"""Holds the lines of a returned document against the copy that went out: what was answered, and what is in doubt."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.copies import marks as word_marks
from exports.copies.marks import Place
from exports.reading.boxes import Box, box, plain
from exports.reading.choices import Usual, weighed
from exports.reading.doubts import Doubt, Reason, Spot
from exports.reading.lines import Line, Look, Mark, Piece, Where
from exports.reading.places import places_of, starts_of
from exports.reading.ranges import text_ranges
from exports.reading.sights import Sight, put_in
from surveys.answers import Fault, check_all
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.reading.form import Form
    from exports.reading.lines import Picture, Returned
    from surveys.questionnaire import Item, Questionnaire

_GATE: dict[Fault, Reason] = {Fault.NOT_ASKED: Reason.NOT_ASKED, Fault.TOO_LONG: Reason.TOO_LONG}


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was answered clearly, which passes the gate, and what a person must settle."""

    raw: Mapping[str, tuple[str, ...]]
    doubts: tuple[Doubt, ...]


def answers(returned: Returned, questionnaire: Questionnaire, form: Form) -> Read:
    """Read the answers. `form` is what the copy of `questionnaire` held when it went out; reading uses it up."""
    reader = _Reader(questionnaire, form)
    reader.read(returned.lines)
    reader.printed(returned.printed)
    if returned.objects:
        reader.doubt(None, Reason.OBJECT)
    return reader.settled()


class _Reader:
    """Goes through the lines once, keeping the question at which it is."""

    def __init__(self, questionnaire: Questionnaire, form: Form) -> None:
        self.questionnaire, self.form = questionnaire, form
        self.boxes: dict[str, list[Box]] = defaultdict(list)
        self.texts: dict[str, list[Line]] = defaultdict(list)
        self.unsure: set[str] = set()
        self.sights: list[Sight] = []
        self.doubts: list[Doubt] = []
        self.headings: set[str] = set()
        self.by_position: set[str] = set()
        """Questions of which nothing but their place between the headings says whose the answers are."""
        self.here: str | None = None
        self.outside: int | None = None

    def doubt(
        self, item: str | None, reason: Reason, shown: str = "", read: tuple[str, ...] = (), spot: Spot | None = None
    ) -> None:
        if item and (spot is None or not spot.bookmark) and item in self.questionnaire:
            paragraph = spot.paragraph if spot else None
            spot = Spot(paragraph=paragraph, bookmark=word_marks.question_bookmark(item))
        self.doubts.append(Doubt(item=item, reason=reason, shown=shown.strip(), read=read, spot=spot))

    def put_outside(self, line: Line) -> None:
        """Doubt words that stand outside the boxes; lines that follow one another make one doubt."""
        last = self.doubts[-1] if self.doubts else None
        together = self.outside is not None and self.outside == line.paragraph and last and last.item == self.here
        if together and last and last.reason is Reason.OUTSIDE:
            self.doubts.pop()
            self.doubt(self.here, Reason.OUTSIDE, f"{last.shown}\n{line.text.strip()}", spot=last.spot)
        else:
            self.doubt(self.here, Reason.OUTSIDE, line.text, self.meant(line), Spot(paragraph=line.paragraph))
        self.outside = None if line.paragraph is None or line.where is not Where.BODY else line.paragraph + 1

    def meant(self, line: Line) -> tuple[str, ...]:
        """Return the option of the question here that a line names, word for word."""
        if self.here is None or self.here not in self.questionnaire:
            return ()
        for code in self.questionnaire.item(self.here).codes:
            place = Place(item=self.here, code=code)
            if box(place, self.form.labels[place], [Piece(text=f"{line.text} ☐")]).ticked is not None:
                return (code,)
        return ()

    def read(self, lines: Sequence[Line]) -> None:
        """Read every line of the document."""
        marked = [places_of(line) for line in lines]
        seen = {place for places in marked for place in places.values()}
        ranges = text_ranges(lines, marked, self.form)
        self.unsure = set(ranges.unsure)
        for number, line in enumerate(lines):
            if line.where is Where.EDGE:
                self.edge(line)
                continue
            places = marked[number]
            if line.is_field and not places:
                self.put_outside(line)
                continue
            options = {index: place for index, place in places.items() if place.code}
            heading = self.heading(line)
            if heading or (line.text.strip() and self.form.is_section(line.text)):
                self.here = heading
                self.headings |= {heading} if heading else set()
            if options:
                self.options(line, options)
            elif number in ranges.inside:
                self.here = ranges.inside[number]
                self.texts[self.here].append(line)
            elif line.where is Where.ASIDE:
                if line.text.strip():
                    self.put_outside(line)
            elif line.text.strip() and not self.form.takes(line.text, self.here) and self.unmarked(line, seen):
                options = {0: Place(item="", code="unmarked")}
            self.beside(line, len(starts_of(options)) or int(bool(heading) or self.form.is_pictured(line.text)))

    def printed(self, lines: Sequence[str]) -> None:
        """Doubt what stands on the pages of a PDF form and was not printed there."""
        strange = self.form.strange_words(lines)
        if strange:
            self.doubt(None, Reason.OUTSIDE, "\n".join(line for line in lines if strange & set(plain(line).split())))

    def edge(self, line: Line) -> None:
        """Doubt what was written into a header or footer."""
        here, self.here = self.here, None
        words = line.text
        if words.strip() and not self.form.is_edge(words):
            self.doubt(None, Reason.OUTSIDE, words)
        self.beside(line, printed=1)
        self.here = here

    def beside(self, line: Line, printed: int) -> None:
        """See to what a line holds beside its words: pictures, and words taken out while changes were tracked."""
        spot = Spot(paragraph=line.paragraph)
        self.sights.append(Sight(line=line, item=self.here, printed=printed))
        if line.gone.strip() and not self.form.took_out(line.gone):
            self.doubt(self.here, Reason.DELETED, line.gone, spot=spot)

    def heading(self, line: Line) -> str | None:
        marks = (word_marks.of_question(piece.name) for piece in line.pieces if isinstance(piece, Mark))
        marked = next((item for item in marks if item and item in self.questionnaire), None)
        by_words = self.form.heading(line.text) if line.text.strip() else None
        return by_words or (marked if line.text.strip() else None)

    def options(self, line: Line, places: Mapping[int, Place]) -> None:
        """Read a line with the boxes of one option, or of several that ran together."""
        starts = list(starts_of(places).items())
        ends = [start for start, _ in starts[1:]] + [len(line.pieces)]
        for position, ((start, place), end) in enumerate(zip(starts, ends, strict=True)):
            stretch = line.pieces[start if position else 0 : end]
            if place in self.form.labels:
                self.here = place.item
                spot = Spot(paragraph=line.paragraph, bookmark=place.bookmark)
                self.boxes[place.item].append(
                    box(place, self.form.labels[place], stretch, spot=spot, bare=line.is_field)
                )
            else:
                self.unknown(place, stretch, line)

    def unknown(self, place: Place, stretch: Sequence[Piece | Mark | Picture], line: Line) -> None:
        """Doubt a box that the questionnaire does not have, unless it stands as it was printed."""
        said = [piece for piece in stretch if isinstance(piece, Piece) and not piece.gone]
        shown = "".join(piece.text for piece in said)
        aliases = {word_marks.label_of(piece.control.alias) for piece in said if piece.control}
        found = [box(place, label, stretch) for label in aliases if label]
        if not any(each.ticked is False for each in found):
            self.doubt(place.item, Reason.NO_SUCH_PLACE, shown, spot=Spot(paragraph=line.paragraph))

    def unmarked(self, line: Line, seen: set[Place]) -> bool:
        """Read a line that nothing marks by where it stands, or put it in doubt; say whether it was an option."""
        item = self.questionnaire.item(self.here) if self.here and self.here in self.questionnaire else None
        if item is not None and item.kind is ItemKind.TEXT and not self.form.heading(line.text):
            if item.name in self.texts or Place(item=item.name) not in seen:
                self.texts[item.name].append(line)
                self.by_position.add(item.name)
                return False
        elif item is not None:
            for code in item.codes:
                place = Place(item=item.name, code=code)
                spot = Spot(paragraph=line.paragraph)
                found = box(place, self.form.labels[place], line.pieces, spot=spot)
                if place not in seen and found.ticked is not None:
                    self.boxes[item.name].append(found)
                    self.by_position.add(item.name)
                    return True
        self.put_outside(line)
        return False

    def settled(self) -> Read:
        """Weigh what was found at each question and pass it through the gate."""
        raw: dict[str, tuple[str, ...]] = {}
        for sight in put_in(self.sights):
            self.doubt(sight.item, Reason.PICTURE, spot=Spot(paragraph=sight.line.paragraph))
        astray = set(self.astray())
        usual = Usual.of([found for boxes in self.boxes.values() for found in boxes])
        for item in self.questionnaire.items:
            if not item.asks:
                continue
            given = self.text(item) if item.kind is ItemKind.TEXT else self.choice(item, usual)
            if given and item.name in astray:
                self.doubt(item.name, Reason.MISSING, "; ".join(self.shown(item.name, given)), given)
            elif given:
                raw[item.name] = given
        for name in self.texts.keys() - {item.name for item in self.questionnaire.items}:
            self.doubt(name, Reason.NO_SUCH_PLACE, _words(self.texts[name]), spot=_spot(self.texts[name]))
        checked = check_all(self.questionnaire, raw)
        for problem in checked.problems:
            reason = _GATE.get(problem.fault, Reason.UNCLEAR)
            self.doubt(problem.item, reason, "; ".join(self.shown(problem.item, problem.given)), problem.given)
        return Read(raw={name: raw[name] for name in checked.answers}, doubts=tuple(self.doubts))

    def astray(self) -> Iterator[str]:
        """Yield the questions whose answers may be those of the next one, since its heading is gone."""
        asked = [item.name for item in self.questionnaire.items if item.asks]
        for item, following in itertools.pairwise(asked):
            if item in self.by_position and following not in self.headings:
                yield item

    def shown(self, item: str, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.form.labels.get(Place(item=item, code=value), value) for value in given)

    def text(self, item: Item) -> tuple[str, ...]:
        lines = self.texts.get(item.name, [])
        if not lines:
            self.doubt(item.name, Reason.MISSING)
            return ()
        words = self.form.without_placeholder(_words(lines)).strip()
        read = (words,) if words else ()
        if item.name in self.unsure:
            self.doubt(item.name, Reason.TWICE, words, read, _spot(lines))
        elif any(Look.STRUCK in piece.looks for line in lines for piece in line.pieces if isinstance(piece, Piece)):
            self.doubt(item.name, Reason.EMPHASISED, words, read, _spot(lines))
        else:
            return read
        return ()

    def choice(self, item: Item, usual: Usual) -> tuple[str, ...]:
        labels = {code: self.form.labels[Place(item=item.name, code=code)] for code in item.codes}
        found = weighed(item, self.boxes[item.name], labels, usual)
        if found.reason is None:
            return found.codes
        self.doubt(item.name, found.reason, found.shown, found.codes, found.spot)
        return ()


def _words(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _spot(lines: Sequence[Line]) -> Spot:
    return Spot(paragraph=lines[0].paragraph)
