"""``lattice team``: a team's skills."""

from __future__ import annotations

import click

from lattice.cli.ask import ask
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show


@click.command(cls=Command)
@click.option(
    "--manager", type=Name("person"), metavar="PERSON", help="Everyone who reports to PERSON, through others too."
)
@click.option("--family", metavar="FAMILY", help="Everyone in a role of the family.")
def team(manager: str | None, family: str | None, settings: Settings) -> None:
    """Show which required skills a team has.

    For each skill that the team's roles ask for: how many people have it at
    which level, gaps, and skills that hang on one person. A team smaller than
    the policy's min_group is neither counted nor named.

    Example: lattice team --manager "Gareth Penry"
    """
    from lattice.insight.team import team as find_team
    from lattice.reports.team import team_report
    from lattice.reports.titles import Titles

    if (manager is None) == (family is None):
        raise click.UsageError("give one of --manager and --family.")
    result, graph = ask(
        settings,
        lambda graph: find_team(graph, manager=manager, family=family, as_of=settings.as_of),
        what="counting skills",
    )
    show(settings, result, lambda: team_report(result, Titles(graph)), graph=graph)
