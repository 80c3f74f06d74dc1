"""``lattice route``: the best routes of a person to a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from lattice.cli.ask import ask_about
from lattice.cli.constraints import limited
from lattice.cli.names import Name
from lattice.cli.options import MOST_MONTHS, Amount, Command, Settings
from lattice.cli.output import show
from lattice.cli.quoting import shown

if TYPE_CHECKING:
    from lattice.graph.snapshot import Snapshot
    from lattice.reports.document import Report
    from lattice.routes.result import RoutesResult

PROFILES: Final = ("fastest", "cheapest", "surest", "least-effort", "balanced")
WEIGHTS: Final = ("months", "cost", "hours", "risk", "moves")
_MOST_WEIGHT: Final = 1e9
_MOST_ALTERNATIVES: Final = 100


class WeightOf(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """A weight as ``months=1``."""

    name = "weight"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """The text as a name and a number."""
        name, equals, number = str(value).partition("=")
        if not equals or name not in WEIGHTS:
            self.fail(f"{shown(value)} is no weight; write one of {', '.join(WEIGHTS)} as months=1.", param, ctx)
        return name, Amount(_MOST_WEIGHT).convert(number, param, ctx)


_ASKED: Final = (
    click.argument("person", type=Name("person")),
    click.option("--to", type=Name("role"), required=True, metavar="ROLE", help="The role to reach."),
    click.option("--optimise", type=click.Choice(PROFILES), help="What matters; balanced unless given."),
    click.option(
        "--weight", "weights", type=WeightOf(), multiple=True, metavar="NAME=W",
        help="Your own weights in place of --optimise: months cost hours risk moves; repeatable.",
    ),
    click.option(
        "--alternatives", type=click.IntRange(1, _MOST_ALTERNATIVES), metavar="K",
        help="So many routes; 3 unless given.",
    ),
    click.option("--pareto", is_flag=True, help="All routes that no other beats in months, cost and success."),
    click.option("--deadline", type=Amount(MOST_MONTHS), metavar="MONTHS", help="At most so many months."),
    click.option("--via", type=Name("role"), multiple=True, metavar="ROLE", help="Pass through this role; repeatable."),
    limited,
)  # fmt: skip


def asks_for_routes(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command PERSON and the options of a question about routes to one role."""
    for option in reversed(_ASKED):
        function = option(function)
    return function


def routes_question(
    person: str,
    settings: Settings,
    *,
    optimise: str | None,
    weights: tuple[tuple[str, float], ...],
    alternatives: int | None,
    **options: Any,  # noqa: ANN401 - handed on as they are
) -> Callable[[Snapshot], RoutesResult]:
    """The question that those options ask, to be put to a snapshot.

    Raises ``UsageError`` when two options exclude each other.
    """
    chosen = _weights(optimise, weights)
    if alternatives is not None and options["pareto"]:
        raise click.UsageError("--pareto gives every route worth having; it takes no --alternatives.")
    from lattice.routes.find import find_routes

    return lambda graph: find_routes(
        graph, person, weights=chosen, alternatives=alternatives or 3, as_of=settings.as_of, **options
    )


@click.command(cls=Command)
@asks_for_routes
def route(person: str, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
    """Find a person's best routes to a role.

    What to learn and which moves to make, stage by stage, proven to be the
    best there is. PERSON and ROLE are ids, titles or aliases. That there is no
    route is an answer too, with the reason.

    Example: lattice route maya --to "Lead data engineer" --optimise surest
    """
    question = routes_question(person, settings, **options)
    from lattice.reports.route import route_report
    from lattice.reports.titles import Titles

    result, graph = ask_about(settings, person, question, what="finding routes")

    def report() -> Report:
        return route_report(result, Titles(graph), full=settings.full, hint=settings.on_screen)

    show(settings, result, report, graph=graph)


def _weights(optimise: str | None, weights: tuple[tuple[str, float], ...]) -> str | dict[str, float]:
    if optimise and weights:
        raise click.UsageError("--optimise and --weight exclude each other.")
    names = [name for name, _ in weights]
    for name in names:
        if names.count(name) > 1:
            raise click.UsageError(f"--weight {name} is given twice.")
    return dict(weights) or optimise or "balanced"
