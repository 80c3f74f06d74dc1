"""``lattice succession what-if``: coverage as it is beside coverage as it would be."""

from __future__ import annotations

import click

from lattice.cli.ask import ask_telling
from lattice.cli.names import Name
from lattice.cli.options import Amount, Command, Settings
from lattice.cli.output import show
from lattice.cli.planner.options import horizons as with_horizons

_WEEK = 168.0


@click.command("what-if", cls=Command)
@click.option(
    "--without", type=Name("person"), multiple=True, metavar="PERSON", help="Suppose PERSON leaves today; repeatable."
)
@click.option(
    "--critical", type=Name("role"), multiple=True, metavar="ROLE", help="Suppose ROLE is critical, too; repeatable."
)
@click.option(
    "--close", type=(Name("role"), Name("role")), multiple=True, metavar="FROM TO",
    help="Suppose nobody may move from FROM to TO; repeatable.",
)  # fmt: skip
@click.option(
    "--open", "open_", type=(Name("role"), Name("role")), multiple=True, metavar="FROM TO",
    help="Suppose one may move from FROM to TO; repeatable.",
)  # fmt: skip
@click.option("--hours-per-week", type=Amount(_WEEK), metavar="H", help="Suppose everyone has H hours a week to learn.")
@with_horizons
def what_if(  # noqa: PLR0917 - click's shape
    without: tuple[str, ...],
    critical: tuple[str, ...],
    close: tuple[tuple[str, str], ...],
    open_: tuple[tuple[str, str], ...],
    hours_per_week: float | None,
    horizons: tuple[float, ...],
    settings: Settings,
) -> None:
    """Show what would change if people left, roles became critical, moves closed.

    Coverage as it is and as it would be, side by side, and which roles are
    then covered otherwise. Nothing is stored.

    Example: lattice succession what-if --without beatriz-lowe
    """
    from lattice.reports.titles import Titles
    from lattice.reports.what_if import what_if_report
    from lattice.succession.what_if import what_if as suppose

    if not (without or critical or close or open_ or hours_per_week is not None):
        raise click.UsageError("suppose something: --without, --critical, --close, --open or --hours-per-week.")
    result, graph = ask_telling(
        settings,
        lambda graph, told: suppose(
            graph,
            without=without,
            critical=critical,
            close=close,
            open_=open_,
            hours_per_week=hours_per_week,
            horizons=horizons,
            as_of=settings.as_of,
            progress=told,
        ),
    )
    show(settings, result, lambda: what_if_report(result, Titles(graph)), graph=graph)
