"""What differs between the rows of a store and those of a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Stored = tuple[str | int | float | None, ...]
"""A row as it is stored: values that can be compared, and those of the key sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Keys to take out, rows to put in, and rows to put in the place of others with the same key."""

    gone: Sequence[Stored]
    new: Sequence[Stored]
    changed: Sequence[Stored]


def compare(before: Iterable[Stored], after: Iterable[Stored], *, key_width: int) -> Difference:
    """The difference between two tables, both sorted by their key, the first ``key_width`` columns.

    One pass over both, so that memory grows with the difference alone.
    """
    gone: list[Stored] = []
    new: list[Stored] = []
    changed: list[Stored] = []
    old_rows = iter(before)
    old = next(old_rows, None)
    for row in after:
        if row == old:
            old = next(old_rows, None)
            continue
        key = row[:key_width]
        while old is not None and old[:key_width] < key:
            gone.append(old[:key_width])
            old = next(old_rows, None)
        if old is None or old[:key_width] != key:
            new.append(row)
            continue
        if old != row:
            changed.append(row)
        old = next(old_rows, None)
    while old is not None:
        gone.append(old[:key_width])
        old = next(old_rows, None)
    return Difference(gone=gone, new=new, changed=changed)
