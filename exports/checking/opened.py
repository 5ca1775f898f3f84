"""A .docx as the checker sees it: its paragraphs with their place, and the look that styles give them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from exports.reading.package import Format, Refusal, UnreadableError, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from exports.reading.package import Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN: Final = "word/document.xml"
_EDGES: Final = re.compile(r"word/(header|footer)\d*\.xml")
_FALSE: Final = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, where it stands, and its words."""

    element: etree._Element
    where: str
    edge: bool = False
    """Whether it stands in a header or a footer."""

    @cached_property
    def text(self) -> str:
        """Its words, with tabs and line breaks."""
        marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
        return "".join(
            node.text or "" if node.tag == f"{W}t" else marks[node.tag]
            for node in self.element.iter(f"{W}t", *marks)
            if (run := node.getparent()) is not None and run.tag == f"{W}r"
        )

    @property
    def properties(self) -> etree._Element | None:
        """Its own properties."""
        return self.element.find(f"{W}pPr")

    @property
    def runs(self) -> Iterator[etree._Element]:
        """Its runs that have words."""
        for run in self.element.iter(f"{W}r"):
            if any((text.text or "").strip() for text in run.iter(f"{W}t")):
                yield run


class Document:
    """The parts of a package that rules look at. Raises UnreadableError."""

    def __init__(self, content: bytes) -> None:
        self.package: Package = opened(content, "document.docx")
        if self.package.format is not Format.DOCX or MAIN not in self.package.names:
            raise UnreadableError(Refusal.ANOTHER_KIND)
        body = self.package.xml(MAIN).find(f"{W}body")
        if body is None:
            raise UnreadableError(Refusal.DAMAGED)
        self.body = body
        self._parts: dict[str, etree._Element | None] = {}

    @cached_property
    def edges(self) -> dict[str, etree._Element]:
        """Headers and footers by their names."""
        names = sorted(name for name in self.package.names if _EDGES.fullmatch(name))
        return {posixpath.basename(name).removesuffix(".xml"): self.package.xml(name) for name in names}

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """Styles by their ids."""
        root = self.part("word/styles.xml")
        return {} if root is None else {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs: of the body in order, then of headers and footers."""
        found = []
        heading = ""
        for number, element in enumerate(self.body.iter(f"{W}p"), start=1):
            one = Paragraph(element=element, where=_where(number, heading))
            if self.level(one) is not None and one.text.strip():
                heading = " ".join(one.text.split())[:40]
            found.append(one)
        for name, root in self.edges.items():
            found += [Paragraph(element=element, where=name, edge=True) for element in root.iter(f"{W}p")]
        return tuple(found)

    def part(self, name: str) -> etree._Element | None:
        """Return a part of the package, None where there is none."""
        if name not in self._parts:
            self._parts[name] = self.package.xml(name) if name in self.package.names else None
        return self._parts[name]

    def level(self, paragraph: Paragraph) -> int | None:
        """Return the level of a heading, from 1, or None for other paragraphs."""
        found = self.value(paragraph, "outlineLvl")
        return int(found) + 1 if found is not None and found.isdigit() and int(found) < 9 else None  # noqa: PLR2004

    def value(self, paragraph: Paragraph, name: str, attribute: str = "val") -> str | None:
        """Return what a paragraph's own properties, or its styles', say of one thing."""
        for properties in self._paragraph_properties(paragraph):
            found = properties.find(f"{W}{name}")
            if found is not None:
                return found.get(f"{W}{attribute}")
        return None

    def kept(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph stays with the next."""
        for properties in self._paragraph_properties(paragraph):
            found = properties.find(f"{W}keepNext")
            if found is not None:
                return found.get(f"{W}val", "1") not in _FALSE
        return False

    def look(self, paragraph: Paragraph, run: etree._Element, name: str, attribute: str = "val") -> str | None:
        """Return what is said of the look of a run: by itself, its style, its paragraph's style or the defaults."""
        for properties in self._run_properties(paragraph, run):
            found = properties.find(f"{W}{name}")
            if found is not None and found.get(f"{W}{attribute}") is not None:
                return found.get(f"{W}{attribute}")
            if found is not None and attribute == "val":
                return "1"
        return None

    def is_on(self, paragraph: Paragraph, run: etree._Element, name: str) -> bool:
        """Whether a run is bold, italic or the like."""
        return (self.look(paragraph, run, name) or "0") not in _FALSE

    def points(self, paragraph: Paragraph, run: etree._Element) -> float:
        """Return the size of a run's type."""
        found = self.look(paragraph, run, "sz")
        return int(found) / 2 if found and found.isdigit() else 10.0

    def _paragraph_properties(self, paragraph: Paragraph) -> Iterator[etree._Element]:
        if paragraph.properties is not None:
            yield paragraph.properties
        for style in self._chain(_style_of(paragraph.properties, "pStyle") or self._default("paragraph")):
            properties = style.find(f"{W}pPr")
            if properties is not None:
                yield properties

    def _run_properties(self, paragraph: Paragraph, run: etree._Element) -> Iterator[etree._Element]:
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
        for name in (
            _style_of(own, "rStyle"),
            _style_of(paragraph.properties, "pStyle") or self._default("paragraph"),
        ):
            for style in self._chain(name):
                properties = style.find(f"{W}rPr")
                if properties is not None:
                    yield properties
        yield from self._defaults

    def _chain(self, name: str) -> Iterator[etree._Element]:
        seen = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            based = self.styles[name].find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val", "")

    @cached_property
    def _defaults(self) -> tuple[etree._Element, ...]:
        root = self.part("word/styles.xml")
        return () if root is None else tuple(root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def _default(self, kind: str) -> str:
        for name, style in self.styles.items():
            if style.get(f"{W}type") == kind and style.get(f"{W}default") == "1":
                return name
        return ""


def words_in(element: etree._Element) -> str:
    """Return all words inside an element."""
    return "".join(str(words) for words in element.itertext())


def _style_of(properties: etree._Element | None, tag: str) -> str:
    found = None if properties is None else properties.find(f"{W}{tag}")
    return "" if found is None else found.get(f"{W}val", "")


def _where(number: int, heading: str) -> str:
    return f"paragraph {number}" + (f", under “{heading}”" if heading else "")
