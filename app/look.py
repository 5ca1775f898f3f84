"""How a person wants pages to look and sound: what can be chosen, and the cookie that keeps it on their device."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from flask import has_request_context, request
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

COOKIE: Final = "heard_look"
"""Holds what was chosen and nothing about the person, as in `colours=dark&size=150`; scripts may change the speed."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "size": ("100", "125", "150", "175", "200"),
    "colours": ("device", "light", "cream", "blue", "dark", "black-yellow"),
    "letters": ("atkinson", "lexend", "opendyslexic", "arial"),
    "spacing": ("usual", "wide", "widest"),
    "pictures": ("shown", "hidden"),
    "words": ("either", "easy", "standard"),
    "reading": ("pressed", "arrival"),
    "speed": ("1", "0.7", "0.85", "1.25", "1.5"),
}
"""What can be chosen of each setting. The first is what everybody meets who has chosen nothing, and is never kept."""

FONTS: Final[Mapping[str, str]] = {
    "atkinson": "atkinson-hyperlegible-next",
    "lexend": "lexend",
    "opendyslexic": "opendyslexic",
}
"""The typefaces that browsers fetch from us, by what they are called in their files' names."""

_LONGEST: Final = 200
"""Characters of a cookie that are looked at: all settings at once take less."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a person has chosen, by setting; a setting left as it was is not there."""

    chosen: Mapping[str, str]

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Look:
        """Return the look with each given choice that there is; any other is left out."""
        return cls(
            chosen={name: given[name] for name, codes in CHOICES.items() if given.get(name, codes[0]) in codes[1:]}
        )

    def __getitem__(self, setting: str) -> str:
        """Return the choice for a setting."""
        return self.chosen.get(setting, CHOICES[setting][0])

    @cached_property
    def cookie(self) -> str:
        """The look as its cookie holds it; empty where nothing was chosen."""
        return urlencode(self.chosen)

    @cached_property
    def attributes(self) -> Markup:
        """The look as attributes of the page's first tag, for style and scripts."""
        return Markup("").join(Markup(' data-{}="{}"').format(*choice) for choice in self.chosen.items())

    @cached_property
    def fonts(self) -> tuple[str, ...]:
        """The files of the typeface, which are fetched before anything asks for them."""
        name = FONTS.get(self["letters"])
        return tuple(f"{name}-latin-{weight}-normal.woff2" for weight in (400, 700)) if name else ()


def look() -> Look:
    """Return the look that the person has chosen on this device."""
    return _read(request.cookies.get(COOKIE, "")) if has_request_context() else _read("")


@lru_cache(maxsize=1024)
def _read(cookie: str) -> Look:
    return Look.of(dict(parse_qsl(cookie)) if len(cookie) <= _LONGEST else {})
