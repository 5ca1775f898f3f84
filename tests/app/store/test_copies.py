"""Filled copies that wait for a person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.store import copies, shredding, staff
from app.store.copies import LEASE, HeldError
from app.store.staff import Role

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def people(database: Database) -> tuple[int, int]:
    """Give two inspectors' numbers."""
    return (someone(database, "first@example.org"), someone(database, "second@example.org"))


def someone(database: Database, email: str) -> int:
    staff.add(database, email=email, name="Sam Green", role=Role.INSPECTOR, password_hash="none")
    account = staff.find(database, email)
    assert account is not None
    return account.id


def put(database: Database, code: str, *ids: str) -> None:
    for id in ids:  # noqa: A001 - the field's own name
        copies.put(database, code, id=id, reading=b"read", original=b"the file", marks=(id.encode(),))


def test_a_copy_waits_sealed_and_opens_for_who_took_it(
    database: Database, keys: Keys, kent: str, people: tuple[int, int]
) -> None:
    put(database, kent, "one")
    assert copies.queue(database, kent, NOW).waiting == 1
    taken = copies.take(database, kent, by=people[0], now=NOW)
    assert taken == "one"
    kept = copies.hold(database, keys, kent, taken, by=people[0], now=NOW)
    assert (kept.reading, kept.original) == (b"read", b"the file")
    copies.keep(database, kent, taken, b"settled", by=people[0], now=NOW)
    assert copies.hold(database, keys, kent, taken, by=people[0], now=NOW).reading == b"settled"
    copies.finish(database, kent, taken)
    assert copies.queue(database, kent, NOW).waiting == 0


def test_who_has_a_copy_in_hand_gets_that_one_again(database: Database, kent: str, people: tuple[int, int]) -> None:
    put(database, kent, "one", "two", "three")
    first = copies.take(database, kent, by=people[0], now=NOW)
    second = copies.take(database, kent, by=people[1], now=NOW)
    assert first != second
    assert copies.take(database, kent, by=people[0], now=NOW) == first
    assert copies.queue(database, kent, NOW).in_hand == 2


def test_no_other_person_opens_or_changes_a_copy_in_hand(
    database: Database, keys: Keys, kent: str, people: tuple[int, int]
) -> None:
    put(database, kent, "one")
    copies.take(database, kent, by=people[0], now=NOW)
    assert copies.take(database, kent, by=people[1], now=NOW) is None
    with pytest.raises(HeldError) as held:
        copies.hold(database, keys, kent, "one", by=people[1], now=NOW)
    assert held.value.by == people[0]
    with pytest.raises(HeldError):
        copies.keep(database, kent, "one", b"changed", by=people[1], now=NOW)
    with pytest.raises(HeldError):
        copies.put_aside(database, kent, "one", by=people[1], now=NOW)
    assert copies.hold(database, keys, kent, "one", by=people[0], now=NOW).reading == b"read"


def test_a_copy_left_lying_goes_to_the_next_person(
    database: Database, keys: Keys, kent: str, people: tuple[int, int]
) -> None:
    put(database, kent, "one")
    copies.take(database, kent, by=people[0], now=NOW)
    later = NOW + LEASE * 2
    assert copies.take(database, kent, by=people[1], now=later) == "one"
    with pytest.raises(HeldError):
        copies.hold(database, keys, kent, "one", by=people[0], now=later)


def test_a_copy_given_back_is_free_at_once(database: Database, kent: str, people: tuple[int, int]) -> None:
    put(database, kent, "one")
    copies.take(database, kent, by=people[0], now=NOW)
    copies.let_go(database, kent, "one", by=people[1])
    assert copies.take(database, kent, by=people[1], now=NOW) is None
    copies.let_go(database, kent, "one", by=people[0])
    assert copies.take(database, kent, by=people[1], now=NOW) == "one"


def test_people_who_ask_in_the_same_moment_get_different_copies(database: Database, kent: str) -> None:
    people = [someone(database, f"person{number}@example.org") for number in range(6)]
    put(database, kent, *(f"copy{number}" for number in range(6)))
    with ThreadPoolExecutor(len(people)) as threads:
        taken = list(threads.map(lambda person: copies.take(database, kent, by=person, now=NOW), people))
    assert len(set(taken)) == len(people)
    assert None not in taken


def test_a_copy_put_aside_is_kept_and_comes_back(
    database: Database, keys: Keys, kent: str, people: tuple[int, int]
) -> None:
    put(database, kent, "one")
    copies.take(database, kent, by=people[0], now=NOW)
    copies.put_aside(database, kent, "one", by=people[0], now=NOW)
    assert copies.take(database, kent, by=people[0], now=NOW) is None
    assert copies.queue(database, kent, NOW) == copies.Queue(waiting=0, in_hand=0, aside=1)
    assert copies.bring_back(database, kent) == 1
    assert copies.hold(database, keys, kent, "one", by=people[1], now=NOW).original == b"the file"


def test_a_copy_is_known_again_by_its_marks_in_its_inspection_alone(database: Database, kent: str) -> None:
    content, other = (copies.mark(b"secret", "file", one) for one in (b"this", b"that"))
    copies.remember(database, kent, [content])
    copies.remember(database, kent, [content, other])
    assert copies.seen(database, kent, [content, other]) == {content, other}
    assert copies.mark(b"another secret", "file", b"this") != content
    assert copies.mark(b"secret", "answers", b"this") != content
    assert not copies.seen(database, "kent-0000", [content])


def test_shredding_leaves_no_copy_and_no_mark(database: Database, keys: Keys, kent: str) -> None:
    put(database, kent, "one")
    shredding.shred(database, keys, kent)
    assert copies.queue(database, kent, NOW).waiting == 0
    assert not copies.seen(database, kent, [b"one"])
