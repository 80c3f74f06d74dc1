"""Records: a table's row as a named, frozen value."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from lattice.domain.column import Row


class Record(BaseModel):
    """A row of a bundle's table; its fields are the table's columns, in order."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True, serialize_by_alias=True, defer_build=True
    )

    @classmethod
    def of_row(cls, row: Row) -> Self:
        """The record of a row that has been checked already."""
        values: dict[str, Any] = dict(zip(cls.model_fields, row, strict=True))
        # By way of the parent: the type checker takes the own one to return this class alone.
        return super().model_construct(**values)

    @property
    def row(self) -> Row:
        """The record as a row."""
        return tuple(getattr(self, name) for name in type(self).model_fields)
