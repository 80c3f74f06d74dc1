"""Where a result goes when not to the screen: a file, whose suffix says in what form."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from lattice.cli.quoting import shown
from lattice.errors import DataError

FORMS: Final = {
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}
"""The forms by the suffix of a file's name."""

DOCUMENTS: Final = frozenset({"xlsx", "html"})
"""The forms that say what data they come from."""


class OutputFile(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """A file to write, whose suffix says in what form."""

    name = "file"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The text as a path with a suffix that is known, where no folder stands."""
        path = Path(os.fspath(value) if isinstance(value, os.PathLike) else str(value))
        if path.suffix.casefold() not in FORMS:
            what = f"ends in '{path.suffix}'" if path.suffix else "has no suffix that says in what form to write"
            self.fail(f"{shown(value)} {what}; name a file that ends in {' '.join(FORMS)}.", param, ctx)
        try:
            folder = path.is_dir()
        except (OSError, ValueError):
            folder = False
        if folder:
            self.fail(f"{shown(value)} is a folder; name a file in it.", param, ctx)
        return path


def form_of(path: Path) -> str:
    """The form in which a file is written."""
    return FORMS[path.suffix.casefold()]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; what stood there before is replaced.

    Folders on the way are made. Raises ``DataError`` when it can't be written;
    then what stood there before is still there.
    """
    from lattice.exchange.whole_file import whole_file

    try:
        with whole_file(path) as file:
            file.write(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"'{path}' can't be written: {reason}; name another place with -o"
        raise DataError(message) from error
