"""What the partnership passes on for one inspection: each survey's links, posters and Word copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from app.language import NAMES
from app.reach import survey_name
from surveys.definitions import newest
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from surveys.inspections import Inspection
    from surveys.questionnaire import Language
    from surveys.submissions import Channel


@dataclass(frozen=True, kw_only=True)
class File:
    """Something to download: what it is called on the page, and its address."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What there is to pass on of one survey, to people reached in one way."""

    group: str
    name: str
    link: str
    posters: tuple[File, ...]
    copies: tuple[File, ...]


def surveys(inspection: Inspection, token: str, public_address: str, channel: Channel) -> tuple[Survey, ...]:
    """Return what to pass on of each survey of `inspection` by way of `channel`."""
    return tuple(_survey(inspection, token, public_address, group, channel) for group in GROUPS)


def survey_address(public_address: str, code: str, group: str, channel: Channel | None = None) -> str:
    """Return the whole address at which a survey begins, with how it reached people where that is known."""
    return public_address + url_for("respond.start", code=code, group=group, via=channel.value if channel else None)


def languages(inspection: Inspection, group: str) -> tuple[Language, ...]:
    """Return the languages in which the inspection offers a survey."""
    return tuple(language for language in newest(group).languages if language in inspection.languages)


def _survey(inspection: Inspection, token: str, public_address: str, group: str, channel: Channel) -> Survey:
    from exports import poster

    offered = languages(inspection, group)

    def files(endpoint: str, offered: tuple[Language, ...], via: str | None = None) -> tuple[File, ...]:
        return tuple(
            File(
                name=NAMES[language],
                address=url_for(endpoint, token=token, group=group, language=language, via=via),
            )
            for language in offered
        )

    return Survey(
        group=group,
        name=survey_name(group),
        link=survey_address(public_address, inspection.code, group, channel),
        posters=files("partnership.poster", tuple(one for one in offered if one in poster.languages()), channel.value),
        copies=files("partnership.word_copy", offered),
    )
