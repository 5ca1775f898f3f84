"""The command `heard`: names each subcommand and loads its file only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from app import logs

COMMANDS: Final = {
    "serve": "app.commands.serve:serve",
    "demo": "app.commands.demo:demo",
    "questionnaires": "app.commands.questionnaires:questionnaires",
    "audio": "app.commands.audio:audio",
    "inspections": "app.commands.inspections:inspections",
    "word": "app.commands.word:word",
    "pack": "app.commands.pack:pack",
    "import": "app.commands.submissions:import_",
    "analyse": "app.commands.analyse:analyse",
    "plan-figures": "app.commands.plan_figures:plan_figures",
    "benchmark": "app.commands.benchmark:benchmark",
    "comments": "app.commands.comments:comments",
    "staff": "app.commands.staff:staff",
    "audit": "app.commands.audit:audit",
    "shred": "app.commands.submissions:shred",
    "purge": "app.commands.purge:purge",
    "keys": "app.commands.keys:keys",
    "backup": "app.commands.backup:backup",
    "restore": "app.commands.backup:restore",
}


class _Loaded(click.Group):
    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 - click's own signature
        """Run a command. Whatever a person can put right ends in one line on standard error and exit code 1."""
        logs.set_up()
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "heard"
            click.echo(f"Error: {_one_line(error)} See `{command} --help`.", err=True)
            sys.exit(1)
        except click.ClickException as error:
            click.echo(f"Error: {_one_line(error)}", err=True)
            sys.exit(1)
        except BrokenPipeError:
            sys.stdout = None  # nothing more is to be written, not even at the end
            sys.exit(1)
        except click.Abort:
            click.echo("Stopped.", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def _one_line(error: click.ClickException) -> str:
    return " ".join(error.format_message().split())


@click.command(cls=_Loaded, context_settings={"help_option_names": ["--help", "-h"]})
def heard() -> None:
    """Surveys for area SEND inspections: ask accessibly, by web and Word, and find what to look into."""
