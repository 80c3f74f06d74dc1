"""Bundles: a whole lattice as it travels, every rule kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import Final, TypeVar

from lattice.domain.column import Row
from lattice.domain.move import Move
from lattice.domain.person import Aspiration, Completion, Exclusion, HeldLevel, Nomination, Person
from lattice.domain.policy import Header
from lattice.domain.record import Record
from lattice.domain.resource import Prerequisite, Resource, Teaching
from lattice.domain.role import Requirement, Role
from lattice.domain.rules import Locate, find_cell_problems, find_problems, nowhere
from lattice.domain.skill import Skill
from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle, Problem

_R = TypeVar("_R", bound=Record)
_AT_ONCE: Final = 4096
"""Rows that are fingerprinted together."""


@dataclass(frozen=True)
class Bundle:
    """A checked lattice: the header and the tables that it brings.

    ``tables`` maps a table's name to its rows, sorted by key, one value a
    column. A table that the bundle doesn't bring is absent, which is not the
    same as empty: loading leaves an absent table as it is. Two bundles are
    equal when they say the same, in whatever order their files had it.
    """

    header: Header
    tables: Mapping[str, Sequence[Row]] = field(hash=False, repr=False)

    @classmethod
    def assemble(cls, header: Header, tables: Mapping[str, Iterable[Row]], *, locate: Locate = nowhere) -> Bundle:
        """A bundle of typed rows, when they keep every rule.

        Raises ``InvalidBundle`` with every problem.
        """
        brought = {name: tuple(tables[name]) for name in TABLES if name in tables}
        problems = find_problems(header, brought, locate=locate)
        if problems:
            raise InvalidBundle(problems)
        return cls.of_checked(header, brought)

    @classmethod
    def of_checked(cls, header: Header, tables: Mapping[str, Iterable[Row]]) -> Bundle:
        """A bundle of rows that have been checked before, as a store returns them."""
        ordered = {name: sorted_rows(name, tables[name]) for name in TABLES if name in tables}
        return cls(header, MappingProxyType(ordered))

    def __reduce__(self) -> tuple[Callable[..., Bundle], tuple[Header, dict[str, Sequence[Row]]]]:
        """How to pickle a bundle, for another process: its tables can't be written, which pickle doesn't know."""
        return _rebuilt, (self.header, dict(self.tables))

    @classmethod
    def of_records(cls, header: Header, tables: Mapping[str, Iterable[Record]]) -> Bundle:
        """A bundle made in Python from records, when they keep every rule.

        Raises ``InvalidBundle`` with every problem, by table and the record's
        number from 1; what single cells hold is checked first.
        """
        rows = {name: [record.row for record in tables[name]] for name in TABLES if name in tables}
        problems = [*find_cell_problems(rows)]
        problems += [
            Problem(table.name, 0, "", "", "a table", f"a bundle can't be without {table.name}")
            for table in TABLES.values()
            if table.required and table.name not in rows
        ]
        if problems:
            raise InvalidBundle(problems)
        return cls.assemble(header, rows)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table, none when the bundle doesn't bring it."""
        return self.tables.get(table, ())

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has, absent ones included."""
        return {name: len(self.rows(name)) for name in TABLES}

    @property
    def digest(self) -> str:
        """A fingerprint of what the bundle says: SHA-256 in hexadecimal."""
        digest = hashlib.sha256(self.header.model_dump_json().encode())
        for name, rows in self.tables.items():
            digest.update(f"\n{name}\n".encode())
            for start in range(0, len(rows), _AT_ONCE):
                digest.update("".join(map(repr, rows[start : start + _AT_ONCE])).encode())
        return digest.hexdigest()

    def _records(self, table: str, record: type[_R]) -> tuple[_R, ...]:
        return tuple(record.of_row(row) for row in self.rows(table))

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles, by id."""
        return self._records("roles", Role)

    @property
    def skills(self) -> tuple[Skill, ...]:
        """The skills, by id."""
        return self._records("skills", Skill)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What each role requires, by role and skill."""
        return self._records("requirements", Requirement)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The learning resources, by id."""
        return self._records("resources", Resource)

    @property
    def teaches(self) -> tuple[Teaching, ...]:
        """What each resource teaches, by resource and skill."""
        return self._records("teaches", Teaching)

    @property
    def prerequisites(self) -> tuple[Prerequisite, ...]:
        """What each resource asks for, by resource and skill."""
        return self._records("prerequisites", Prerequisite)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves, by the two roles and the kind."""
        return self._records("moves", Move)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people, by id."""
        return self._records("people", Person)

    @property
    def levels(self) -> tuple[HeldLevel, ...]:
        """The levels that people have, by person and skill."""
        return self._records("levels", HeldLevel)

    @property
    def completions(self) -> tuple[Completion, ...]:
        """What people completed, by person and resource."""
        return self._records("completions", Completion)

    @property
    def aspirations(self) -> tuple[Aspiration, ...]:
        """What people want, by person and role."""
        return self._records("aspirations", Aspiration)

    @property
    def nominations(self) -> tuple[Nomination, ...]:
        """Who is nominated for what, by person and role."""
        return self._records("nominations", Nomination)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """Who doesn't count for what, by person and role."""
        return self._records("exclusions", Exclusion)


def _rebuilt(header: Header, tables: dict[str, Sequence[Row]]) -> Bundle:
    return Bundle(header, MappingProxyType(tables))


def sorted_rows(table: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """A table's rows in the order of their keys, blanks first."""
    positions = TABLES[table].key_positions
    if table != "moves":
        # Every part of these keys is an id, and never blank.
        return tuple(sorted(rows, key=itemgetter(*positions)))
    return tuple(sorted(rows, key=lambda row: tuple("" if row[at] is None else str(row[at]) for at in positions)))
