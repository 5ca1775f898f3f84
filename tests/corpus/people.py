"""Everything that people do to a form besides ticking its boxes, each with what must come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.corpus.marking import LOOKS, MARKS
from tests.corpus.moving import MOVED
from tests.corpus.writing import WRITTEN

if TYPE_CHECKING:
    from tests.corpus.habit import Habit

HABITS: Final[tuple[Habit, ...]] = (*MARKS, *LOOKS, *WRITTEN, *MOVED)
