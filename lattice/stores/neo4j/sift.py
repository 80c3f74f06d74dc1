"""What a large table and a bundle don't have in common, found without taking apart what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from lattice.domain.column import Row
from lattice.stores.difference import Stored
from lattice.stores.neo4j import pages, read
from lattice.stores.neo4j.encode import Columns, short
from lattice.stores.neo4j.pages import Beside, Page
from lattice.stores.neo4j.shape import Nodes, Shape
from lattice.stores.neo4j.texts import FIELD, ROW, UNLIKE, Node, NotPlain, parsed, taken_apart, written

_EACH: Final = 10
"""Relationships of one table that a node is taken to have, where it is guessed how many make a page."""


def bounds(shape: Shape, rows: Sequence[Row]) -> Sequence[str]:
    """The ids where pages of a table end that holds about what these rows of a bundle do."""
    step = pages.SIZE if isinstance(shape, Nodes) else pages.SIZE * _EACH
    return sorted({short(str(row[0])) for row in rows[step::step]})


def sift(
    beside: Beside, shape: Shape, found: Iterable[Page], encoded: Iterable[Columns]
) -> tuple[list[Stored], list[Stored]]:
    """The rows of the database and those of the bundle, by key, without those that are written alike in both.

    ``found`` are all pages of the table, ``encoded`` the bundle's rows as they
    are stored, by key and some at a time. Only what is written differently is
    taken apart, so memory grows with the difference alone.
    """
    before: list[Stored] = []
    after: list[Stored] = []
    given = _Given(written(shape, encoded))
    for page in found:
        theirs, ours = _sift_page(beside, page, given)
        before += theirs
        after += ours
    return before, after + given.take_to(None)


class _Given:
    """The nodes of a bundle's table, by id; ``node`` is the first that wasn't taken yet, None behind the last."""

    def __init__(self, nodes: Iterator[Node]) -> None:
        self._nodes = nodes
        self.node = next(nodes, None)

    def take(self) -> Node:
        """The first node."""
        node = self.node
        assert node is not None  # noqa: S101 - whoever takes one has looked
        self.node = next(self._nodes, None)
        return node

    def take_to(self, last: str | None, *, itself: bool = True) -> list[Stored]:
        """The rows of the nodes up to an id, with that or without; of all that are left without one."""
        rows: list[Stored] = []
        while self.node is not None and (last is None or self.node.id < last or (itself and self.node.id == last)):
            rows += self.take().rows
        return rows


def _sift_page(beside: Beside, page: Page, given: _Given) -> tuple[list[Stored], list[Stored]]:
    shape, after = page.shape, page.after
    kept: dict[str, str] = {}
    ours: list[Stored] = []
    whole: list[Stored] = []
    rest: list[Stored] = []
    for at, text in enumerate(page.texts):
        if given.node is not None and given.node.is_written(text):
            after = given.take().id
            continue
        try:
            id_, following = taken_apart(shape, text)
        except NotPlain:
            ids, rest = beside(partial(read.page_by_value, shape=shape, after=after, many=len(page.texts) - at))
            passed = given.take_to(ids[-1])
            ours += passed
            whole += passed
            break
        after = id_
        passed = given.take_to(id_, itself=False)
        ours += passed
        whole += passed
        if given.node is None or given.node.id != id_:
            kept[id_] = text
            continue
        node = given.take()
        rows = node.rows
        kept[id_], own = _difference(shape, text, following, node, rows)
        ours += own
        whole += rows
    try:
        return [*parsed(shape, [*kept.values()]), *rest], ours
    except NotPlain:
        return [*beside(partial(read.stored_rows_of, shape=shape, ids=[*kept])), *rest], whole


def _difference(
    shape: Shape, text: str, theirs: Sequence[str], node: Node, rows: Sequence[Stored]
) -> tuple[str, Sequence[Stored]]:
    """What only the database has of a node's rows, as a text, and what only the bundle has; all of both if in doubt."""
    ends = {row.partition(FIELD)[0] for row in theirs}
    if isinstance(shape, Nodes) or UNLIKE in node.parts or len(ends) < len(theirs):
        # Two of the same ends may be one relationship that somebody made a second time.
        return text, rows
    known = {*theirs}
    ours = dict(zip(node.parts[1:], rows, strict=True))
    kept = [row for row in theirs if row not in ours]
    return ROW.join([f"{len(kept)}{FIELD}{node.id}", *kept]), [ours[row] for row in ours if row not in known]
