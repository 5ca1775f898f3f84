"""Where the boxes stand in a PDF that LibreOffice made: it tags each as a link, and says where its words begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from exports.pdf.structure import children, elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Object, Pdf

Instruction: TypeAlias = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_TO_EM: Final = 1000


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box: its place in the structure, on which page it is, and where its words begin, in points."""

    element: Object
    page: Object
    content: int
    """The number of its marked content on the page."""
    x: float
    y: float
    size: float
    width: float
    """Of the first character."""


@dataclass(frozen=True, kw_only=True)
class _Spot:
    x: float
    y: float
    size: float
    width: float


def boxes(made: Pdf) -> tuple[Box, ...]:
    """Return the boxes in reading order, and make artifacts of the characters that only draw a tick box."""
    links = [element for element in elements(made) if element.get("/S") == Name.Link]
    wanted: dict[tuple[int, int], set[int]] = {}
    for link in links:
        wanted.setdefault(link.Pg.objgen, set()).add(int(children(link)[0]))
    spots = {page.obj.objgen: _spots(made, page, wanted.get(page.obj.objgen, set())) for page in made.pages}
    return tuple(_box(link, spots) for link in links)


def _box(link: Object, spots: dict[tuple[int, int], dict[int, _Spot]]) -> Box:
    content = int(children(link)[0])
    spot = spots[link.Pg.objgen][content]
    return Box(element=link, page=link.Pg, content=content, x=spot.x, y=spot.y, size=spot.size, width=spot.width)


def _spots(made: Pdf, page: pikepdf.Page, wanted: set[int]) -> dict[int, _Spot]:
    if not wanted:
        return {}
    found: dict[int, _Spot] = {}
    instructions = list(pikepdf.parse_content_stream(page))
    for number, instruction in enumerate(instructions):
        operands, operator = instruction.operands, instruction.operator
        if operator == Operator("BDC") and isinstance(operands[1], Dictionary):
            content = int(operands[1].get("/MCID", -1))
            if content in wanted:
                spot, letters = _spot(page, instructions[number:])
                found[content] = spot
                if letters == 1:
                    instructions[number] = pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC"))
                else:
                    instructions[number] = pikepdf.ContentStreamInstruction(
                        [Name.P, Dictionary(MCID=content)], Operator("BDC")
                    )
    page.Contents = made.make_stream(pikepdf.unparse_content_stream(instructions))
    return found


def _spot(page: pikepdf.Page, instructions: Sequence[Instruction]) -> tuple[_Spot, int]:
    x = y = size = width = 0.0
    letters = 0
    for instruction in instructions:
        operands = instruction.operands
        match str(instruction.operator):
            case "Td":
                x, y = float(operands[0]), float(operands[1])
            case "Tf":
                font, size = page.Resources.Font[str(operands[0])], float(operands[1])
            case "Tj" | "TJ":
                codes = b"".join(_codes(operands[0]))
                letters += len(codes)
                width = width or float(font.Widths[codes[0] - int(font.FirstChar)]) * size / _TO_EM
            case "EMC":
                break
            case _:
                pass
    return _Spot(x=x, y=y, size=size, width=width), letters


def _codes(shown: Object) -> Iterator[bytes]:
    for part in shown if isinstance(shown, Array) else [shown]:
        if isinstance(part, pikepdf.String):
            yield bytes(part)
