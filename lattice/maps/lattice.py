"""The map of a whole lattice: every role, what it asks, and the ways between roles."""

from __future__ import annotations

import datetime

from lattice.graph.snapshot import Snapshot
from lattice.maps.audience import audience_of
from lattice.maps.base import Asked, base
from lattice.maps.scene import Scene
from lattice.maps.words import catalogue
from lattice.reports.visible import visible
from lattice.routes.options import today_unless


def lattice_scene(
    graph: Snapshot, *, audience: str | None = None, language: str = "en", as_of: datetime.date | None = None
) -> Scene:
    """The scene of the whole lattice, for employees unless ``audience`` says otherwise.

    Raises ``WrongCall`` for an audience or a language that isn't there.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> lattice_scene(graph).title
    'UK digital and data (sample): career lattice'
    """
    asked = Asked(audience=audience_of("lattice", audience), language=language, as_of=today_unless(as_of))
    title = catalogue(language)["title.lattice"].format(lattice=visible(graph.header.name))
    return Scene(kind="lattice", title=title, **base(graph, asked))
