"""Second factors: the secret that a person's telephone makes codes from, kept locked, and their recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from app.store.people_tables import RECOVERY_CODES, SECOND_FACTORS
from app.store.tables import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.database import Database


def enrol(database: Database, staff_id: int, locked_secret: bytes, *, step: int, hashes: Iterable[bytes]) -> bool:
    """Keep a person's first secret and recovery codes; False where they have a secret already: it stays.

    `step` is the half minute of the code with which they showed that their telephone has the secret.
    """
    with database.begin() as connection:
        connection.execute(_HOLD, {"staff": staff_id})  # two at once would both find none
        if connection.execute(_FIND, {"staff": staff_id}).first() is not None:
            return False
        row = {"staff_id": staff_id, "locked_secret": locked_secret, "last_step": step}
        connection.execute(insert(SECOND_FACTORS), row)
        connection.execute(delete(RECOVERY_CODES).where(_ITS_CODES), {"staff": staff_id})
        connection.execute(insert(RECOVERY_CODES), [{"staff_id": staff_id, "hash": one} for one in hashes])
    return True


def find(database: Database, staff_id: int) -> bytes | None:
    """Return a person's locked secret; None where they have none yet."""
    with database.look() as connection:
        row = connection.execute(_FIND, {"staff": staff_id}).first()
    return None if row is None else bytes(row.locked_secret)


def use_step(database: Database, staff_id: int, step: int) -> bool:
    """Use up the codes of the half minute `step` and of those before; False where it was used already."""
    with database.begin() as connection:
        later = update(SECOND_FACTORS).where(SECOND_FACTORS.c.staff_id == staff_id, SECOND_FACTORS.c.last_step < step)
        return connection.execute(later.values(last_step=step)).rowcount == 1


def use_recovery_code(database: Database, staff_id: int, hashed: bytes) -> bool:
    """Use up a recovery code; False where it is not one of theirs, or was used already."""
    with database.begin() as connection:
        its = delete(RECOVERY_CODES).where(_ITS_CODES, RECOVERY_CODES.c.hash == hashed)
        return connection.execute(its, {"staff": staff_id}).rowcount == 1


def renew_recovery_codes(database: Database, staff_id: int, hashes: Iterable[bytes]) -> None:
    """Keep new recovery codes in place of the old ones."""
    with database.begin() as connection:
        connection.execute(delete(RECOVERY_CODES).where(_ITS_CODES), {"staff": staff_id})
        connection.execute(insert(RECOVERY_CODES), [{"staff_id": staff_id, "hash": one} for one in hashes])


def recovery_codes_left(database: Database, staff_id: int) -> int:
    """Return how many recovery codes a person has not used yet."""
    with database.look() as connection:
        number: int = connection.execute(_LEFT, {"staff": staff_id}).scalar_one()
    return number


def remove(database: Database, staff_id: int) -> bool:
    """Forget a person's secret and recovery codes, for a telephone that was lost; False where there were none."""
    with database.begin() as connection:
        connection.execute(delete(RECOVERY_CODES).where(_ITS_CODES), {"staff": staff_id})
        return connection.execute(delete(SECOND_FACTORS).where(_ITS), {"staff": staff_id}).rowcount == 1


_ITS: Final = SECOND_FACTORS.c.staff_id == bindparam("staff")
_ITS_CODES: Final = RECOVERY_CODES.c.staff_id == bindparam("staff")
_FIND: Final = select(SECOND_FACTORS.c.locked_secret).where(_ITS)
_HOLD: Final = select(STAFF.c.id).where(STAFF.c.id == bindparam("staff")).with_for_update()
_LEFT: Final = select(func.count()).select_from(RECOVERY_CODES).where(_ITS_CODES)
