"""``lattice succession chain``: who takes a seat, who takes the one that frees, to the end."""

from __future__ import annotations

import click

from lattice.cli.ask import ask
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.planner.options import workers as with_workers


@click.command(cls=Command)
@click.argument("role", type=Name("role"))
@with_workers
def chain(role: str, workers: str | None, settings: Settings) -> None:
    """Say who takes a seat, who takes the one that frees, to the end.

    Of all chains the one of least total months that ends with a seat that
    isn't critical. When there is none: where it breaks, and who would close it
    if they were nominated.

    Example: lattice succession chain chief-data-officer
    """
    from lattice.reports.chain import chain_report
    from lattice.reports.titles import Titles
    from lattice.succession.chain import chain as find_chain
    from lattice.succession.workers import workers_at

    with workers_at(workers) as crew:
        result, graph = ask(
            settings,
            lambda graph: find_chain(graph, role, as_of=settings.as_of, workers=crew),
            what="following the chain",
        )
    show(settings, result, lambda: chain_report(result, Titles(graph)), graph=graph)
