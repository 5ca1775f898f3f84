"""How a place in a Word copy is marked, so that its answer is found again whatever program saved the copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

PROPERTY: Final = "HeardForm"
"""The custom property that holds the reference."""

PRINTED: Final = ("HeardAddress", "HeardReturn", "HeardCredit")
"""The custom properties that hold what was printed beside the questions: web address, where to send, credit."""

REFERENCE_BOOKMARK: Final = "heard_form"

_TAG: Final = re.compile(r"(?P<item>[a-z0-9_]{1,24})(?::(?P<code>[a-z0-9_]{1,24}))?")
_ALIAS: Final = re.compile(r".*\[(?P<place>[a-z0-9_]{1,24}(?::[a-z0-9_]{1,24})?)\]\s*", re.DOTALL)
_BOOKMARK: Final = re.compile(
    r"h_(?P<item>[a-z0-9]+(?:_[a-z0-9]+)*)(?:__(?P<code>[a-z0-9]+(?:_[a-z0-9]+)*))?(?: Copy \d+)?"
)
_QUESTION: Final = re.compile(r"q_(?P<item>[a-z0-9]+(?:_[a-z0-9]+)*)")
_REFERENCE: Final = re.compile(
    r"(?<![\w/-])(?P<code>[a-z0-9]+(?:-[a-z0-9]+)*)/(?P<group>[a-z]+(?:-[a-z]+)*)/v(?P<version>[1-9][0-9]{0,5})"
    r"/(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?![\w/-])"
)


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """Where an answer stands: the box of an option, or, without a code, the box for a text."""

    item: str
    code: str = ""

    @property
    def tag(self) -> str:
        """The tag of the content control, which Word keeps."""
        return f"{self.item}:{self.code}" if self.code else self.item

    @property
    def bookmark(self) -> str:
        """The bookmark round the control, at most 40 characters, which every program keeps."""
        return f"h_{self.item}__{self.code}" if self.code else f"h_{self.item}"

    def alias(self, words: str) -> str:
        """Return the control's title, `words` with the place behind them, at most 64 characters."""
        place = f" [{self.tag}]"
        return f"{words[: 64 - len(place)].rstrip()}{place}"


def question_bookmark(item: str) -> str:
    """Return the bookmark round the question's heading."""
    return f"q_{item}"


def of_tag(tag: str) -> Place | None:
    """Return the place that a control's tag names."""
    return _place(_TAG.fullmatch(tag))


def of_alias(alias: str) -> Place | None:
    """Return the place that a control's title ends with."""
    found = _ALIAS.fullmatch(alias)
    return of_tag(found["place"]) if found else None


def label_of(alias: str) -> str:
    """Return the words of a control's title before the place, empty where it names none."""
    found = _ALIAS.fullmatch(alias)
    return alias[: found.start("place") - 1].strip() if found else ""


def of_bookmark(name: str) -> Place | None:
    """Return the place that a bookmark marks. LibreOffice adds "Copy 1" where a name stands twice."""
    return _place(_BOOKMARK.fullmatch(name))


def of_question(name: str) -> str | None:
    """Return the item whose heading a bookmark marks."""
    found = _QUESTION.fullmatch(name)
    return found["item"] if found else None


@dataclass(frozen=True, kw_only=True, order=True)
class Reference:
    """Which form a copy is: `<code>/<group>/v<version>/<language>`."""

    code: str
    group: str
    version: int
    language: str

    def __str__(self) -> str:
        """Return it as it stands on the copy."""
        return f"{self.code}/{self.group}/v{self.version}/{self.language}"


def references(words: str) -> tuple[Reference, ...]:
    """Return the references that stand in `words`, in order."""
    return tuple(
        Reference(code=found["code"], group=found["group"], version=int(found["version"]), language=found["language"])
        for found in _REFERENCE.finditer(words)
    )


def in_qr_code(address: str, reference: str) -> str:
    """Return the survey's address as a copy's QR code holds it: with the version of the form and its language."""
    start, _, query = address.partition("?")
    said = dict(parse_qsl(query))
    for form in references(reference):
        said |= {"lang": form.language, "v": str(form.version)}
    return f"{start}?{urlencode(said)}" if said else start


def reference_of_address(address: str) -> Reference | None:
    """Return which form a copy is whose QR code holds this address, None where it is no copy's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    asked = dict(parse_qsl(parts.query))
    place = "/".join(parts.path.rstrip("/").split("/")[-2:])
    found = references(f"{place}/v{asked.get('v', '')}/{asked.get('lang', '')}")
    return found[0] if found else None


def _place(found: re.Match[str] | None) -> Place | None:
    return Place(item=found["item"], code=found["code"] or "") if found else None
