"""``lattice status``: what the store holds."""

from __future__ import annotations

import click

from lattice.cli.ask import open_existing
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.waiting import waiting


@click.command(cls=Command)
def status(settings: Settings) -> None:
    """Say what the store holds.

    Where it is and what keeps it (the server, its version, edition and
    database), how many rows each table has, when it was loaded, and a
    fingerprint of all that it says.

    Example: lattice status --store people.lattice
    """
    from lattice.insight.storage import StatusResult
    from lattice.reports.storage import status_report

    with open_existing(settings) as store, waiting(settings, "counting"):
        found = store.status()
    result = StatusResult(
        place=found.place,
        engine=found.engine,
        schema_version=found.schema_version,
        name=found.name,
        version=found.version,
        counts=dict(found.counts),
        digest=found.digest,
        loaded_at=found.loaded_at,
        kept=found.kept,
        database=found.database,
    )
    show(settings, result, lambda: status_report(result))
