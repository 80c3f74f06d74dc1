"""The tables of a bundle: their columns, keys and records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lattice.domain.column import Column
from lattice.domain.move import Move
from lattice.domain.person import Aspiration, Completion, Exclusion, HeldLevel, Nomination, Person
from lattice.domain.record import Record
from lattice.domain.resource import Prerequisite, Resource, Teaching
from lattice.domain.role import Requirement, Role
from lattice.domain.skill import Skill

GROUP_PREFIX: Final = "group:"


@dataclass(frozen=True)
class Table:
    """A table: its name, the record of a row, and the columns that identify a row.

    ``required`` says that a bundle can't be without it.
    """

    name: str
    record: type[Record]
    key: tuple[str, ...]
    required: bool = False

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns by name, in order."""
        found: dict[str, Column] = {}
        for name, field in self.record.model_fields.items():
            column = next(item for item in field.metadata if isinstance(item, Column))
            found[field.alias or name] = column
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(self.columns)

    @cached_property
    def required_columns(self) -> frozenset[str]:
        """The columns that no row may leave blank."""
        fields = self.record.model_fields.items()
        return frozenset(field.alias or name for name, field in fields if field.is_required())

    @cached_property
    def key_positions(self) -> tuple[int, ...]:
        """Where the key's columns stand in a row."""
        return tuple(self.names.index(name) for name in self.key)

    def position(self, column: str) -> int:
        """Where a column stands in a row."""
        return self.names.index(column)


TABLES: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        Table("roles", Role, ("id",), required=True),
        Table("skills", Skill, ("id",), required=True),
        Table("requirements", Requirement, ("role", "skill"), required=True),
        Table("resources", Resource, ("id",)),
        Table("teaches", Teaching, ("resource", "skill")),
        Table("prerequisites", Prerequisite, ("resource", "skill")),
        Table("moves", Move, ("from", "to", "kind")),
        Table("people", Person, ("id",)),
        Table("levels", HeldLevel, ("person", "skill")),
        Table("completions", Completion, ("person", "resource")),
        Table("aspirations", Aspiration, ("person", "role")),
        Table("nominations", Nomination, ("person", "role")),
        Table("exclusions", Exclusion, ("person", "role")),
    )
}
"""Every table of a bundle, those that others point to first."""
