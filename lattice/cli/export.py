"""``lattice export``: many maps in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lattice.cli.constraints import limited
from lattice.cli.map import LANGUAGES
from lattice.cli.options import MOST_MONTHS, MOST_PROCESSES, Amount, Command, Settings


@click.group()
def export() -> None:
    """Write everyone the map of their own reach.

    Example: lattice export employees maps --within 24
    """


@export.command(cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--within", type=Amount(MOST_MONTHS), default=24.0, show_default=True, metavar="MONTHS",
    help="At most so many months from the as-of date.",
)  # fmt: skip
@limited
@click.option(
    "--workers", type=click.IntRange(1, MOST_PROCESSES), metavar="N",
    help="Draw in so many processes side by side; the files are the same.",
)  # fmt: skip
@click.option(
    "--page-language", type=click.Choice(LANGUAGES), default="en", show_default=True,
    help="The language of the pages' own words.",
)  # fmt: skip
def employees(
    folder: Path,
    within: float,
    workers: int | None,
    page_language: str,
    settings: Settings,
    **options: Any,  # noqa: ANN401 - handed on as they are
) -> None:
    """Draw everyone the map of their own reach.

    A file each in FOLDER, which holds nobody else's data. Each is written
    whole or not at all; stopped and called again, the run goes on where it
    was. A folder that holds anything else is left alone.

    Example: lattice export employees maps --within 24
    """
    from lattice.cli.ask import open_existing
    from lattice.cli.output import show
    from lattice.cli.progress import progress
    from lattice.maps.employees import export_employees
    from lattice.reports.export import export_report

    with open_existing(settings) as store, progress(settings) as told:
        told.begin("reading the lattice")
        graph = store.snapshot()
        result = export_employees(
            graph,
            folder,
            within_months=within,
            workers=workers,
            page_language=page_language,
            as_of=settings.as_of,
            progress=told,
            **options,
        )
    show(settings, result, lambda: export_report(result))
