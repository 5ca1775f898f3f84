"""What people wrote, coded: who raised which theme, as praise or as a concern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import themes
from analysis.languages import language
from analysis.words import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.confirmed import Reading
    from analysis.languages import Language
    from analysis.snapshot import Snapshot, Text
    from analysis.themes import Coded, Valence


@dataclass(frozen=True, kw_only=True)
class Comment:
    """One text with its themes."""

    group: str
    submission: str
    text: Text
    coded: tuple[Coded, ...]
    language: Language


@dataclass(frozen=True, kw_only=True)
class Comments:
    """Everyone's texts, coded. A person who raises a theme in two boxes raises it once."""

    every: tuple[Comment, ...]
    writers: Mapping[str, int]
    """How many wrote anything, by group."""
    raised: Mapping[tuple[str, Valence], Mapping[str, tuple[str, ...]]]
    """For each theme and valence, by group the ids of the submissions that raise it."""

    reading: Reading | None = None
    """What inspectors' confirmations taught and measured, where there are any."""

    def people(self, theme: str, valence: Valence, group: str | None = None) -> tuple[str, ...]:
        """Return the submissions that raise a theme so, of one group or of all."""
        by_group = self.raised.get((theme, valence), {})
        return by_group.get(group, ()) if group else tuple(id_ for ids in by_group.values() for id_ in ids)


def read(snapshot: Snapshot, reading: Reading | None = None) -> Comments:
    """Code every text of the snapshot, as inspectors' confirmations taught where there are any."""
    weights = reading.weights if reading else None
    every: list[Comment] = []
    writers: dict[str, int] = {}
    raised: dict[tuple[str, Valence], dict[str, dict[str, None]]] = {}
    known: dict[tuple[str, str], tuple[Language, tuple[Coded, ...]]] = {}
    for group, table in snapshot.tables.items():
        writers[group] = len({text.row for text in table.texts})
        for text in table.texts:
            key = text.prompt, text.words
            if key not in known:
                found = tokens(text.words)
                known[key] = language(text.words, found), themes.code(text.words, text.prompt, weights, found)
            written_in, coded = known[key]
            submission = table.ids[text.row]
            every.append(Comment(group=group, submission=submission, text=text, coded=coded, language=written_in))
            for one in coded:
                raised.setdefault((one.theme, one.valence), {}).setdefault(group, {})[submission] = None
    return Comments(
        every=tuple(every),
        writers=writers,
        raised={
            key: {group: tuple(ids) for group, ids in by_group.items()} for key, by_group in sorted(raised.items())
        },
        reading=reading,
    )
