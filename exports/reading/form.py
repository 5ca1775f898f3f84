"""What a form says of its own, so that whatever else stands on a copy is known to be a person's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from exports.copies.layout import Part
from exports.copies.wording import in_language, reading
from exports.reading.boxes import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.copies.layout import Block
    from surveys.questionnaire import Language

ADDRESS: Final = "\ue000"
EMAIL: Final = "\ue001"
"""Stand in a block for what was printed there, where the file no longer says what that was."""
_UNKNOWN: Final = {ADDRESS: r"[^\s/]+://\S+", EMAIL: r"[^\s@]+@[^\s@]+"}
_FOR_A_PERSON: Final = frozenset({Part.OPTION, Part.BOX})
_ANYWHERE: Final = "*"
_BETWEEN: Final = re.compile(r"\n|(?<=[.!?…])[ \t]+")
_EDGES: Final = 4
_SHORT: Final = 4
"""Words. Fewer, as in "Thank you.", may as well be a person's: they are the form's only where it printed them."""


class Form:
    """The words, headings and labels of one copy as it went out. Each line is taken as often as it was printed."""

    def __init__(self, blocks: Sequence[Block], also: Sequence[Block], language: Language) -> None:
        self.wording = in_language(language)
        self.labels = {block.place: block.words for block in blocks if block.part is Part.OPTION}
        self.headings: dict[str, str] = {}
        for block in blocks:
            if block.part is Part.QUESTION:
                self.headings |= {plain(block.shown): block.item, plain(block.words): block.item}
        self._sections = {plain(block.shown) for block in blocks if block.part is Part.SECTION}
        printed, also = (
            [block for block in some if block.part not in _FOR_A_PERSON and plain(block.shown)]
            for some in (blocks, also)
        )
        self._pictured = {plain(block.shown) for block in (*blocks, *also) if block.image}
        self._left: Counter[str] = Counter()
        self._items: dict[str, set[str]] = defaultdict(set)
        self._parts = {plain(block.shown): tuple(_lines(block.shown)) for block in (*printed, *also)}
        for block in printed:
            for line in _lines(block.shown):
                self._left[line] += 1
                is_note = block.part is Part.PICTURED and block.item and not block.stays_with_next
                self._items[line].add(_ANYWHERE if is_note else block.item)
        for line in {line for block in also for line in _lines(block.shown)}:
            self._left[line] = max(self._left[line], 1)
            self._items[line].add("")
        for line in (line for block in blocks if block.part is Part.FORM for line in _lines(block.shown)):
            # It stands in the headers too, which some programs put among the words of the page.
            self._left[line] += _EDGES
            self._items[line].add(_ANYWHERE)
        self._everything = [block.shown for block in (*blocks, *also)]
        self._patterns = [_pattern(line) for line in self._left if _UNKNOWN.keys() & set(line)]
        placeholders = (self.wording.placeholder, *reading().other_placeholders)
        self.placeholders = tuple(sorted(placeholders, key=len, reverse=True))
        self._pages = _page_numbers(self.wording.page)

    def heading(self, words: str) -> str | None:
        """Return the item whose question stands in a line, alone or with a person's words behind it."""
        compared = plain(words)
        if compared in self.headings:
            return self.headings[compared]
        for heading, item in self.headings.items():
            if len(heading.split()) >= _SHORT and compared.startswith(heading):
                return item
        return None

    def is_heading(self, words: str) -> bool:
        """Whether a line is a question's heading, word for word."""
        return plain(words) in self.headings

    def is_section(self, words: str) -> bool:
        """Whether a line is a section's heading."""
        return plain(words) in self._sections

    def is_edge(self, words: str) -> bool:
        """Whether a line of a header or footer is the form's own."""
        return plain(words) in self._parts or bool(self._pages[0].fullmatch(plain(words)))

    def is_pictured(self, words: str) -> bool:
        """Whether the form prints a picture beside a line."""
        return plain(words) in self._pictured or self._filled(plain(words))

    def is_whole_line(self, words: str) -> bool:
        """Whether a line is one that the form prints, whoever wrote it here."""
        return plain(words) in self._parts

    def takes(self, words: str, here: str | None) -> bool:
        """Whether a line at the question `here` is the form's own; if so, it is one less that the form still has."""
        lines = self._parts.get(plain(words)) or tuple(_lines(words))
        if not all(
            (self._left[line] > 0 and self._at_home(line, here)) or self._filled(line) or self._is_page(line, here)
            for line in lines
        ):
            return False
        self._left.subtract(lines)
        return True

    def strange_words(self, lines: Sequence[str]) -> set[str]:
        """Return the words on the pages of a PDF that are not the form's, or more of them than it has."""
        found: Counter[str] = Counter()
        for line in lines:
            words = plain(line)
            if not self.is_edge(words) and not self._filled(words):
                found.update(words.split())
        own: Counter[str] = Counter()
        for words in (*self._everything, *self.placeholders):
            own.update(plain(words).split())
        return set(found - own) - reading().empty_boxes

    def took_out(self, words: str) -> bool:
        """Whether words that somebody took out while changes were tracked are the form's own."""
        known = reading()
        rest = plain("".join(character for character in words if character not in known.empty_boxes))
        labels = map(plain, self.labels.values())
        return not rest or rest in self._items or rest in map(plain, self.placeholders) or rest in labels

    def without_placeholder(self, words: str) -> str:
        """Return an answer without the words that stood in its box before."""
        for placeholder in self.placeholders:
            words = words.replace(placeholder, "", 1)
        return words

    def _at_home(self, line: str, here: str | None) -> bool:
        return len(line.split()) >= _SHORT or bool({here or "", _ANYWHERE} & self._items[line])

    def _filled(self, line: str) -> bool:
        return any(pattern.fullmatch(line) for pattern in self._patterns)

    def _is_page(self, line: str, here: str | None) -> bool:
        """Whether a line numbers the page, at no question: some programs put headers among the words of the page."""
        return here is None and bool(self._pages[1].fullmatch(line))


def _lines(words: str) -> Iterator[str]:
    """Yield the sentences of what was printed: whether each has a line of its own has changed with the years."""
    return (line for line in map(plain, _BETWEEN.split(words)) if line)


def _pattern(line: str) -> re.Pattern[str]:
    return re.compile("".join(_UNKNOWN.get(character, re.escape(character)) for character in line))


def _page_numbers(page: tuple[str, str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a page's number looks, where programs have left parts of it out and where they haven't."""
    before, between, after = (re.escape(plain(words)) for words in page)
    parts = re.compile(rf"(?:{before} ?)?\d*(?: ?{between} ?\d*)?(?: ?{after})?")
    return parts, re.compile(rf"{before} ?\d+ ?{between} ?\d+ ?{after}")
