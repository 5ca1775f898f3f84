"""What waits in the demonstration's safeguarding queue: raised.yaml, taken the way of everything that is raised."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from flask import current_app

from app import clock
from app.safeguarding import raising
from app.store import matters
from app.store.matters import Decision, Kind, Raised
from surveys.definitions import newest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.installation import Installation
    from app.store.staff import Account

_FILE: Final = Path(__file__).with_name("raised.yaml")


def put(installation: Installation, code: str, when: datetime, lead: Account) -> None:
    """Put into the queue of the inspection `code` what is not there yet. Needs an application, for its secret.

    All of it counts as looked at by `lead`, so that nobody is sent an e-mail about invented people.
    """
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    if matters.every(installation.database, installation.keys, code):
        return
    for entry in content["words"]:
        (one,) = _of_words(entry, when)
        matters.put(installation.database, code, [one], when)
        matters.look_at(installation.database, code, one.id)
        if "decided" in entry:
            decision = Decision(made=when, by=lead.name, outcome=entry["decided"], note=entry["note"])
            matters.decide(installation.database, code, one.id, decision, staff_id=lead.id)
    wish = content["contact"] | {"day": clock.day(when).isoformat()}
    asked = Raised(id=_id(wish["reach"]), kind=Kind.CONTACT, alarm="concern", content=wish)
    matters.put(installation.database, code, [asked], when)
    matters.look_at(installation.database, code, asked.id)


def _of_words(entry: Mapping[str, Any], when: datetime) -> tuple[Raised, ...]:
    facts = {
        "group": entry["group"],
        "language": "en",
        "mode": entry["mode"],
        "channel": entry["channel"],
        "day": clock.day(when).isoformat(),
        "answered_by": entry.get("answered_by"),
        "helper": None,
        "submission": _id(entry["words"]),
    }
    texts = {entry["item"]: entry["words"]}
    return raising.of_texts(texts, facts, newest(entry["group"]), current_app.config["SECRET_KEY"])


def _id(words: str) -> str:
    return sha256(words.encode()).hexdigest()
