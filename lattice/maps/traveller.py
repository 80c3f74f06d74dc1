"""The person whose map it is."""

from __future__ import annotations

from lattice.domain.person import Person
from lattice.graph.snapshot import Snapshot
from lattice.maps.scene import Traveller
from lattice.reports.visible import visible


def traveller_of(graph: Snapshot, person: str) -> Traveller:
    """The person with this id, as a map shows them: a name, the role of today, their own money for learning."""
    record = Person.of_row(graph.person_row(person))
    return Traveller(name=visible(record.name or record.id), role=graph.roles[record.role], budget=record.budget)
