"""Asking the store: open it, take a snapshot, put the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from lattice.cli.destination import DOCUMENTS, form_of
from lattice.cli.options import Settings
from lattice.cli.place import store_address
from lattice.cli.progress import progress
from lattice.cli.waiting import waiting
from lattice.errors import UnknownName

if TYPE_CHECKING:
    from lattice.graph.snapshot import Snapshot
    from lattice.progress import Progress
    from lattice.stores.store import Store

_R = TypeVar("_R")


def open_existing(settings: Settings) -> Store:
    """The store, which must be there."""
    from lattice.stores.open import open_store

    return open_store(store_address(settings), create=False)


def ask(settings: Settings, question: Callable[[Snapshot], _R], *, what: str) -> tuple[_R, Snapshot]:
    """A question's answer, and the snapshot of the whole store that it came from."""
    with open_existing(settings) as store, waiting(settings, what):
        graph = store.snapshot()
        return question(graph), graph


def ask_telling(settings: Settings, question: Callable[[Snapshot, Progress], _R]) -> tuple[_R, Snapshot]:
    """The same for a question that takes long among many people and tells how far it is."""
    with open_existing(settings) as store, progress(settings) as told:
        told.begin("reading the lattice")
        graph = store.snapshot()
        return question(graph, told), graph


def ask_about(settings: Settings, person: str, question: Callable[[Snapshot], _R], *, what: str) -> tuple[_R, Snapshot]:
    """A question about one person: of all people, the store reads only this one.

    When nobody is called so, everybody is read, so that the error can say who
    is called nearly so; and for a document, which carries the fingerprint of
    all the data.
    """
    if settings.output is not None and form_of(settings.output) in DOCUMENTS:
        return ask(settings, question, what=what)
    with open_existing(settings) as store, waiting(settings, what):
        graph = store.snapshot(person=person)
        try:
            return question(graph), graph
        except UnknownName as error:
            if error.kind != "person":
                raise
        graph = store.snapshot()
        return question(graph), graph


def names_of(settings: Settings, people: Iterable[str]) -> Mapping[str, str]:
    """What people with these ids are called, those of them who are there and have a name; reads nobody else."""
    with open_existing(settings) as store:
        # Whoever nominates may be any text: only an id is worth reading the lattice again for.
        known = [person for person in sorted(set(people)) if person in store.ids("people", start=person, limit=1)]
        found = [each for person in known for each in store.read(person=person).people]
    return {each.id: each.name for each in found if each.name}
