"""``lattice report``: a document to send, summary first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from lattice.cli.ask import ask, ask_about
from lattice.cli.options import Command, Settings
from lattice.cli.output import show
from lattice.cli.planner.options import horizons as with_horizons
from lattice.cli.progress import progress
from lattice.cli.route import asks_for_routes, routes_question

if TYPE_CHECKING:
    from lattice.graph.snapshot import Snapshot
    from lattice.reports.document import Report
    from lattice.routes.result import GapResult, RoutesResult
    from lattice.succession.result import BenchResult, ChainResult, CoverageResult


@click.group()
def report() -> None:
    """Write a document to send: summary first, then why.

    With -o FILE.html a page that opens offline and prints well, figures drawn;
    with .md, .xlsx, .csv or .json the same in that form.

    Example: lattice report route maya --to lead-data-engineer -o maya.html
    """


@report.command(cls=Command)
@asks_for_routes
def route(person: str, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
    """Write up a person's routes to a role.

    The answer in sentences, what to do first, the routes compared and told
    stage by stage, and where the person stands today.

    Example: lattice report route maya --to lead-data-engineer -o maya.html
    """
    question = routes_question(person, settings, **options)
    from lattice.reports.route_document import route_document
    from lattice.reports.titles import Titles
    from lattice.routes.gap import find_gap

    def both(graph: Snapshot) -> tuple[RoutesResult, GapResult]:
        found = question(graph)
        return found, find_gap(graph, found.person, role=found.target)

    (result, gap), graph = ask_about(settings, person, both, what="finding routes")
    show(settings, result, lambda: route_document(result, gap, Titles(graph)), graph=graph)


@report.command(cls=Command)
@with_horizons
def succession(horizons: tuple[float, ...], settings: Settings) -> None:
    """Write up how the critical roles are covered.

    Confidential, for those who plan: how many seats have a successor of their
    own, where it is short and whom it hangs on, and for each critical role its
    bench and what follows when a seat falls free. -v tells covered ones too.

    Example: lattice report succession -o succession.html
    """
    from lattice.reports.succession_document import succession_document
    from lattice.reports.titles import Titles
    from lattice.succession.coverage import coverage

    result, graph = ask(
        settings,
        lambda graph: coverage(graph, horizons=horizons, as_of=settings.as_of),
        what="working out who could take over what",
    )
    benches, chains = _by_role(settings, result, graph, horizons) if settings.format != "json" else ({}, {})

    def written() -> Report:
        return succession_document(result, benches, chains, Titles(graph), full=settings.full)

    show(settings, result, written, graph=graph)


def _by_role(
    settings: Settings, result: CoverageResult, graph: Snapshot, horizons: tuple[float, ...]
) -> tuple[dict[str, BenchResult], dict[str, ChainResult]]:
    """The bench and the chain of each critical role."""
    from lattice.succession.bench import bench
    from lattice.succession.chain import chain

    benches, chains = {}, {}
    with progress(settings) as bar:
        bar.begin("role by role", total=len(result.roles))
        for role in result.roles:
            benches[role.role] = bench(graph, role.role, horizons=horizons, as_of=result.as_of)
            chains[role.role] = chain(graph, role.role, as_of=result.as_of)
            bar.advance()
    return benches, chains
