"""The map of one person's routes to one role."""

from __future__ import annotations

from lattice.graph.snapshot import Snapshot
from lattice.maps.audience import audience_of
from lattice.maps.base import Asked, base
from lattice.maps.scene import RoutePart, Scene
from lattice.maps.traveller import traveller_of
from lattice.maps.words import catalogue
from lattice.routes.result import RoutesResult


def route_scene(graph: Snapshot, result: RoutesResult, *, audience: str | None = None, language: str = "en") -> Scene:
    """The scene of routes that were found in this lattice, for a coach unless ``audience`` says otherwise.

    Raises ``WrongCall`` for an audience or a language that isn't there.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> found = lattice.find_routes(graph, "maya", to="data-architect", as_of=datetime.date(2026, 11, 22))
    >>> route_scene(graph, found).title
    'Maya Okafor: routes to Data architect'
    """
    asked = Asked(audience=audience_of("route", audience), language=language, as_of=result.as_of)
    fields = base(graph, asked)
    person, target = traveller_of(graph, result.person), graph.roles[result.target]
    title = catalogue(language)["title.route"].format(person=person.name, role=fields["roles"][target].title)
    part = RoutePart(
        person=person,
        target=target,
        weights=result.weights,
        max_moves=result.max_moves,
        limits=result.limits,
        pareto=result.pareto,
        optimal=result.optimal,
        bound=result.bound,
        routes=result.routes,
        no_route=result.no_route,
    )
    return Scene(kind="route", title=title, route=part, **fields)
