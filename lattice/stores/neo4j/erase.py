"""Erasing a person from a Neo4j store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from lattice.domain.table import TABLES
from lattice.errors import UnknownName
from lattice.stores.difference import Stored
from lattice.stores.kept import KEPT, without_person
from lattice.stores.names import NAME_KEY, names_person
from lattice.stores.neo4j import read
from lattice.stores.neo4j.encode import short
from lattice.stores.neo4j.journal import Following
from lattice.stores.neo4j.parts import Deed, Part, document, parts
from lattice.stores.neo4j.rows import document_names, find_document, same
from lattice.stores.neo4j.shape import PEOPLE, SHAPES
from lattice.stores.neo4j.state import State
from lattice.stores.owner import OWNER
from lattice.stores.recorded import RECORDED

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def plan_erasure(
    tx: ManagedTransaction, state: State, person: str
) -> tuple[Mapping[str, int], Iterable[Part], Following]:
    """What erasing the person with this id changes: rows that go or are blanked, how many by table.

    Raises ``UnknownName``.
    """
    id_ = short(person)
    found = read.stored_rows_of(tx, PEOPLE, [id_])
    if not found:
        message = f"nobody has the id '{person}'; find it with `lattice search NAME`"
        raise UnknownName(message, kind="person", text=person, candidates=())
    key = found[0][PEOPLE.names.index(NAME_KEY)]
    gone: dict[str, list[Stored]] = {"people": [(id_,)]}
    changed: dict[str, list[Stored]] = {
        "resources": _blanked(tx, "resources", "mentor", person),
        "people": [row for row in _blanked(tx, "people", "manager", person) if row[0] != id_],
    }
    for table in OWNER:
        if table != "people":
            gone[table] = [row[:2] for row in read.stored_rows_of(tx, SHAPES[table], [id_])]
    for table in RECORDED:
        by = TABLES[table].position("by")
        changed[table] = [
            (*row[:by], None, *row[by + 1 :])
            for row in read.stored_rows(tx, SHAPES[table])
            if row[0] != id_ and names_person(_text(row[by]), person=person, key=_text(key))
        ]
    name = _text(found[0][PEOPLE.names.index("name")])
    documents = dict(_cleaned(tx, person, name))
    # They manage themselves: a row that is blanked before it goes.
    touched = {table: len(gone.get(table, ())) + len(changed.get(table, ())) for table in TABLES}
    touched["people"] += sum(1 for row in found if row[PEOPLE.names.index("manager")] == person)
    touched[KEPT] = len(documents)
    return {name: count for name, count in touched.items() if count}, _parts(gone, changed, documents), same(state)


def _parts(
    gone: Mapping[str, list[Stored]], changed: Mapping[str, list[Stored]], documents: Mapping[str, str]
) -> Iterator[Part]:
    for table, rows in gone.items():
        if table != "people":
            yield from parts(table, Deed.DROP, rows)
    for table, rows in changed.items():
        yield from parts(table, Deed.CHANGE, rows)
    for name, text in documents.items():
        yield document(name, text)
    yield from parts("people", Deed.DROP, gone["people"])


def _blanked(tx: ManagedTransaction, table: str, column: str, person: str) -> list[Stored]:
    at = TABLES[table].position(column)
    rows = read.stored_rows_where(tx, table, column, value=person)
    return [(*row[:at], None, *row[at + 1 :]) for row in rows]


def _cleaned(tx: ManagedTransaction, person: str, name: str | None) -> Iterator[tuple[str, str]]:
    for title in document_names(tx):
        before = find_document(tx, title)
        after = without_person(before, person, name=name)
        if after != before:
            yield title, after


def _text(value: object) -> str | None:
    return None if value is None else str(value)
