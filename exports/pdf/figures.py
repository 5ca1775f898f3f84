"""Puts pictures that say something into the structure: LibreOffice 7 notes their words and draws decoration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name, Operator

from exports.pdf.structure import elements, parents_of

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

_NEAR: Final = 3.0
"""Points by which a picture may stand beside the place that its words name."""


def put_in(made: Pdf) -> None:
    """Give each figure that has words and no content the picture that is drawn in its place."""
    for element in list(elements(made)):
        if element.get("/S") == Name.Figure and "/Alt" in element and element.get("/K") is None:
            page = next((one for one in made.pages if one.obj.objgen == element.Pg.objgen), None)
            if page is not None:
                _mark(made, page, element)


def _mark(made: Pdf, page: Page, element: Object) -> None:
    left, low = (float(number) for number in list(element.A.BBox)[:2])
    instructions = list(pikepdf.parse_content_stream(page))
    begun = 0
    for number, instruction in enumerate(instructions):
        match str(instruction.operator):
            case "BMC" | "BDC":
                begun = number
            case "cm":
                at = [float(operand) for operand in instruction.operands[4:6]]
                drawn = str(instructions[number + 1].operator) == "Do"
                artifact = str(instructions[begun].operator) == "BMC"
                if drawn and artifact and abs(at[0] - left) < _NEAR and abs(at[1] - low) < _NEAR:
                    on_page = parents_of(made, page.obj)
                    content = len(on_page)
                    on_page.append(element)
                    element.K = content
                    operands = [Name.Figure, Dictionary(MCID=content)]
                    instructions[begun] = pikepdf.ContentStreamInstruction(operands, Operator("BDC"))
                    page.Contents = made.make_stream(pikepdf.unparse_content_stream(instructions))
                    return
            case _:
                pass
