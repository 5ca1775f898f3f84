"""A copy as a PDF form: tagged, for a screen reader, with a field at each box that says which answer it is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from exports.copies.layout import Part
from exports.copies.marks import PRINTED, PROPERTY, REFERENCE_BOOKMARK
from exports.copies.shape import PAGE
from exports.pdf import finished as pdf
from exports.pdf.places import Box, boxes
from exports.pdf.structure import children, is_same, parents_of
from exports.writing import document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Object, Pdf

    from accessibility.pictures import PictureSet
    from exports.copies.layout import Block
    from exports.writing.copy import Copy

TICKED: Final = "/Yes"
_POINTS_A_MILLIMETRE: Final = 72 / 25.4
_PRINTS: Final = 4
_READ_ONLY: Final = 1
_SEVERAL_LINES: Final = 1 << 12
_FONT: Final = "Helv"


class MovedError(RuntimeError):
    """LibreOffice set other boxes than the copy has: a version of it that this was not made for."""


def source(copy: Copy, pictures: PictureSet) -> bytes:
    """Return the document that LibreOffice turns into the PDF."""
    fields = not copy.shape.pen
    return document.document(copy.blocks, copy.language, copy.printed, pictures, copy.shape, boxes_as_links=fields)


def finished(content: bytes, copy: Copy) -> bytes:
    """Return the PDF that LibreOffice made of `source`, with its fields, as PDF/UA. Raises MovedError.

    A copy for a pen has no fields: it is for paper.
    """
    with pikepdf.open(io.BytesIO(content)) as made:
        pdf.tidy(made)
        if not copy.shape.pen:
            _form(made, copy)
        values = (copy.printed.reference, copy.printed.address, copy.printed.send_to, copy.printed.credit)
        for name, words in zip((PROPERTY, *PRINTED), values, strict=True):
            made.docinfo[f"/{name}"] = String(words)
        return pdf.saved(made)


def _form(made: Pdf, copy: Copy) -> None:
    found, wanted = boxes(made), _places(copy)
    if len(found) != len(wanted):
        message = f"LibreOffice set {len(found)} boxes where the copy has {len(wanted)}"
        raise MovedError(message)
    question = dict(_questions(copy.blocks))
    fields = []
    for box, block in zip(found, wanted, strict=True):
        says = f"{question[block.item]} {block.words}".strip()
        field = _text(made, box, copy) if block.part is Part.BOX else _tick(made, box)
        field.T, field.TU = String(block.place.tag), String(says)
        _place(made, box, field, keeps_words=block.part is Part.BOX)
        fields.append(field)
    reference = made.make_indirect(
        Dictionary(FT=Name.Tx, T=String(REFERENCE_BOOKMARK), V=String(copy.printed.reference), Ff=_READ_ONLY)
    )
    reference.TU = String(copy.printed.reference)
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    made.Root.AcroForm = made.make_indirect(
        Dictionary(
            Fields=Array([*fields, reference]),
            DA=String(f"/{_FONT} {copy.shape.points} Tf 0 g"),
            DR=Dictionary(Font=Dictionary({f"/{_FONT}": made.make_indirect(helvetica)})),
        )
    )


def _places(copy: Copy) -> tuple[Block, ...]:
    return tuple(block for block in copy.blocks if block.part in {Part.OPTION, Part.BOX})


def _questions(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.part is Part.QUESTION:
            yield block.item, " ".join(block.shown.split())


def _tick(made: Pdf, box: Box) -> Object:
    """Return a check box over the box that is printed; ticked, it shows a cross."""
    side = round(box.size * 0.74, 1)
    left, low = box.x + (box.width - side) / 2, box.y - 0.06 * box.size
    edge, far = round(side * 0.16, 1), round(side * 0.84, 1)
    cross = f"q {side * 0.09:.1f} w 1 J 0 G {edge} {edge} m {far} {far} l {edge} {far} m {far} {edge} l S Q"
    looks = Dictionary({TICKED: _appearance(made, cross, side), "/Off": _appearance(made, "", side)})
    return _widget(
        made, (left, low, left + side, low + side), Dictionary(FT=Name.Btn, AP=Dictionary(N=looks), AS=Name.Off)
    )


def _appearance(made: Pdf, drawing: str, side: float) -> Object:
    stream = made.make_stream(drawing.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, side, side])
    stream.Resources = Dictionary()
    return stream


def _text(made: Pdf, box: Box, copy: Copy) -> Object:
    """Return a field for several lines in the frame, below the words that are printed in it."""
    right = (PAGE[0] - copy.shape.margin - 4) * _POINTS_A_MILLIMETRE
    top = box.y - 0.35 * box.size
    low = top - copy.shape.room - 0.6 * copy.shape.points
    colour = String(f"/{_FONT} {copy.shape.points} Tf 0 g")
    return _widget(made, (box.x - 2, low, right, top), Dictionary(FT=Name.Tx, Ff=_SEVERAL_LINES, DA=colour))


def _widget(made: Pdf, corners: tuple[float, float, float, float], field: Dictionary) -> Object:
    field.Type, field.Subtype, field.F = Name.Annot, Name.Widget, _PRINTS
    field.Rect = Array([round(corner, 2) for corner in corners])
    return made.make_indirect(field)


def _place(made: Pdf, box: Box, field: Object, *, keeps_words: bool) -> None:
    """Put the field on its page and into the structure, in place of the link that stood there."""
    page = box.page
    field.P = page
    page.Annots = Array([*page.get("/Annots", []), field])
    page.Tabs = Name.S
    tree = made.Root.StructTreeRoot
    number = tree.ParentTreeNextKey
    tree.ParentTreeNextKey = number + 1
    tree.ParentTree.Nums.extend([number, box.element])
    field.StructParent = number
    element = box.element
    element.S = Name.Form
    element.K = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
    on_page = parents_of(made, page)
    if keeps_words:
        parent = element.P
        rest = [one for one in children(parent) if not is_same(one, element)]
        parent.K = Array([box.content, element, *rest])
        parent.Pg = page
        on_page[box.content] = parent
    else:
        on_page[box.content] = None
