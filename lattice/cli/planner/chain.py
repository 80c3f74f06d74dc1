"""``lattice succession chain``: who takes a seat, who takes the one that frees, to the end."""

from __future__ import annotations

import click

from lattice.cli.ask import ask
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show


@click.command(cls=Command)
@click.argument("role", type=Name("role"))
def chain(role: str, settings: Settings) -> None:
    """Say who takes a seat, who takes the one that frees, to the end.

    Of all chains the one of least total months that ends with a seat that
    isn't critical. When there is none: where it breaks, and who would close it
    if they were nominated.

    Example: lattice succession chain chief-data-officer
    """
    from lattice.reports.chain import chain_report
    from lattice.reports.titles import Titles
    from lattice.succession.chain import chain as find_chain

    result, graph = ask(
        settings,
        lambda graph: find_chain(graph, role, as_of=settings.as_of),
        what="following the chain",
    )
    show(settings, result, lambda: chain_report(result, Titles(graph)), graph=graph)
