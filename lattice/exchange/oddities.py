"""Oddities: what a valid bundle says that is probably not meant."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lattice.domain.column import Row, Value
from lattice.domain.move import LADDER
from lattice.domain.policy import Header
from lattice.domain.rules import Locate, kind_of_move, nearest_name
from lattice.domain.table import TABLES
from lattice.errors import Problem
from lattice.exchange.cell import shown
from lattice.exchange.manifest import MANIFEST

# Dates that say what has happened already.
_PAST: Final = (
    ("people", "in_role_since"),
    ("levels", "assessed_on"),
    ("completions", "completed_on"),
    ("aspirations", "recorded_on"),
    ("nominations", "on"),
    ("exclusions", "on"),
)


def find_oddities(
    header: Header, tables: Mapping[str, Sequence[Row]], *, locate: Locate, as_of: datetime.date
) -> list[Problem]:
    """What is allowed in a valid bundle and yet looks like a slip, table by table."""
    look = _Look(header, tables, locate, as_of)
    return [
        *look.at_policy(),
        *look.at_leaving_rates(),
        *look.at_requirements(),
        *look.at_resources(),
        *look.at_moves(),
        *look.at_people(),
        *look.at_wishes(),
        *look.at_dates(),
    ]


@dataclass(frozen=True)
class _Look:
    header: Header
    tables: Mapping[str, Sequence[Row]]
    locate: Locate
    as_of: datetime.date

    def at_policy(self) -> Iterator[Problem]:
        """Names that stand twice in the scale, and defaults that lie beyond it."""
        top = self.header.levels.maximum
        names = self.header.levels.names
        for name, count in Counter(names).items():
            if count > 1:
                message = f"the name '{name}' stands for {count} levels, so nobody can tell them apart"
                yield Problem(MANIFEST, 0, "levels.names", name, "a name of its own for each level", message)
        for key in ("entry_slack", "from_level"):
            value = getattr(self.header.policy, key)
            if value > top:
                message = f"policy.{key} is {value}, beyond the scale's top level {top}"
                yield Problem(MANIFEST, 0, f"policy.{key}", str(value), f"at most {top}", message)

    def at_leaving_rates(self) -> Iterator[Problem]:
        """Rates of leaving for families that no role belongs to."""
        family = TABLES["roles"].position("family")
        known = {str(row[family]) for row in self._rows("roles")}
        for name in self.header.policy.leaving_rates:
            if name not in known:
                near = nearest_name(name, sorted(known))
                message = f"no role is of the family '{shown(name)}'" + (f"; the nearest is '{near}'" if near else "")
                place = f"policy.leaving_rates.{shown(name)}"
                yield Problem(MANIFEST, 0, place, shown(name), "the family of a role", message)

    def at_requirements(self) -> Iterator[Problem]:
        """Requirements that ask nothing, or more on day one than of someone settled."""
        for at, row in enumerate(self._rows("requirements")):
            level, entry = row[2], row[3]
            if level == 0:
                message = "level 0 asks for nothing; give a level from 1, or take the row out"
                yield self._problem("requirements", at, "level", level, "a level from 1", message)
            if isinstance(level, int) and isinstance(entry, int) and entry > level:
                message = f"entry_level {entry} is above level {level}: entering would be harder than being settled"
                yield self._problem("requirements", at, "entry_level", entry, f"at most {level}", message)

    def at_resources(self) -> Iterator[Problem]:
        """Resources that end before they begin, or teach nothing."""
        teaching = {row[0] for row in self._rows("teaches")}
        start, end = TABLES["resources"].position("available_from"), TABLES["resources"].position("available_to")
        for at, row in enumerate(self._rows("resources")):
            first, last = row[start], row[end]
            if isinstance(first, datetime.date) and isinstance(last, datetime.date) and last < first:
                message = f"the resource is available to {last}, which is before available_from {first}"
                yield self._problem("resources", at, "available_to", last, f"a day from {first}", message)
            if row[0] not in teaching:
                message = f"'{row[0]}' teaches nothing: no row in teaches names it"
                yield self._problem("resources", at, "id", row[0], "a row in teaches", message)

    def at_moves(self) -> Iterator[Problem]:
        """Moves called a ladder that don't rise within a family."""
        roles = {row[0]: row for row in self._rows("roles")}
        for at, row in enumerate(self._rows("moves")):
            if row[2] == LADDER and kind_of_move(None, roles.get(row[0]), roles.get(row[1])) != LADDER:
                message = f"the move from '{row[0]}' to '{row[1]}' is called a ladder, but doesn't rise in one family"
                yield self._problem("moves", at, "kind", LADDER, "lattice, or blank", message)

    def at_people(self) -> Iterator[Problem]:
        """People without levels in a role that requires some, and people who are their own manager."""
        demanding = {row[0] for row in self._rows("requirements")}
        assessed = {row[0] for row in self._rows("levels")}
        manager = TABLES["people"].position("manager")
        for at, row in enumerate(self._rows("people")):
            if row[1] in demanding and row[0] not in assessed:
                message = f"'{row[0]}' has no levels on record, and the role '{row[1]}' requires some"
                yield self._problem("people", at, "id", row[0], "rows in levels", message)
            if row[manager] == row[0]:
                message = f"'{row[0]}' is their own manager"
                yield self._problem("people", at, "manager", row[0], "somebody else, or blank", message)

    def at_wishes(self) -> Iterator[Problem]:
        """People who are nominated for, or kept out of, the role that they hold."""
        held = {row[0]: row[1] for row in self._rows("people")}
        for table, what in (("nominations", "nominated for"), ("exclusions", "kept out of")):
            for at, row in enumerate(self._rows(table)):
                if held.get(row[0]) == row[1]:
                    message = f"'{row[0]}' is {what} the role '{row[1]}', which they hold already"
                    yield self._problem(table, at, "role", row[1], "another role than their own", message)

    def at_dates(self) -> Iterator[Problem]:
        """Dates of what has happened that lie in the future."""
        for table, column in _PAST:
            position = TABLES[table].position(column)
            for at, row in enumerate(self._rows(table)):
                day = row[position]
                if isinstance(day, datetime.date) and day > self.as_of:
                    message = f"{column} {day} lies in the future (today is {self.as_of})"
                    yield self._problem(table, at, column, day, f"a day up to {self.as_of}", message)

    def _rows(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    def _problem(self, table: str, at: int, column: str, found: Value, expected: str, message: str) -> Problem:  # noqa: PLR0917 - a problem's own fields
        file, line = self.locate(table, at)
        return Problem(file, line, column, str(found), expected, message)
