"""``lattice forget``: erase every trace of a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from lattice.cli.ask import ask_about, open_existing
from lattice.cli.exit_status import CALL
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show, tell
from lattice.cli.waiting import waiting

if TYPE_CHECKING:
    from lattice.graph.snapshot import Snapshot


@click.command(cls=Command)
@click.argument("person", type=Name("person"))
@click.option("--yes", is_flag=True, help="Don't ask whether this is meant.")
@click.pass_context
def forget(ctx: click.Context, person: str, yes: bool, settings: Settings) -> None:  # noqa: FBT001 - click's shape
    """Erase every trace of a person.

    The record, the levels, completions, aspirations, nominations and
    exclusions, where others name the person as manager or mentor, and every
    mention in frozen results. This can't be undone.

    A store in a file keeps nothing of them, down to its bytes. In Neo4j no
    question finds them any more, but the server's files and transaction logs
    hold the bytes until it writes over them. Bundles and backups elsewhere keep
    what they have.

    Example: lattice forget maya
    """
    from lattice.graph.names import find_person
    from lattice.insight.storage import ForgetResult
    from lattice.reports.storage import forget_report

    name, graph = ask_about(settings, person, lambda graph: find_person(graph, person), what="looking up")
    if not yes and not _confirmed(name, graph):
        tell("lattice: nothing was changed")
        ctx.exit(CALL)
    with open_existing(settings) as store, waiting(settings, "forgetting"):
        rows = store.forget(name)
    result = ForgetResult(person=name, rows=dict(rows))
    show(settings, result, lambda: forget_report(result))


def _confirmed(person: str, graph: Snapshot) -> bool:
    """Whether someone at a terminal says that the person is to be forgotten."""
    from lattice.reports.titles import Titles
    from lattice.reports.visible import visible

    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(f"forgetting {visible(person)} can't be undone; say --yes where nobody can be asked.")
    return click.confirm(f"Forget {visible(Titles(graph).person(person))} ({visible(person)}) for good?", err=True)
