"""The answers as they stand on the page that shows them before they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app
from markupsafe import Markup

from app.respond.kept import Kept, shown_apart
from app.respond.visit import to

if TYPE_CHECKING:
    from app.respond.visit import Visit
    from surveys.questionnaire import Item


def rows(visit: Visit) -> Markup:
    """Return every question that applies with its answer and a way to change it. What a person wrote is never kept."""
    kept = Kept()
    return Markup("".join(_row(visit, item, kept) for item in visit.route if item.asks))  # noqa: S704 - each of them is


def _row(visit: Visit, item: Item, kept: Kept) -> Markup:
    answer = visit.answers.get(item.name)

    def write() -> Markup:
        macros: Any = current_app.jinja_env.get_template("respond/checked.html").module
        change = to("respond.question", name=item.name, **{"from": "check"})
        markup: Markup = macros.row(item, answer, visit.wording, change)
        return markup

    if answer is not None and answer.text:
        return shown_apart(item.name, write)
    asked = visit.questionnaire
    made_of = (visit.inspection, asked.group, asked.version, visit.wording, answer and answer.codes)
    return kept.part(item.name, made_of, write)
