"""The pages for inspectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog
from flask import Blueprint, Response, render_template
from markupsafe import Markup

from app import clock, released
from app.accounts import guard
from app.inspectors import analysed, arranged, by_hand, copies, safeguarding, setting_up, who_is_missing
from app.installation import here
from app.reach import Reach, channel_name, reach, survey_name
from app.store import inspections, plan_figures, submissions
from app.store.copies import HeldError
from app.store.keys import NoKeyError, WrappingKeyError
from surveys.constructs import criteria
from surveys.inspections import GRACE, Phase
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from analysis.disclosure import Release
    from analysis.snapshot import Snapshot
    from app.inspectors.analysed import NotClosedError
    from surveys.inspections import Inspection

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"

CONFLICT: Final = 409
UNAVAILABLE: Final = 503

blueprint = Blueprint("inspectors", __name__, url_prefix="/inspectors")
guard.guard(blueprint)
blueprint.register_error_handler(HeldError, copies.held)
for _method, _rule, _name, _view in (
    *copies.ADDRESSES,
    *by_hand.ADDRESSES,
    *setting_up.ADDRESSES,
    *arranged.ADDRESSES,
    *safeguarding.ADDRESSES,
    *who_is_missing.ADDRESSES,
):
    blueprint.add_url_rule(_rule, _name, _view, methods=[_method])

_log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One inspection in the list: where it stands, and how many have answered."""

    inspection: Inspection
    phase: Phase
    reach: Reach


@blueprint.get("/")
def mine() -> ResponseReturnValue:
    """List the inspections that this person belongs to."""
    account = guard.who()
    seen = [one for one in inspections.every(here().database) if account.may_see(one.code)]
    listed = [Listed(inspection=one, phase=_phase(one), reach=_reach(one)) for one in seen]
    return render_template("inspectors/mine.html", listed=listed, grace=GRACE)


@blueprint.get("/<code>")
def answered(code: str) -> ResponseReturnValue:
    """Show who has answered."""
    inspection = guard.inspection()
    return render_template(
        "inspectors/reach.html",
        code=code,
        inspection=inspection,
        phase=_phase(inspection),
        reach=_reach(inspection),
        channel_name=channel_name,
        known_plans=plan_figures.find(here().database, inspection.area.gss_code) is not None,
        grace=GRACE,
    )


@blueprint.get("/<code>/lines")
def lines(code: str) -> ResponseReturnValue:
    """Show the lines of enquiry."""
    from exports import chart

    inspection = guard.inspection()
    summary = analysed.summary(here(), inspection)
    # Drawn into the page, so that the charts speak in the page's typeface; chart.svg escapes every word in them.
    drawn = {line.rank: Markup(chart.svg(line.chart)) for line in summary.lines if line.chart}  # noqa: S704
    return render_template(
        "inspectors/lines.html",
        code=code,
        inspection=inspection,
        phase=_phase(inspection),
        grace=GRACE,
        summary=summary,
        names=[(survey_name(group), summary.responses[group]) for group in GROUPS],
        criteria=criteria(),
        drawn=drawn,
    )


@blueprint.get("/<code>/lines.docx")
def briefing(code: str) -> ResponseReturnValue:
    """Give the lines of enquiry as a Word document."""
    from exports import briefing as briefings

    inspection = guard.inspection()
    return _download(briefings.write(analysed.summary(here(), inspection), inspection), WORD, f"{code}-lines.docx")


@blueprint.get("/<code>/tables.csv")
def tables_csv(code: str) -> ResponseReturnValue:
    """Give the tables as comma-separated values."""
    from exports import tables

    return _download(tables.write_csv(*_out(guard.inspection())), CSV, f"{code}-tables.csv")


@blueprint.get("/<code>/tables.xlsx")
def tables_xlsx(code: str) -> ResponseReturnValue:
    """Give the tables as an Excel workbook."""
    from exports import tables

    return _download(tables.write_xlsx(*_out(guard.inspection())), EXCEL, f"{code}-tables.xlsx")


@blueprint.errorhandler(analysed.NotClosedError)
def not_closed(error: NotClosedError) -> ResponseReturnValue:
    """Say when there will be lines of enquiry."""
    page = render_template("inspectors/not_closed.html", code=error.inspection.code, inspection=error.inspection)
    return page, CONFLICT


@blueprint.errorhandler(NoKeyError)
@blueprint.errorhandler(WrappingKeyError)
def no_key(error: NoKeyError | WrappingKeyError) -> ResponseReturnValue:
    """Say that the answers can't be opened on this machine."""
    _log.error("no_key", kind=type(error).__name__, code=guard.inspection().code)
    return render_template("inspectors/no_key.html", code=guard.inspection().code), UNAVAILABLE


def _out(inspection: Inspection) -> tuple[Release, Snapshot]:
    taken = analysed.snapshot(here(), inspection)
    return released.release(here(), inspection, taken), taken


def _phase(inspection: Inspection) -> Phase:
    return inspection.window.phase(here().clock())


def _reach(inspection: Inspection) -> Reach:
    counts = submissions.counts(here().database, inspection.code)
    figures = plan_figures.find(here().database, inspection.area.gss_code)
    return reach(counts, inspection.window, clock.day(here().clock()), figures)


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
