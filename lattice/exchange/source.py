"""Sources: where a bundle's files come from, and which files those are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from lattice.domain.rules import nearest_name
from lattice.domain.table import TABLES
from lattice.errors import Problem
from lattice.exchange.cell import shown
from lattice.exchange.manifest import MANIFEST

SUFFIX: Final = ".csv"
FILES: Final = (MANIFEST, *(name + SUFFIX for name in TABLES))
"""The files of a bundle, in the order in which they are read and written."""


class Source(Protocol):
    """Files by name, each read whole and only as far as the limits allow."""

    @property
    def names(self) -> frozenset[str]:
        """The bundle's files that are there."""
        ...

    @property
    def others(self) -> frozenset[str]:
        """The files that are there and not the bundle's."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the place itself, and with files that can't belong to a bundle."""
        ...

    def read(self, name: str) -> bytes | Problem:
        """A file's bytes, or why it can't be read."""
        ...


def stray_files(names: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file that is meant as a table or manifest and isn't named as one."""
    for name in sorted(names):
        if name in FILES or name.startswith((".", "~$")):
            continue
        folded = name.casefold().strip()
        if folded in FILES:
            message = f"'{shown(name)}' must be called '{folded}', in small letters and without spaces"
            yield Problem(shown(name), 0, "", shown(name), folded, message)
        elif folded.endswith(SUFFIX):
            near = nearest_name(folded, FILES[1:])
            hint = f"; the nearest is '{near}'" if near else f"; the tables are {', '.join(TABLES)}"
            message = f"'{shown(name)}' is no table of a bundle{hint}"
            yield Problem(shown(name), 0, "", shown(name), near or "a table's name", message)


def missing_file(name: str, others: Iterable[str]) -> Problem:
    """The problem of a required file that isn't there, with the file that may be meant."""
    stem = name.partition(".")[0]
    meant = sorted(other for other in others if other.casefold().startswith(stem) and other not in FILES)
    hint = f"; is '{shown(meant[0])}' meant?" if meant else ""
    return Problem(name, 0, "", "", f"a file {name}", f"the required file {name} is missing{hint}")
