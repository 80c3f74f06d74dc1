"""``lattice check``: every problem in a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lattice.cli.exit_status import DATA
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.waiting import waiting

if TYPE_CHECKING:
    from lattice.errors import Problem
    from lattice.exchange.check import CheckProblem
    from lattice.reports.document import Report


@click.command(cls=Command)
@click.argument("bundle", type=click.Path())
@click.pass_context
def check(ctx: click.Context, bundle: str, settings: Settings) -> None:
    """List every problem in a bundle.

    BUNDLE is a folder of CSV files with a lattice.toml, a .zip of it, or an
    .xlsx workbook with a sheet a table. The exit status is 1 when something is
    wrong.

    Example: lattice check graph_data/uk-digital
    """
    from lattice.exchange.check import check_bundle

    with waiting(settings, "checking"):
        result = check_bundle(bundle, as_of=settings.as_of)

    def report() -> Report:
        from lattice.reports.check import check_report

        return check_report(
            [_problem(problem) for problem in result.errors],
            [_problem(problem) for problem in result.warnings],
            counts=result.counts,
            source=bundle,
        )

    show(settings, result, report)
    ctx.exit(0 if result.valid else DATA)


def _problem(problem: CheckProblem) -> Problem:
    from lattice.errors import Problem

    return Problem(**problem.model_dump())
