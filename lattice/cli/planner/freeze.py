"""``lattice succession freeze``: put coverage aside under a name, to be compared later."""

from __future__ import annotations

import click

from lattice.cli.ask import open_existing
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.planner.options import horizons as with_horizons
from lattice.cli.progress import progress


@click.command(cls=Command)
@click.argument("name", required=False)
@click.option("--replace", is_flag=True, help="Take the place of what has the name already.")
@with_horizons
def freeze(name: str | None, replace: bool, horizons: tuple[float, ...], settings: Settings) -> None:  # noqa: FBT001 - click's shape
    """Put today's coverage aside under a name.

    It is kept in the store with its day, the fingerprint of its data, and the
    people and levels that it rests on; a load leaves it as it is, and
    forgetting a person takes them out of it. Without NAME the names are listed.

    Example: lattice succession freeze "autumn 2026"
    """
    from lattice.reports.recorded import freeze_report
    from lattice.succession.frozen import freeze as freeze_coverage
    from lattice.succession.recorded import FreezeResult

    with open_existing(settings) as store, progress(settings) as told:
        told.begin("reading the lattice")
        graph = frozen = None
        if name is not None:
            graph = store.snapshot()
            frozen = freeze_coverage(graph, name=name, horizons=horizons, as_of=settings.as_of, progress=told)
            told.begin("storing")
            store.keep(name, frozen.model_dump_json(by_alias=True), replace=replace)
        kept = tuple(store.kept_names())
    found = None if frozen is None else frozen.coverage
    result = FreezeResult(
        name=name,
        as_of=found.as_of if found else None,
        digest=found.source.digest if found else None,
        seats=found.seats if found else None,
        secured=found.secured if found else None,
        kept=kept,
    )
    show(settings, result, lambda: freeze_report(result), graph=graph)
