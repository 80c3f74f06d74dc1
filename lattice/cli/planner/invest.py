"""``lattice succession invest``: which development secures the most critical seats for a budget."""

from __future__ import annotations

import click

from lattice.cli.ask import ask_telling
from lattice.cli.options import MOST_MONEY, MOST_MONTHS, MOST_SECONDS, Amount, Command, Settings
from lattice.cli.output import show


@click.command(cls=Command)
@click.option("--budget", type=Amount(MOST_MONEY), required=True, metavar="AMOUNT", help="The money for all of them.")
@click.option(
    "--horizon",
    type=Amount(MOST_MONTHS),
    default=12,
    show_default=True,
    metavar="MONTHS",
    help="Ready in so many months.",
)
@click.option(
    "--time-limit", type=Amount(MOST_SECONDS), metavar="SECONDS", help="Stop then, with the best found so far."
)
def invest(budget: float, horizon: float, time_limit: float | None, settings: Settings) -> None:
    """Find the development that secures the most critical seats for a budget.

    Who should learn what for which seat: the most seats that the money can
    secure, at the least cost, proven. Also the least money for every other
    number of seats, and what one more would cost.

    Example: lattice succession invest --budget 5000 --horizon 24
    """
    from lattice.reports.invest import invest_report
    from lattice.reports.titles import Titles
    from lattice.succession.investment import invest as find_investment

    result, graph = ask_telling(
        settings,
        lambda graph, told: find_investment(
            graph, budget=budget, horizon=horizon, time_limit=time_limit, as_of=settings.as_of, progress=told
        ),
    )
    show(settings, result, lambda: invest_report(result, Titles(graph)), graph=graph)
