"""Reads the fields of a PDF form, and whatever a person put on its pages beside them."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, Final

from exports.copies import marks
from exports.copies.marks import PROPERTY, REFERENCE_BOOKMARK
from exports.reading.lines import Control, Line, Picture, Piece, Returned, Where, legible
from exports.reading.package import Refusal, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from exports.reading.package import Package

_MOST_PAGES: Final = 100
_MOST_ANNOTATIONS: Final = 5000
_TICKED, _EMPTY = "☒", "☐"
_NOTHING_TO_SEE: Final = frozenset({"/Link", "/Popup"})
_NOT_OPENED: Final = frozenset({"/FileAttachment", "/Sound", "/Movie", "/RichMedia", "/3D", "/Screen"})


def returned(package: Package) -> Returned:
    """Return what the form holds. Raises UnreadableError."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would tell strangers' file names and words to the log
    try:
        return _returned(pypdf.PdfReader(io.BytesIO(package.read(""))))
    except UnreadableError:
        raise
    except MemoryError:
        raise UnreadableError(Refusal.TOO_HARD) from None
    except Exception:  # noqa: BLE001 - what a broken file makes a parser raise can't be listed
        raise UnreadableError(Refusal.DAMAGED) from None


def _returned(reader: PdfReader) -> Returned:
    if reader.is_encrypted:
        raise UnreadableError(Refusal.PASSWORD)
    root: Any = reader.root_object
    if _runs_programs(root):
        raise UnreadableError(Refusal.MACROS)
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableError(Refusal.UNPACKS_TOO_BIG)
    lines: list[Line] = []
    printed: list[str] = []
    objects = int("/EmbeddedFiles" in _got(root.get("/Names", {})))
    for number, page in enumerate(reader.pages):
        printed += legible(page.extract_text()).split("\n")
        found = [_got(each) for each in _got(page.get("/Annots", []))]
        if len(found) > _MOST_ANNOTATIONS:
            raise UnreadableError(Refusal.UNPACKS_TOO_BIG)
        objects += sum(each.get("/Subtype") in _NOT_OPENED for each in found)
        for annotation in sorted(found, key=_height):
            lines += _line(annotation, number)
    if not any(line.is_field for line in lines):
        raise UnreadableError(Refusal.PDF)
    properties = {str(name).lstrip("/"): str(words) for name, words in (reader.metadata or {}).items()}
    properties[PROPERTY] = f"{properties.get(PROPERTY, '')}\n{_reference(root)}"
    return Returned(lines=tuple(lines), properties=properties, objects=objects, printed=tuple(printed))


def _runs_programs(root: Any) -> bool:  # noqa: ANN401 - the objects of a PDF have no types
    action = _got(root.get("/OpenAction"))
    starts = isinstance(action, dict) and action.get("/S") in {"/JavaScript", "/Launch"}
    return starts or "/AA" in root or "/JavaScript" in _got(root.get("/Names", {}))


def _line(annotation: Any, page: int) -> Iterator[Line]:  # noqa: ANN401 - as above
    kind = annotation.get("/Subtype")
    if kind == "/Widget":
        field = _field(annotation)
        if field is not None:
            yield Line(pieces=(field,), paragraph=page, is_field=True)
    elif kind not in _NOTHING_TO_SEE:
        words = _text(annotation.get("/Contents", "")).strip()
        pieces = (Piece(text=words),) if words else (Picture(),)
        yield Line(pieces=pieces, where=Where.ASIDE, paragraph=page)


def _field(annotation: Any) -> Piece | None:  # noqa: ANN401 - as above
    """Return a field of the form as the piece that its content control would be."""
    parent = _got(annotation.get("/Parent", {}))
    name = str(annotation.get("/T", parent.get("/T", "")))
    given = _got(annotation.get("/V", parent.get("/V")))
    place = marks.of_tag(name)
    if place is None or name == REFERENCE_BOOKMARK:
        words = _text(given)
        return Piece(text=words) if words else None
    if not place.code:
        return Piece(text=_text(given), control=Control(tag=name))
    state = str(annotation.get("/AS", given or "/Off"))
    ticked = str(given or "/Off") != "/Off"
    # A box that shows another state than it has is not clear: it is left without a mark.
    shown = "" if ticked != (state != "/Off") else _TICKED if ticked else _EMPTY
    return Piece(text=shown, control=Control(tag=name, checked=ticked))


def _reference(root: Any) -> str:  # noqa: ANN401 - as above
    """Return what the field says that stands on no page: which form this is."""
    for each in _got(_got(root.get("/AcroForm", {})).get("/Fields", [])):
        field = _got(each)
        if str(field.get("/T", "")) == REFERENCE_BOOKMARK:
            return _text(_got(field.get("/V")))
    return ""


def _text(given: Any) -> str:  # noqa: ANN401 - as above
    if given is None:
        return ""
    words = given.get_data().decode("utf-8", "replace") if hasattr(given, "get_data") else str(given)
    return legible(str(words).replace("\r\n", "\n").replace("\r", "\n"))


def _height(annotation: Any) -> float:  # noqa: ANN401 - as above
    """Return how far down its page something stands."""
    corners = _got(annotation.get("/Rect", [0, 0, 0, 0]))
    return -float(corners[3])


def _got(value: Any) -> Any:  # noqa: ANN401 - as above
    return value.get_object() if hasattr(value, "get_object") else value
