"""Who is missing while the surveys are still open, with words for a message that asks them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import redirect, render_template, url_for

from app import papers
from app.accounts import guard
from app.inspectors import analysed
from app.installation import here
from app.reach import channel_name
from app.store import plan_figures
from surveys.definitions import newest
from surveys.inspections import Phase
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from analysis.missing import Missing
    from surveys.inspections import Inspection

SEE_OTHER: Final = 303

_THROUGH: Final = {
    ("learn_where", "college"): Channel.COLLEGE,
    ("age", "16_to_19"): Channel.COLLEGE,
    ("age", "20_to_25"): Channel.COLLEGE,
    ("need", "pd"): Channel.HEALTH,
    ("need", "pmld"): Channel.HEALTH,
    ("need", "slcn"): Channel.HEALTH,
}
"""Through whom those who are missing are best asked; all others through what USUALLY says."""
_USUALLY: Final = {
    "learn_where": Channel.SCHOOL,
    "age": Channel.SCHOOL,
    "need": Channel.FORUM,
    "part_of_area": Channel.COUNCIL,
}


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Somebody who is missing, and how to ask them again."""

    found: str
    """How many there are beside how many were expected, in a sentence or two."""
    people: str
    through: str
    links: tuple[str, str]
    """The addresses of the surveys for young people, and for parents and carers."""


def missing(code: str) -> ResponseReturnValue:
    """Show who is missing so far. Once the survey has closed, the lines of enquiry say so."""
    inspection = guard.inspection()
    if inspection.window.phase(here().clock()) is not Phase.OPEN:
        return redirect(url_for("inspectors.answered", code=code), SEE_OTHER)
    from analysis import missing as who

    figures = plan_figures.find(here().database, inspection.area.gss_code)
    frames = analysed.so_far(here(), inspection)
    found = who.missing(frames, figures)
    return render_template(
        "inspectors/missing.html",
        code=code,
        inspection=inspection,
        asking=[_asking(one, inspection) for one in found],
        enough=sum(len(frames[group].table) for group in who.FAMILIES) >= who.fewest(),
        fewest=who.fewest(),
        known_plans=figures is not None,
    )


def _asking(one: Missing, inspection: Inspection) -> Asking:
    channel = _THROUGH.get((one.subgroup.item, one.subgroup.code)) or _USUALLY[one.subgroup.item]
    return Asking(
        found=one.text,
        people=one.people,
        through=channel_name(channel),
        links=(_link(inspection, "young-people", channel), _link(inspection, "parents-and-carers", channel)),
    )


def _link(inspection: Inspection, group: str, channel: Channel) -> str:
    return papers.address(here().settings.public_address, inspection.code, newest(group), channel=channel)


ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/<code>/missing", "missing", missing),
)
