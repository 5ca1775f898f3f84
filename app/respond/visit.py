"""What a request stands in: inspection, questionnaire, language, and the draft that the browser can open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from flask import abort, g, request, url_for

from app import language as languages
from app.installation import here
from app.respond.named import ANSWERING, NAMED_BY
from app.store import arrivals, drafts, inspections, submissions
from app.store.drafts import Draft, DraftKey, NoSuchDraftError
from surveys import definitions, routing
from surveys.answers import check_all
from surveys.inspections import GRACE, Inspection, Phase
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, Language, Questionnaire, about_them
from surveys.submissions import WHO_ANSWERED, AnsweredBy, Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from werkzeug.wrappers import Response

    from surveys.answers import Answer
    from surveys.questionnaire import Item

COOKIE: Final = "heard_draft"
"""Holds the key to the draft, and goes to the one survey's own addresses only."""

RECEIPT: Final = "heard_receipt"
"""Holds the receipt until the browser is closed, so that sending twice shows the same one."""

KEPT: Final = "heard_kept"
"""Holds the key to the copy of what was just sent, until the browser is closed."""

ANOTHER: Final = "another"
"""Says in an address that another person answers after one who has sent their answers from the same browser."""

EASY_FIRST: Final = frozenset({"young-people"})
"""The groups whose pages are in easy words until they ask for standard ones."""


class NotOpenError(Exception):
    """Answers are not taken now: not yet, or no longer."""

    def __init__(self, inspection: Inspection, phase: Phase) -> None:
        self.inspection, self.phase = inspection, phase
        super().__init__(phase.value)


class SentAlreadyError(Exception):
    """Answers were sent from this browser, and its page is one of before that."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One person at one survey, for the length of one request."""

    inspection: Inspection
    questionnaire: Questionnaire
    language: Language
    channel: Channel
    key: DraftKey | None
    draft: Draft | None

    @property
    def group(self) -> str:
        """Whom the questionnaire is for, as in the address."""
        return self.questionnaire.group

    @cached_property
    def raw(self) -> dict[str, list[str]]:
        """What has been answered so far; an item that was seen and skipped holds an empty list."""
        return {name: list(values) for name, values in self.draft.raw.items()} if self.draft else {}

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers so far that pass the gate and apply: what the check page shows and what is sent."""
        return check_all(self.questionnaire, self.raw).answers

    @cached_property
    def route(self) -> tuple[Item, ...]:
        """The items that apply after the answers so far."""
        return routing.route(self.questionnaire, self.answers)

    def applies(self, item: Item) -> bool:
        """Whether the item is asked after the answers so far. It is looked for as what it is, not as what it holds."""
        return any(one is item for one in self.route)

    @cached_property
    def wording(self) -> Language:
        """The language of the questions' words: the one about "them" where someone answers for a young person."""
        who, theirs = self.answers.get(WHO_ANSWERED), about_them(self.language)
        for_someone = who is not None and AnsweredBy.ON_BEHALF in who.codes
        return theirs if for_someone and theirs in self.questionnaire.wordings_in else self.language

    @property
    def theirs(self) -> bool:
        """Whether the words are about "them"."""
        return self.wording != self.language

    @property
    def sent_before(self) -> bool:
        """Whether answers were sent from this browser since it was opened, and none were given after that."""
        return self.draft is None and RECEIPT in request.cookies

    @property
    def until(self) -> datetime:
        """Until when the answers can be sent: a while after the week, for whoever has begun."""
        return until(self.inspection)

    @property
    def ended(self) -> bool:
        """Whether the week is over: then no other device can open the answers, and only who has begun can send."""
        return self.inspection.window.phase(here().clock()) is not Phase.OPEN

    @property
    def unseen(self) -> Item | None:
        """The first item that applies and that the person has not met: where they go on."""
        return next((item for item in self.route if item.name not in self.raw), None)

    def keeping(self, change: Callable[[dict[str, list[str]]], dict[str, list[str]]]) -> Visit:
        """Keep what `change` makes of the answers so far, in a new draft if there is none, and return the visit then.

        Two pages may be open at once: what the other one kept meanwhile stays.
        """
        database = here().database
        if self.draft is not None and self.key is not None:
            try:
                draft = drafts.change(
                    database,
                    self.key,
                    lambda found: replace(found, language=self.language, raw=change(found.raw)),
                    self.draft,
                )
                return replace(self, draft=draft)
            except NoSuchDraftError:  # cleared or sent on another page since this request began: begin anew
                pass
        draft = Draft(
            code=self.inspection.code,
            group=self.group,
            version=self.questionnaire.version,
            language=self.language,
            channel=self.channel,
            submission_id=submissions.new_id(),
            receipt=submissions.new_receipt(),
            raw=change({}),
        )
        return replace(self, draft=draft, key=drafts.start(database, draft))


def arrive(code: str, group: str) -> Visit:
    """Gather what the request stands in. Raises NotOpenError outside the week; an unknown group is not found.

    Raises SentAlreadyError on a page that is open since before its answers were sent: what is pressed on it must not
    begin new answers that nobody knows of. The start page leads round that for another person.
    """
    installation = here()
    if group not in GROUPS:
        abort(404)
    key, draft = DraftKey.from_cookie(request.cookies.get(COOKIE, "")), None
    if key is None:
        inspection = inspections.find(installation.database, code)
    else:
        inspection, draft = arrivals.find(installation.database, code, key)
    if draft is None or draft.group != group:
        key, draft = None, None
    phase = inspection.window.phase(installation.clock())
    if not (phase is Phase.OPEN or (phase is Phase.GRACE and draft)):
        speak(inspection.languages, _first_language(group))
        raise NotOpenError(inspection, phase)
    questionnaire = tailored(inspection, group, draft.version if draft else definitions.newest(group).version)
    offered = tuple(one for one in questionnaire.languages if one in inspection.languages)
    speak(offered, draft.language if draft else _first_language(group))
    if draft is None and RECEIPT in request.cookies and request.endpoint in ANSWERING and ANOTHER not in request.args:
        raise SentAlreadyError
    return Visit(
        inspection=inspection,
        questionnaire=questionnaire,
        language=languages.current(),
        channel=draft.channel if draft else channel(),
        key=key,
        draft=draft,
    )


def known(code: str, group: str) -> Inspection:
    """Return the inspection of a page that is shown whether or not answers are taken now."""
    if group not in GROUPS:
        abort(404)
    inspection = inspections.find(here().database, code)
    speak(inspection.languages, _first_language(group))
    return inspection


def speak(offered: tuple[Language, ...], first: Language) -> None:
    """Show this page in the language its address asks for, else in `first`, else in the first that is offered.

    The last two give way to the easy or standard words that the person has chosen for this device.
    """
    g.offered = offered
    first = first if first in offered else offered[0]
    languages.use(languages.asked_for(offered) or languages.in_chosen_words(first, offered))


def until(inspection: Inspection) -> datetime:
    """Return until when whoever has begun can send, and whoever has sent can take back."""
    window = inspection.window
    return window.closes if window.phase(here().clock()) is Phase.OPEN else window.closes + GRACE


def channel() -> Channel:
    """Return how the link reached the person, as its `?via=` says; a word we don't know is some other way."""
    given = request.args.get("via", "")
    return Channel(given) if given in set(Channel) else Channel.OTHER


def to(endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as url_for has it
    """Return the address of a page, with the language and the channel that this page's address names.

    For another person on the same device it also goes on saying that they are another, until they have a draft.
    """
    for name in ("lang", "via") if COOKIE in request.cookies else ("lang", "via", ANOTHER):
        if name in request.args and name not in values:
            values[name] = request.args[name][:16]
    for name in NAMED_BY.get(endpoint, ()):
        if name not in values:
            values[name] = (request.view_args or {})[name]
    return _written(endpoint, **values)


@lru_cache(maxsize=8192)
def _written(endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as url_for has it
    """Return an address as Flask writes it, which takes ten times as long and comes to the same for everybody."""
    return url_for(endpoint, **values)


def remember(response: Response, visit: Visit) -> Response:
    """Hand the browser the key to the draft, until the draft can no longer be sent; nothing where it holds it."""
    if visit.key is not None and request.cookies.get(COOKIE) != visit.key.to_cookie():
        response.set_cookie(
            COOKIE,
            visit.key.to_cookie(),
            expires=visit.inspection.window.closes + GRACE,
            path=place(visit.inspection.code, visit.group),
            secure=here().settings.secure_cookies,
            httponly=True,
            samesite="Lax",
        )
        if RECEIPT in request.cookies:  # these are another person's answers, or answers after those
            forget_sent(response, place(visit.inspection.code, visit.group))
    return response


def keep_key(response: Response, key: DraftKey, path: str) -> Response:
    """Hand the browser the key to the copy of what was sent."""
    secure = here().settings.secure_cookies
    response.set_cookie(KEPT, key.to_cookie(), path=path, secure=secure, httponly=True, samesite="Lax")
    return response


def forget_sent(response: Response, path: str) -> Response:
    """Take back from the browser what it holds of answers that were sent: the receipt, and the key to the copy."""
    secure = here().settings.secure_cookies
    for name in (RECEIPT, KEPT):
        response.delete_cookie(name, path=path, secure=secure, httponly=True, samesite="Lax")
    return response


def forget(response: Response, path: str) -> Response:
    """Take the key to the draft back from the browser."""
    secure = here().settings.secure_cookies
    response.delete_cookie(COOKIE, path=path, secure=secure, httponly=True, samesite="Lax")
    return response


def place(code: str, group: str) -> str:
    """Return the address below which everything of one survey lies."""
    return f"/{code}/{group}"


def _first_language(group: str) -> Language:
    return EASY_ENGLISH if group in EASY_FIRST else ENGLISH


@lru_cache(maxsize=512)
def tailored(inspection: Inspection, group: str, version: int) -> Questionnaire:
    """Return a questionnaire of the catalogue with the inspection's own parts of its area."""
    return inspection.tailor(definitions.catalogue()[group, version])
