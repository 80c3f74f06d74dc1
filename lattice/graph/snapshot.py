"""The snapshot: one lattice, immutable, as records, as a graph, and as arrays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header, Policy
from lattice.domain.table import TABLES
from lattice.graph.arrays import Flags, Floats, Ints, filled, frozen
from lattice.graph.moves import Moves
from lattice.graph.requirements import Requirements
from lattice.graph.resources import LearningResource, learning_resources
from lattice.graph.thermometer import Codes
from lattice.graph.workforce import Workforce

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Snapshot:
    """An immutable lattice that every question is asked of.

    Roles, skills, resources and people are numbered in the order of their
    ids, so that comparing numbers compares ids. Arrays are made when first
    asked for and can't be written.
    """

    bundle: Bundle

    @property
    def header(self) -> Header:
        """The lattice's name, scale and policy."""
        return self.bundle.header

    @property
    def policy(self) -> Policy:
        """The organisation's defaults."""
        return self.bundle.header.policy

    @cached_property
    def role_ids(self) -> tuple[str, ...]:
        """The roles' ids by number."""
        return self._ids("roles")

    @cached_property
    def skill_ids(self) -> tuple[str, ...]:
        """The skills' ids by number."""
        return self._ids("skills")

    @cached_property
    def resource_ids(self) -> tuple[str, ...]:
        """The resources' ids by number."""
        return self._ids("resources")

    @cached_property
    def roles(self) -> Mapping[str, int]:
        """The roles' numbers by id."""
        return {name: number for number, name in enumerate(self.role_ids)}

    @cached_property
    def skills(self) -> Mapping[str, int]:
        """The skills' numbers by id."""
        return {name: number for number, name in enumerate(self.skill_ids)}

    @cached_property
    def people(self) -> Mapping[str, int]:
        """The people's numbers by id."""
        return {name: number for number, name in enumerate(self._ids("people"))}

    @cached_property
    def dwell_months(self) -> Floats:
        """How long one stays in each role, by number."""
        at = TABLES["roles"].position("dwell_months")
        return filled((row[at] for row in self.bundle.rows("roles")), self.policy.dwell_months)

    @cached_property
    def salaries(self) -> Floats:
        """Each role's salary by number, NaN where it is unknown."""
        at = TABLES["roles"].position("salary")
        return filled((row[at] for row in self.bundle.rows("roles")), float("nan"))

    @cached_property
    def requirements(self) -> Requirements:
        """What each role requires."""
        return Requirements.of_rows(self.bundle.rows("requirements"), self.roles, self.skills, self.policy)

    @cached_property
    def moves(self) -> Moves:
        """Every move, by the role that it leaves."""
        return Moves.of_rows(self.bundle.rows("moves"), self.roles, self.bundle.rows("roles"), self.policy)

    @cached_property
    def resources(self) -> tuple[LearningResource, ...]:
        """The learning resources by number."""
        return learning_resources(
            self.bundle.rows("resources"),
            self.bundle.rows("teaches"),
            self.bundle.rows("prerequisites"),
            skills=self.skills,
            policy=self.policy,
        )

    @cached_property
    def workforce(self) -> Workforce:
        """Everyone and their levels, as arrays by person."""
        return Workforce.of_rows(
            self.bundle.rows("people"),
            self.bundle.rows("levels"),
            roles=self.roles,
            skills=self.skills,
            policy=self.policy,
        )

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that the lattice says: SHA-256 in hexadecimal."""
        return self.bundle.digest

    @cached_property
    def seats(self) -> Ints:
        """How many people each role wants, by number."""
        at = TABLES["roles"].position("seats")
        rows = self.bundle.rows("roles")
        return frozen(filled((row[at] for row in rows), self.policy.seats), "int32")

    @cached_property
    def critical(self) -> Flags:
        """Whether each role's vacancy hurts, by number."""
        at = TABLES["roles"].position("critical")
        return frozen([row[at] is True for row in self.bundle.rows("roles")], "bool")

    @cached_property
    def codes(self) -> Codes:
        """Requirements and resources in thermometer code."""
        return Codes.of(self.requirements, self.resources, self.header.levels.maximum)

    def person_row(self, person: str) -> Row:
        """The row of a person's table by id."""
        return self.bundle.rows("people")[self.people[person]]

    def level_rows(self, person: str) -> Sequence[Row]:
        """The rows of the levels that a person has, by skill."""
        rows = self.bundle.rows("levels")
        first = bisect_left(rows, person, key=_owner)
        return rows[first : bisect_right(rows, person, lo=first, key=_owner)]

    def networkx(self) -> nx.MultiDiGraph[str]:
        """The roles and moves as a new networkx graph, for any classic question.

        Nodes are role ids with the columns of ``roles`` as attributes; edges
        are moves, keyed by their kind, with ``kind``, ``months`` and
        ``success``. The copy is the caller's own to change.
        """
        import networkx as nx  # noqa: PLC0415 - 0.2 s that a route query needn't pay

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=self.header.name)
        names = TABLES["roles"].names
        for row in self.bundle.rows("roles"):
            graph.add_node(str(row[0]), **dict(zip(names, row, strict=True)))
        moves, ids = self.moves, self.role_ids
        for at in range(len(moves.source)):
            kind = "ladder" if moves.ladder[at] else "lattice"
            graph.add_edge(
                ids[moves.source[at]],
                ids[moves.target[at]],
                key=kind,
                kind=kind,
                months=float(moves.months[at]),
                success=float(moves.success[at]),
            )
        return graph

    def _ids(self, table: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self.bundle.rows(table))


def _owner(row: Row) -> str:
    return str(row[0])


def snapshot(bundle: Bundle) -> Snapshot:
    """The snapshot of a bundle, without a store.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> len(graph.roles)
    205
    """
    return Snapshot(bundle)
