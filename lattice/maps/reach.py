"""The map of the roles within one person's reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lattice.graph.snapshot import Snapshot
from lattice.maps.audience import audience_of
from lattice.maps.base import Asked, base
from lattice.maps.scene import ReachPart, Scene
from lattice.maps.traveller import traveller_of
from lattice.maps.words import catalogue
from lattice.routes.result import WaysResult


def reach_scene(
    graph: Snapshot,
    result: WaysResult,
    *,
    audience: str | None = None,
    language: str = "en",
    shared: Mapping[str, Any] | None = None,
) -> Scene:
    """The scene of ways that were found in this lattice, for the employee unless ``audience`` says otherwise.

    ``shared`` is what all scenes of this lattice have in common, when somebody
    who draws many has it already: the ``base`` for the same audience, language
    and day. Raises ``WrongCall`` for an audience or a language that isn't there.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> found = lattice.find_ways(graph, "maya", within_months=24, as_of=datetime.date(2026, 11, 22))
    >>> reach_scene(graph, found).title
    'Maya Okafor: roles within reach'
    """
    asked = Asked(audience=audience_of("reach", audience), language=language, as_of=result.as_of)
    person = traveller_of(graph, result.person)
    part = ReachPart(
        person=person,
        within=result.within_months,
        budget=result.budget,
        max_moves=result.max_moves,
        limits=result.limits,
        optimal=result.optimal,
        ways=result.routes,
    )
    title = catalogue(language)["title.reach"].format(person=person.name)
    return Scene(kind="reach", title=title, reach=part, **(shared or base(graph, asked)))
