"""`heard serve`: the web server."""

from __future__ import annotations

import gc
import socket
from typing import TYPE_CHECKING

import click

from app.commands.context import opened

if TYPE_CHECKING:
    from flask import Flask

    from app.installation import Installation

_LOOPBACK = "127.0.0.1"


def application() -> Flask:
    """Make the application in each process of the server."""
    from app import create_app, logs
    from app.installation import installation

    logs.set_up()
    made = create_app(installation())
    # What there is now stays for as long as the process: looking through it for garbage again and again is in vain.
    gc.collect()
    gc.freeze()
    return made


def _see_that_ready(installation: Installation) -> None:
    """Find out here, and not in each process of the server, what a person has to put right before it can start."""
    from app import security, sweeping

    if not installation.settings.secret_key:
        security.secret_key(installation.settings.home)
    sweeping.sweep(installation)


@click.command()
def serve() -> None:
    """Serve the product on loopback, on PORT (8000 unless set)."""
    with opened() as installation:
        settings = installation.settings
        _see_that_ready(installation)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_LOOPBACK, settings.port))
        except OSError:
            message = f"Port {settings.port} is taken. Choose another, as in PORT=8080 heard serve."
            raise click.ClickException(message) from None
    from granian import Granian
    from granian.constants import Interfaces

    click.echo(f"Heard is at {settings.public_address} (stop it with Ctrl+C).")
    Granian(
        "app.commands.serve:application",
        factory=True,
        address=_LOOPBACK,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=4,
        log_access=False,
    ).serve()
