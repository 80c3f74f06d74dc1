"""Parts of a change: so many rows of one table, written down and carried out together."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Self

from lattice.domain.column import Form
from lattice.stores.difference import Stored
from lattice.stores.neo4j import queries
from lattice.stores.neo4j.shape import SHAPES, Nodes, Relationships, form, group_property

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

ROWS: Final = {Nodes: 5_000, Relationships: 10_000}
"""Rows a part, by measurement: twice as many take the server's memory, half as many are slower."""

_DOCUMENTS: Final = "documents"


class Deed(StrEnum):
    """What is done with the rows of a part."""

    DROP = "drop"
    CHANGE = "change"
    MAKE = "make"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows of one table, and what is done with them; of rows to drop only the keys count."""

    table: str
    deed: Deed
    rows: Sequence[Any]

    @property
    def many(self) -> int:
        """How many rows these are."""
        return sum(len(ends) for _, ends in self.rows) if self._grouped else len(self.rows)

    def split(self, most: int) -> tuple[Part, Part | None]:
        """The first so many rows, and the others if there are any."""
        if self.many <= most:
            return self, None
        first: list[Any] = []
        others = list(self.rows)
        if not self._grouped:
            return replace(self, rows=others[:most]), replace(self, rows=others[most:])
        while len(others[0][1]) <= most:
            most -= len(others[0][1])
            first.append(others.pop(0))
        start, ends = others[0]
        if most:
            first.append((start, ends[:most]))
            others[0] = (start, ends[most:])
        return replace(self, rows=first), replace(self, rows=others)

    @property
    def _grouped(self) -> bool:
        return self.table in SHAPES and isinstance(SHAPES[self.table], Relationships)

    @cached_property
    def packed(self) -> bytes:
        """The part as it is written down. Raises ``ValueError`` for a text that isn't Unicode."""
        text = json.dumps([self.table, self.deed, self.rows], ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode(), 1)

    @classmethod
    def unpacked(cls, written: bytes) -> Self:
        """The part that was written down so."""
        table, deed, rows = json.loads(zlib.decompress(written))
        return cls(table=table, deed=Deed(deed), rows=rows)


def parts(table: str, deed: Deed, rows: Iterable[Stored]) -> Iterator[Part]:
    """The rows of a table in parts."""
    shape = SHAPES[table]
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS[type(shape)])):
        if isinstance(shape, Relationships):
            yield Part(table=table, deed=deed, rows=_grouped(chunk))
        elif deed is Deed.DROP:
            yield Part(table=table, deed=deed, rows=chunk)
        else:
            yield Part(table=table, deed=deed, rows=_with_properties(shape, chunk))


def document(name: str, text: str | None) -> Part:
    """The part that puts a document aside, or takes it away when there is no text."""
    return Part(table=_DOCUMENTS, deed=Deed.DROP if text is None else Deed.MAKE, rows=[[name, text]])


def carry_out(tx: ManagedTransaction, part: Part) -> None:
    """Do what a part says."""
    if part.table == _DOCUMENTS:
        _put_documents(tx, part)
        return
    shape = SHAPES[part.table]
    if isinstance(shape, Nodes):
        drop = part.deed is Deed.DROP
        query = queries.drop_nodes(shape) if drop else queries.put_nodes(shape, known=part.deed is Deed.CHANGE)
        tx.run(query, rows=part.rows).consume()
    elif part.deed is Deed.DROP:
        tx.run(queries.drop_relationships(shape), rows=part.rows).consume()
    elif part.deed is Deed.CHANGE:
        tx.run(queries.change_relationships(shape), rows=part.rows).consume()
    elif len(shape.types) == 1:
        tx.run(queries.make_relationships(shape, shape.types[0]), rows=part.rows).consume()
    else:
        for type_ in shape.types:
            rows = [[start, [row for row in ends if row[-1] == type_]] for start, ends in part.rows]
            tx.run(queries.make_relationships(shape, type_), rows=rows).consume()


def _put_documents(tx: ManagedTransaction, part: Part) -> None:
    if part.deed is Deed.DROP:
        tx.run(f"UNWIND $rows AS r MATCH (d:{queries.DOCUMENT} {{name: r[0]}}) DELETE d", rows=part.rows).consume()
        return
    tx.run(f"UNWIND $rows AS r MERGE (d:{queries.DOCUMENT} {{name: r[0]}}) SET d.text = r[1]", rows=part.rows).consume()


def _grouped(rows: Iterable[Stored]) -> list[Any]:
    """Rows by the node where they start, which is then looked for once."""
    return [(start, [row[1:] for row in found]) for start, found in groupby(rows, key=itemgetter(0))]


def _with_properties(shape: Nodes, rows: list[Stored]) -> list[Any]:
    """Rows with groups as a map of properties."""
    groups = next((at for at, name in enumerate(shape.names) if form(shape, name) is Form.GROUPS), None)
    if groups is None:
        return rows
    return [(*row[:groups], _properties(row[groups]), *row[groups + 1 :]) for row in rows]


def _properties(pairs: Any) -> dict[str, str]:  # noqa: ANN401 - groups as they are stored
    return {group_property(name): group for name, group in pairs or ()}
