"""``lattice succession compare``: how coverage changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lattice.cli.ask import open_existing
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.progress import progress
from lattice.errors import DataError

if TYPE_CHECKING:
    from lattice.stores.store import Store
    from lattice.succession.frozen import FrozenResult


@click.command(cls=Command)
@click.argument("before")
@click.argument("after", required=False)
def compare(before: str, after: str | None, settings: Settings) -> None:
    """Say how coverage changed since it was frozen, and why.

    BEFORE and AFTER are names given to `lattice succession freeze`; without
    AFTER the store as it stands is compared.

    Example: lattice succession compare "autumn 2026"
    """
    from lattice.reports.compare import compare_report
    from lattice.reports.titles import Titles
    from lattice.succession.comparison import compare as find_changes
    from lattice.succession.frozen import freeze

    with open_existing(settings) as store, progress(settings) as told:
        told.begin("reading the lattice")
        old = _thawed(store, before)
        graph = store.snapshot()
        if after is None:
            new = freeze(graph, horizons=old.coverage.horizons, as_of=settings.as_of, progress=told)
        else:
            new = _thawed(store, after)
    result = find_changes(old, new)
    show(settings, result, lambda: compare_report(result, Titles(graph)), graph=graph)


def _thawed(store: Store, name: str) -> FrozenResult:
    from lattice.succession.frozen import thaw

    try:
        return thaw(store.kept(name))
    except DataError as error:
        raise DataError(f"'{name}': {error}") from error
