"""Parts of a change, taken apart without a server."""

from __future__ import annotations

import pytest

from lattice.stores.neo4j.parts import Deed, Part, document

LEVELS = Part(
    table="levels", deed=Deed.MAKE, rows=[("bo", [("sql", 1), ("xl", 2)]), ("cy", [("sql", 3)]), ("di", [("sql", 4)])]
)
SKILLS = Part(table="skills", deed=Deed.MAKE, rows=[("sql",), ("xl",), ("go",)])


def flat(part: Part) -> list[object]:
    """Each row by itself, with where it starts."""
    return [(start, row) for start, ends in part.rows for row in ends] if part.table == "levels" else list(part.rows)


@pytest.mark.parametrize("part", [LEVELS, SKILLS])
@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_a_split_part_is_the_same_rows_in_order(part: Part, most: int) -> None:
    """At most so many first, the others then, and none when there are no others."""
    pieces: list[Part] = []
    rest: Part | None = part
    while rest is not None:
        piece, rest = rest.split(most)
        assert 0 < piece.many <= most
        assert (piece.table, piece.deed) == (part.table, part.deed)
        pieces.append(Part.unpacked(piece.packed))
    assert sum(piece.many for piece in pieces) == part.many
    assert all(piece.many == most for piece in pieces[:-1])
    whole = Part.unpacked(part.packed)
    assert [row for piece in pieces for row in flat(piece)] == flat(whole)


def test_a_document_is_a_row() -> None:
    """It isn't split."""
    part = document("plan", "{}")
    assert part.split(1) == (part, None)
