"""Rows written as texts and read back, without a server."""

from __future__ import annotations

from typing import Any, Final

import pytest

from lattice.domain.table import TABLES
from lattice.stores.difference import Stored
from lattice.stores.neo4j.encode import Columns
from lattice.stores.neo4j.shape import SHAPES, Relationships
from lattice.stores.neo4j.texts import FIELD, ITEM, ROW, UNLIKE, Node, NotPlain, fields, parsed, taken_apart, written

VALUES: Final[dict[str, list[Any]]] = {
    "identifier": [None, "", "=", "a"],
    "text": [None, "", "=", "Büro"],
    "level": [None, 0, 4, 1],
    "integer": [None, 0, -(2**63), 7],
    "number": [None, 0.0, 1e-9, 1e300],
    "boolean": [None, True, False, True],
    "date": [None, "0999-12-31", "2026-01-01", None],
    "list": [None, ("",), ("a", "b"), ("2",)],
    "groups": [None, (("unit", ""),), (("a\x00", "="), ("b\\", "c")), (("unit", "north"),)],
}


def stored(name: str) -> list[Stored]:
    """Four rows of a table as they are stored, with blanks and odd values in every column."""
    shape = SHAPES[name]
    rows = []
    for at in range(4):
        row: list[Any] = []
        for index, column in enumerate(shape.names):
            if index < (2 if isinstance(shape, Relationships) else 1):
                row.append(f"id{at // 2 if index == 0 else at}")
            elif column in {"type", "kind"} and name == "moves":
                row.append(["", "ladder", "lattice", ""][at])
            else:
                row.append(VALUES[TABLES[name].columns[column].form if column in TABLES[name].columns else "text"][at])
        if not isinstance(shape, Relationships):
            row[0] = f"id{at}"
        rows.append(tuple(row))
    return rows


def text(name: str, /, *following: str, many: int | None = None, **values: str) -> str:
    """The text of a node that is a row, blank but for these fields, with what follows it."""
    head = [str(len(following) if many is None else many), "maya", *(values.get(field, "") for field in own(name))]
    return ROW.join([FIELD.join(head), *following])


def own(name: str) -> tuple[str, ...]:
    """The fields of a head."""
    shape = SHAPES[name]
    return () if isinstance(shape, Relationships) else fields(shape)


def in_columns(*chunks: list[Stored]) -> list[Columns]:
    """Rows as they are encoded, some at a time."""
    return [list(zip(*rows, strict=True)) for rows in chunks]


def nodes(name: str, rows: list[Stored]) -> list[Node]:
    """The nodes of rows, in one piece."""
    return list(written(SHAPES[name], in_columns(rows)))


def sent(name: str, rows: list[Stored]) -> list[str]:
    """The texts of nodes with these rows as the server would send them, in another order than ours."""
    return [ROW.join([node.parts[0], *node.parts[:0:-1]]) for node in nodes(name, rows)]


@pytest.mark.parametrize("name", SHAPES)
def test_rows_come_back_by_key(name: str) -> None:
    """Whatever their order was, blanks and all."""
    rows = stored(name)
    assert parsed(SHAPES[name], sent(name, rows)) == rows


@pytest.mark.parametrize("name", SHAPES)
def test_a_node_is_known_in_any_order(name: str) -> None:
    """And no other is taken for it, not one with the same rows and one more or less either."""
    rows = stored(name)
    ours, texts = nodes(name, rows), sent(name, rows)
    assert len(ours) == (2 if isinstance(SHAPES[name], Relationships) else 4)
    assert [[node.is_written(text) for text in texts] for node in ours] == [
        [node is other for other in ours] for node in ours
    ]
    for node, text in zip(ours, texts, strict=True):
        assert not node.is_written(text + ROW + node.parts[-1])
        assert not node.is_written(text + "x")
        assert taken_apart(SHAPES[name], text) == (node.id, node.parts[:0:-1])


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
@pytest.mark.parametrize("name", ["levels", "people"])
def test_a_node_is_whole_wherever_a_chunk_ends(name: str, chunk: int) -> None:
    """Rows are written some thousand at a time, and a person's may go over the end."""
    rows = stored(name)
    found = list(written(SHAPES[name], in_columns(*(rows[at : at + chunk] for at in range(0, len(rows), chunk)))))
    assert [node.parts for node in found] == [node.parts for node in nodes(name, rows)]
    assert [row for node in found for row in node.rows] == rows
    assert list(written(SHAPES[name], [])) == []


@pytest.mark.parametrize("sign", [FIELD, ROW, ITEM])
@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("skills", "id"),
        ("skills", "aliases"),
        ("people", "id"),
        ("people", "location"),
        ("people", "groups"),
        ("levels", "person"),
        ("levels", "skill"),
        ("levels", "evidence"),
    ],
)
def test_a_text_with_a_sign_is_never_alike(name: str, column: str, sign: str) -> None:
    """Else a text could pass for two fields, rows or items."""
    (*rows, last) = stored(name)
    shape = SHAPES[name]
    at = shape.names.index(column)
    odd = f"z{sign}b"
    value: Any = {"aliases": (odd,), "groups": (("unit", odd),)}.get(column, odd)
    (*_, node) = nodes(name, [*rows, (*last[:at], value, *last[at + 1 :])])
    assert node.parts == [UNLIKE]
    assert not node.is_written(UNLIKE)


def test_nodes_without_rows_are_none() -> None:
    """A person without levels has only a head."""
    assert parsed(SHAPES["levels"], [f"0{FIELD}bo", f"0{FIELD}maya"]) == []
    assert parsed(SHAPES["levels"], []) == []
    assert parsed(SHAPES["people"], []) == []


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("levels", text("levels", f"sql{FIELD}1{FIELD}=a{FIELD}b{FIELD}")),
        ("levels", text("levels", f"sql{FIELD}1{FIELD}=a{ROW}b{FIELD}{FIELD}", many=1)),
        ("levels", text("levels", f"sql{FIELD}1{FIELD}{FIELD}a{ROW}b{FIELD}1{FIELD}{FIELD}", many=1)),
        ("levels", f"1{FIELD}may{FIELD}a{ROW}sql{FIELD}1{FIELD}{FIELD}"),
        ("levels", f"1{FIELD}may{ROW}a{ROW}sql{FIELD}1{FIELD}{FIELD}"),
        ("people", text("people", name=f"=a{FIELD}b")),
        ("people", text("people", name=f"=a{ROW}b", many=0)),
        ("people", text("people", long_id=f"=a{ROW}b{FIELD}c", many=0)),
        ("people", text("people", f"group:unit{FIELD}a{FIELD}b")),
    ],
)
def test_a_sign_within_a_text_is_found(name: str, sent: str) -> None:
    """Then the rows have to be read in another way."""
    with pytest.raises(NotPlain):
        parsed(SHAPES[name], [sent])
    with pytest.raises(NotPlain):
        taken_apart(SHAPES[name], sent)


def test_a_sign_within_an_item_is_found() -> None:
    """As soon as the list is looked at."""
    with pytest.raises(NotPlain):
        parsed(SHAPES["skills"], [text("skills", aliases=f"1{ITEM}a{ITEM}b")])


@pytest.mark.parametrize(("essential", "level"), [("yes", "1"), ("TRUE", "1"), ("true", "much"), ("true", "1.0")])
def test_what_nobody_writes_is_no_value(essential: str, level: str) -> None:
    """Neither a truth value nor a number is guessed."""
    values = {"skill": "sql", "essential": essential, "level": level}
    row = FIELD.join(values.get(field, "") for field in fields(SHAPES["requirements"]))
    with pytest.raises(NotPlain):
        parsed(SHAPES["requirements"], [text("requirements", row)])
