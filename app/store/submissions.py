"""Submissions as they are kept: sealed one by one, counted without being opened, opened only with the private key."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from app.store import four_words, matters
from app.store.drafts import DraftKey, forget_sent
from app.store.inspections import held_public_key
from app.store.prepared import Prepared
from app.store.sealing import DamagedError, ExchangedError, Opener, Seal
from app.store.tables import ORIGINALS, RESULTS, SUBMISSIONS
from surveys.submissions import Channel, Mode, Submission

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from app.store.database import Database
    from app.store.keys import Keys
    from app.store.matters import Raised

_One = TypeVar("_One")


class DuplicateSubmissionError(ValueError):
    """A submission with the same id is stored already, and nothing was stored.

    `id` says which; None where another process stored it in the same moment.
    """

    def __init__(self, id: str | None) -> None:  # noqa: A002 - the field's own name
        self.id = id
        which = f"the id {id!r}" if id else "the same id as one of these"
        super().__init__(f"A submission with {which} is stored already, so nothing was stored.")


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many submissions of one kind came on one day: all that the nominated officer may see of them."""

    questionnaire: str
    version: int
    channel: Channel
    mode: Mode
    day: date
    number: int


def new_id() -> str:
    """Return a new random id for a submission."""
    return secrets.token_hex(16)


def new_receipt() -> str:
    """Return a new receipt of four easy words, as in apple-river-window-tulip."""
    return four_words.BETWEEN.join(four_words.new())


def add(
    database: Database,
    code: str,
    submission: Submission,
    *,
    receipt: str,
    draft: DraftKey | None = None,
    original: bytes | None = None,
    raised: Iterable[Raised] = (),
    now: datetime | None = None,
) -> bool:
    """Seal and keep one submission, and destroy its draft; False when its id is stored already (it was sent twice).

    What was `raised` by its texts is kept for the safeguarding leads in the same step: both are kept, or neither.

    `receipt` is what `four_words.mark` makes of the person's receipt: only whoever has those words and the
    installation's secret can find the submission by it. `original` is the Word or paper copy that it was read from,
    sealed beside it. Raises NoSuchInspectionError.
    """
    with database.begin() as connection:
        seal = Seal(held_public_key(connection, code))
        stored = connection.execute(_ADD[connection.dialect.name], _row(seal, code, submission, receipt)).rowcount == 1
        if stored and original is not None:
            values = {"code": code, "id": submission.id, "sealed": seal.close(original)}
            connection.execute(ORIGINALS.insert(), values)
        if stored and now is not None:
            matters.write(connection, code, raised, now)
        if draft is not None:
            forget_sent(connection, draft)
    return stored


def add_all(
    database: Database,
    code: str,
    submissions: Iterable[Submission],
    *,
    raised: Iterable[Raised] = (),
    now: datetime | None = None,
) -> int:
    """Seal and keep them all or, where one fails, none; return how many there were. Nobody holds their receipts.

    What was `raised` by their texts is kept for the safeguarding leads in the same step, `now`.

    Raises NoSuchInspectionError or DuplicateSubmissionError.
    """
    with database.look() as connection:
        public_key = held_public_key(connection, code)
    seal = Seal(public_key)  # sealing takes most of the time, so it is done before others are made to wait
    rows: dict[str, dict[str, Any]] = {}
    for submission in submissions:
        if submission.id in rows:
            raise DuplicateSubmissionError(submission.id)
        rows[submission.id] = _row(seal, code, submission, secrets.token_hex(_NOBODYS_BYTES))
    with database.begin() as connection:
        held_public_key(connection, code)
        taken = _known(connection, code, list(rows))
        if taken:
            raise DuplicateSubmissionError(min(taken))
        try:
            for batch in _batches(list(rows.values())):
                connection.execute(SUBMISSIONS.insert(), batch)
        except IntegrityError:  # PostgreSQL only: another process stored one of them in this moment
            raise DuplicateSubmissionError(None) from None
        if now is not None:
            matters.write(connection, code, raised, now)
    return len(rows)


def known(database: Database, code: str, ids: Collection[str]) -> frozenset[str]:
    """Return those of `ids` that are stored for the inspection `code`. Raises NoSuchInspectionError."""
    with database.look() as connection:
        held_public_key(connection, code)
        return _known(connection, code, list(ids))


def stands(database: Database, code: str, *, receipt: str) -> bool:
    """Whether what was sent with this receipt is still kept: nobody has taken it back."""
    return _STANDS.first(database, of=code, hash=_receipt_hash(code, receipt)) is not None


def take_back(database: Database, code: str, *, receipt: str) -> str | None:
    """Delete the submission with this receipt for good, its original too, and return which questionnaire it answered.

    Results that were worked out with it go as well: they are worked out again from what is left. None where there is
    none, or where two have the same receipt by chance: then neither is touched. Raises NoSuchInspectionError.
    """
    with database.begin() as connection:
        held_public_key(connection, code)
        rows = connection.execute(_FIND_BY_RECEIPT, {"of": code, "hash": _receipt_hash(code, receipt)}).all()
        if len(rows) != 1:
            return None
        group: str = rows[0].questionnaire
        for statement in _TAKE_BACK:
            connection.execute(statement, {"of": code, "one": rows[0].id})
        connection.execute(delete(RESULTS).where(RESULTS.c.code == code))
    return group


def counts(database: Database, code: str) -> tuple[Count, ...]:
    """Return how many came of each kind on each day. Raises NoSuchInspectionError."""
    with database.look() as connection:
        held_public_key(connection, code)
        rows = connection.execute(_COUNTS, {"of": code}).all()
    return tuple(
        sorted(
            (
                Count(
                    questionnaire=row.questionnaire,
                    version=row.version,
                    channel=Channel(row.channel),
                    mode=Mode(row.mode),
                    day=date.fromisoformat(row.day),
                    number=row.number,
                )
                for row in rows
            ),
            key=lambda count: (count.questionnaire, count.version, count.day, count.channel, count.mode),
        )
    )


def opened(database: Database, keys: Keys, code: str) -> Iterator[Submission]:
    """Yield every submission of the inspection `code`, opened, by id.

    Raises NoSuchInspectionError and NoKeyError at once; DamagedError or ExchangedError, which name the row, on the way.
    """
    with database.look() as connection:
        held_public_key(connection, code)
        rows = connection.execute(_OPEN, {"of": code}).all()
    opener = Opener(keys.private(code))
    # Sorted here, since databases differ over the order of letters.
    return (_opened(opener, code, row) for row in sorted(rows, key=lambda row: row.id))


def original(database: Database, keys: Keys, code: str, id: str) -> bytes | None:  # noqa: A002
    """Return the Word or paper copy that a submission was read from, or None. Raises as `opened` does."""
    with database.look() as connection:
        held_public_key(connection, code)
        sealed: bytes | None = connection.execute(_ORIGINAL, {"of": code, "one": id}).scalar()
    return None if sealed is None else Opener(keys.private(code)).open(sealed)


_NOBODYS_BYTES: Final = 32
_BATCH: Final = 500
_FACTS: Final = ("questionnaire", "version", "channel", "mode", "day")
_KINDS: Final = [SUBMISSIONS.c[name] for name in _FACTS]
# Without preserve_rowcount, SQLAlchemy does not pass on how many rows PostgreSQL inserted.
_ADD: Final = {
    "sqlite": sqlite.insert(SUBMISSIONS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
    "postgresql": postgresql.insert(SUBMISSIONS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
}
_ITS: Final = SUBMISSIONS.c.code == bindparam("of")
_KNOWN: Final = select(SUBMISSIONS.c.id).where(_ITS, SUBMISSIONS.c.id.in_(bindparam("ids", expanding=True)))
_COUNTS: Final = select(*_KINDS, func.count().label("number")).where(_ITS).group_by(*_KINDS)
_OPEN: Final = select(SUBMISSIONS.c.id, *_KINDS, SUBMISSIONS.c.sealed).where(_ITS)
_ORIGINAL: Final = select(ORIGINALS.c.sealed).where(
    ORIGINALS.c.code == bindparam("of"), ORIGINALS.c.id == bindparam("one")
)

_FIND_BY_RECEIPT: Final = select(SUBMISSIONS.c.id, SUBMISSIONS.c.questionnaire).where(
    SUBMISSIONS.c.receipt_hash == bindparam("hash"), _ITS
)
_STANDS: Final = Prepared(_FIND_BY_RECEIPT)
_TAKE_BACK: Final = tuple(
    delete(table).where(table.c.code == bindparam("of"), table.c.id == bindparam("one"))
    for table in (ORIGINALS, SUBMISSIONS)
)


def _receipt_hash(code: str, receipt: str) -> bytes:
    return hashlib.sha256(f"{code}/{receipt}".encode()).digest()


def _row(seal: Seal, code: str, submission: Submission, receipt: str) -> dict[str, Any]:
    return {
        "code": code,
        "id": submission.id,
        "questionnaire": submission.questionnaire,
        "version": submission.version,
        "channel": submission.channel.value,
        "mode": submission.mode.value,
        "day": submission.day.isoformat(),
        "receipt_hash": _receipt_hash(code, receipt),
        "sealed": seal.close_submission(code, submission),
    }


def _opened(opener: Opener, code: str, row: Any) -> Submission:  # noqa: ANN401 - a row of _OPEN
    try:
        submission = opener.open_submission(code, row.sealed)
    except DamagedError:
        raise DamagedError(f"The submission {row.id!r} doesn't open: its row was damaged or exchanged.") from None
    stated = (row.id, row.questionnaire, row.version, row.channel, row.mode, row.day)
    inside = (
        submission.id,
        submission.questionnaire,
        submission.version,
        submission.channel.value,
        submission.mode.value,
        submission.day.isoformat(),
    )
    if stated != inside:
        raise ExchangedError(f"The submission {row.id!r} holds something else than its row says: rows were exchanged.")
    return submission


def _known(connection: Connection, code: str, ids: list[str]) -> frozenset[str]:
    taken: set[str] = set()
    for batch in _batches(ids):
        taken.update(connection.execute(_KNOWN, {"of": code, "ids": batch}).scalars())
    return frozenset(taken)


def _batches(ones: list[_One]) -> Iterator[list[_One]]:
    return (ones[start : start + _BATCH] for start in range(0, len(ones), _BATCH))
