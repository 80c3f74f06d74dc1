"""The network as pyvis models it: roles as nodes that stand still, ladders as edges, nothing that moves by itself."""

from __future__ import annotations

import json
from typing import Final

from lattice.graph.snapshot import Snapshot
from lattice.maps.layout import Layout
from lattice.maps.scene import Network

HUES: Final = ("#3b7dd8", "#b4588f", "#2f9079", "#c0702c", "#7a66c9", "#5d8a2f", "#c4524f", "#2c8aa6", "#8a7440")
"""The areas' colours, in turn: each stands out from light and dark grounds by 3 to 1 at least."""

_SIZE: Final = 15
_OPTIONS: Final = {
    # The page tells it when the size changes, printing included.
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "dot", "size": _SIZE, "borderWidth": 0, "fixed": True, "physics": False},
    "edges": {
        "smooth": False,
        "width": 5,
        "hoverWidth": 0,
        "selectionWidth": 0,
        "color": {"inherit": False},
        "arrows": {"to": {"enabled": False}},
    },
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 10**6,
    },
}


def network_of(graph: Snapshot, layout: Layout) -> Network:
    """The roles and the ladders between them, where the layout puts them."""
    from pyvis.network import Network as Pyvis  # noqa: PLC0415 - 0.3 s that only a map pays

    drawn = Pyvis(directed=True)
    drawn.set_options(json.dumps(_OPTIONS))
    for role, (x, y) in enumerate(zip(layout.x, layout.y, strict=True)):
        drawn.add_node(role, label=" ", x=round(x, 1), y=round(y, 1), color=_hue(layout, role))
    moves = graph.moves
    pairs = zip(moves.source[moves.ladder].tolist(), moves.target[moves.ladder].tolist(), strict=True)
    for source, target in steps(sorted(pairs)):
        drawn.add_edge(source, target, color=_hue(layout, source))
    nodes, edges, _, _, _, options = drawn.get_network_data()
    kept = [{key: value for key, value in node.items() if key not in {"label", "shape"}} for node in nodes]
    ends = [{key: value for key, value in edge.items() if key != "arrows"} for edge in edges]
    return Network(nodes=tuple(kept), edges=tuple(ends), options=json.loads(options))


def _hue(layout: Layout, role: int) -> str:
    return HUES[layout.area[layout.family[role]] % len(HUES)]


def steps(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ladder moves without those that skip a rung: a way of several others leads there already."""
    above: dict[int, set[int]] = {}
    for source, target in pairs:
        above.setdefault(source, set()).add(target)
    return [
        (source, target)
        for source, target in pairs
        if not any(target in above.get(between, ()) for between in above[source] if between != target)
    ]
