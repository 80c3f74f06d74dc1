"""``lattice succession bench``: who could take over a role, and when."""

from __future__ import annotations

import click

from lattice.cli.ask import ask_telling
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.planner.options import horizons as with_horizons
from lattice.cli.planner.options import workers as with_workers


@click.command(cls=Command)
@click.argument("role", type=Name("role"))
@with_horizons
@with_workers
def bench(role: str, horizons: tuple[float, ...], workers: str | None, settings: Settings) -> None:
    """List who could take over a role, and when.

    Everyone who has a move to ROLE or is nominated for it, the soonest first:
    what they lack, the resource to begin with, and the other critical roles
    that count on them. -v tells all that is missing.

    Example: lattice succession bench chief-data-officer
    """
    from lattice.reports.bench import bench_report
    from lattice.reports.titles import Titles
    from lattice.succession.bench import bench as find_bench
    from lattice.succession.workers import workers_at

    with workers_at(workers) as crew:
        result, graph = ask_telling(
            settings,
            lambda graph, told: find_bench(
                graph, role, horizons=horizons, as_of=settings.as_of, workers=crew, progress=told
            ),
        )
    show(settings, result, lambda: bench_report(result, Titles(graph), full=settings.full), graph=graph)
