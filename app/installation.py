"""What the web and the command line both work on: the settings, the database, the keys and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

from app import clock, config, picture_set
from app.store.database import Database
from app.store.keys import Keys

if TYPE_CHECKING:
    from accessibility.pictures import PictureSet
    from app.clock import Clock
    from app.config import Settings

EXTENSION: Final = "heard"


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One installation of Heard."""

    settings: Settings
    database: Database
    keys: Keys
    clock: Clock
    pictures: PictureSet


def installation(settings: Settings | None = None) -> Installation:
    """Open the installation that the environment describes, its database brought up to date.

    Raises SettingError and PictureSetError.
    """
    settings = settings or config.settings()
    shown = picture_set.chosen(settings.pictures)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database)
    database.migrate()
    return Installation(
        settings=settings,
        database=database,
        keys=keys(settings),
        clock=clock.now,
        pictures=shown,
    )


def keys(settings: Settings) -> Keys:
    """Return the folder of keys that the settings name."""
    return Keys(
        settings.keys,
        settings.key_wrapping_key,
        wrapping_file=settings.key_file,
        former=settings.key_former,
        command=settings.key_command,
    )


def here() -> Installation:
    """Return the installation that the current application serves."""
    return cast("Installation", current_app.extensions[EXTENSION])
