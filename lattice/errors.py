"""Everything that can go wrong, as one tree.

::

    LatticeError
    ├── DataError           the data is at fault
    │   └── InvalidBundle   a bundle breaks rules; carries every problem
    ├── NameProblem         a name leads to nothing, or to more than one thing
    │   ├── UnknownName
    │   └── AmbiguousName
    ├── StoreError          the store is at fault
    │   ├── NoStore         there is nothing at that place
    │   ├── NotAStore       what is there is something else
    │   ├── NewerStore      written by a newer version of lattice
    │   ├── ReadOnlyStore   it can't be written
    │   ├── StoreFull       no room left, on the device or in the server's memory
    │   ├── StoreBusy       another program holds it for too long
    │   ├── StoreDenied     the server doesn't let us in, or not do that
    │   └── StoreUnreachable  the server doesn't answer
    └── WrongCall           the question itself makes no sense

Each message says what is wrong, where, and what to do next. Texts that a
person typed may stand in a message; whoever prints one makes it safe for the
place where it is printed. One warning stands beside the tree: what is unsafe
but goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class LatticeError(Exception):
    """The root of every error that lattice raises on purpose."""


class DataError(LatticeError):
    """The data is at fault."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule in a bundle: where it is, what was found, what was expected.

    ``line`` counts from 1 and includes the header row; 0 means the file as a
    whole. ``column`` is the column's name, empty when it is about the row.
    """

    file: str
    line: int
    column: str
    found: str
    expected: str
    message: str

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}"
        if self.column:
            place += f" [{self.column}]"
        return f"{place}: {self.message}"


class InvalidBundle(DataError):
    """A bundle breaks rules; ``problems`` has every one of them, in order of place.

    ``alone`` says whether the bundle itself does, or only beside what a store holds.
    """

    def __init__(self, problems: Sequence[Problem], *, source: str = "the bundle", alone: bool = True) -> None:
        self.problems = tuple(problems)
        self.source = source
        self.alone = alone
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        first = f"; the first: {self.problems[0]}" if self.problems else ""
        super().__init__(f"{source} has {count} {noun}{first}")


class NameProblem(LatticeError):
    """A name leads to nothing, or to more than one thing.

    ``candidates`` holds ids, the nearest first.
    """

    def __init__(self, message: str, *, kind: str, text: str, candidates: Sequence[str]) -> None:
        self.kind = kind
        self.text = text
        self.candidates = tuple(candidates)
        super().__init__(message)


class UnknownName(NameProblem):
    """No role, skill, resource or person has this id, title or alias."""


class AmbiguousName(NameProblem):
    """More than one thing has this title or alias; an id settles it."""


class StoreError(LatticeError):
    """The store is at fault."""


class NoStore(StoreError):
    """There is no store at that place yet."""


class NotAStore(StoreError):
    """What stands at that place is something else."""


class NewerStore(StoreError):
    """The store was written by a newer version of lattice."""


class ReadOnlyStore(StoreError):
    """The store can be read but not written."""


class StoreFull(StoreError):
    """The device that holds the store, or the memory of its server, has no room left."""


class StoreBusy(StoreError):
    """Another program holds the store for longer than we wait."""


class StoreDenied(StoreError):
    """The server doesn't let us in, or doesn't let us do that."""


class StoreUnreachable(StoreError):
    """The server doesn't answer, or has gone away."""


class StoreWarning(UserWarning):
    """Something about a store or the way to it isn't safe."""


class WrongCall(LatticeError):
    """The question itself makes no sense: an option out of range, two that exclude each other."""
