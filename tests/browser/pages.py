"""One map of each kind, written to files as the program writes them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lattice.graph.snapshot import Snapshot
from lattice.maps.lattice import lattice_scene
from lattice.maps.page import render
from lattice.maps.reach import reach_scene
from lattice.maps.route import route_scene
from lattice.maps.scene import Scene
from lattice.maps.succession import succession_scene
from lattice.routes.find import find_routes
from lattice.routes.ways import find_ways

DAY: Final = datetime.date(2026, 11, 22)
KINDS: Final = ("lattice", "reach", "route", "succession")


def scenes(graph: Snapshot, *, person: str, target: str, audience: str | None = None) -> Mapping[str, Scene]:
    """A scene of each kind, for its usual audience or another one."""
    ways = find_ways(graph, person, within_months=24, as_of=DAY)
    routes = find_routes(graph, person, to=target, as_of=DAY)
    return {
        "lattice": lattice_scene(graph, audience=audience, as_of=DAY),
        "reach": reach_scene(graph, ways, audience=audience),
        "route": route_scene(graph, routes, audience=audience),
        "succession": succession_scene(graph, audience=audience, as_of=DAY),
    }


def written(folder: Path, made: Mapping[str, Scene]) -> Mapping[str, Path]:
    """Each scene's page as a file."""
    paths = {kind: folder / f"{kind}.html" for kind in made}
    for kind, path in paths.items():
        path.write_text(render(made[kind]), encoding="utf-8", newline="\n")
    return paths
