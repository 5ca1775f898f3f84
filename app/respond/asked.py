"""A question's own part of a page: written out once for each choice that it can show, which spares most of the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import current_app
from markupsafe import Markup

from app.look import look
from app.respond.blank import tight
from app.respond.working import back_at_work

if TYPE_CHECKING:
    from collections.abc import Hashable

    from app.respond.filled import Filled
    from app.respond.visit import Visit
    from surveys.questionnaire import Item

_MOST: Final = 4000
"""Parts kept, of about 4 kB each. Where there are more, all are let go."""

_parts: dict[Hashable, Markup] = {}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Writes questions' parts of one visit's page with a macro of respond/asked.html."""

    visit: Visit
    macro: str

    def part(self, item: Item, left: Filled, message: str = "", **more: Any) -> Markup:  # noqa: ANN401 - the macro's own
        """Return the part of `item` as it stands with `left` in it. What a person wrote is never kept."""
        visit = self.visit

        def write() -> Markup:
            macros = current_app.jinja_env.get_template("respond/asked.html").module
            markup: Markup = getattr(macros, self.macro)(item, visit.wording, left, message, **more)
            return markup

        if left.text or message:
            return write()
        asked, pictures = visit.questionnaire, look()["pictures"]
        made_of = (visit.inspection, asked.group, asked.version, item.name, visit.language, visit.wording, pictures)
        key = (self.macro, *made_of, back_at_work(), left.codes, *more.items())
        if key not in _parts:
            if len(_parts) >= _MOST:
                _parts.clear()
            _parts[key] = Markup(tight(write()))  # noqa: S704 - our own macro
        return _parts[key]
