"""What has to be done to make a Neo4j database equal to a bundle: what differs, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.table import TABLES
from lattice.stores.difference import Difference, Stored, compare
from lattice.stores.neo4j import read
from lattice.stores.neo4j.encode import LONGEST, encode, encode_columns, in_rows, sorted_columns
from lattice.stores.neo4j.journal import Following
from lattice.stores.neo4j.pages import Beside, pages_beside
from lattice.stores.neo4j.parts import Deed, Part, parts
from lattice.stores.neo4j.shape import NODES, RELATIONSHIPS, SHAPES, Relationships, Shape
from lattice.stores.neo4j.sift import bounds, sift
from lattice.stores.neo4j.state import State
from lattice.stores.retained import check_retained
from lattice.stores.store import HEADER, Change

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_NOTHING: Final = Change(added=0, removed=0, changed=0)


LoadPlan = tuple[Mapping[str, Change], Iterable[Part], Following | None]
"""What is told of a load, the parts that do it, and what the state says then."""


def plan_load(
    tx: ManagedTransaction, state: State, bundle: Bundle, *, beside: Beside, place: str, now: datetime.datetime
) -> LoadPlan:
    """What a load changes, the parts that do it, and what the state says then; nothing when it is so already.

    Large tables are read by ``beside``. Raises ``InvalidBundle`` when rows
    that the bundle doesn't bring would break a rule.
    """
    header = bundle.header.model_dump_json()
    changes: dict[str, Change] = {}
    if state.header != header:
        changes[HEADER] = Change(added=int(not state.header), removed=0, changed=int(bool(state.header)))
    plans: dict[str, _Plan] = {}
    roles = {str(row[0]): row for row in bundle.rows("roles")}
    long = any(len(str(row[0])) > LONGEST for nodes in NODES for row in bundle.rows(nodes.table.name))
    for name, plan in _plan_tables(tx, bundle.tables, beside=beside, roles=roles, long=long):
        plans[name] = plan
        if plan.change != _NOTHING or name not in state.tables:
            changes[name] = plan.change
    retained = [name for name in state.tables if name not in bundle.tables]
    known = read.long_ids(tx) if state.long_ids else {}
    if "moves" in retained and changes.get("roles", _NOTHING) != _NOTHING:
        # Which of them climb a ladder may be different now.
        moves = {"moves": read.rows(tx, "moves", known=known, of=None)}
        plans |= _plan_tables(tx, moves, beside=beside, roles=roles, long=long)
    if not changes:
        # A type of a relationship that somebody else changed is put right with the next change.
        return changes, (), None
    kept = {name: read.rows(tx, name, known=known, of=None) for name in retained}
    check_retained(bundle, kept, place=place)
    following = Following(
        header=header,
        tables=[name for name in TABLES if name in state.tables or name in bundle.tables],
        loaded_at=now.isoformat(timespec="seconds"),
        long_ids=state.long_ids or long,
    )
    return changes, _in_order(plans), following


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is done to one table: the change as it is told, then keys to drop and rows to change and to make."""

    change: Change
    gone: Iterable[Stored] = ()
    changed: Iterable[Stored] = ()
    new: Iterable[Stored] = ()


def _plan_tables(
    tx: ManagedTransaction,
    tables: Mapping[str, Sequence[Row]],
    *,
    beside: Beside,
    roles: Mapping[str, Row],
    long: bool,
) -> Iterator[tuple[str, _Plan]]:
    many = {name: read.count(tx, SHAPES[name]) for name in tables}
    large = [(SHAPES[name], bounds(SHAPES[name], rows)) for name, rows in tables.items() if many[name] > read.FEW]
    with closing(pages_beside(beside, large)) as pages:
        of_each = groupby(pages, key=attrgetter("shape"))
        for name, rows in tables.items():
            shape = SHAPES[name]
            if not many[name]:
                # Nothing to compare with, and nothing that has to be held in memory.
                new = encode(shape, rows, roles=roles)
                yield name, _Plan(change=Change(added=len(rows), removed=0, changed=0), new=new)
                continue
            encoded = encode_columns(shape, rows, roles=roles)
            if long:
                # Long ids may stand in another order by their beginnings.
                encoded = sorted_columns(encoded, width=len(shape.table.key))
            if many[name] > read.FEW:
                _, found = next(of_each)
                yield name, _plan(shape, *sift(beside, shape, found, encoded))
            else:
                yield name, _plan(shape, read.stored_rows(tx, shape), in_rows(encoded))


def _plan(shape: Shape, before: Iterable[Stored], after: Iterable[Stored]) -> _Plan:
    width = len(shape.table.key)
    once, twice = _by_how_often(before, width)
    if isinstance(shape, Relationships) and len(shape.types) > 1:
        return _plan_moves(once, twice, list(after), width)
    found = compare(once, after, key_width=width)
    return _Plan(
        change=_counted(found, twice, width), gone=sorted([*found.gone, *twice]), changed=found.changed, new=found.new
    )


def _plan_moves(once: list[Stored], twice: AbstractSet[Stored], after: list[Stored], width: int) -> _Plan:
    """Moves are taken away and made again: a relationship doesn't change its type."""
    found = compare(once, after, key_width=width)
    gone = [*found.gone, *twice, *(row[:width] for row in found.changed)]
    new = [*found.new, *found.changed]
    # Whether a move climbs follows from the roles; it is no change of the table.
    told = compare((row[:-1] for row in once), (row[:-1] for row in after), key_width=width)
    change = _counted(told, twice, width)
    return _Plan(change=change, gone=sorted(gone), new=sorted(new, key=lambda row: row[:width]))


def _by_how_often(rows: Iterable[Stored], width: int) -> tuple[list[Stored], AbstractSet[Stored]]:
    """The rows whose key is there once, and the keys that are there more often.

    Only by another hand is a relationship there twice; both go, and one is made anew.
    """
    once: list[Stored] = []
    twice: set[Stored] = set()
    for key, found in groupby(rows, key=itemgetter(slice(width))):
        row, *others = found
        if others:
            twice.add(key)
        else:
            once.append(row)
    return once, twice


def _counted(found: Difference, twice: AbstractSet[Stored], width: int) -> Change:
    again = sum(row[:width] in twice for row in found.new)
    return Change(
        added=len(found.new) - again,
        removed=len(found.gone) + len(twice) - again,
        changed=len(found.changed) + again,
    )


def _in_order(plans: Mapping[str, _Plan]) -> Iterator[Part]:
    """The parts, so that what a relationship needs is there before it, and goes after it."""
    relationships = [shape.table.name for shape in RELATIONSHIPS if shape.table.name in plans]
    nodes = [shape.table.name for shape in NODES if shape.table.name in plans]
    for name in relationships:
        yield from parts(name, Deed.DROP, plans[name].gone)
    for name in nodes:
        yield from parts(name, Deed.CHANGE, plans[name].changed)
        yield from parts(name, Deed.MAKE, plans[name].new)
    for name in reversed(nodes):
        yield from parts(name, Deed.DROP, plans[name].gone)
    for name in relationships:
        yield from parts(name, Deed.CHANGE, plans[name].changed)
        yield from parts(name, Deed.MAKE, plans[name].new)
