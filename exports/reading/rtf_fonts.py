"""The tables at the head of a Rich Text file: which font has which letters, and which number is which colour."""

from __future__ import annotations

from typing import Final

_PAGES: Final = {
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    77: "mac_roman",
}
_NAMED: Final = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_USUAL: Final = "cp1252"
_SYMBOLS: Final = 2
_INK: Final = frozenset({(0, 0, 0), (0x11, 0x22, 0x2A)})
_WHITE: Final = (255, 255, 255)


class Fonts:
    """Collects the tables while the file is read, then answers from them."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._charsets: dict[int, int] = {}
        self._colours: list[tuple[int, int, int] | None] = []
        self._colour: dict[str, int] = {}
        self._font = 0
        self._usual = _USUAL

    def page(self, word: str, number: int | None) -> None:
        """Take the encoding that the file has where a font has none of its own."""
        self._usual = _NAMED.get(word, f"cp{number}")

    def table(self, table: str, word: str, number: int | None) -> None:
        """Take a control word of a table."""
        if table == "colortbl":
            self._colour[word] = number or 0
        elif word == "f" and number is not None:
            self._font = number
        elif word == "fcharset" and number is not None:
            self._charsets[self._font] = number

    def words(self, table: str, content: bytes) -> None:
        """Take the text of a table: a font's name, or the end of a colour."""
        if table == "fonttbl":
            name = content.decode("latin-1").split(";")[0].strip()
            if name:
                self._names.setdefault(self._font, name)
            return
        for _ in range(content.count(b";")):
            red, green, blue = (self._colour.get(name, 0) % 256 for name in ("red", "green", "blue"))
            self._colours.append((red, green, blue) if self._colour else None)
            self._colour = {}

    def name(self, font: int) -> str:
        """Return a font's name."""
        return self._names.get(font, "")

    def decoded(self, content: bytes, font: int) -> str:
        """Return the text that bytes are in a font; a byte that is no letter there stays to be seen."""
        charset = self._charsets.get(font, 0)
        if charset == _SYMBOLS:
            return content.decode("latin-1")
        try:
            return content.decode(_PAGES.get(charset, self._usual), errors="replace")
        except LookupError:
            return content.decode(_USUAL, errors="replace")

    def is_ink(self, number: int) -> bool:
        """Whether a colour is one in which words stand when nobody has marked them."""
        colour = self._colour_of(number)
        return colour is None or colour in _INK

    def is_white(self, number: int) -> bool:
        """Whether a shade is the paper's own."""
        return self._colour_of(number) in {None, _WHITE}

    def _colour_of(self, number: int) -> tuple[int, int, int] | None:
        return self._colours[number] if 0 <= number < len(self._colours) else None
