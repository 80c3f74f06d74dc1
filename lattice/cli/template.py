"""``lattice template``: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from lattice.cli.options import Command, Settings
from lattice.cli.output import note


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
def template(file: Path, settings: Settings) -> None:
    """Write an empty workbook to fill in.

    An .xlsx with a sheet for each table of a bundle: titles with explanations,
    drop-downs for what points to another sheet, and instructions. What stands
    at FILE already is left alone. Filled in, it is checked and loaded like any
    bundle.

    Example: lattice template my-lattice.xlsx
    """
    from lattice.exchange.workbook_writing import write_template

    if settings.output is not None:
        raise click.UsageError("the workbook is written to FILE; -o has no place here.")
    if file.suffix.casefold() != ".xlsx":
        raise click.UsageError(f"'{file}' must end in .xlsx, which is what spreadsheet programs open.")
    write_template(file)
    note(settings, f"wrote {file}; fill it in, then: lattice check {file}")
