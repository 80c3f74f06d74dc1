"""``lattice succession outlook``: how long critical seats will stand without a successor."""

from __future__ import annotations

import click

from lattice.cli.ask import ask_telling
from lattice.cli.options import Amount, Command, Settings
from lattice.cli.output import show

_MOST_YEARS = 30.0
_MOST_RUNS = 1_000_000
_MOST_SEED = 1_000_000_000


@click.command(cls=Command)
@click.option(
    "--years", type=Amount(_MOST_YEARS), default=5, show_default=True, metavar="N", help="How far to look ahead."
)
@click.option(
    "--runs", type=click.IntRange(2, _MOST_RUNS), default=10_000, show_default=True, metavar="N",
    help="How many futures to simulate, an even number.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, _MOST_SEED), default=1, show_default=True, metavar="N",
    help="Where the random draws begin; the same seed gives the same figures.",
)  # fmt: skip
def outlook(years: float, runs: int, seed: int, settings: Settings) -> None:
    """Foresee how long critical seats will stand without a successor.

    Simulates retirements and leaving: expected seat-months in which nobody
    sits in a critical seat, with and without the development that the benches
    ask for, each with its confidence interval.

    Example: lattice succession outlook --years 5
    """
    from lattice.reports.outlook import outlook_report
    from lattice.reports.titles import Titles
    from lattice.succession.outlook import outlook as foresee

    result, graph = ask_telling(
        settings,
        lambda graph, told: foresee(graph, years=years, runs=runs, seed=seed, as_of=settings.as_of, progress=told),
    )
    show(settings, result, lambda: outlook_report(result, Titles(graph)), graph=graph)
