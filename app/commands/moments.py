"""Moments on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.moments import NotAMomentError, moment
from surveys.inspections import LONDON

if TYPE_CHECKING:
    from datetime import datetime


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
        if not isinstance(value, str):
            return value
        try:
            return moment(value)
        except NotAMomentError as error:
            self.fail(str(error), param, ctx)


def in_london(moment: datetime) -> str:
    """Say a moment as people in London would, as in Monday 23 November 2026, 09:30."""
    local = moment.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"
