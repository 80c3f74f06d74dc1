"""A lattice copied from one store into another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lattice.domain.bundle import Bundle
from lattice.domain.table import TABLES
from lattice.errors import UnknownName
from lattice.progress import SILENT, Progress
from lattice.stores.store import Change, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a copy did to the store that it went to: the tables that changed, the documents that came or changed."""

    name: str
    changes: Mapping[str, Change]
    counts: Mapping[str, int]
    kept: tuple[str, ...]


def copy_lattice(source: Store, target: Store, *, progress: Progress = SILENT) -> Copied:
    """Make the tables of one store equal to those of another, and put its kept documents beside them.

    All tables change at once or not at all, those too that only the target
    has rows of: they are emptied. The documents follow one by one; a copy that
    was stopped between is finished by repeating it. Documents that only the
    target has stay. Raises a ``StoreError``, and ``NoStore`` when there is
    nothing to copy.
    """
    progress.begin("reading")
    bundle = source.read()
    progress.begin("storing")
    before = target.status().counts
    emptied: dict[str, tuple[()]] = {name: () for name, count in before.items() if count and name not in bundle.tables}
    brought = {**bundle.tables, **emptied}
    whole = Bundle(bundle.header, {name: brought[name] for name in TABLES if name in brought})
    changes = target.load(whole).changes
    names = source.kept_names()
    progress.begin("copying what was frozen", total=len(names))
    kept: list[str] = []
    for name in names:
        document = source.kept(name)
        if not _has(target, name, document):
            target.keep(name, document, replace=True)
            kept.append(name)
        progress.advance()
    counts = {name: len(rows) for name, rows in whole.tables.items()}
    return Copied(name=bundle.header.name, changes=changes, counts=counts, kept=tuple(kept))


def _has(store: Store, name: str, document: str) -> bool:
    try:
        return store.kept(name) == document
    except UnknownName:
        return False
