"""Which words of our own pages can be recorded before anybody opens them: what the templates mark to be read aloud."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from app import language as languages
from app.language import LOCALES, date_words, moment_words, use
from surveys.inspections import GRACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flask import Flask
    from jinja2 import Environment

    from surveys.inspections import Inspection
    from surveys.questionnaire import Language

    _Message = tuple[str, tuple[tuple[str, tuple[str]], ...]]
    """A message, and what stands in its places on every page."""

_FOLDERS: Final = ("respond/", "information/", "errors/", "parts.html")
_FILTER: Final = "sentences"
_MESSAGE: Final = "_"
_PLACE: Final = re.compile(r"%\((\w+)\)s")
_NUMBERS: Final = frozenset({"phone", "texted"})
"""The macros that write a number to call or to text, which is known before anybody opens the page."""


def spoken(app: Flask, inspections: Iterable[Inspection]) -> Iterator[tuple[Language, str]]:
    """Yield each passage of the pages in each language, with the area and the times of each inspection in it.

    A passage that holds anything else which is only known when its page is written, as who is responsible, is left out.
    """
    messages = tuple(dict.fromkeys(_messages(app.jinja_env)))
    known = tuple(inspections)
    for language in LOCALES:
        with app.test_request_context():
            use(language)
            filled = [_values(inspection) for inspection in known]
            words = languages.catalogue(language)
            found = (
                passage
                for message, numbers in messages
                for passage in _filled(words.gettext(message), [{**one, **dict(numbers)} for one in ({}, *filled)])
            )
            yield from ((language, passage) for passage in dict.fromkeys(found))


def _filled(words: str, values: Iterable[Mapping[str, tuple[str, ...]]]) -> Iterator[str]:
    names = tuple(dict.fromkeys(_PLACE.findall(words)))
    for known in values:
        if all(name in known for name in names):
            for chosen in itertools.product(*(known[name] for name in names)):
                yield words % dict(zip(names, chosen, strict=True)) if names else words


def _values(inspection: Inspection) -> dict[str, tuple[str, ...]]:
    """Return what can stand in the places of a passage."""
    window = inspection.window
    day = inspection.answers_kept_until
    return {
        "area": (inspection.area.name,),
        "moment": tuple(map(moment_words, (window.opens, window.closes, window.closes + GRACE))),
        "day": (date_words(day),) if day else (),
    }


def _messages(environment: Environment) -> Iterator[_Message]:
    for name in environment.list_templates(filter_func=lambda name: name.startswith(_FOLDERS)):
        assert environment.loader is not None  # noqa: S101 - Flask gives one
        source, _, _ = environment.loader.get_source(environment, name)
        template = environment.parse(source)
        named = {
            one.target.name: one.node for one in template.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)
        }
        for marked in _marked(template):
            yield from _in(marked, named)
        if name.startswith("errors/"):  # whose headings are their titles
            yield from _in(template, {})


def _marked(template: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what is read aloud: what goes through the filter, or is handed to a macro, which may send it there."""
    for one in template.find_all(nodes.Filter):
        if one.name == _FILTER and one.node is not None:
            yield one.node
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name != _MESSAGE:
            yield from call.args


def _in(node: nodes.Node, named: Mapping[str, nodes.Node]) -> Iterator[_Message]:
    """Yield the messages inside a piece of a template, and inside what the names in it stand for."""
    for one in (node, *node.find_all(nodes.Node)):
        if isinstance(one, nodes.Call) and isinstance(one.node, nodes.Name) and one.node.name == _MESSAGE:
            numbers = tuple((given.key, (number,)) for given in one.kwargs for number in _number(given.value))
            yield from ((part.value, numbers) for part in one.args[:1] if isinstance(part, nodes.Const))
        elif isinstance(one, nodes.Name) and one.name in named:
            yield from _in(named[one.name], {name: value for name, value in named.items() if name != one.name})


def _number(node: nodes.Node) -> Iterator[str]:
    """Yield the number that a macro is given to write."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _NUMBERS:
        yield from (str(part.value) for part in node.args[:1] if isinstance(part, nodes.Const))
