"""Rows written as texts and read back, without a server."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import pytest

from lattice.domain.table import TABLES
from lattice.stores.difference import Stored
from lattice.stores.neo4j.shape import SHAPES, Relationships
from lattice.stores.neo4j.texts import FIELD, ITEM, ROW, UNLIKE, NotPlain, fields, parsed, written

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


def text(name: str, **values: str) -> str:
    """The text of a row's fields, blank but for these."""
    return FIELD.join(values.get(field, "") for field in fields(SHAPES[name]))


def by_node(name: str, rows: list[Stored]) -> tuple[list[str], list[int], list[str]]:
    """The ids of nodes, how many relationships or groups each has, and their texts, as the server would send them."""
    shape = SHAPES[name]
    groups = shape.names.index("groups") if "groups" in shape.names else None
    ids, counts, texts = [], [], []
    for id_, found in groupby(written(shape, rows), key=itemgetter(0)):
        members = list(found)
        ids.append(id_)
        texts.append("".join(as_text for _, _, as_text in reversed(members)))
        if isinstance(shape, Relationships):
            counts.append(len(members))
        else:
            counts.append(0 if groups is None else len(members[0][1][groups] or ()))  # type: ignore[arg-type]  # stored
    return ids, counts, texts


@pytest.mark.parametrize("name", SHAPES)
def test_rows_come_back_by_key(name: str) -> None:
    """Whatever their order was, blanks and all."""
    rows = stored(name)
    assert parsed(SHAPES[name], *by_node(name, rows)) == rows


@pytest.mark.parametrize("sign", [FIELD, ROW, ITEM])
@pytest.mark.parametrize("name", ["skills", "people", "levels"])
def test_a_text_with_a_sign_is_never_alike(name: str, sign: str) -> None:
    """Else a text could pass for two fields, rows or items."""
    (first, *rows) = stored(name)
    shape = SHAPES[name]
    column = {"skills": "aliases", "people": "location", "levels": "evidence"}[name]
    at = shape.names.index(column)
    value: Any = (f"a{sign}b",) if column == "aliases" else f"a{sign}b"
    assert {found for _, _, found in written(shape, [(*first[:at], value, *first[at + 1 :]), *rows])} == {UNLIKE}


def test_nodes_without_rows_are_none() -> None:
    """A person without levels has an empty text."""
    assert parsed(SHAPES["levels"], ["bo", "maya"], [0, 0], ["", ""]) == []


@pytest.mark.parametrize(
    ("name", "counts", "texts"),
    [
        ("levels", [1], [f"{ROW}sql{FIELD}1{FIELD}=a{FIELD}b{FIELD}"]),
        ("levels", [1], [f"{ROW}sql{FIELD}1{FIELD}=a{ROW}b{FIELD}{FIELD}"]),
        ("skills", [0], [text("skills", aliases=f"1{ITEM}a{ITEM}b")]),
        ("people", [1], [text("people") + f"{ROW}group:unit{FIELD}a{FIELD}b"]),
    ],
)  # fmt: skip
def test_a_sign_within_a_text_is_found(name: str, counts: list[int], texts: list[str]) -> None:
    """Then the rows have to be read in another way."""
    with pytest.raises(NotPlain):
        parsed(SHAPES[name], ["maya"], counts, texts)


@pytest.mark.parametrize("name", ["yes", "TRUE"])
def test_what_nobody_writes_is_no_value(name: str) -> None:
    """Neither a truth value nor a number is guessed."""
    shape = SHAPES["requirements"]
    texts = [
        ROW + FIELD.join(name if field == "essential" else "sql" if field == "skill" else "" for field in fields(shape))
    ]
    with pytest.raises(KeyError):
        parsed(shape, ["clerk"], [1], texts)
