"""Where roles stand: height is grade, columns are families side by side within areas.

Families that share many moves stand near each other: their order is found by
barycentre sweeps and then by swapping neighbours, areas and families alike, as
long as moves get shorter (after Sugiyama, Tagawa, Toda: Methods for visual
understanding of hierarchical system structures, IEEE Transactions on Systems,
Man and Cybernetics 11, 1981). No chance is in it: the same lattice is always
laid out the same way.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from lattice.domain.table import TABLES
from lattice.graph.snapshot import Snapshot

PITCH: Final = 56.0
"""From one column to the next."""

_ROW: Final = 128.0
_FAMILY_GAP: Final = 10.0
_AREA_GAP: Final = 44.0
_ASPECT: Final = 1.9
_SWEEPS: Final = 12
_PASSES: Final = 40
_LEAST_STEP, _MOST_STEP = 0.62, 1.5
_NOTHING: Final = 1e-9
"""Differences smaller than this are rounding."""

_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the drawing: an area or a family with its left edge and width, a grade with its top and height."""

    name: str
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in units of the drawing, y pointing down.

    ``x`` and ``y`` are by role number; ``family`` and ``grade`` say in which
    of ``families`` and ``grades`` a role stands, ``area`` in which of
    ``areas`` a family does. ``length`` is how far all lattice moves go
    sideways, ``plain_length`` how far they would with areas and families in
    the order of their names.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    family: tuple[int, ...]
    grade: tuple[int, ...]
    area: tuple[int, ...]
    areas: tuple[Band, ...]
    families: tuple[Band, ...]
    grades: tuple[Band, ...]
    width: float
    height: float
    length: float
    plain_length: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """The families with the widths of their columns, by area, both in the order of names."""

    widths: _Array
    area: npt.NDArray[np.int64]
    ties: _Array

    def starts(self, order: Sequence[int]) -> _Array:
        """The left edge of each family, by number, when they stand in this order."""
        starts = np.zeros(len(self.widths))
        at = 0.0
        for place, family in enumerate(order):
            if place:
                at += _FAMILY_GAP if self.area[order[place - 1]] == self.area[family] else _AREA_GAP
            starts[family] = at
            at += self.widths[family]
        return starts

    def centres(self, order: Sequence[int]) -> _Array:
        """The middle of each family, by number, when they stand in this order."""
        return self.starts(order) + self.widths / 2

    def length(self, order: Sequence[int]) -> float:
        """How far all moves between families go sideways in this order."""
        centres = self.centres(order)
        return float((self.ties * np.abs(centres[:, None] - centres[None, :])).sum() / 2)


def lay_out(graph: Snapshot) -> Layout:
    """Where each role stands.

    Ladders run straight up: a role stands above the one that its ladder comes
    from where that place is free. Roles of one family and grade stand side by
    side, in several lines when they are many. No two stand in one place.
    """
    table = TABLES["roles"]
    rows = graph.bundle.rows("roles")
    at_family, at_area, at_grade = (table.position(name) for name in ("family", "area", "grade"))
    names = sorted({(str(row[at_area] or ""), str(row[at_family])) for row in rows})
    grades = sorted({int(str(row[at_grade])) for row in rows})
    family_of = {name: number for number, name in enumerate(names)}
    grade_of = {grade: number for number, grade in enumerate(grades)}
    family = [family_of[str(row[at_area] or ""), str(row[at_family])] for row in rows]
    grade = [grade_of[int(str(row[at_grade]))] for row in rows]
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for role, key in enumerate(zip(family, grade, strict=True)):
        cells[key].append(role)
    across = _across(cells, len(names), grades)
    column, line = _places(graph, cells, across)
    widths = np.ones(len(names))
    for (number, _), inside in cells.items():
        widths[number] = max(widths[number], min(across, len(inside)))
    area_names = sorted({area for area, _ in names})
    area_of = {name: number for number, name in enumerate(area_names)}
    columns = _Columns(
        widths * PITCH, np.array([area_of[area] for area, _ in names], dtype=np.int64), _ties(graph, family, len(names))
    )
    plain = list(range(len(names)))
    order = _ordered(columns, plain)
    starts = columns.starts(order)
    tops, heights, total = _heights(grades, _lines(cells, across, len(grades)))
    bands, area = _bands(columns, order, starts, names, area_names)
    return Layout(
        x=tuple(float(starts[f] + (c + 0.5) * PITCH) for f, c in zip(family, column, strict=True)),
        y=tuple(tops[g] + heights[g] - (at + 0.5) * _ROW for g, at in zip(grade, line, strict=True)),
        family=tuple(order.index(number) for number in family),
        grade=tuple(grade),
        area=area,
        areas=bands,
        families=tuple(Band(names[f][1], float(starts[f]), float(columns.widths[f])) for f in order),
        grades=tuple(Band(str(g), tops[n], heights[n]) for n, g in enumerate(grades)),
        width=float(max((starts[f] + columns.widths[f] for f in order), default=0.0)),
        height=total,
        length=columns.length(order),
        plain_length=columns.length(plain),
    )


def _across(cells: dict[tuple[int, int], list[int]], families: int, grades: Sequence[int]) -> int:
    """How many roles of one family and grade may stand side by side, so that the whole is about as wide as a screen."""
    best, across = math.inf, 1
    for tried in range(1, max((len(inside) for inside in cells.values()), default=0) + 1):
        widths = [1] * families
        for (family, _), inside in cells.items():
            widths[family] = max(widths[family], min(tried, len(inside)))
        height = sum(_lines(cells, tried, len(grades))) * _ROW
        off = abs(math.log(sum(widths) * PITCH / max(height, 1.0) / _ASPECT))
        if off < best - _NOTHING:
            best, across = off, tried
    return across


def _lines(cells: dict[tuple[int, int], list[int]], across: int, grades: int) -> list[int]:
    lines = [1] * grades
    for (_, grade), inside in cells.items():
        lines[grade] = max(lines[grade], -(-len(inside) // across))
    return lines


def _places(
    graph: Snapshot, cells: dict[tuple[int, int], list[int]], across: int
) -> tuple[dict[int, int] | list[int], list[int]]:
    """The column and the line of each role within its family and grade."""
    moves = graph.moves
    below: dict[int, list[int]] = defaultdict(list)
    for source, target in zip(moves.source[moves.ladder].tolist(), moves.target[moves.ladder].tolist(), strict=True):
        below[target].append(source)
    column, line, rank = [0] * len(graph.roles), [0] * len(graph.roles), [0] * len(graph.roles)
    for (family, grade), inside in sorted(cells.items()):
        wide = min(across, max(len(cells[key]) for key in cells if key[0] == family)) if len(cells) else 1
        free = {(at, to) for at in range(-(-len(inside) // across)) for to in range(wide)}
        for role in inside:
            rank[role] = grade
            before = sorted(below[role], key=lambda other: (-rank[other], other))
            wanted = [column[other] for other in before]
            slot = min(free, key=lambda place: (_index(wanted, place[1]), place))
            free.remove(slot)
            line[role], column[role] = slot
    return column, line


def _index(wanted: Sequence[int], column: int) -> int:
    return wanted.index(column) if column in wanted else len(wanted)


def _ties(graph: Snapshot, family: Sequence[int], families: int) -> _Array:
    """How many lattice moves there are between each two families."""
    moves, of = graph.moves, np.array(family, dtype=np.int64)
    ties = np.zeros((families, families))
    across = ~moves.ladder
    np.add.at(ties, (of[moves.source[across]], of[moves.target[across]]), 1.0)
    np.fill_diagonal(ties, 0.0)
    return ties + ties.T


def _ordered(columns: _Columns, plain: list[int]) -> list[int]:
    """The families in an order that keeps moves short; never longer than the plain one."""
    best, least = plain, columns.length(plain)
    order = plain
    for _ in range(_SWEEPS):
        order = _swept(columns, order)
        length = columns.length(order)
        if length >= least - _NOTHING:
            break
        best, least = order, length
    for _ in range(_PASSES):
        swapped = _areas_swapped(columns, _families_swapped(columns, best))
        length = columns.length(swapped)
        if length >= least - _NOTHING:
            break
        best, least = swapped, length
    return best


def _swept(columns: _Columns, order: Sequence[int]) -> list[int]:
    """The order by where each family's moves lead on the whole, areas first."""
    centres = columns.centres(order)
    weight = columns.ties.sum(axis=1)
    pull = np.where(weight > 0, columns.ties @ centres / np.maximum(weight, 1e-12), centres)
    areas = int(columns.area.max(initial=-1)) + 1
    mean = [float(pull[columns.area == area].mean()) for area in range(areas)]
    return sorted(order, key=lambda family: (mean[columns.area[family]], columns.area[family], pull[family], family))


def _families_swapped(columns: _Columns, order: Sequence[int]) -> list[int]:
    """The order after neighbours within an area have changed places wherever that makes moves shorter."""
    now = list(order)
    centres = columns.centres(now)
    for place in range(len(now) - 1):
        left, right = now[place], now[place + 1]
        if columns.area[left] != columns.area[right]:
            continue
        to_left = centres[left] + columns.widths[right] + _FAMILY_GAP
        to_right = centres[right] - columns.widths[left] - _FAMILY_GAP
        change = columns.ties[left] * (np.abs(to_left - centres) - np.abs(centres[left] - centres)) + columns.ties[
            right
        ] * (np.abs(to_right - centres) - np.abs(centres[right] - centres))
        change[[left, right]] = 0.0
        if change.sum() < -_NOTHING:
            now[place], now[place + 1] = right, left
            centres[left], centres[right] = to_left, to_right
    return now


def _areas_swapped(columns: _Columns, order: Sequence[int]) -> list[int]:
    """The order after whole areas have changed places with neighbours wherever that makes moves shorter."""
    blocks: list[list[int]] = []
    for family in order:
        if blocks and columns.area[blocks[-1][0]] == columns.area[family]:
            blocks[-1].append(family)
        else:
            blocks.append([family])
    least = columns.length(order)
    for place in range(len(blocks) - 1):
        tried = [*blocks[:place], blocks[place + 1], blocks[place], *blocks[place + 2 :]]
        length = columns.length([family for block in tried for family in block])
        if length < least - _NOTHING:
            blocks, least = tried, length
    return [family for block in blocks for family in block]


def _heights(grades: Sequence[int], lines: Sequence[int]) -> tuple[list[float], list[float], float]:
    """The top and height of each grade, the lowest at the bottom; nearer grades stand nearer."""
    steps = [above - below for below, above in pairwise(grades)]
    usual = sorted(steps)[len(steps) // 2] if steps else 1
    heights = [count * _ROW for count in lines]
    gaps = [(min(max(step / usual, _LEAST_STEP), _MOST_STEP) - 1) * _ROW for step in steps]
    bottoms, at = [], 0.0
    for number, height in enumerate(heights):
        bottoms.append(at)
        at += height + (gaps[number] if number < len(gaps) else 0.0)
    tops = [at - bottom - height for bottom, height in zip(bottoms, heights, strict=True)]
    return tops, heights, at


def _bands(
    columns: _Columns, order: Sequence[int], starts: _Array, names: Sequence[tuple[str, str]], area_names: Sequence[str]
) -> tuple[tuple[Band, ...], tuple[int, ...]]:
    """The areas from left to right, and for each family in order which one it is in."""
    found: list[Band] = []
    area: list[int] = []
    for family in order:
        name = names[family][0]
        end = float(starts[family] + columns.widths[family])
        if not found or area_names[columns.area[family]] != found[-1].name:
            found.append(Band(name, float(starts[family]), end - float(starts[family])))
        else:
            found[-1] = Band(name, found[-1].start, end - found[-1].start)
        area.append(len(found) - 1)
    return tuple(found), tuple(area)
