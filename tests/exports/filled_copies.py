"""Fills in a Word copy the way Word does, and changes documents the way people and programs do."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from docx.oxml.ns import nsmap
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Element: TypeAlias = Any
"""An element whose parts the test knows to be there, so that it need not ask each time whether they are."""

W: Final = f"{{{nsmap['w']}}}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DOCUMENT: Final = "word/document.xml"


def fill(content: bytes, answers: Mapping[str, Sequence[str]]) -> bytes:
    """Return the copy with its boxes ticked and its texts typed: item to codes, or to one text."""

    def change(root: Element) -> None:
        controls = {control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): control for control in root.iter(f"{W}sdt")}
        for item, values in answers.items():
            if item in controls:
                _type(controls[item], values[0])
            else:
                for code in values:
                    tick(controls[f"{item}:{code}"])

    return changed(content, change)


def tick(control: Element) -> None:
    """Tick the box of a control."""
    control.find(f"{W}sdtPr/{_W14}checkbox/{_W14}checked").set(f"{_W14}val", "1")
    control.find(f"{W}sdtContent//{W}t").text = "☒"


def changed(content: bytes, change: Callable[[Element], None], part: str = DOCUMENT) -> bytes:
    """Return the package with one part changed as XML."""
    root: Element = etree.fromstring(part_of(content, part))
    change(root)
    return with_parts(content, {part: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def part_of(content: bytes, name: str) -> bytes:
    """Return one part of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def with_parts(content: bytes, parts: Mapping[str, bytes], *, without: frozenset[str] = frozenset()) -> bytes:
    """Return the package with parts put in, changed or left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts and entry.filename not in without:
                new.writestr(entry, old.read(entry.filename))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def paragraph_of(root: Element, tag: str) -> Element:
    """Return the paragraph that holds the control with this tag, or the bookmark where a program dropped the tag."""
    for control in root.iter(f"{W}sdt"):
        named = control.find(f"{W}sdtPr/{W}tag")
        if named is not None and named.get(f"{W}val") == tag:
            return next(control.iterancestors(f"{W}p"))
    name = f"h_{tag.replace(':', '__')}"
    for mark in root.iter(f"{W}bookmarkStart"):
        if mark.get(f"{W}name") == name:
            return next(mark.iterancestors(f"{W}p"))
    raise LookupError(tag)


def run(words: str, *looks: str) -> Element:
    """Return a run of typed words, with run properties such as `b` or `highlight=yellow`."""
    made: Element = etree.Element(f"{W}r")
    properties = etree.SubElement(made, f"{W}rPr")
    for look in looks:
        name, _, value = look.partition("=")
        attributes = {"val": "clear", "fill": "FFFF00"} if name == "shd" else {"val": value} if value else {}
        etree.SubElement(properties, f"{W}{name}", {f"{W}{key}": each for key, each in attributes.items()})
    for number, line in enumerate(words.split("\n")):
        if number:
            etree.SubElement(made, f"{W}br")
        text = etree.SubElement(made, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = line
    return made


def paragraph(*runs: Element) -> Element:
    """Return a paragraph of its own."""
    made: Element = etree.Element(f"{W}p")
    made.extend(runs)
    return made


def files_in(folder: Path, copies: Mapping[str, bytes]) -> list[Path]:
    """Write each copy into the folder under its name."""
    paths = [folder / name for name in copies]
    for path, content in zip(paths, copies.values(), strict=True):
        path.write_bytes(content)
    return paths


def _type(control: Element, text: str) -> None:
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    properties.remove(properties.find(f"{W}showingPlcHdr"))
    for old in list(content):
        content.remove(old)
    lines = text.split("\n")
    if len(lines) == 1:
        content.append(run(text))
        return
    # At the first Enter Word puts the control round whole paragraphs.
    first = next(control.iterancestors(f"{W}p"))
    for line in lines:
        made = paragraph(run(line))
        made.insert(0, etree.fromstring(etree.tostring(first.find(f"{W}pPr"))))
        content.append(made)
    content[0].insert(1, first.find(f"{W}bookmarkStart"))
    first.getparent().replace(first, control)
