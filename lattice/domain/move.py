"""Moves: one may go from the first role to the second."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from lattice.domain.column import Column, Form, OptionalAmount, OptionalCount, PositiveShare, RoleId
from lattice.domain.record import Record

LADDER: Final = "ladder"
LATTICE: Final = "lattice"
KINDS: Final = (LADDER, LATTICE)


class Move(Record):
    """A move between two roles, up the ladder or across the lattice."""

    from_: RoleId = Field(alias="from")
    to: RoleId
    kind: Annotated[str | None, Column(form=Form.TEXT, choices=KINDS)] = None
    months: OptionalAmount = None
    success: PositiveShare = None
    observed: OptionalCount = None
