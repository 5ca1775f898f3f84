"""Personal data in a text, and the text with it masked: structured things, then capitalised words nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from analysis.identifiers import PersonalData, identifiers
from analysis.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PersonalData", "personal_data", "redact"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*")
_MASK: Final = {
    "person": "[name]",
    "place": "[place]",
    "school": "[school]",
    "address": "[address]",
    "postcode": "[postcode]",
    "phone": "[phone number]",
    "email": "[email]",
    "date_of_birth": "[date]",
    "nhs_number": "[NHS number]",
    "social_media": "[handle]",
    "other_id": "[reference]",
}
_BEFORE_PLACE: Final = frozenset({"in", "at", "from", "near", "to", "around", "outside", "of", "across"})
_BEFORE_TIME: Final = frozenset(
    {
        "in",
        "by",
        "since",
        "last",
        "next",
        "every",
        "this",
        "the",
        "until",
        "till",
        "of",
        "from",
        "before",
        "after",
        "each",
    }
)
_OWNER_STANDS: Final = 3
"""Words before a name in "his name is ..." at which "his" stands."""
_SHORTEST_NAME: Final = 3
_OWNERS: Final = frozenset({"my", "our", "his", "her", "their", "the"})
_BEING: Final = frozenset({"is", "am", "im", "are", "was", "hes", "shes", "were"})
_BEFORE_A_NAME: Final = frozenset(
    {"great", "little", "lower", "upper", "north", "south", "east", "west", "new", "old", "st", "saint"}
)
_LINKS: Final = vocabulary().links
_LONGEST_DESCRIPTION: Final = 2
"""Words, as in "family centre" or "Arts Centre", that may stand between a place's name and what it is."""
_OPENING: Final = frozenset('.!?\n:;"“”([•*/…')
"""After these a capital says nothing."""
_POSSESSIVE: Final = re.compile(r"['’‘]s$")
_SHOUTED: Final = 0.6
_IN_ADDRESSES: Final = frozenset({"person", "place", "address", "postcode", "other_id"})
_ROOM: Final = r"(?:(?:apt|suite|unit|flat|box|no)\b\.?\s?)?"
_IN_ONE: Final = re.compile(
    rf"[\s,]*{_ROOM}(?:\d{{1,5}}[a-z]?[\s,]*(?:\n|{_ROOM}\d)|\n)[\s,\d]*(?:[A-Z]{{2}}\b[\s,\d]*)?", re.IGNORECASE
)
"""What may stand between two pieces of one address: numbers of house and room, and a new line."""
_BEFORE: Final = re.compile(r"(?<![\d£.,-])(?!(?:19|20)\d\d\s)\d{3,5}\s(?:\d{1,3}\s)?$")
"""The number of a house before the name of its street."""
_LONGEST_NUMBER: Final = 12
_AFTER: Final = re.compile(r"[\s,]*(?:[A-Z]{2}\b[\s,]*)?\d{4,6}\b")
"""What may follow one: the number of its post office."""
_SHORTEST_SHOUT: Final = 12


@dataclass(frozen=True, kw_only=True)
class _Word:
    """A word of the text: as written without a possessive s, its plain form, and what stands round it."""

    start: int
    end: int
    written: str
    plain: str
    possessive: bool
    opens: bool
    """Whether it begins a sentence, a line or something quoted, so that its capital says nothing."""


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """Return what may point to a real person, family or setting, in order and without overlaps."""
    found = list(identifiers(text))
    words = [
        word for word in _split(text) if not any(word.start < known.end and known.start < word.end for known in found)
    ]
    named = _names(text, words)
    found.extend(named)
    # A name once found is a name wherever it stands, in small letters too.
    pieces = {part.lower() for piece in named if piece.type == "person" for part in _WORD.findall(piece.text)}
    pieces -= vocabulary().title
    for word in words:
        if word.plain in pieces and not vocabulary().knows(word.plain) and not _covered(word, found):
            found.append(PersonalData(start=word.start, end=word.end, text=word.written, type="person"))
    return _joined(text, sorted(found, key=lambda piece: piece.start))


def _joined(text: str, found: Sequence[PersonalData]) -> tuple[PersonalData, ...]:
    """Return the pieces, those of one written-out address taken together with the numbers between them."""
    pieces: list[PersonalData] = []
    for piece in found:
        last = pieces[-1] if pieces else None
        if last and {last.type, piece.type} <= _IN_ADDRESSES and _IN_ONE.fullmatch(text, last.end, piece.start):
            pieces[-1] = replace(last, end=piece.end, text=text[last.start : piece.end], type="address")
        else:
            pieces.append(piece)
    for number, piece in enumerate(pieces):
        start, end = piece.start, piece.end
        floor = pieces[number - 1].end if number else 0
        ceiling = pieces[number + 1].start if number + 1 < len(pieces) else len(text)
        before = _BEFORE.search(text, max(floor, start - _LONGEST_NUMBER), start)
        if piece.type in _IN_ADDRESSES and before:
            start = before.start()
        if piece.type == "address" or start < piece.start:
            after = _AFTER.match(text, end, ceiling)
            end = after.end() if after else end
            pieces[number] = replace(piece, start=start, end=end, text=text[start:end], type="address")
    return tuple(pieces)


def redact(text: str, found: Sequence[PersonalData] | None = None) -> str:
    """Return the text with each piece of personal data replaced by a word for its type in square brackets."""
    shown: list[str] = []
    place = 0
    for piece in personal_data(text) if found is None else found:
        shown += [text[place : piece.start], _MASK[piece.type]]
        place = piece.end
    return "".join([*shown, text[place:]])


def _covered(word: _Word, found: Sequence[PersonalData]) -> bool:
    return any(word.start < piece.end and piece.start < word.end for piece in found)


def _split(text: str) -> list[_Word]:
    words: list[_Word] = []
    last_end = 0
    for match in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", match.group())
        between = text[last_end : match.start()]
        opens = not words or not _OPENING.isdisjoint(between) or between.strip() in {"-", "–", "—"}
        if opens and words and between.startswith(".") and words[-1].plain in vocabulary().title:
            opens = False
        words.append(
            _Word(
                start=match.start(),
                end=match.start() + len(written),
                written=written,
                plain=re.sub("['’‘]", "", written).lower(),
                possessive=len(written) < len(match.group()),
                opens=opens,
            )
        )
        last_end = match.end()
    return words


def _names(text: str, words: Sequence[_Word]) -> list[PersonalData]:
    letters = [character for character in text if character.isalpha()]
    shouted = len(letters) >= _SHORTEST_SHOUT and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)
    found: list[PersonalData] = []
    place = 0
    while place < len(words):
        if not _is_name(words, place, shouted=shouted):
            place += 1
            continue
        first = last = place
        while last + 1 < len(words) and _goes_on(text, words, last, shouted=shouted):
            last += 1
        last = _to_what_it_is(text, words, last)
        earlier = words[first - 1] if first else None
        if earlier and earlier.plain in _BEFORE_A_NAME and earlier.written[0].isupper() and not earlier.possessive:
            first -= text[earlier.end : words[first].start] in {" ", ". "}
        found.append(_piece(text, words, first, last))
        place = last + 1
    return found


def _is_name(words: Sequence[_Word], place: int, *, shouted: bool) -> bool:
    word, known = words[place], vocabulary()
    before = words[place - 1].plain if place and not (word.opens and words[place - 1].plain not in known.title) else ""
    earlier = words[place - 2].plain if place > 1 else ""
    capital = word.written[0].isupper()
    titled = before in known.title and len(word.plain) > 1
    called = before in known.named and earlier in _BEING and word.plain in known.both
    if called or ((titled or word.plain.partition("-")[0] in known.given) and not known.knows(word.plain)):
        return True
    if before in known.title and capital and (word.plain in known.both or words[place - 1].written[0].isupper()):
        return word.plain not in known.capitalised or word.plain in known.both
    owner = words[place - 3].plain if place >= _OWNER_STANDS else ""
    introduced = before in known.named or (before == "is" and earlier == "name" and owner in _OWNERS)
    if introduced and (capital or not known.knows(word.plain)):
        return capital or (word.plain not in known.both and "-" not in word.written)
    if not capital:
        return _follows_somebody(words, place, before, earlier)
    if word.plain in known.both:
        return _stands_for_someone(words, place, before, shouted=shouted)
    parts = [part for part in re.split("[-]", word.plain) if part]
    return not all(known.knows(part) or len(part) == 1 for part in parts)


def _follows_somebody(words: Sequence[_Word], place: int, before: str, earlier: str) -> bool:
    """Whether a word in small letters is a name by what stands before it: "my son danil", "her friend max"."""
    word, known = words[place], vocabulary()
    related = before in known.relation and earlier in _OWNERS and not words[place - 1].possessive
    if word.plain in known.both:
        return (related or before in known.telling) and word.plain not in known.doing
    return related and not known.knows(word.plain) and len(word.plain) >= _SHORTEST_NAME


def _stands_for_someone(words: Sequence[_Word], place: int, before: str, *, shouted: bool) -> bool:
    """Whether a word that is ordinary and a name both is a name here."""
    word, known = words[place], vocabulary()
    after, further = (words[at] if at < len(words) else None for at in (place + 1, place + 2))
    if shouted or before in _BEFORE_TIME:
        return False
    if not word.opens or word.possessive or (after is not None and not after.opens and _unknown(after)):
        return True
    if after is None or after.opens:
        return False
    if after.plain == "and":  # "Faith and Ruby", "Faith and Kofi", but not "Summer and winter"
        return further is not None and (
            _unknown(further) or (further.written[0].isupper() and further.plain in known.both)
        )
    # "Ruby values her lessons" and "Bill said", but not "May be" or "Will they".
    values = after.plain.endswith("s") and not after.plain.endswith("ss") and word.plain != "chance"
    return values or after.plain in known.done


def _unknown(word: _Word) -> bool:
    """Whether a word is written as a name, and is not known to be anything else."""
    return word.written[0].isupper() and not vocabulary().knows(word.plain)


def _goes_on(text: str, words: Sequence[_Word], last: int, *, shouted: bool) -> bool:
    """Whether the name goes on in the next word."""
    word, following, known = words[last], words[last + 1], vocabulary()
    between = text[word.end : following.start]
    if following.opens:
        return False
    if word.possessive and between[1:] == "s " and following.written[0].isupper() and following.plain in known.school:
        return True  # "St Aldhelm's Primary", but not "Danny's school"
    if between not in {" ", ". "}:
        return False
    if not following.written[0].isupper():
        return following.plain in (known.school | known.place) and word.written[0].isupper() and not shouted
    if following.plain in known.school | known.place | known.both:
        return not shouted
    return not known.knows(following.plain)


def _to_what_it_is(text: str, words: Sequence[_Word], last: int) -> int:
    """Return the place of the word that says what is named, as "centre" after a town's name, or `last`."""
    known = vocabulary()
    for further in range(last + 1, min(last + 2 + _LONGEST_DESCRIPTION, len(words))):
        if words[further].opens or text[words[further - 1].end : words[further].start] != " ":
            return last
        if words[further].plain in known.school | known.place | {"club"}:
            return further
        if words[further].plain in _LINKS or not known.knows(words[further].plain):
            return last
    return last


def _piece(text: str, words: Sequence[_Word], first: int, last: int) -> PersonalData:
    known = vocabulary()
    before = words[first - 1].plain if first else ""
    inside = {word.plain for word in words[first : last + 1]}
    start = words[first].start
    kind = "person"
    if inside & known.school:
        kind = "school"
    elif (inside & known.place and last > first) or (before in _BEFORE_PLACE and words[first].written[0].isupper()):
        kind = "place"
    titled = (
        first > 0
        and before in known.title
        and text[words[first - 1].end : start] in {" ", ". "}
        and (words[first - 1].written[0].isupper() or before in {"mr", "mrs", "ms", "miss", "dr"})
    )
    if titled:
        start, kind = words[first - 1].start, "person"
    piece = PersonalData(start=start, end=words[last].end, text=text[start : words[last].end], type=kind)
    trailing = len(piece.text) - len(piece.text.rstrip(".-'’ "))
    return piece if not trailing else replace(piece, end=piece.end - trailing, text=piece.text[:-trailing])
