"""Structured personal data in a text: numbers, addresses and handles, by pattern and checksum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """A piece of a text that may point to a real person, family or setting; `start` and `end` are characters."""

    start: int
    end: int
    text: str
    type: str


_POSTCODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b", re.IGNORECASE)
_EMAIL: Final = re.compile(
    r"[\w.+%-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]{1,63}(?:(?:\.|\s?\(dot\)\s?)[\w-]{1,63}){1,4}", re.IGNORECASE
)
_SPOKEN_EMAIL: Final = re.compile(
    r"\b[\w.+-]{2,64}(?:\sdot\s[\w+-]{1,64}){0,3}\sat\s[\w-]{2,63}(?:\sdot\s\w{2,10}){1,3}\b", re.IGNORECASE
)
_SOCIAL: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:facebook|instagram|tiktok|twitter|x|snapchat|youtube|linkedin)\.com/[\w./@-]{2,80}"
    r"|(?<![\w.])@[\w.]{2,40}\w"
    r"|\b(?=\w{1,30}_)[a-z]\w{4,40}\b|\b[a-z]\w{2,40}#\d{3,5}\b"
    r"|(?<=\binsta is )[\w.]{3,40}\w|(?<=\bsnap is )[\w.]{3,40}\w|(?<=\binsta )\w*[\d_.]\w+|(?<=\bsnap )\w*[\d_.]\w+",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+\s?44|0044|\(?0)[\d\s()-]{8,16}\d\b")
_OTHER_PHONE: Final = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)\s?|\d{3}[.-])\d{3,4}[\s.-]?\d{3,4}(?:\s?(?:x|ext\.?)\s?\d{2,6})?\b"
)
"""Numbers with their area in brackets, or parted by dots, as people write them who phone from abroad."""
_MACHINE: Final = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\bhttps?://[^\s<>\"]{4,200}|\bwww\.[^\s<>\"]{4,200}", re.IGNORECASE
)
_NHS: Final = re.compile(r"\b\d{3}[\s-]?\d{3}[\s-]?\d{4}\b")
_NUMERIC_DATE: Final = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})\b|\b(?:19|20)\d{2}-\d{1,2}-\d{1,2}\b"
)
_MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WRITTEN_DATE: Final = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}\b(?:,?\s(?:19|20)?\d{{2}}\b)?"
    rf"|\b{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s(?:19|20)\d{{2}}\b)?",
    re.IGNORECASE,
)
_BIRTH: Final = re.compile(
    r"\b(?:born|birth\w*|b[- ]?day|dob|d\.o\.b|turns? \d+|im \d+ on|i'm \d+ on|is \d+ on)\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d{2}$|[\s,]\d{2}$")
_FEAST: Final = re.compile(r"\b(?:christmas|boxing|new year'?s) (?:day|eve) (?:19|20)\d{2}\b", re.IGNORECASE)
_EXTENSION: Final = re.compile(
    r"(?:(?<=\bextension is )|(?<=\bextension )|(?<=\bext )|(?<=\bext\. ))\d{3,6}\b", re.IGNORECASE
)
_UPN: Final = re.compile(r"\b[A-Z]\d{12}\b|\b[A-Z]\d{11}[A-Z]\b", re.IGNORECASE)
_INSURANCE: Final = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE)
_PLATE: Final = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b|(?<=reg )[a-z]{2}\d{2}\s?[a-z]{3}\b")
_REFERENCE: Final = re.compile(
    r"(?<=\bcomplaint )[\d][\d\s/-]{4,20}\d|(?<=\bcase )[A-Z]*[-/]?\d[\d\s/-]{3,20}\d"
    r"|(?:(?<=\bref )|(?<=\bref: )|(?<=\breference )|(?<=\bnumber )|(?<=\bno\. ))(?=[\w/-]*\d{3})[\w/-]{5,25}"
    r"|\b[A-Z]{2,5}[/-]?\d{4,}(?:[/-][A-Z\d]+)*\b",
    re.IGNORECASE,
)
_LONG_NUMBER: Final = re.compile(r"(?<![\d£.,])\d[\d\s-]{6,18}\d(?![\d%])")
_STREET: Final = re.compile(
    r"\b(?:(?:flat|apartment|unit)\s\d+[a-z]?,?\s)?\d{1,4}[a-z]?,?\s(?:[a-z][\w'’-]*\s){1,3}?(?:"
    + "|".join(sorted(vocabulary().street))
    + r")\b",
    re.IGNORECASE,
)
_BOX: Final = re.compile(
    r"\b(?:psc|unit)\s\d{3,5},?\sbox\s\d{3,5}\s+[adf]po\sa[aep]\s\d{5}\b|\bp\.?\s?o\.?\sbox\s\d{1,6}\b"
    r"|\b(?:apt|suite|apartment|flat)\.?\s\d{1,5}[a-z]?\b",
    re.IGNORECASE,
)
"""A room's or a box's number, which stands for an address by itself."""
_WORD: Final = re.compile(r"[a-z]+", re.IGNORECASE)
_NHS_WEIGHTS: Final = range(10, 1, -1)
_NHS_DIGITS: Final = 10
_SHORTEST_PHONE: Final = 10
_LONGEST_PHONE: Final = 13
_SPELLED_DIGITS: Final = 7
_LAST_APART: Final = 2
"""Characters that may stand between two number words."""


def identifiers(text: str) -> tuple[PersonalData, ...]:
    """Return structured personal data, in order and without overlaps; what is found first in `_all` wins."""
    taken: list[PersonalData] = []
    for found in _all(text):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the NHS number's check: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    if len(digits) != _NHS_DIGITS or not digits.isdecimal():
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _NHS_WEIGHTS, strict=False)) % 11
    return check != _NHS_DIGITS and check % 11 == int(digits[-1])


def _all(text: str) -> Iterator[PersonalData]:
    for pattern in (_EMAIL, _SPOKEN_EMAIL):
        yield from _each(pattern, text, "email")
    yield from _each(_SOCIAL, text, "social_media")
    yield from _each(_MACHINE, text, "other_id")
    yield from _each(_STREET, text, "address")
    yield from _each(_BOX, text, "address")
    yield from _each(_POSTCODE, text, "postcode")
    yield from _each(_UPN, text, "other_id")
    yield from _each(_INSURANCE, text, "other_id")
    yield from _each(_PLATE, text, "other_id")
    yield from _each(_NUMERIC_DATE, text, "date_of_birth")
    yield from _each(_FEAST, text, "date_of_birth")
    yield from _each(_EXTENSION, text, "phone")
    for match in _WRITTEN_DATE.finditer(text):
        near = text[max(0, match.start() - 30) : match.end() + 25]
        if _YEAR.search(match.group()) or _BIRTH.search(near):
            yield _piece(match, "date_of_birth")
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if digits not in vocabulary().helplines and _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE:
            yield _piece(match, "phone")
    yield from _each(_OTHER_PHONE, text, "phone")
    for match in _NHS.finditer(text):
        yield _piece(match, "nhs_number")
    yield from _each(_REFERENCE, text, "other_id")
    for match in _LONG_NUMBER.finditer(text):
        if re.sub(r"\D", "", match.group()) not in vocabulary().helplines:
            yield _piece(match, "other_id")
    yield from _spelled(text)


def _each(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[PersonalData]:
    for match in pattern.finditer(text):
        yield _piece(match, kind)


def _piece(match: re.Match[str], kind: str) -> PersonalData:
    words = match.group().rstrip()
    return PersonalData(start=match.start(), end=match.start() + len(words), text=words, type=kind)


def _spelled(text: str) -> Iterator[PersonalData]:
    """Yield runs of number words, as in a phone number written out."""
    run: list[re.Match[str]] = []
    digits = vocabulary().digits
    for word in [*_WORD.finditer(text), None]:
        if (
            word is not None
            and word.group().lower() in digits
            and (not run or word.start() - run[-1].end() <= _LAST_APART)
        ):
            run.append(word)
            continue
        if len(run) >= _SPELLED_DIGITS:
            start, end = run[0].start(), run[-1].end()
            yield PersonalData(start=start, end=end, text=text[start:end], type="phone")
        run = [word] if word is not None and word.group().lower() in digits else []
