"""What a large table and a bundle don't have in common, found without taking apart what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from lattice.domain.column import Row
from lattice.stores.difference import Stored
from lattice.stores.neo4j import read
from lattice.stores.neo4j.encode import short
from lattice.stores.neo4j.pages import SIZE, Beside, Page, pages_beside
from lattice.stores.neo4j.shape import Nodes, Shape
from lattice.stores.neo4j.texts import ROW, NotPlain, written

_EACH: Final = 10
"""Relationships of one table that a node is taken to have, where it is guessed how many make a page."""


def sift(
    beside: Beside, shape: Shape, rows: Sequence[Row], encoded: Iterable[Stored]
) -> tuple[list[Stored], list[Stored]]:
    """The rows of the database and those of the bundle, by key, without those of nodes that have the same in both.

    ``rows`` are the bundle's, ``encoded`` the same as they are stored, by key.
    Nodes are compared by their texts; only where these differ is a row taken
    apart, so memory grows with the difference alone.
    """
    step = SIZE if isinstance(shape, Nodes) else SIZE * _EACH
    bounds = sorted({short(str(row[0])) for row in rows[step::step]})
    before: list[Stored] = []
    after: list[Stored] = []
    given = _by_node(shape, encoded)
    node = next(given, None)
    for page in pages_beside(beside, shape, bounds):
        unlike: list[int] = []
        for at, (id_, text) in enumerate(zip(page.ids, page.texts, strict=True)):
            while node is not None and node[0] < id_:
                after += node[1]
                node = next(given, None)
            if node is None or node[0] > id_:
                unlike.append(at)
                continue
            if not _alike(text, node[2]):
                unlike.append(at)
                after += node[1]
            node = next(given, None)
        before += _rows(beside, page.only(unlike))
    if node is not None:
        after += node[1]
    for _, rows_of_node, _ in given:
        after += rows_of_node
    return before, after


def _by_node(shape: Shape, encoded: Iterable[Stored]) -> Iterator[tuple[str, Sequence[Stored], str]]:
    """The id of each node, its rows, and their text."""
    for id_, group in groupby(written(shape, encoded), key=itemgetter(0)):
        _, rows, texts = zip(*group, strict=True)
        yield id_, rows, "".join(texts)


def _alike(text: str, other: str) -> bool:
    """Whether two texts hold the same rows; the server has them in any order."""
    return text == other or (len(text) == len(other) and sorted(text.split(ROW)) == sorted(other.split(ROW)))


def _rows(beside: Beside, page: Page) -> list[Stored]:
    try:
        return page.rows()
    except NotPlain:
        return beside(lambda tx: read.stored_rows_of(tx, page.shape, page.ids))
