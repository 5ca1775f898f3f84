"""The command `heard`: names each subcommand and loads its file only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

COMMANDS: Final = {
    "serve": "app.commands.serve:serve",
    "demo": "app.commands.demo:demo",
    "questionnaires": "app.commands.questionnaires:questionnaires",
    "audio": "app.commands.audio:audio",
    "inspections": "app.commands.inspections:inspections",
    "word": "app.commands.word:word",
    "import": "app.commands.submissions:import_",
    "analyse": "app.commands.analyse:analyse",
    "comments": "app.commands.comments:comments",
    "staff": "app.commands.staff:staff",
    "shred": "app.commands.submissions:shred",
}


class _Loaded(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=_Loaded, context_settings={"help_option_names": ["--help", "-h"]})
def heard() -> None:
    """Surveys for area SEND inspections: ask accessibly, by web and Word, and find what to look into."""
