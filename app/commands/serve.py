"""`heard serve`: the web server."""

from __future__ import annotations

import gc
import os
import shutil
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from app import logs
from app.commands.context import opened

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from app.config import Settings
    from app.installation import Installation

RESPOND: Final = "respond"
"""The part that takes answers, alone."""

_LOOPBACK: Final = "127.0.0.1"


def application() -> Flask:
    """Make the whole application in each process of the server."""
    return _made(only="")


def taking_answers() -> Flask:
    """Make the application of a machine that only takes answers, which can't open one of them."""
    return _made(only=RESPOND)


@click.command()
@click.option(
    "--only",
    type=click.Choice([RESPOND]),
    help="Serve this part alone. `respond` takes answers and needs no private key: it can't open a single answer.",
)
def serve(only: str | None) -> None:
    """Serve the product on loopback, on PORT (8000 unless set)."""
    with opened() as installation:
        settings = installation.settings
        _see_that_ready(installation, only or "")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_LOOPBACK, settings.port))
        except OSError:
            message = f"Port {settings.port} is taken. Choose another, as in PORT=8080 heard serve."
            raise click.ClickException(message) from None
    shutil.rmtree(_counters(settings), ignore_errors=True)
    from granian import Granian
    from granian.constants import Interfaces

    click.echo(f"Heard is at {settings.public_address} (stop it with Ctrl+C).")
    Granian(
        f"app.commands.serve:{'taking_answers' if only else 'application'}",
        factory=True,
        address=_LOOPBACK,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=4,
        log_access=False,
        log_dictconfig=logs.SERVER,
        respawn_failed_workers=True,
    ).serve()


def _made(*, only: str) -> Flask:
    from app import TAKING_ANSWERS, create_app, metrics
    from app.installation import installation
    from app.safeguarding import watch

    logs.set_up()
    opened_here = installation()
    if only:
        opened_here = without_keys(opened_here)
    counters = metrics.Counters(_counters(opened_here.settings) / str(os.getpid()))
    made = create_app(opened_here, TAKING_ANSWERS, counters) if only else create_app(opened_here, counters=counters)
    _get_ready_to_read()
    if not only:
        # A machine that only takes answers may be able neither to send mail nor to read who gets it, and would keep
        # those that can from doing it. They look each minute.
        watching = watch.Watch(opened_here)
        made.extensions[watch.EXTENSION] = watching
        watching.start()
    # What there is now stays for as long as the process: looking through it for garbage again and again is in vain.
    gc.collect()
    gc.freeze()
    return made


def without_keys(installation: Installation) -> Installation:
    """Return the installation as one that has no private key, whatever lies on its disk."""
    from app.store.keys import NoKeys

    return replace(installation, keys=NoKeys(installation.settings.keys))


def _get_ready_to_read() -> None:
    """Load the rules that read texts before they are sealed, so that nobody who sends has to wait for them."""
    from analysis.safeguarding import triage

    triage("")


def _see_that_ready(installation: Installation, only: str) -> None:
    """Find out here, and not in each process of the server, what a person has to put right before it can start."""
    from app import security, sweeping
    from app.store import database, matters

    if not installation.settings.secret_key:
        security.secret_key(installation.settings.home)
    host = database.unchecked_host(installation.settings.database)
    if host:
        click.echo(
            f"Nothing makes sure that the connection to the database is encrypted and really ends at {host}. "
            "Put ?sslmode=verify-full&sslrootcert=system after HEARD_DATABASE_URL (docs/policies.md).",
            err=True,
        )
    sweeping.sweep(installation)
    if not only:
        matters.make_keys(installation.database, installation.keys)
    elif any(True for _ in installation.keys.every()):
        click.echo(
            f"Private keys are in {installation.keys.folder}. This machine needs none of them: take them away.",
            err=True,
        )


def _counters(settings: Settings) -> Path:
    """Return the folder in which the processes of this server count; another server on the machine has another."""
    return settings.home / "counters" / str(settings.port)
