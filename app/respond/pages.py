"""The table of every address that a respondent can open, and the words and pictures that all pages may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from app import language as languages
from app.look import look
from app.respond import (
    arrival,
    assets,
    bringing_back,
    coming_back,
    contact,
    forms,
    helplines,
    information,
    one_page,
    own_answers,
    questions,
    sending,
    stopping,
    taking_back,
)
from app.respond import look as looks
from app.respond.kept import Kept
from app.respond.visit import NotOpenError, SentAlreadyError, to
from app.respond.working import back_at_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from surveys.questionnaire import Language

ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/", "home", arrival.home),
    ("GET", "/look", "look", looks.page),
    ("POST", "/look", "keep_look", looks.keep),
    ("GET", "/get-help", "get_help", information.get_help),
    ("GET", "/help", "help", information.how_to),
    ("GET", "/helpers", "helpers", information.helpers),
    ("GET", "/about", "about", information.about),
    ("GET", "/privacy", "privacy", information.privacy),
    ("GET", "/accessibility", "accessibility", information.accessibility),
    ("GET", "/<code>", "choose", arrival.choose),
    ("GET", "/<code>/<group>", "start", arrival.start),
    ("GET", "/<code>/<group>/who-reads", "who_reads", information.who_reads),
    ("GET", "/<code>/<group>/check", "check", sending.check),
    ("POST", "/<code>/<group>/check", "send", sending.send),
    ("GET", "/<code>/<group>/sent", "sent", sending.sent),
    ("GET", "/<code>/<group>/stop", "stop", stopping.stop),
    ("POST", "/<code>/<group>/stop", "clear", stopping.leave),
    ("GET", "/<code>/<group>/my-answers.html", "save_file", bringing_back.save),
    ("GET", "/<code>/<group>/come-back", "come_back", coming_back.come_back),
    ("POST", "/<code>/<group>/come-back", "open_with_words", coming_back.open_with_words),
    ("GET", "/<code>/<group>/bring-back", "bring", bringing_back.ask),
    ("POST", "/<code>/<group>/bring-back", "brought", bringing_back.bring),
    ("GET", "/<code>/<group>/my-answers", "own_answers", own_answers.page),
    ("GET", "/<code>/<group>/my-answers.docx", "own_answers_word", own_answers.in_word),
    ("POST", "/<code>/<group>/my-answers", "wipe", own_answers.clear),
    ("GET", "/<code>/take-back", "take_back", taking_back.take_back),
    ("POST", "/<code>/take-back", "delete_sent", taking_back.delete),
    ("GET", "/<code>/contact", "contact", contact.contact),
    ("POST", "/<code>/contact", "ask_contact", contact.ask),
    ("GET", "/<code>/<group>/all", "all", one_page.every),
    ("POST", "/<code>/<group>/all", "keep_all", one_page.keep),
    ("GET", "/<code>/<group>/<name>", "question", questions.question),
    ("POST", "/<code>/<group>/<name>", "answer", questions.answer),
)

blueprint = Blueprint("respond", __name__)
blueprint.register_error_handler(NotOpenError, arrival.not_open)
blueprint.register_error_handler(SentAlreadyError, sending.sent_already)
blueprint.before_request(arrival.in_small_letters)
blueprint.after_request(forms.hand_over)
for _method, _rule, _name, _view in ADDRESSES:
    blueprint.add_url_rule(_rule, _name, _view, methods=[_method], strict_slashes=False)


@dataclass(frozen=True, kw_only=True)
class Switch:
    """A link to this page in another language."""

    language: Language
    name: str
    address: str

    @property
    def same(self) -> str:
        """What its name begins with, where this page's language is called the same, as in "English"."""
        begins, _, easier = self.name.partition(", ")
        return begins if easier and languages.NAMES[languages.current()].startswith(f"{begins}, ") else ""

    @property
    def short(self) -> str:
        """What of its name tells it from this page's language, as in "easy words"."""
        return self.name.removeprefix(f"{self.same}, ") if self.same else self.name


@blueprint.app_template_global()
def switches() -> tuple[Switch, ...]:
    """Return a link to this page in each other language that it can be read in."""
    offered: tuple[Language, ...] = g.get("offered", tuple(languages.NAMES))
    return tuple(
        Switch(language=one, name=languages.NAMES[one], address=_this_page(one))
        for one in offered
        if one != languages.current()
    )


blueprint.add_app_template_global(helplines.words, "helplines")


@blueprint.app_template_global()
def foot(*, in_form: bool = False) -> Markup:
    """Return the foot of a page; `in_form` where following a link would lose what was filled in."""

    def write() -> Markup:
        return Markup(render_template("foot.html", in_form=in_form))  # noqa: S704 - our own template

    return Kept().part("foot", (request.path, g.get("offered"), in_form), write)


for _shared in (
    helplines.with_help,
    to,
    looks.to_look,
    look,
    assets.asset,
    assets.picture,
    assets.picture_credit,
    forms.token,
    back_at_work,
):
    blueprint.add_app_template_global(_shared)


def _this_page(language: Language) -> str:
    arguments = looks.arguments() | {"lang": language}
    return f"{quote(request.path)}?{urlencode(arguments)}"
