"""What people said never stands in the database's files or logs as it was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from app.store import drafts, four_words, inspections, keepsakes, results, returning, submissions
from app.store.database import Database
from app.store.keepsakes import Keepsake
from app.store.tables import RESULTS
from surveys.answers import Answer
from surveys.questionnaire import EASY_ENGLISH
from surveys.submissions import AnsweredBy
from tests.app.store.examples import CODE, NOTIFIED, a_draft, a_submission, an_inspection

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.keys import Keys
    from tests.app.store.conftest import Server

_MARKER = "Marmalade-Zeppelin-5207"
_LONG = 8
"""Letters: names and facts that stand in the clear, such as "school", are shorter words of the list."""


def _store_what_people_said(database: Database, keys: Keys) -> None:
    inspections.add(database, keys, an_inspection(token=f"token-{_MARKER}"))
    said = replace(
        a_submission(text=f"I said {_MARKER}"),
        answered_by=AnsweredBy.ON_BEHALF,
        helper=f"helper-{_MARKER}",
        answers={
            "need": Answer(item="need", codes=(f"code-{_MARKER}",)),
            f"item-{_MARKER}": Answer(item=f"item-{_MARKER}", text="yes"),
            "better": Answer(item="better", text=_MARKER * 400),
        },
    )
    key = drafts.start(database, a_draft(better=[_MARKER]))
    for length in (1, 50, 400):
        drafts.keep(database, key, a_draft(need=[f"code-{_MARKER}"], better=[_MARKER * length]))
    submissions.add(database, CODE, said, receipt=f"receipt-{_MARKER}", original=_MARKER.encode() * 300)
    submissions.add_all(database, CODE, [replace(said, id=submissions.new_id()) for _ in range(20)])
    submissions.add(database, CODE, said, receipt=_MARKER, draft=key)
    results.keep(database, CODE, "lines", _MARKER.encode() * 100)
    said_again = Keepsake(group="young-people", version=1, language=EASY_ENGLISH, raw={"better": [_MARKER]})
    keepsakes.keep(database, CODE, said_again, now=NOTIFIED)
    assert len(list(submissions.opened(database, keys, CODE))) == 21


def _make_words(database: Database) -> tuple[str, ...]:
    """Make the words of a draft and of a receipt, and return those long enough not to stand in a file by chance."""
    key = drafts.start(database, a_draft())
    words = returning.make(database, CODE, key, secret="s")
    receipt = four_words.new()
    submissions.add(database, CODE, a_submission(), receipt=four_words.mark(receipt, "s"))
    return tuple(word for word in (*words, *receipt) if len(word) >= _LONG)


def _found(folder: Path, wanted: bytes) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and wanted in path.read_bytes()]


def test_nothing_said_stands_in_sqlites_files(tmp_path: Path, keys: Keys) -> None:
    folder = tmp_path / "database"
    database = Database(f"sqlite:///{folder / 'heard.db'}")
    database.migrate()
    _store_what_people_said(database, keys)
    words = _make_words(database)
    assert (folder / "heard.db-wal").stat().st_size > 0
    # While it is open, with the write-ahead log; and again when it has been closed.
    for _ in range(2):
        assert _found(folder, CODE.encode())
        assert _found(tmp_path, _MARKER.encode()) == []
        assert [word for word in words if _found(tmp_path, word.encode())] == []
        database.dispose()


@pytest.mark.postgres
def test_nothing_said_stands_in_postgresqls_files(postgres: Server, keys: Keys) -> None:
    postgres.run("CREATE DATABASE in_the_clear")
    database = Database(postgres.address("in_the_clear"))
    database.migrate()
    _store_what_people_said(database, keys)
    database.dispose()
    postgres.run("CHECKPOINT")
    files = _found(postgres.data, CODE.encode())
    assert any("/base/" in file for file in files)
    assert any("/pg_wal/" in file for file in files)
    assert _found(postgres.data, _MARKER.encode()) == []
    postgres.run("DROP DATABASE in_the_clear WITH (FORCE)")


def test_an_error_shows_nothing_that_was_to_be_kept(database: Database, kent: str) -> None:
    to_be_kept = {"code": kent, "name": "lines", "sealed": b"Custard-Trombone-3391"}
    with pytest.raises(IntegrityError) as refused, database.begin() as connection:
        connection.execute(RESULTS.insert(), [to_be_kept, to_be_kept])
    assert "parameters hidden" in str(refused.value)
    assert "Custard" not in str(refused.value)
