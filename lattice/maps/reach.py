"""The map of the roles within one person's reach."""

from __future__ import annotations

import datetime

from lattice.graph.snapshot import Snapshot
from lattice.maps.audience import audience_of
from lattice.maps.base import Asked, base
from lattice.maps.page import Press
from lattice.maps.scene import ReachPart, Scene
from lattice.maps.traveller import traveller_of
from lattice.maps.words import catalogue
from lattice.routes.result import WaysResult


def reach_scene(graph: Snapshot, result: WaysResult, *, audience: str | None = None, language: str = "en") -> Scene:
    """The scene of ways that were found in this lattice, for the employee unless ``audience`` says otherwise.

    Raises ``WrongCall`` for an audience or a language that isn't there.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> found = lattice.find_ways(graph, "maya", within_months=24, as_of=datetime.date(2026, 11, 22))
    >>> reach_scene(graph, found).title
    'Maya Okafor: roles within reach'
    """
    asked = Asked(audience=audience_of("reach", audience), language=language, as_of=result.as_of)
    part = reach_part(graph, result)
    return Scene(kind="reach", title=reach_title(part, language), reach=part, **base(graph, asked))


def reach_press(graph: Snapshot, *, language: str, as_of: datetime.date) -> Press:
    """What prints one employee's map after the other, of this lattice on this day."""
    asked = Asked(audience=audience_of("reach", None), language=language, as_of=as_of)
    return Press(Scene(kind="reach", title="", **base(graph, asked)), "reach")


def reach_part(graph: Snapshot, result: WaysResult) -> ReachPart:
    """What a map of reach says of its person: the ways that were found."""
    return ReachPart(
        person=traveller_of(graph, result.person),
        within=result.within_months,
        budget=result.budget,
        max_moves=result.max_moves,
        limits=result.limits,
        optimal=result.optimal,
        ways=result.routes,
    )


def reach_title(part: ReachPart, language: str) -> str:
    """The title of a person's map."""
    return catalogue(language)["title.reach"].format(person=part.person.name)
