"""Serves recordings: by name, in ranges, for ever where the address carries the version; and marks their words."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Final

from flask import Blueprint, abort, request, send_file

from accessibility.audio import KINDS, Recordings
from app.installation import here
from app.respond import aloud

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Response

blueprint = Blueprint("sound", __name__)
blueprint.add_app_template_filter(aloud.aloud, "sentences")
blueprint.add_app_template_filter(aloud.own_words)
blueprint.add_app_template_global(aloud.sounds_of_page)
blueprint.add_app_template_global(aloud.controls)
blueprint.add_app_template_global(aloud.recording_of)

_A_YEAR: Final = 365 * 24 * 60 * 60
_AN_HOUR: Final = 60 * 60


@blueprint.get("/audio/<name>")
def recording(name: str) -> Response:
    """Send the recording that has this name; nothing else in the folder can be reached."""
    found = _recordings(here().settings.audio).named(name)
    if found is None:
        abort(404)
    try:
        content = io.BytesIO(found.path.read_bytes())
    except OSError:
        abort(404)
    response = send_file(content, mimetype=KINDS[found.path.suffix], conditional=True, etag=found.version)
    response.cache_control.no_cache = None
    response.cache_control.public = True
    if request.args.get("v") == found.version:
        response.cache_control.max_age = _A_YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.max_age = _AN_HOUR
    return response


@cache
def _recordings(folder: Path) -> Recordings:
    return Recordings(folder)
