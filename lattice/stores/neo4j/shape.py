"""The shape of a lattice in the graph: the label or the relationship type of each table, and the columns on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lattice.domain.column import Form
from lattice.domain.move import LADDER, LATTICE
from lattice.domain.table import GROUP_PREFIX, TABLES, Table
from lattice.stores.names import NAME_KEY

LONG_ID: Final = "long_id"
"""The property with a whole id where ``id`` has only its beginning and a digest: an index takes no long texts."""

HOLDS: Final = "HOLDS"
"""From a person to the role that they hold."""


@dataclass(frozen=True)
class Nodes:
    """A table whose rows are nodes with a label."""

    table: Table
    label: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What a stored row holds: the table's columns, then what is looked up by, then a whole long id."""
        more = (NAME_KEY,) if self.table.name == "people" else ()
        return (*self.table.names, *more, LONG_ID)


@dataclass(frozen=True)
class Relationships:
    """A table whose rows are relationships; the first two columns are where they start and end."""

    table: Table
    types: tuple[str, ...]
    start: Nodes
    end: Nodes

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What a stored row holds: the table's columns; of moves the relationship's type too."""
        return (*self.table.names, "type") if len(self.types) > 1 else self.table.names

    @property
    def pattern(self) -> str:
        """The types as they stand in a pattern."""
        return "|".join(self.types)


Shape = Nodes | Relationships

ROLES: Final = Nodes(TABLES["roles"], "Role")
SKILLS: Final = Nodes(TABLES["skills"], "Skill")
RESOURCES: Final = Nodes(TABLES["resources"], "Resource")
PEOPLE: Final = Nodes(TABLES["people"], "Person")

MOVE_TYPES: Final = {LADDER: "LADDER", LATTICE: "LATTICE"}
"""The type of a relationship that is a move, by the move's kind."""

NODES: Final = (ROLES, SKILLS, RESOURCES, PEOPLE)
RELATIONSHIPS: Final = (
    Relationships(TABLES["requirements"], ("REQUIRES",), ROLES, SKILLS),
    Relationships(TABLES["teaches"], ("TEACHES",), RESOURCES, SKILLS),
    Relationships(TABLES["prerequisites"], ("NEEDS",), RESOURCES, SKILLS),
    Relationships(TABLES["moves"], tuple(MOVE_TYPES.values()), ROLES, ROLES),
    Relationships(TABLES["levels"], ("HAS",), PEOPLE, SKILLS),
    Relationships(TABLES["completions"], ("COMPLETED",), PEOPLE, RESOURCES),
    Relationships(TABLES["aspirations"], ("ASPIRES_TO",), PEOPLE, ROLES),
    Relationships(TABLES["nominations"], ("NOMINATED_FOR",), PEOPLE, ROLES),
    Relationships(TABLES["exclusions"], ("EXCLUDED_FROM",), PEOPLE, ROLES),
)
SHAPES: Final[Mapping[str, Shape]] = {shape.table.name: shape for shape in (*NODES, *RELATIONSHIPS)}
"""The shape of each table by the table's name."""


def form(shape: Shape, name: str) -> Form:
    """How a stored column is written."""
    column = shape.table.columns.get(name)
    return Form.TEXT if column is None else column.form


def group_property(name: str) -> str:
    """The property for a group: named as its column; a NUL, which no name of a property can hold, is spelled."""
    return GROUP_PREFIX + name.replace("\\", "\\\\").replace("\x00", "\\0")


def group_name(key: str) -> str:
    """The group that a property is for."""
    text = key.removeprefix(GROUP_PREFIX)
    if "\\" not in text:
        return text
    return "\\".join(part.replace("\\0", "\x00") for part in text.split("\\\\"))
