"""``lattice reach``: all roles within a person's reach."""

from __future__ import annotations

from typing import Any

import click

from lattice.cli.ask import ask_about
from lattice.cli.constraints import limited
from lattice.cli.names import Name
from lattice.cli.options import MOST_MONTHS, Amount, Command, Settings
from lattice.cli.output import show


@click.command(cls=Command)
@click.argument("person", type=Name("person"))
@click.option(
    "--within", type=Amount(MOST_MONTHS), required=True, metavar="MONTHS", help="At most so many months from now."
)
@limited
def reach(person: str, within: float, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
    """List the roles within a person's reach.

    Every role that PERSON can reach in so many months, and with --budget for
    so much money, the nearest first, each by its fastest route.

    Example: lattice reach maya --within 24 --budget 2000
    """
    from lattice.reports.reach import reach_report
    from lattice.reports.titles import Titles
    from lattice.routes.reach import reach as find_reach

    result, graph = ask_about(
        settings,
        person,
        lambda graph: find_reach(graph, person, within_months=within, as_of=settings.as_of, **options),
        what="looking around",
    )
    show(settings, result, lambda: reach_report(result, Titles(graph), hint=settings.on_screen), graph=graph)
