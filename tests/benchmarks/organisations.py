"""Organisations from a seed: people in the roles of a generated lattice, one role in five critical."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.table import TABLES
from tests.benchmarks.lattices import SIZES, generate

PEOPLE: Final = (1_000, 10_000, 100_000)
"""The sizes that are measured, by their number of people."""

_CRITICAL: Final = TABLES["roles"].position("critical")
_SEATS: Final = TABLES["roles"].position("seats")
EVERY: Final = 5


def organisation(people: int) -> Bundle:
    """An organisation of 1,000 roles, 200 of them critical with 1 to 3 seats, 20 moves out of each role."""
    bundle = generate(replace(SIZES[1000], people=people))
    roles = []
    for number, row in enumerate(bundle.rows("roles")):
        cells = list(row)
        if number % EVERY == 0:
            cells[_CRITICAL], cells[_SEATS] = True, 1 + number // EVERY % 3
        roles.append(tuple(cells))
    return Bundle.of_checked(bundle.header, {**bundle.tables, "roles": roles})
