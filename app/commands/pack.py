"""`heard pack`: all that the partnership passes on, in one zip."""

from __future__ import annotations

from pathlib import Path

import click

from app import papers
from app.commands import files
from app.commands.context import opened
from app.store import inspections


@click.command()
@click.argument("code")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The .zip file to write.")
@click.option(
    "--return-to",
    default="",
    metavar="WORDS",
    help="Where filled copies go, as for word write.  [default: HEARD_RETURN]",
)
def pack(code: str, out: Path, return_to: str) -> None:
    """Write the pack of the inspection CODE: copies, recordings, posters, words to send."""
    from exports import pack as packs
    from exports.pdf.form import MovedError

    with opened() as installation:
        inspection = inspections.find(installation.database, code)
        try:
            made = packs.build(papers.order(installation, inspection, send_to=" ".join(return_to.split())))
        except MovedError as error:
            raise click.ClickException(str(error)) from None
        files.put(out, made.content, mode=files.PUBLIC)
        click.echo(f"{out}: {made.files} files, {len(made.content) / 1_000_000:.1f} MB.")
        for line in made.missing:
            click.echo(f"Missing: {line}", err=True)
