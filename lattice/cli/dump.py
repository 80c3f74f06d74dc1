"""``lattice dump``: from the store into a bundle."""

from __future__ import annotations

from pathlib import Path

import click

from lattice.cli.ask import open_existing
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.progress import progress
from lattice.cli.waiting import waiting


@click.command(cls=Command)
@click.argument("folder", type=click.Path())
def dump(folder: str, settings: Settings) -> None:
    """Write the store out as a bundle.

    Into FOLDER, or into one file when the name ends in .zip, or in .xlsx for a
    workbook with a sheet a table. A bundle that is there already is replaced,
    anything else is left alone. Loading what was written gives an equal store.

    Example: lattice dump backup.zip
    """
    from lattice.exchange.folder import write_folder
    from lattice.exchange.reading import WORKBOOKS
    from lattice.exchange.workbook_writing import write_workbook
    from lattice.insight.storage import DumpResult
    from lattice.reports.storage import dump_report

    with waiting(settings, "reading the store"), open_existing(settings) as store:
        bundle = store.read()
    if Path(folder).suffix.casefold() in WORKBOOKS:
        with progress(settings) as bar:
            write_workbook(bundle, folder, progress=bar)
    else:
        with waiting(settings, "writing"):
            write_folder(bundle, folder)
    counts = {name: len(rows) for name, rows in bundle.tables.items()}
    result = DumpResult(folder=folder, name=bundle.header.name, counts=counts)
    show(settings, result, lambda: dump_report(result))
