"""``lattice gap``: what a person lacks for a role."""

from __future__ import annotations

import click

from lattice.cli.ask import ask_about
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show


@click.command(cls=Command)
@click.argument("person", type=Name("person"))
@click.argument("role", type=Name("role"))
def gap(person: str, role: str, settings: Settings) -> None:
    """Say what a person lacks for a role.

    How ready PERSON is for ROLE, which essential skills are below what day one
    needs, and which are below the level of someone settled.

    Example: lattice gap maya "Lead data engineer"
    """
    from lattice.reports.gap import gap_report
    from lattice.reports.titles import Titles
    from lattice.routes.gap import find_gap

    result, graph = ask_about(settings, person, lambda graph: find_gap(graph, person, role=role), what="comparing")
    show(settings, result, lambda: gap_report(result, Titles(graph)), graph=graph)
