"""``lattice succession coverage``: how many critical seats have a successor of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lattice.cli.ask import ask_telling
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.planner.options import horizons as with_horizons
from lattice.cli.planner.options import workers as with_workers

if TYPE_CHECKING:
    from lattice.reports.document import Report


@click.command(cls=Command)
@with_horizons
@with_workers
def coverage(horizons: tuple[float, ...], workers: str | None, settings: Settings) -> None:
    """Count the critical seats that have a successor of their own.

    Nobody stands behind two seats. Beside it the count on paper, in which
    people do; where it is short and why, whom it hangs on, and who would be
    given which seat. -v names everyone on each bench.

    Example: lattice succession coverage --horizons 0,12,24
    """
    from lattice.reports.coverage import coverage_report
    from lattice.reports.titles import Titles
    from lattice.succession.coverage import coverage as find_coverage
    from lattice.succession.workers import workers_at

    with workers_at(workers) as crew:
        result, graph = ask_telling(
            settings,
            lambda graph, told: find_coverage(
                graph, horizons=horizons, as_of=settings.as_of, workers=crew, progress=told
            ),
        )

    def report() -> Report:
        return coverage_report(result, Titles(graph), full=settings.full, hint=settings.on_screen)

    show(settings, result, report, graph=graph)
