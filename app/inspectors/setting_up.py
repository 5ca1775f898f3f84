"""The pages on which a lead inspector sets an inspection up: what is asked for, looked over, then opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import redirect, render_template, request, url_for

from app.accounts import guard
from app.accounts.proof import ProofForm
from app.arranging.arrange import KEPT_YEARS, NotReadyError, Wanted, arrange
from app.arranging.parts import NotAPartError, parts_of_area
from app.arranging.readiness import Format, gaps
from app.installation import here
from app.language import NAMES
from app.moments import NotAMomentError, moment
from app.store.inspections import DuplicateCodeError
from app.store.keys import KeyExistsError
from surveys.definitions import newest
from surveys.inspections import LONDON, NoSuchAreaError, local_area, local_areas
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from surveys.inspections import LocalArea

SEE_OTHER: Final = 303
REFUSED: Final = 400
CONFLICT: Final = 409

FORMATS: Final = {
    Format.WORD: "Word copies, also for printing",
    Format.RECORDINGS: "Recordings of every question",
}
_LONGEST_PARTS: Final = 2000
_STEP_MINUTES: Final = 5


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the form."""

    area: str
    day: str
    time: str
    parts: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    kept_years: str


def new() -> ResponseReturnValue:
    """Show the form, filled in as far as it can be."""
    now = here().clock().astimezone(LONDON)
    minute = now.minute - now.minute % _STEP_MINUTES
    complete = not gaps(here(), (ENGLISH, EASY_ENGLISH), (Format.RECORDINGS,))
    formats = (Format.WORD.value, *((Format.RECORDINGS.value,) if complete else ()))
    return _form(
        Typed(
            area="",
            day=f"{now:%Y-%m-%d}",
            time=f"{now.hour:02}:{minute:02}",
            parts="",
            languages=(ENGLISH, EASY_ENGLISH),
            formats=formats,
            kept_years=str(KEPT_YEARS[-1]),
        )
    )


def look_over() -> ResponseReturnValue:
    """Show what was asked for, with the window and what is missing; open it where that was pressed."""
    typed = _typed()
    wanted, problems = _wanted(typed)
    if not ProofForm().validate():
        problems = [("area", "This page was open for too long. Press the button again.")]
    if wanted is None or problems:
        return _form(typed, problems), REFUSED
    match request.form.get("go"):
        case "open":
            return _open(typed, wanted)
        case "change":
            return _form(typed)
        case _:
            return _look_over(typed, wanted)


def _open(typed: Typed, wanted: Wanted) -> ResponseReturnValue:
    try:
        made = arrange(here(), wanted, guard.who())
    except NotReadyError:
        return _look_over(typed, wanted), CONFLICT
    except (DuplicateCodeError, KeyExistsError):
        return _form(typed, [("area", "No free code was found. Press the button again.")]), CONFLICT
    return redirect(url_for("inspectors.arranged", code=made.code), SEE_OTHER)


ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/new", "new", new),
    ("POST", "/new", "look_over", look_over),
)


def offered() -> tuple[Language, ...]:
    """Return every language that a survey can be taken in."""
    return tuple(dict.fromkeys(language for group in GROUPS for language in newest(group).languages))


def _typed() -> Typed:
    form = request.form
    return Typed(
        area=form.get("area", "")[:100],
        day=form.get("day", "")[:10],
        time=form.get("time", "")[:5],
        parts=form.get("parts", "")[:_LONGEST_PARTS],
        languages=tuple(form.getlist("language")),
        formats=tuple(form.getlist("format")),
        kept_years=form.get("kept_years", ""),
    )


def _wanted(typed: Typed) -> tuple[Wanted | None, Sequence[tuple[str, str]]]:
    problems: list[tuple[str, str]] = []
    area: LocalArea | None = None
    notified = None
    parts: tuple[tuple[str, str], ...] = ()
    try:
        area = local_area(typed.area)
    except NoSuchAreaError as error:
        problems.append(("area", str(error) if typed.area.strip() else "Choose the area."))
    try:
        notified = moment(f"{typed.day}T{typed.time}")
    except NotAMomentError as error:
        words = str(error)
        problems.append(("day", f"{words[0].upper()}{words[1:]}" if typed.day and typed.time else "Give day and time."))
    try:
        parts = parts_of_area(line for line in typed.parts.splitlines() if line.strip())
    except NotAPartError as error:
        problems.append(("parts", str(error)))
    languages = tuple(language for language in offered() if language in typed.languages)
    if not languages:
        problems.append(("languages", "Choose 1 language or more."))
    years = next((one for one in KEPT_YEARS if str(one) == typed.kept_years), None)
    if years is None:
        problems.append(("kept_years", "Choose how long answers are kept."))
    if area is None or notified is None or problems:
        return None, problems
    formats = tuple(one for one in Format if one.value in typed.formats)
    wanted = Wanted(area=area, notified=notified, languages=languages, formats=formats, parts=parts, kept_years=years)
    return wanted, ()


def _form(typed: Typed, problems: Sequence[tuple[str, str]] = ()) -> str:
    return render_template(
        "inspectors/new.html",
        typed=typed,
        problems=problems,
        areas=local_areas(),
        languages=[(language, NAMES.get(language, language)) for language in offered()],
        formats=FORMATS,
        years=KEPT_YEARS,
        form=ProofForm(),
    )


def _look_over(typed: Typed, wanted: Wanted) -> str:
    return render_template(
        "inspectors/look_over.html",
        typed=typed,
        inspection=wanted.inspection,
        languages=[NAMES.get(language, language) for language in wanted.languages],
        formats=[FORMATS[one] for one in wanted.formats],
        gaps=gaps(here(), wanted.languages, wanted.formats),
        late=wanted.inspection.window.closes <= here().clock(),
        hours=round((wanted.inspection.window.closes.timestamp() - wanted.inspection.window.opens.timestamp()) / 3600),
        form=ProofForm(),
    )
