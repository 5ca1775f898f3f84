"""Moments as a person types them: without a zone they are London's, and what the clocks make unclear is asked again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import click

from surveys.inspections import LONDON

_FORM: Final = "Give a day and a time, as in 2026-11-23T09:30."
_YEARS: Final = range(2020, 2100)


class Moment(click.ParamType):
    """A day and a time in ISO 8601. Without a zone it is London's time by the clock."""

    name = "datetime"

    def convert(
        self,
        value: str | datetime,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """Return the moment with its zone, or fail with the cure."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value[:40]!r} is not a day and a time. {_FORM}", param, ctx)
        if "T" not in value.upper() and ":" not in value:
            self.fail(f"{value[:40]!r} has no time. {_FORM}", param, ctx)
        if moment.year not in _YEARS:
            self.fail(f"the year {moment.year} is not from {_YEARS.start} to {_YEARS.stop - 1}. {_FORM}", param, ctx)
        if moment.tzinfo is not None:
            return moment
        local = moment.replace(tzinfo=LONDON)
        if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment:
            self.fail(
                f"there was no {moment:%H:%M} in London on {moment:%Y-%m-%d}: the clocks went forward. "
                "Give a time an hour later.",
                param,
                ctx,
            )
        if local.replace(fold=1).utcoffset() != local.utcoffset():
            self.fail(
                f"there were two {moment:%H:%M} in London on {moment:%Y-%m-%d}: the clocks went back. "
                f"Say which: {moment:%Y-%m-%dT%H:%M}+01:00 came first, {moment:%Y-%m-%dT%H:%M}+00:00 second.",
                param,
                ctx,
            )
        return local


def in_london(moment: datetime) -> str:
    """Say a moment as people in London would, as in Monday 23 November 2026, 09:30."""
    local = moment.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"
