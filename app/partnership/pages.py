"""The nominated officer's private pages. Whoever has the address may open them, and so nobody else may learn it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort, current_app, render_template, request, send_file

from app import clock, papers
from app import language as languages
from app.accounts import guard
from app.installation import here
from app.partnership import links, packs
from app.reach import channel_name, reach
from app.store import inspections, plan_figures, submissions
from surveys.definitions import newest
from surveys.inspections import GRACE, Phase
from surveys.questionnaire import GROUPS
from surveys.submissions import Channel

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from surveys.inspections import Inspection
    from surveys.questionnaire import Language

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PATIENCE: Final = "PACK_PATIENCE"
"""Seconds for which a request waits for a pack that is being made."""
_PATIENCE: Final = 25.0

blueprint = Blueprint("partnership", __name__, url_prefix="/partnership")
blueprint.after_request(guard.record_officer)


@blueprint.get("/<token>", strict_slashes=False)
def overview(token: str) -> ResponseReturnValue:
    """Show how many have answered, and what to pass on while the surveys are open."""
    inspection = inspections.find_by_token(here().database, token)
    channel = _channel(request.args.get("via", "")) or Channel.SCHOOL
    return render_template(
        "partnership/overview.html",
        inspection=inspection,
        phase=inspection.window.phase(here().clock()),
        Phase=Phase,
        grace=GRACE,
        reach=reach(
            submissions.counts(here().database, inspection.code),
            inspection.window,
            clock.day(here().clock()),
            plan_figures.find(here().database, inspection.area.gss_code),
        ),
        channel_name=channel_name,
        token=token,
        chosen=channel,
        channels=[(one, channel_name(one)) for one in Channel],
        surveys=links.surveys(inspection, token, here().settings.public_address, channel),
        site=_site(),
    )


@blueprint.get("/<token>/word/<group>/<language>")
def word_copy(token: str, group: str, language: str) -> ResponseReturnValue:
    """Give a survey's Word copy."""
    inspection, chosen = _asked_for(token, group, language)
    questionnaire = inspection.tailor(newest(group))
    made = papers.copy_of(here(), inspection, questionnaire, chosen, send_to=here().settings.return_to)
    return _download(made.written(here().pictures), f"{inspection.code}-{group}-{chosen}.docx")


@blueprint.get("/<token>/poster/<group>/<language>")
def poster(token: str, group: str, language: str) -> ResponseReturnValue:
    """Give a survey's poster; its QR code says how it reached people where `via` does."""
    from exports import poster as posters

    inspection, chosen = _asked_for(token, group, language)
    if chosen not in posters.languages():
        abort(404)
    channel = _channel(request.args.get("via", ""))
    survey = posters.Survey(
        group=group,
        area=inspection.area.name,
        code=inspection.code,
        site=_site(),
        address=papers.address(
            here().settings.public_address, inspection.code, newest(group), language=chosen, channel=channel
        ),
        until=languages.moment_words(inspection.window.closes),
    )
    way = f"-{channel}" if channel else ""
    return _download(
        posters.write(survey, chosen, here().pictures), f"{inspection.code}-{group}-poster{way}-{chosen}.docx"
    )


@blueprint.get("/<token>/pack")
def pack(token: str) -> ResponseReturnValue:
    """Give everything in one file; where it takes longer to make, say so."""
    inspection = inspections.find_by_token(here().database, token)
    try:
        path = packs.ready(here(), inspection, seconds=current_app.config.get(PATIENCE, _PATIENCE))
    except packs.NoPackError as error:
        page = render_template("partnership/pack.html", inspection=inspection, token=token, why=str(error))
        return page, HTTPStatus.INTERNAL_SERVER_ERROR
    if path is None:
        page = render_template("partnership/pack.html", inspection=inspection, token=token, why="")
        return page, HTTPStatus.ACCEPTED
    name = f"surveys-{inspection.code}.zip"
    return send_file(path, mimetype="application/zip", as_attachment=True, download_name=name)


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Keep the pages out of caches and search engines, and their address out of what other sites are told."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _asked_for(token: str, group: str, language: str) -> tuple[Inspection, Language]:
    inspection = inspections.find_by_token(here().database, token)
    if group not in GROUPS:
        abort(404)
    chosen = next((one for one in links.languages(inspection, group) if one == language), None)
    if chosen is None:
        abort(404)
    languages.use(chosen)
    return inspection, chosen


def _channel(via: str) -> Channel | None:
    if not via:
        return None
    if via not in set(Channel):
        abort(404)
    return Channel(via)


def _site() -> str:
    return here().settings.public_address.partition("://")[2]


def _download(content: bytes, name: str) -> Response:
    response = Response(content, content_type=WORD)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
