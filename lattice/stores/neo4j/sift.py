"""What a large table and a bundle don't have in common, found without taking apart what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from lattice.domain.column import Row
from lattice.stores.difference import Stored
from lattice.stores.neo4j import pages, read
from lattice.stores.neo4j.encode import short
from lattice.stores.neo4j.pages import Beside, Page
from lattice.stores.neo4j.shape import Nodes, Shape
from lattice.stores.neo4j.texts import FIELD, ROW, UNLIKE, NotPlain, fields, written

_EACH: Final = 10
"""Relationships of one table that a node is taken to have, where it is guessed how many make a page."""


def bounds(shape: Shape, rows: Sequence[Row]) -> Sequence[str]:
    """The ids where pages of a table end that holds about what these rows of a bundle do."""
    step = pages.SIZE if isinstance(shape, Nodes) else pages.SIZE * _EACH
    return sorted({short(str(row[0])) for row in rows[step::step]})


def sift(
    beside: Beside, shape: Shape, found: Iterable[Page], encoded: Iterable[Stored]
) -> tuple[list[Stored], list[Stored]]:
    """The rows of the database and those of the bundle, by key, without those that are written alike in both.

    ``found`` are all pages of the table, ``encoded`` the bundle's rows as they
    are stored, by key. Only what is written differently is taken apart, so
    memory grows with the difference alone.
    """
    before: list[Stored] = []
    after: list[Stored] = []
    given = _by_node(shape, encoded)
    node = next(given, None)
    for page in found:
        whole: list[int] = []
        ids: list[str] = []
        rows: list[list[str]] = []
        for at, (id_, many, text) in enumerate(zip(page.ids, page.counts, page.texts, strict=True)):
            while node is not None and node.id < id_:
                after += node.rows
                node = next(given, None)
            if node is None or node.id > id_:
                whole.append(at)
                continue
            if not _alike(text, node):
                if _comparable(shape, many, text, node):
                    theirs, ours = _difference(text, node)
                    ids.append(id_)
                    rows.append(theirs)
                    after += ours
                else:
                    whole.append(at)
                    after += node.rows
            node = next(given, None)
        parts = Page(shape=shape, ids=ids, counts=list(map(len, rows)), texts=list(map("".join, rows)))
        key = itemgetter(*range(len(shape.table.key)))
        before += sorted([*parts.rows(), *_rows(beside, page.only(whole))], key=key)
    if node is not None:
        after += node.rows
    for left in given:
        after += left.rows
    return before, after


class _Node(NamedTuple):
    """A node's rows in the bundle, and their texts."""

    id: str
    rows: Sequence[Stored]
    texts: Sequence[str]


def _by_node(shape: Shape, encoded: Iterable[Stored]) -> Iterator[_Node]:
    for id_, group in groupby(written(shape, encoded), key=itemgetter(0)):
        _, rows, texts = zip(*group, strict=True)
        yield _Node(id_, rows, texts)


def _alike(text: str, node: _Node) -> bool:
    """Whether the database's text says the same as the bundle's; the server has rows in any order."""
    other = "".join(node.texts)
    return text == other or (len(text) == len(other) and sorted(text.split(ROW)) == sorted(other.split(ROW)))


def _comparable(shape: Shape, many: int, text: str, node: _Node) -> bool:
    """Whether a node has several rows, whose texts can be told apart in the database and in the bundle."""
    if isinstance(shape, Nodes) or UNLIKE in node.texts:
        return False
    rows = text.split(ROW)[1:]
    return len(rows) == len({*rows}) == many and text.count(FIELD) == many * (len(fields(shape)) - 1)


def _difference(text: str, node: _Node) -> tuple[list[str], list[Stored]]:
    """The texts of a node's rows that only the database has, and the rows that only the bundle has."""
    theirs = {ROW + row for row in text.split(ROW)[1:]}
    ours = dict(zip(node.texts, node.rows, strict=True))
    return [row for row in theirs if row not in ours], [ours[row] for row in ours if row not in theirs]


def _rows(beside: Beside, page: Page) -> list[Stored]:
    try:
        return page.rows()
    except NotPlain:
        return beside(lambda tx: read.stored_rows_of(tx, page.shape, page.ids))
