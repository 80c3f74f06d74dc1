"""Columns: what a cell of a bundle's table may hold."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

Value = str | int | float | bool | datetime.date | tuple[str, ...] | tuple[tuple[str, str], ...] | None
"""What a cell can hold once it is read."""

Row = tuple[Value, ...]
"""A table's row: one value a column, in the order of the table's columns."""


LARGEST_NUMBER: Final = 1e15
"""Numbers up to this one are exact as floats and as JSON, and no sum of theirs is infinite."""


class Form(StrEnum):
    """How a cell is written."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    LEVEL = "level"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column holds: its form, bounds, and the table that it points to.

    ``minimum`` and ``maximum`` are inclusive unless ``above`` is set, which
    takes the minimum itself away. A level's maximum is the scale's.
    """

    form: Form
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    choices: tuple[str, ...] = ()
    references: str | None = None

    def allows(self, number: float) -> bool:
        """Whether a number lies within the bounds."""
        if self.minimum is not None and (number < self.minimum or (self.above and number == self.minimum)):
            return False
        return self.maximum is None or number <= self.maximum

    @property
    def expectation(self) -> str:
        """The rule in words, for an error message."""
        if self.choices:
            return " or ".join(self.choices)
        words: Final = {
            Form.IDENTIFIER: "an id",
            Form.TEXT: "a text",
            Form.LEVEL: "a level",
            Form.INTEGER: "a whole number",
            Form.NUMBER: "a number",
            Form.BOOLEAN: "true or false",
            Form.DATE: "a date as YYYY-MM-DD",
            Form.LIST: "texts separated by |",
            Form.GROUPS: "a group's value",
        }
        text = words[self.form]
        if self.references:
            text = f"the id of one of the {self.references}"
        if self.minimum is not None:
            text += f" above {self.minimum:g}" if self.above else f" of at least {self.minimum:g}"
        if self.maximum is not None:
            text += f" and at most {self.maximum:g}" if self.minimum is not None else f" of at most {self.maximum:g}"
        return text


Identifier = Annotated[str, Column(form=Form.IDENTIFIER)]
Text = Annotated[str, Column(form=Form.TEXT)]
OptionalText = Annotated[str | None, Column(form=Form.TEXT)]
OptionalDate = Annotated[datetime.date | None, Column(form=Form.DATE)]
OptionalFlag = Annotated[bool | None, Column(form=Form.BOOLEAN)]
Level = Annotated[int, Column(form=Form.LEVEL, minimum=0)]
OptionalLevel = Annotated[int | None, Column(form=Form.LEVEL, minimum=0)]
OptionalCount = Annotated[int | None, Column(form=Form.INTEGER, minimum=0)]
Amount = Annotated[float, Column(form=Form.NUMBER, minimum=0)]
OptionalAmount = Annotated[float | None, Column(form=Form.NUMBER, minimum=0)]
Share = Annotated[float | None, Column(form=Form.NUMBER, minimum=0, maximum=1)]
PositiveShare = Annotated[float | None, Column(form=Form.NUMBER, minimum=0, maximum=1, above=True)]
Texts = Annotated[tuple[str, ...], Column(form=Form.LIST)]
RoleId = Annotated[str, Column(form=Form.IDENTIFIER, references="roles")]
SkillId = Annotated[str, Column(form=Form.IDENTIFIER, references="skills")]
ResourceId = Annotated[str, Column(form=Form.IDENTIFIER, references="resources")]
PersonId = Annotated[str, Column(form=Form.IDENTIFIER, references="people")]
OptionalPersonId = Annotated[str | None, Column(form=Form.IDENTIFIER, references="people")]
