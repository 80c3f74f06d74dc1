"""Large tables, as they come from the server: so many nodes at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from lattice.stores.difference import Stored
from lattice.stores.neo4j import queries, texts
from lattice.stores.neo4j.shape import Shape

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

SIZE: Final = 5_000
"""Nodes in a page; measured: fewer cost round trips, more save nothing."""

AT_ONCE: Final = 2
"""Pages that the server reads at the same time, each in a transaction of its own."""

_SIGNS: Final = {"field": texts.FIELD, "row": texts.ROW, "item": texts.ITEM, "given": texts.GIVEN}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Nodes of a table, by id, the first behind one id, each with its rows as a text."""

    shape: Shape
    after: str
    texts: Sequence[str]

    def rows(self) -> list[Stored]:
        """The rows of all of them by key. Raises ``NotPlain``."""
        return texts.parsed(self.shape, self.texts)


class Beside(Protocol):
    """Does work in another transaction that sees the same state of the store, from any thread."""

    def __call__(self, work: Callable[[ManagedTransaction], _T], /) -> _T:
        """What the work finds."""


def pages(tx: ManagedTransaction, shape: Shape, *, after: str = "", last: str | None = None) -> Iterator[Page]:
    """All of a table in pages, at least one, from behind one id, up to another if one is given."""
    query = queries.read_page(shape, bounded=last is not None)
    while True:
        record = tx.run(query, {**_SIGNS, "after": after, "last": last, "size": SIZE}).single(strict=True)
        found, end = record
        yield Page(shape=shape, after=after, texts=found)
        if len(found) < SIZE:
            return
        after = end


def pages_beside(beside: Beside, tables: Iterable[tuple[Shape, Sequence[str]]]) -> Generator[Page]:
    """All of some tables in pages, at least one each, some read ahead while one is looked at.

    With each table come the ids where pages end.
    """

    def fetch(shape: Shape, after: str, last: str | None) -> list[Page]:
        return beside(lambda tx: list(pages(tx, shape, after=after, last=last)))

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="lattice-read") as pool:
        waiting: deque[Future[list[Page]]] = deque()
        try:
            for shape, bounds in tables:
                for after, last in pairwise(["", *bounds, None]):
                    waiting.append(pool.submit(fetch, shape, after or "", last))
                    if len(waiting) > AT_ONCE:
                        yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
