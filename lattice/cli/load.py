"""``lattice load``: from a bundle into the store."""

from __future__ import annotations

import click

from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.place import store_address
from lattice.cli.waiting import waiting


@click.command(cls=Command)
@click.argument("bundle", type=click.Path())
def load(bundle: str, settings: Settings) -> None:
    """Load a bundle into the store.

    The store becomes equal to BUNDLE (a folder, .zip or .xlsx) for the tables that it
    brings, or stays as it is when anything is wrong. Without a store yet, one
    is made. Says which rows were added, removed and changed.

    Example: lattice load graph_data/uk-digital
    """
    from lattice.exchange.folder import read_bundle
    from lattice.insight.storage import LoadResult, TableChange
    from lattice.reports.storage import load_report
    from lattice.stores.open import open_store

    with waiting(settings, "loading"):
        brought = read_bundle(bundle)
        with open_store(store_address(settings)) as store:
            place, changes = store.place, store.load(brought).changes
    result = LoadResult(
        place=place,
        name=brought.header.name,
        changes={
            name: TableChange(added=change.added, removed=change.removed, changed=change.changed)
            for name, change in changes.items()
        },
        counts={name: len(rows) for name, rows in brought.tables.items()},
    )
    show(settings, result, lambda: load_report(result))
