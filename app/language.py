"""Which language a page is in, and the interface's own words in each."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.dates import format_date as babel_format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import g, has_request_context, request
from flask_babel import Babel, Domain, gettext
from markupsafe import Markup, escape

from app.look import look
from surveys.inspections import LONDON
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from flask import Flask

NAMES: Final = {ENGLISH: "English, standard words", EASY_ENGLISH: "English, easy words"}
"""What a language is called in itself. Only languages named here are offered."""

LOCALES: Final = {ENGLISH: "en_GB", EASY_ENGLISH: "en_GB"}
"""How each language writes dates and numbers. An easy-read language writes them as the language it makes easier."""

EASY: Final = "-simple"
"""What the tag of an easy-read language ends with."""

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ps", "ur"})

_BETWEEN_SENTENCES: Final = re.compile(r"(?<=[.?!]) (?=[A-Z])")
_CATALOGUES: Final = Path(__file__).with_name("translations")
_STAFF: Final = ("/inspectors", "/partnership", "/accounts")
"""Addresses of people at work, who meet standard words first; everybody else meets easy ones."""


def set_up(app: Flask) -> None:
    """Give the application its words: `gettext` in views and `_()` in templates follow the page's language."""
    _Babel(app, locale_selector=lambda: LOCALES[current()], default_timezone="Europe/London")
    # Straight to the words: Flask-Babel's own way goes through five functions for each of a page's twenty phrases.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda words: catalogue(current()).gettext(words),
        ngettext=lambda one, many, number: catalogue(current()).ngettext(one, many, number),
        newstyle=True,
        pgettext=lambda context, words: catalogue(current()).pgettext(context, words),
        npgettext=lambda context, one, many, number: catalogue(current()).npgettext(context, one, many, number),
    )
    app.jinja_env.globals.update(
        _=_phrase,
        language=current,
        direction=lambda language: "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        date_words=date_words,
        month_words=month_words,
        moment_words=moment_words,
    )
    for language in NAMES:
        catalogue(language)


def asked_for(offered: Iterable[Language] = NAMES) -> Language | None:
    """Return the language that the address asks for with `?lang=`, None where it asks for none that is offered."""
    wanted = request.args.get("lang", "") if request.query_string else ""
    if not wanted:
        return None
    return next((language for language in offered if language == wanted), None)


def in_chosen_words(language: Language, offered: tuple[Language, ...]) -> Language:
    """Return `language` in easy or in standard words, whichever the person chose for this device and is offered."""
    words = look()["words"]
    if words == "either":
        return language
    plain = Language(language.removesuffix(EASY))
    wanted = Language(plain + EASY) if words == "easy" else plain
    return wanted if wanted in offered else language


def use(language: Language) -> None:
    """Show the page of this request in `language`."""
    g.language = language


def current() -> Language:
    """Return the language of the page being shown."""
    try:
        chosen: Language = g.language
    except (AttributeError, RuntimeError):  # nothing chose it yet, or no page is being shown
        if not has_request_context():
            return ENGLISH
        staff = request.path.startswith(_STAFF)
        chosen = g.language = asked_for() or (ENGLISH if staff else in_chosen_words(EASY_ENGLISH, tuple(NAMES)))
    return chosen


@cache
def catalogue(language: Language) -> NullTranslations:
    """Return the interface's words in `language`. Words are written in the code in standard English."""
    path = _CATALOGUES / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        words = read_po(file, locale=LOCALES[language], abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return Translations(compiled)


def _phrase(words: str, **values: object) -> Markup:
    """Return words for a template, as Jinja's own `_` does; but that goes through seven functions for each phrase."""
    known = catalogue(current())
    return _marked(known, words) % values if values else _unfilled(known, words)


@cache
def _marked(known: NullTranslations, words: str) -> Markup:
    return Markup(known.gettext(words))  # noqa: S704 - our own words


@cache
def _unfilled(known: NullTranslations, words: str) -> Markup:
    return _marked(known, words) % {}  # a per cent sign is written twice, whether or not there is anything to fill in


def sentences(words: str) -> Markup:
    """Return words for a page; in an easy-read language each sentence begins a line of its own."""
    return _in_lines(words, isinstance(words, Markup)) if current().endswith(EASY) else escape(words)


@lru_cache(maxsize=8192)
def _in_lines(words: str, _is_safe: bool) -> Markup:  # noqa: FBT001 - tells Markup from words that are spelled the same
    return Markup("<br>".join(_BETWEEN_SENTENCES.split(escape(words))))  # noqa: S704 - escaped here


def date_words(day: date) -> str:
    """Return a day as people write it, as in "Tuesday 1 December 2026"."""
    return _day(day, "EEEE d MMMM y", LOCALES[current()])


def month_words(day: date) -> str:
    """Return the month of a day, as in "February 2027"."""
    return _day(day, "MMMM y", LOCALES[current()])


@lru_cache(maxsize=256)
def _day(day: date, form: str, locale: str) -> str:
    return babel_format_date(day, form, locale=locale)


def moment_words(moment: datetime) -> str:
    """Return a moment in London's time, as in "9am on Tuesday 1 December 2026"."""
    there = moment.astimezone(LONDON)
    hour = there.hour % 12 or 12
    minutes = f":{there.minute:02}" if there.minute else ""
    half = "am" if there.hour < 12 else "pm"  # noqa: PLR2004 - noon
    clock = {"12am": gettext("midnight"), "12pm": gettext("midday")}.get(f"{hour}{minutes}{half}")
    clock = clock or f"{hour}{minutes}{half}"
    return str(gettext("%(clock)s on %(day)s", clock=clock, day=date_words(there.date())))


class _Words(Domain):
    """Finds the words by our language rather than by locale: Babel knows no locale for easy read."""

    def get_translations(self) -> NullTranslations:
        return catalogue(current())


class _Babel(Babel):
    """Babel with our own words in place of compiled files beside the code."""

    _words = _Words()

    @property
    def domain_instance(self) -> Domain:
        return self._words
