"""Reads the lines of a Rich Text file."""

from __future__ import annotations

import copy
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exports.copies.wording import reading
from exports.reading import rtf_words as words
from exports.reading.lines import Gathering, Look
from exports.reading.package import Refusal, UnreadableError
from exports.reading.rtf_fonts import Fonts
from exports.reading.rtf_tokens import Kind, tokens

if TYPE_CHECKING:
    from exports.reading.lines import Returned
    from exports.reading.package import Package
    from exports.reading.rtf_tokens import Token

_DEEPEST: Final = 500
_TWIPS_IN_MM: Final = 1440 / 25.4
_HIGH: Final = range(0xD800, 0xDC00)
_LOW: Final = range(0xDC00, 0xE000)
"""Halves of a character for which 16 bits are too few."""
_ONE_BYTE: Final = 0x100
_PRIVATE: Final = 0xF000
"""Where the characters of symbol fonts stand in Unicode."""


@dataclass(kw_only=True)
class _State:
    """What holds inside a group and ends with it."""

    font: int = 0
    skipped: int = 1
    """How many characters follow each Unicode character for programs that don't know it."""
    looks: frozenset[Look] = frozenset()
    around: frozenset[Look] = frozenset()
    """The looks that the paragraph has as a whole."""
    size: str = ""
    deleted: bool = False
    ignored: bool = False
    caught: str = ""
    table: str = ""
    sides: dict[str, int] = field(default_factory=dict)


def returned(package: Package) -> Returned:
    """Return what the document holds. Raises UnreadableError."""
    reader = _Reader()
    for token in tokens(package.read("")):
        reader.take(token)
    return reader.lines.returned(reader.properties)


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.lines = Gathering()
        self.properties: dict[str, str] = {}
        self.fonts = Fonts()
        self.state = _State()
        self.outer: list[tuple[_State, ExitStack]] = []
        self.within = ExitStack()
        self.starred = False
        self.first = False
        self.to_skip = 0
        self.raw = bytearray()
        self.caught = ""
        self.name = ""
        self.high = 0

    def take(self, token: Token) -> None:
        kind = token.kind
        if kind is not Kind.BYTES:
            self.flush()
        match kind:
            case Kind.OPEN:
                self.open()
            case Kind.CLOSE:
                self.close()
            case Kind.WORD:
                self.word(token.word, token.number)
            case Kind.SIGN:
                self.sign(token.word)
            case Kind.BYTES:
                self.bytes(token.content)

    def open(self) -> None:
        if len(self.outer) >= _DEEPEST:
            raise UnreadableError(Refusal.TOO_DEEP)
        self.outer.append((self.state, self.within))
        self.state, self.within = copy.copy(self.state), ExitStack()
        self.first, self.starred, self.to_skip = True, False, 0

    def close(self) -> None:
        if not self.outer:
            return
        if self.state.caught and self.state.caught != self.outer[-1][0].caught:
            self.end_caught()
        if self.state.sides and self.state.sides is not self.outer[-1][0].sides:
            self.lines.picture(self.side("w"), self.side("h"))
        self.within.close()
        self.state, self.within = self.outer.pop()
        self.first, self.to_skip = False, 0

    def side(self, side: str) -> float | None:
        goal, scale = (
            self.state.sides.get(f"pic{side}goal"),
            self.state.sides.get(f"picscale{'x' if side == 'w' else 'y'}"),
        )
        return None if goal is None else goal / _TWIPS_IN_MM * (scale or 100) / 100

    def end_caught(self) -> None:
        caught = self.caught.strip()
        match self.state.caught:
            case "bkmkstart" | "bkmkend":
                self.lines.mark(caught)
            case "propname":
                self.name = caught
            case _:
                self.properties[self.name] = caught
        self.caught = ""

    def word(self, word: str, number: int | None) -> None:
        first, starred = self.first, self.starred
        self.first = False
        if self.state.ignored:
            return
        if first and self.destination(word, starred=starred):
            return
        if self.state.table:
            self.fonts.table(self.state.table, word, number)
        elif word == "u" and number is not None:
            self.unicode(number)
        elif word in words.LINE_ENDS:
            self.lines.end_line()
        elif word in words.CHARACTERS:
            self.say(words.CHARACTERS[word])
        elif word in {"ansicpg", "mac", "pc", "pca"}:
            self.fonts.page(word, number)
        elif word.startswith("pic") and "pict" in self.state.sides:
            self.state.sides[word] = number or 0
        else:
            self.format(word, number)

    def destination(self, word: str, *, starred: bool) -> bool:
        """Go into a group that is not plain text; say whether this is one."""
        if word in words.IGNORED:
            self.state.ignored = True
        elif word in words.EDGES:
            self.within.enter_context(self.lines.edge())
        elif word in words.ASIDES:
            self.within.enter_context(self.lines.aside())
        elif word in words.CAUGHT:
            self.state.caught, self.caught = word, ""
        elif word in {"fonttbl", "colortbl"}:
            self.state.table = word
        elif word == "pict":
            self.state.sides = {"pict": 1}
        elif word in {"shp", "do"}:
            self.lines.picture()
        elif word == "object":
            self.lines.objects += 1
        elif starred and word not in words.ENTERED and word != "userprops":
            self.state.ignored = True
        else:
            return False
        return True

    def sign(self, sign: str) -> None:
        if sign == "*":
            self.starred = True
            return
        self.first = False
        if self.state.ignored:
            return
        if sign in "\r\n":
            self.lines.end_line()
        elif sign in words.SIGNS:
            self.say(words.SIGNS[sign])

    def format(self, word: str, number: int | None) -> None:
        on = number != 0
        state = self.state
        if word == "plain":
            state.looks, state.deleted, state.size = frozenset(), False, ""
        elif word == "f" and number is not None:
            state.font = number
        elif word == "fs" and number is not None:
            state.size = str(number)
        elif word == "uc" and number is not None:
            state.skipped = max(number, 0)
        elif word == "deleted":
            state.deleted = on
        elif word in words.PARAGRAPHS:
            self.paragraph(word, number or 0)
        else:
            self.dress(word, number or 0, on=on)

    def paragraph(self, word: str, number: int) -> None:
        """Take a word that gives its look to a whole paragraph."""
        if word == "pard":
            self.state.around = frozenset()
        elif word in words.EDGES_DRAWN:
            self.state.around |= {Look.FRAMED}
        elif number and not self.fonts.is_white(number):
            self.state.around |= {Look.HIGHLIGHTED}

    def dress(self, word: str, number: int, *, on: bool) -> None:
        """Take a word that gives its look to the words that follow."""
        if word in words.SWITCHES:
            self.look(words.SWITCHES[word], on=on)
        elif word in words.UNDERLINES or word == "ulnone":
            self.look(Look.UNDERLINED, on=on and word != "ulnone")
        elif word in words.SHADES:
            self.look(Look.HIGHLIGHTED, on=bool(number) and not self.fonts.is_white(number))
        elif word == "cf":
            self.look(Look.COLOURED, on=not self.fonts.is_ink(number))

    def look(self, look: Look, *, on: bool) -> None:
        self.state.looks = self.state.looks | {look} if on else self.state.looks - {look}

    def unicode(self, number: int) -> None:
        point = number % 0x10000
        self.to_skip = self.state.skipped
        if point in _HIGH:
            self.high = point
            return
        if point in _LOW:
            point = 0x10000 + ((self.high - _HIGH.start) << 10) + (point - _LOW.start) if self.high else 0xFFFD
        self.high = 0
        look = reading().symbols.get(self.fonts.name(self.state.font), {}).get(point)
        self.say(look or chr(point), skipping=False)

    def bytes(self, content: bytes) -> None:
        if self.state.ignored or self.state.sides:
            return
        if self.to_skip:
            skipped = min(self.to_skip, len(content))
            self.to_skip -= skipped
            content = content[skipped:]
        if self.state.table:
            self.fonts.words(self.state.table, content)
        elif content:
            self.first = False
            self.raw += content

    def flush(self) -> None:
        """Say the bytes that came, in the encoding of their font."""
        if self.raw:
            text = self.fonts.decoded(bytes(self.raw), self.state.font)
            symbols = reading().symbols.get(self.fonts.name(self.state.font))
            if symbols:
                text = "".join(
                    symbols.get(_PRIVATE + ord(each), each) if ord(each) < _ONE_BYTE else each for each in text
                )
            self.raw.clear()
            self.say(text)

    def say(self, text: str, *, skipping: bool = True) -> None:
        if self.state.ignored or self.state.sides or self.state.table:
            return
        if skipping:
            self.to_skip = 0
        if self.state.caught:
            self.caught += text
        elif self.state.deleted:
            self.lines.gone(text)
        else:
            self.lines.say(text, None, self.state.looks | self.state.around, self.state.size)
