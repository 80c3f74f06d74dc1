"""``lattice search``: everything whose name is like a text."""

from __future__ import annotations

import click

from lattice.cli.ask import ask
from lattice.cli.options import Command, Settings
from lattice.cli.output import show


@click.command(cls=Command)
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="At most so many of each kind."
)
def search(text: str, limit: int, settings: Settings) -> None:
    """Search roles, skills, resources and people.

    By id, title, alias and description, the best first; a slip of the keys is
    forgiven.

    Example: lattice search "data modelling"
    """
    from lattice.insight.search import search as find
    from lattice.reports.search import search_report

    result, graph = ask(settings, lambda graph: find(graph, text, limit=limit), what="searching")
    show(settings, result, lambda: search_report(result), graph=graph)
